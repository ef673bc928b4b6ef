"""How large the sheets of a workbook are, before a library makes each of their cells."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from kitgen.errors import InvalidInput, Issue
from kitgen.limits import CELLS

# The elements that make cells, and the attributes that tell which.
_PLACES = {"row": "r", "c": "r", "mergeCell": "ref", "hyperlink": "ref"}
_TAGS = tuple(f"{{*}}{name}" for name in _PLACES)
_PLACE = re.compile(r"\$?([A-Z]{0,3})\$?(\d{1,7})")


def require_few_cells(path: Path, content: BytesIO) -> None:
    """Raise InvalidInput for a sheet with too many cells, counting all up to the last.

    The library makes each of them: one cell at XFD1048576 is enough for 17 thousand million. What
    cannot be read here, it refuses itself.
    """
    try:
        for name, rows, columns in _extents(content):
            if rows * columns > CELLS:
                message = f"{name} has cells up to row {rows:,} and column {columns:,}; "
                message += f"a sheet may have {CELLS:,} cells, empty ones included"
                raise InvalidInput([Issue(str(path), 1, 1, message)])
    except (BadZipFile, etree.XMLSyntaxError, NotImplementedError, OSError, RuntimeError):
        pass
    content.seek(0)


def _extents(content: BytesIO) -> Iterator[tuple[str, int, int]]:
    with ZipFile(content) as file:
        for name in file.namelist():
            if name.endswith(".xml"):
                with file.open(name) as part:
                    yield name, *_extent(part)


def _extent(part: IO[bytes]) -> tuple[int, int]:
    """Return the last row and the last column that a sheet names."""
    rows = columns = 0
    for place in _places(part):
        for letters, row in _PLACE.findall(place):
            rows, columns = max(rows, int(row)), max(columns, _number(letters))
    return rows, columns


def _places(part: IO[bytes]) -> Iterator[str]:
    for _, element in etree.iterparse(part, tag=_TAGS, resolve_entities=False, no_network=True):
        yield element.get(_PLACES[etree.QName(element).localname], "")
        element.clear()
        while element.getprevious() is not None:  # what was read takes room as long as it is there
            del element.getparent()[0]


def _number(letters: str) -> int:
    """Return the number of a column: 27 for AA."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
