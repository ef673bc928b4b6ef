r"""Where a formula begins and ends, and which dollar signs are prices.

`$…$` and `\(…\)` are formulas in a sentence, and so are `$$…$$` and `\[…\]` there; on lines of
their own these two are displayed. A dollar sign opens a formula when no letter or digit is before
it and no space after it, and closes it when no space is before it and no digit after it: pandoc's
rule (https://pandoc.org/MANUAL.html#extension-tex_math_dollars) but for what is before. Any other
dollar sign belongs to a price, such as `$5` and `US$5`, or is written `\$`.
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

# A formula contains no dollar sign but `\$`, and no back quote: that begins a code span.
_LATEX = r"((?:\\.|[^\\$`])+)"
_DOLLARS = re.compile(rf"(?<![^\W_])\$(?![\s$]){_LATEX}(?<!\s)\$(?!\d)", re.DOTALL)
_FORMULAS = (
    _DOLLARS,
    re.compile(rf"\$\${_LATEX}\$\$", re.DOTALL),
    # Neither contains its own opening; `\\[2pt]` is a line break of LaTeX.
    re.compile(r"\\\(((?:\\\\|(?!\\[()]).)+)\\\)", re.DOTALL),
    re.compile(r"\\\[((?:\\\\|(?!\\[\[\]]).)+)\\\]", re.DOTALL),
)
_PRICE = re.compile(r"\$(?=\.?\d)")
# Without these, `$5 per unit ($n units)` and `$HOME/$USER` would print a formula.
_AMOUNT = re.compile(r"\d[\d.,]*[kKmMbB]?\s+[a-z]{2,}")
_NO_END = ("(", "/", ":", "–", "—", "**")
_CLOSING = {"$$": "$$", r"\[": r"\]"}
_UNCLOSED = {
    "$": r"this dollar sign opens no formula ($x$, no space inside); write \$",
    r"\(": r"no \) closes this \(; write ( for a bracket",
    r"\[": r"no \] closes this \[; write [ for a bracket",
}


def add_formulas(parser: "MarkdownIt") -> None:
    """Teach the parser formulas: tokens `formula` and `formula_display`, which contain LaTeX."""
    parser.inline.ruler.before("escape", "formula", _read_in_sentence)
    parser.block.ruler.before(
        "fence",
        "formula_display",
        _read_display,
        {"alt": ["paragraph", "reference", "list", "blockquote"]},
    )


def _read_in_sentence(state: "StateInline", silent: bool) -> bool:
    opening = next((sign for sign in _UNCLOSED if state.src.startswith(sign, state.pos)), None)
    if opening is None:
        return False
    matches = (formula.match(state.src, state.pos) for formula in _FORMULAS)
    found = next((match for match in matches if match), None)
    if not silent:
        _write(state, opening, found)
    state.pos = found.end() if found else state.pos + len(opening)
    return True


def _write(state: "StateInline", opening: str, found: re.Match[str] | None) -> None:
    place = state.env["place"]
    offset = place.offset(state.pos)
    if found:
        token = state.push("formula", "math", 0)
        token.content = found.group(1).strip()
        token.meta = {"offset": offset}
        if _is_doubtful(found):
            message = f"two dollar signs make this a formula: {token.content}; "
            place.fault(offset, message + r"write \$ for a dollar sign")
        return
    state.pending += opening
    if not _PRICE.match(state.src, state.pos):
        place.fault(offset, _UNCLOSED[opening])


def _is_doubtful(found: re.Match[str]) -> bool:
    latex = found.group(1)
    return found.re is _DOLLARS and bool(_AMOUNT.match(latex) or latex.endswith(_NO_END))


def _read_display(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Read a formula that begins one line and ends that or a later one, with no empty line."""
    opening = _line(state, start)[:2]
    if opening not in _CLOSING or state.is_code_block(start):
        return False
    lines = _lines(state, start, end, _CLOSING[opening])
    latex = "\n".join(lines)[2:-2].strip()
    if not latex or _CLOSING[opening] in latex:
        return False
    if not silent:
        token = state.push("formula_display", "math", 0)
        token.content = latex
        token.map = [start, start + len(lines)]
        token.meta = {"offset": state.bMarks[start] + state.tShift[start]}
        state.line = start + len(lines)
    return True


def _lines(state: "StateBlock", start: int, end: int, closing: str) -> list[str]:
    """Return the lines up to the one that ends with `closing`; none when no line does."""
    lines = [_line(state, start)]
    while len(lines[-1]) < 2 or not lines[-1].endswith(closing) or lines == [closing]:
        number = start + len(lines)
        outside = number >= end or state.sCount[number] < state.blkIndent
        if outside or not _line(state, number):
            return []
        lines.append(_line(state, number))
    return lines


def _line(state: "StateBlock", number: int) -> str:
    begin = state.bMarks[number] + state.tShift[number]
    return state.src[begin : state.eMarks[number]].strip()
