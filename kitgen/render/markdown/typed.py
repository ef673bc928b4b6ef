"""Plain text → Markdown that prints it as it is."""

import re

# What begins emphasis, code, HTML, entities, maths or the cell of a table.
_SIGNS = re.compile(r"[\\`*_<>&$|]")
# What would make a heading, a list or a fence of a line that begins with it.
_FIRST = re.compile(r"^([#~+=-])|^(\d+)(?=[.)])")


def as_typed(text: str) -> str:
    """Return the Markdown that prints a line of text as it is typed, without emphasis or maths."""
    # A backslash before a bracket would begin a formula.
    inside = _SIGNS.sub(r"\\\g<0>", text).replace("[", "&#91;")
    return _FIRST.sub(lambda sign: f"\\{sign[1]}" if sign[1] else f"{sign[2]}\\", inside)
