"""LaTeX → a drawing, a line of text and words, by mathra."""

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kitgen.render.maths.latex import FormulaFault
from kitgen.render.maths.rules import with_rules

_SIZE = re.compile(r'width="([\d.]+)em" height="([\d.]+)em" style="vertical-align: (-?[\d.]+)em"')
_UNUSED = re.compile(
    r"<title.*?</title>|<metadata>.*?</metadata>|<style>.*?</style>|<text .*?</text>"
    r'| (?:xmlns:mathra|role|aria-labelledby|lang|data-mathra-version|style)="[^"]*"',
    re.DOTALL,
)

# Digits in these commands are drawn as others, but for characters that are bold by themselves.
_STYLED = re.compile(r"\\(mathbf|boldsymbol|bm|mathbb)\s*(?:\{(\d+)\}|(\d))")
_RULED = re.compile(r"\A(?!.*box).*\\begin\s*\{array\}\s*\{[^{}]*\|", re.DOTALL)
_ZEROS: Mapping[str, int] = {
    **dict.fromkeys(("mathbf", "boldsymbol", "bm"), ord("𝟎")),
    "mathbb": ord("𝟘"),
}
_PLAIN = {zero + digit: str(digit) for zero in _ZEROS.values() for digit in range(10)}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A formula as SVG without text, in a box of `width` and `height` em; `depth` of it hangs below
    the baseline. `text` is the formula on one line, `2^(-10)`; `spoken` is it in words.
    """

    svg: str
    width: float
    height: float
    depth: float
    text: str
    spoken: str
    tree: Mapping[str, Any]

    @property
    def uri(self) -> str:
        """The drawing as an address of data."""
        return f"data:image/svg+xml;base64,{b64encode(self.svg.encode()).decode()}"


# A pack has some tens of formulas, each of them several times.
@lru_cache(maxsize=1024)
def drawing(latex: str, *, display: bool, language: str = "en") -> Drawing:
    """Draw prepared LaTeX, and speak it in a language such as `fr`; raises FormulaFault."""
    import mathra

    try:
        source = _STYLED.sub(_styled, latex)
        made = mathra.render(source, _spoken(language), display=display, strict=True)
    except ValueError as error:
        reason = re.sub(r"^column \d+: ", "", str(error))
        raise FormulaFault(f"not valid LaTeX maths: {reason}") from error
    svg = made["svg"]
    size = _SIZE.search(svg)
    if size is None or not float(size[1]) or not float(size[2]):
        raise FormulaFault("this formula prints nothing")
    width, height, below = map(float, size.groups())
    stripped = _UNUSED.sub("", svg).replace("currentColor", "#111")
    if _RULED.search(latex):
        stripped = with_rules(stripped)
    text, spoken = (made[name].translate(_PLAIN) for name in ("text", "speech"))
    return Drawing(stripped, width, height, -below, text, spoken, made["tree"])


def _styled(found: re.Match[str]) -> str:
    zero = _ZEROS[found[1]]
    return "{" + "".join(chr(zero + int(digit)) for digit in found[2] or found[3]) + "}"


@lru_cache(maxsize=64)
def _spoken(language: str) -> str:
    """Return the language that the library knows and that is nearest to one such as `pt-PT`."""
    import mathra

    known = [spoken["code"] for spoken in mathra.locales()]
    main = language.split("-")[0].lower()
    near = (code for code in known if code == language or code.split("-")[0] == main)
    return next(near, "en")


def parts(tree: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the nodes of a tree of mathra."""
    if isinstance(tree, list):
        for item in tree:
            yield from parts(item)
    elif isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from parts(value)
