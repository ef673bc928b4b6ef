"""Arithmetic that needs no formula: a sentence has one kind of numerals, that of its text."""

import re

_NUMBER = r"(?:\d+(?:\{,\}\d{3})+(?:\.\d+)?|\d[\d.,]*\d|\d)"
_SPACE = r"(?:\\[,;: ]|~)"
# Digits may be in groups, as in `10\,000`.
_NUMBERS = rf"{_NUMBER}(?:\s*(?:{_SPACE}\s*)+{_NUMBER})*"
_SIGNS = {
    **{"+": "+", "-": "−", "/": "/", "=": "=", "<": "<", ">": ">", "(": "(", ")": ")"},
    **{r"\times": "×", r"\cdot": "·", r"\div": "÷", r"\pm": "±", r"\approx": "≈", r"\sim": "∼"},
    **{r"\le": "≤", r"\leq": "≤", r"\ge": "≥", r"\geq": "≥", r"\ne": "≠", r"\neq": "≠"},
    **{r"\%": "%", r"\$": "$", r"\to": "→"},
}
_UNIT = rf"{_SPACE}*\\(?:text|mathrm|textrm)\{{\s*([A-Za-z%°µ/ ]+)\}}"
_PART = re.compile(
    rf"\s*(?:(?P<number>{_NUMBERS})|(?P<unit>{_UNIT})|(?P<space>{_SPACE})"
    r"|(?P<sign>\\(?:[a-z]+|[%$])|[-+/=<>()]))"
)
_BETWEEN = frozenset("+−×·÷±=≈∼≤≥≠<>→")
_RELATIONS = frozenset("=≈∼≤≥≠<>→")
_JOIN = "\N{NO-BREAK SPACE}"


def plain(latex: str) -> str | None:
    r"""Return arithmetic without structure as text, such as `3 + 4 = 7` or `5 ms`.

    None for all other LaTeX. A line may break before a relation, and nowhere else.
    """
    parts, place = [], 0
    while found := _PART.match(latex, place):
        parts.append(_shown(found))
        place = found.end()
    if (
        latex[place:].strip()
        or None in parts
        or not any(c.isdigit() for c in "".join(map(str, parts)))
    ):
        return None
    return _spaced([part for part in parts if part])


def _shown(found: re.Match[str]) -> str | None:
    if found["number"]:
        number = re.sub(rf"\s*(?:{_SPACE}\s*)+", _JOIN, found["number"])
        return number.replace("{,}", ",")
    if found["unit"]:
        return _JOIN + found[3].strip().replace(" ", _JOIN)
    return "" if found["space"] else _SIGNS.get(found["sign"])


def _spaced(parts: list[str]) -> str:
    text = ""
    for part in parts:
        is_unary = part in {"+", "−", "±", "∼", "≈"} and (not text or text[-1] in f"({_JOIN} ")
        if part in _BETWEEN and not is_unary:
            text += (" " if part in _RELATIONS and text else _JOIN) + part + _JOIN
        else:
            text += part
    return text.strip()
