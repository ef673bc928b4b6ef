"""What a page of HTML saved of its fields."""

import json
from collections.abc import Iterator

from kitgen.filled.names import Entry, ticked, typed
from kitgen.unseen import shown


def saved_entries(content: bytes) -> Iterator[Entry]:
    """Yield the fields of a saved file; raises ValueError for anything else."""
    try:
        saved = json.loads(content)
    except ValueError:
        raise ValueError("it is no PDF, no Word file (.docx) and no JSON") from None
    found = saved.get("fields") if isinstance(saved, dict) else None
    if not isinstance(found, dict):
        raise ValueError("it has no 'fields'")
    for name, value in found.items():
        if isinstance(value, bool):
            yield ticked(name, is_ticked=value)
        elif isinstance(value, str):
            yield typed(name, value)
        else:
            raise ValueError(f"{shown(name)}: expected a text, true or false")
