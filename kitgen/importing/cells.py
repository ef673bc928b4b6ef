"""Cells of spreadsheets: texts that people typed → the Markdown of drafts."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kitgen.errors import InvalidInput, Issue
from kitgen.importing.blocks import as_text
from kitgen.importing.columns import Columns
from kitgen.importing.markdown import markdown_blocks
from kitgen.importing.reading import Found, Note, Place
from kitgen.importing.rows import Row, has_questions, questions_of_rows

# A line that Markdown does not join to the one before it.
_APART = re.compile(r"\s*(?:$|[-+*]\s|\d+[.)]\s|[|>#]|```|~~~)")


def questions_of_sheet(
    rows: Sequence[Row], columns: Columns
) -> tuple[tuple[Found, ...], tuple[Note, ...]] | None:
    """Return the questions of rows of typed text, the head first; None where none are named."""
    filled = [row for row in rows if "".join(row[1]).strip()]
    start = next((n for n, row in enumerate(filled) if has_questions(row[1], columns)), None)
    if start is None:
        return None
    notes = [
        Note(place, "dropped", f"before the names of the columns: {_line(' '.join(cells))}")
        for place, cells in filled[:start]
    ]
    place, names = filled[start]
    body: list[Row] = []
    for row, cells in filled[start + 1 :]:
        body.append((row, tuple(_markdown(cell, row, notes) for cell in cells)))
    found, left = questions_of_rows(place, [_line(name) for name in names], body, columns)
    return found, (*notes, *left)


def _line(text: str) -> str:
    return " ".join(text.split())


def no_column(path: str, sheets: Sequence[Sequence[Row]]) -> InvalidInput:
    """Return the error of a file in which no column is known to contain questions."""
    names = [name for rows in sheets for name in _likely_head(rows)]
    shown = ", ".join(names[:12]) or "none"
    hint = f'--map "{names[0] if names else "Question text"}=prompt"'
    message = (
        f"no column is called question or prompt; the columns are called: {shown}; "
        f"name the column, as in {hint}"
    )
    return InvalidInput([Issue(path, 1, 1, message)])


def _likely_head(rows: Sequence[Row]) -> list[str]:
    """Return the texts of the fullest of the first rows: above it there may be a title."""
    first = [[cell for cell in cells if cell.strip()] for _, cells in rows[:10]]
    return max(first, key=len, default=[])


def _markdown(text: str, place: Place, notes: list[Note]) -> str:
    if not text.strip():
        return ""
    blocks, found = markdown_blocks(_with_breaks(text.strip()), place)
    notes += found
    return as_text(blocks)


def _with_breaks(text: str) -> str:
    """Keep the lines of a cell apart, which Markdown would join."""
    if "```" in text or "~~~" in text:
        return text
    lines = text.split("\n")
    for number, (line, following) in enumerate(pairwise(lines)):
        if line.strip() and not _APART.match(line) and not _APART.match(following):
            lines[number] = f"{line.rstrip()}\\"
    return "\n".join(lines)
