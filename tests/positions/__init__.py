"""Where things are on the pages of a finished PDF, and what follows from it.

`python -m tests.positions FILE…` prints a table of it.
"""
