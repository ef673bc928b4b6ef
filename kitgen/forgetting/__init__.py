"""What folders have of a candidate, by the whole name: how it is found, and removed."""
