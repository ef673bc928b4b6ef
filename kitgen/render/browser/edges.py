"""The running head and foot of pages that a browser prints, as texts of margin boxes.

Browsers cannot move an element to the margin of each page, as WeasyPrint does; they print texts
there (CSS Paged Media 3, 4.2).
"""

from collections.abc import Iterator

from lxml.html import HtmlElement

from kitgen.brand.letterhead import Logo
from kitgen.render.document import Document
from kitgen.render.markup import classes
from kitgen.render.ruling import as_address, drawing
from kitgen.render.stylesheet import quoted
from kitgen.theme import Theme

_BLANK = 28  # mm


def edges(document: Document, theme: Theme) -> str:
    """Return --runbar, --runrole, --runnames, --runfoot and --logo, properties for browser.css."""
    header, footer = document.body.find("header"), document.body.find("footer")
    apart = {name: _texts(header, name) for name in ("runbar", "runrole")}
    blank = drawing(_BLANK, 2, f"M0 1.9h{_BLANK}", theme.tokens.colours.ink)
    names = " ".join(_names(header, blank))
    values = {
        **{name: _string(text) for name, text in apart.items()},
        "runnames": names or "none",
        "runfoot": _lines(footer),
        **_logo(theme.letterhead.logo),
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


def _logo(logo: Logo | None) -> dict[str, str]:
    """Return the logo in its size, which a margin box cannot change."""
    if logo is None:
        return {}
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{logo.width:.2f}mm' "
        f"height='{logo.height:.2f}mm'><image width='100%' height='100%' href='{logo.address}'/>"
        "</svg>"
    )
    return {"logo": as_address(svg)}


def _lines(footer: HtmlElement) -> str:
    """Return the foot, with each line of the theme's own below the others."""
    below = footer.find_class("runline")
    first = _joined(footer.xpath(".//text()[not(ancestor::*[contains(@class, 'runline')])]"))
    texts = (first, *(_joined(line.itertext()) for line in below))
    return ' "\\a " '.join(map(quoted, texts)) if first or below else "none"


def _joined(texts: Iterator[str]) -> str:
    return " ".join("".join(texts).split())


def _string(text: str) -> str:
    return quoted(text) if text else "none"
