"""Cells that a spreadsheet would compute: found in what is read, made texts in what is written."""

import re

# A spreadsheet may take wide letters for these. '+49 30' and '-' are texts.
_COMPUTED = r"(?:[=@＝＠]|[-+－＋](?![\d\s().-]*(?:$|;)))"
_FORMULA = re.compile(r"\s*" + _COMPUTED)
# In some countries a semicolon separates cells, even in a file that has commas between them.
_BEFORE = re.compile(rf"(^|;)(?=[\s']*{_COMPUTED})")
_MARKED = re.compile(rf"(^|;)'(?=[\s']*{_COMPUTED})")


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would compute a text."""
    return bool(_FORMULA.match(text))


def as_text(cell: str) -> str:
    """Return a cell that no spreadsheet computes, of which `text_of` makes the same cell again."""
    return _BEFORE.sub(r"\1'", cell)


def text_of(cell: str) -> str:
    """Return the cell of which `as_text` made this one."""
    return _MARKED.sub(r"\1", cell)
