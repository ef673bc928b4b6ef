"""Printable interview kits for hiring managers, from a YAML bank of questions."""

__version__ = "0.1.0"
