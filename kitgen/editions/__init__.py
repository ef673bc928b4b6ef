"""Whom a pack is for: what each reader may see, as types."""
