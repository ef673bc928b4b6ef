"""How much is tried: a run of all tests takes minutes, `make thorough` tries more."""

import os
from typing import TypeVar

Extent = TypeVar("Extent")
THOROUGH = bool(os.environ.get("THOROUGH"))


def extent(usual: Extent, thorough: Extent) -> Extent:
    """Return what a test tries each time, or all that it tries before a release.

    What is tried each time is chosen so that a fault of the kind is found: more of it finds rarer
    ones.
    """
    return thorough if THOROUGH else usual
