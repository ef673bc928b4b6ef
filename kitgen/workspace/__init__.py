"""A user's own folder: its banks, roles and theme, and its record of use."""
