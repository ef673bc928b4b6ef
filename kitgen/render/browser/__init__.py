"""A document to an HTML file for a browser."""
