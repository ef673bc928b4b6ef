"""Tables of plain text: columns as wide as their longest text, or as a terminal has room for."""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence

Columns = Mapping[str, Sequence[str]]

_GAP = "  "
_LEAST = 28  # of a text that may be cut: other columns go before it gets shorter


def table_lines(columns: Columns) -> list[str]:
    """Return the lines of a table: its head, and a line for each row."""
    padded = [_padded((name, *cells)) for name, cells in columns.items()]
    return [_GAP.join(row).rstrip() for row in zip(*padded, strict=True)]


def fit(columns: Columns, room: int, optional: Sequence[str], cut: str) -> Columns:
    """Return the columns that there is room for, the texts of the column `cut` as long as fits.

    Columns of `optional` are left out in its order, until the others have room.
    """
    kept = dict(columns)
    least = min(_width(cut, columns[cut]), _LEAST)
    for name in optional:
        if _total(kept, {cut: least}) <= room:
            break
        del kept[name]
    rest = max(room - _total(kept, {cut: 0}), least)
    kept[cut] = [shortened(text, rest) for text in columns[cut]]
    return kept


def shortened(text: str, room: int) -> str:
    """Return a text that is at most so wide, with an ellipsis where it is cut."""
    from rich.cells import cell_len, set_cell_size

    return text if cell_len(text) <= room else f"{set_cell_size(text, room - 1).rstrip()}…"


def terminal_width() -> int | None:
    """Return how many columns the terminal has; None where the output is no terminal.

    COLUMNS has the last word, as in other programs. `shutil.get_terminal_size` would look at
    descriptor 1, which `reserve_stdout` has turned away from the terminal.
    """
    if not sys.stdout.isatty():
        return None
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isdecimal() and int(wanted):
        return int(wanted)
    return os.get_terminal_size(sys.stdout.fileno()).columns or None


def _total(columns: Columns, widths: Mapping[str, int]) -> int:
    """Return the width of a table, some columns of which have another width than their texts."""
    own = (widths.get(name, _width(name, cells)) for name, cells in columns.items())
    return sum(own) + len(_GAP) * (len(columns) - 1)


def _width(name: str, cells: Iterable[str]) -> int:
    from rich.cells import cell_len

    return max(map(cell_len, (name, *cells)))


def _padded(cells: Sequence[str]) -> list[str]:
    """Return texts that are all as wide as the widest; some signs are two columns wide."""
    from rich.cells import cell_len

    width = max(map(cell_len, cells))
    return [cell + " " * (width - cell_len(cell)) for cell in cells]
