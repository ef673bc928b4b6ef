"""A document to PDF."""
