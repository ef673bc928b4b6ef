"""Markdown of other tools → Markdown without the faults that kitgen would refuse."""

import re

from kitgen.importing.html_writer import fence
from kitgen.importing.inline import Written
from kitgen.render.markdown import as_typed, rendered

# A mended fault may show another one behind it.
_PASSES = 8
_FORMULAS = (
    re.compile(r"\$\$(.+?)\$\$", re.DOTALL),
    re.compile(r"\$((?:\\.|[^\\$`])+)\$", re.DOTALL),
    re.compile(r"\\\((.+?)\\\)", re.DOTALL),
    re.compile(r"\\\[(.+?)\\\]", re.DOTALL),
)


def sound(text: str, *, inline: bool = False) -> Written:
    """Return a text that has no faults, and what was changed in it.

    A part that cannot be mended is printed as code, in a text of one line as it is typed.
    """
    changed: list[str] = []
    for _ in range(_PASSES):
        faults = rendered(text, inline=inline).faults
        if not faults:
            return Written(text, tuple(dict.fromkeys(changed)))
        # From the last on, so that the places of those before stay true.
        for offset in sorted({fault.offset for fault in faults}, reverse=True):
            text, was = _mended(text, offset)
            changed.append(f"printed as it is typed: {' '.join(was.split())}")
    return _as_code(text, inline=inline)


def _as_code(text: str, *, inline: bool) -> Written:
    shown = as_typed(text) if inline else f"{fence(text)}\n{text}\n{fence(text)}"
    return Written(shown, (f"printed as code: {' '.join(text.split())}",))


def _mended(text: str, offset: int) -> tuple[str, str]:
    """Return the text with the fault at `offset` mended, and the words that had it."""
    rest = text[offset:]
    formula = next((found for f in _FORMULAS if (found := f.match(rest))), None)
    end = offset + (formula.end() if formula else 1)
    shown = _mended_formula(formula) if formula else _mended_sign(rest)
    if shown is None:
        return _table_as_code(text, offset)
    return text[:offset] + shown + text[end:], formula[0] if formula else rest.split("\n")[0][:60]


def _mended_sign(rest: str) -> str | None:
    if rest.startswith("\\("):
        return ""
    if rest[:1] in {"$", "<", "&"}:
        return f"\\{rest[0]}"
    signs = {"[": "&#91;", "\t": " ", "!": "\\!", "\\": ""}
    return signs.get(rest[:1])


def _mended_formula(found: re.Match[str]) -> str:
    """Return a formula with its per cent signs, as code, or as the dollar signs of a text."""
    latex = found[1]
    percent = found[0].replace(latex, re.sub(r"(?<!\\)%", r"\\%", latex))
    if percent != found[0] and not rendered(percent, inline=True).faults:
        return percent
    is_maths = not rendered(f"\\({latex}\\)", inline=True).faults
    if is_maths and found[0].startswith("$"):
        return found[0].replace("$", "\\$")  # refused only since it may be prices
    code = " ".join(found[0].split())
    return f"`{code}`" if "`" not in code else as_typed(code)


def _table_as_code(text: str, offset: int) -> tuple[str, str]:
    """Return the text with the table around `offset` as a block of code."""
    lines = text.split("\n")
    first = last = text.count("\n", 0, offset)
    while first > 0 and "|" in lines[first - 1]:
        first -= 1
    while last + 1 < len(lines) and "|" in lines[last + 1]:
        last += 1
    table = "\n".join(lines[first : last + 1])
    marks = fence(table)
    return "\n".join([*lines[:first], marks, table, marks, *lines[last + 1 :]]), table
