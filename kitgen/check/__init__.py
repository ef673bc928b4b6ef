"""Finds what a schema cannot: questions that are unfair, unclear, hard to rate or out of place.

Faults of roles, kits and themes come with them, so that one run shows all there is to correct.
"""
