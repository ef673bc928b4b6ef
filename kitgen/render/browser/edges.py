"""The running head and foot of pages that a browser prints, as texts of margin boxes.

Browsers cannot move an element to the margin of each page, as WeasyPrint does; they print texts
there (CSS Paged Media 3, 4.2).
"""

from collections.abc import Iterator

from lxml.html import HtmlElement

from kitgen.render.document import Document
from kitgen.render.markup import classes
from kitgen.render.stylesheet import drawing, quoted
from kitgen.theme import Theme

_BLANK = 28  # mm


def edges(document: Document, theme: Theme) -> str:
    """Return --runbar, --runrole, --runnames and --runfoot, custom properties for browser.css."""
    header, footer = document.body.find("header"), document.body.find("footer")
    apart = {name: _texts(header, name) for name in ("runbar", "runrole")}
    blank = drawing(_BLANK, 2, f"M0 1.9h{_BLANK}", theme.tokens.colours.ink)
    names = " ".join(_names(header, blank))
    values = {
        **{name: _string(text) for name, text in apart.items()},
        "runnames": names or "none",
        "runfoot": _string(_joined(footer.itertext())),
    }
    return f":root{{{';'.join(f'--{name}:{value}' for name, value in values.items())}}}"


def _texts(header: HtmlElement, name: str) -> str:
    return _joined(
        text for part in header.iter("span") if name in classes(part) for text in part.itertext()
    )


def _names(header: HtmlElement, blank: str) -> Iterator[str]:
    """Yield what each slot is called and what is in it: a text, or a line to write on."""
    for part in header.iter("span"):
        text = _joined(part.itertext())
        if "slotname" in classes(part):
            yield quoted(f"\N{EM SPACE}{text} ")
        elif "slot" in classes(part):
            yield quoted(text) if text else blank


def _joined(texts: Iterator[str]) -> str:
    return " ".join("".join(texts).split())


def _string(text: str) -> str:
    return quoted(text) if text else "none"
