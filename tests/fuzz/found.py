"""The inputs that were once not handled, by their target."""

from pathlib import Path

import pytest

FOUND = Path(__file__).parent / "found"


def all_found():
    """A target's name and the file of an input, for each."""
    files = sorted(FOUND.glob("*/*"))
    return [
        pytest.param(file.parent.name, file, id=f"{file.parent.name}-{file.name}") for file in files
    ]
