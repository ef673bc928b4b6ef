"""A document to Word."""
