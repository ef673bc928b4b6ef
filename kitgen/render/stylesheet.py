"""The stylesheet of a document: the theme's tokens and the document's layout as CSS."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from string import Formatter

from lxml import etree

from kitgen.errors import TemplateFault
from kitgen.render.css import CssFault, require_harmless
from kitgen.render.document import Document
from kitgen.render.ruling import dotted, line_at_foot, ruled
from kitgen.render.scripts import families_of
from kitgen.render.spread import tight
from kitgen.theme import Sizes, Theme, Tokens

# What no XML may contain, as an HTML file that has the stylesheet in it.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# The most mm from line to line where lines fill a page.
_WIDEST = 9
_NUMBERS = {"page": "counter(page)", "pages": "counter(pages)"}
_QUESTIONS = ("question-odd", "question-even")  # names of pages
# mm: what the title of a question takes of a page to which it goes on, and for a point of its type
_TITLE, _TITLE_POINT = 6, 0.5


def stylesheet(theme: Theme, document: Document, faces: str = "") -> str:
    """Return the whole CSS of print; `faces` are the @font-face rules of its fonts.

    Raises TemplateFault as `rules` does.
    """
    families = families_of(document, theme)
    parts = (
        faces,
        _variables(families, theme),
        _page(families, theme),
        rules(theme),
        _layout(document, theme),
    )
    return "\n".join(parts)


def rules(theme: Theme, name: str = "style.css") -> str:
    """Return a stylesheet of the theme: `style.css`, or `browser.css`, which only HTML has.

    Raises TemplateFault for one that is not UTF-8, or that names another file.
    """
    path = theme.file(name)
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise TemplateFault(f"{name}: not UTF-8: {error.reason}") from None
    unfit = _CONTROL.search(text)
    if unfit:
        raise TemplateFault(f"{name}: control character U+{ord(unfit[0]):04X} is not allowed")
    try:
        require_harmless(text)
    except CssFault as fault:
        raise TemplateFault(f"{path}:{fault.line}:{fault.column}: {fault}", fault.hint) from None
    return text


def _layout(document: Document, theme: Theme) -> str:
    """Return what the layout attributes of a document mean, as custom properties for style.css.

    CSS cannot read a length from an attribute yet (attr() with a type, CSS Values 5).
    """
    found = {
        (str(name), str(value))
        for element in document.tree.iter(etree.Element)
        for name, value in element.attrib.items()
        if name in _PROPERTIES
    }
    rules = (
        f"[{name}='{value}']{{{_PROPERTIES[name](value, theme.tokens)}}}"
        for name, value in sorted(found)
    )
    return "".join(rules)


_PROPERTIES: Mapping[str, Callable[[str, Tokens], str]] = {
    "data-width": lambda value, tokens: f"--width:{value}mm",
    "data-height": lambda value, tokens: f"--height:{value}mm",
    "data-fill": lambda value, tokens: f"--least:{value}mm",
    # Lines, and how they share a page: their height, at most, and the part of one of them.
    "data-rows": lambda value, tokens: (
        f"--rows:{int(value) * tokens.pitch.lines}mm;--most:{int(value) * _WIDEST}mm;"
        f"--share:{value};--line:{100 / int(value):.4f}%"
    ),
    "data-across": lambda value, tokens: f"--across:{value}",
}


def _variables(families: Sequence[str], theme: Theme) -> str:
    colours = theme.tokens.colours.named
    line = colours["line"]
    text_width, text_height = theme.text_area
    values = {
        **colours,
        **_sizes(theme.tokens.sizes),
        "text-font": _text_font(families),
        "code-font": f"{_listed([theme.tokens.fonts.code, *families[1:]])}, monospace",
        # A little less than the page, so that no rounding makes another one.
        "text-width": f"{text_width:g}mm",
        "text-height": f"{text_height - 0.5:g}mm",
        "lines": line_at_foot(line),
        "dots": dotted(theme, rows=1),
    }
    return f":root{{{';'.join(f'--{name}:{value}' for name, value in values.items())}}}"


def _sizes(sizes: Sizes) -> Mapping[str, str]:
    """Return the sizes of type, and those of a page that is too full."""
    names = ("small", "table", "text", "aloud", "heading", "title")
    points = {name: getattr(sizes, name) for name in names}
    points |= {f"tight-{name}": getattr(tight(sizes), name) for name in ("text", "table")}
    lengths = {name: f"{size:g}pt" for name, size in points.items()}
    leading = {"leading": sizes.leading, "tight-leading": tight(sizes).leading}
    return {**lengths, **{name: f"{value:g}" for name, value in leading.items()}}


def _text_font(families: Iterable[str]) -> str:
    return f"{_listed(families)}, sans-serif"


def _listed(families: Iterable[str]) -> str:
    return ", ".join(f"'{family}'" for family in families)


def _page(families: Sequence[str], theme: Theme) -> str:
    """Return the rules of pages, which style.css cannot give: variables do not reach @page."""
    (width, height), margins, soft = theme.page, theme.tokens.edges, theme.tokens.colours.soft
    return (
        f"@page{{size:{width:g}mm {height:g}mm;"
        f"margin:{margins.top:g}mm {margins.side:g}mm {margins.bottom:g}mm;"
        f"@bottom-right{{content:{_page_numbers(theme)};"
        f"font-family:{_text_font(families)};color:{soft}}}}}"
        f"@page lines{{background:{ruled(theme)} no-repeat}}"
        f"@page dots{{background:{dotted(theme)} no-repeat}}{_continued(families, theme)}"
    )


def _continued(families: Sequence[str], theme: Theme) -> str:
    """Return the rules of pages to which a question goes on: they begin with its title.

    style.css gives the pages of each second question another name, so that the first page of each
    is the first of its name in a row.
    """
    margins, size = theme.tokens.edges, theme.tokens.sizes.text
    taken = max(_TITLE, _TITLE_POINT * size)
    title = " ".join(_content(theme.words.continued, {"title": "string(question)"}))
    return "".join(
        f"@page :nth(n+2 of {name}){{margin-top:{margins.top + taken:g}mm;"
        f"@top-left{{padding-bottom:{taken + 2.4:g}mm}}"
        f"@top-left-corner{{content:{title};white-space:nowrap;text-align:left;"
        f"vertical-align:bottom;padding:0 0 2mm {margins.side:g}mm;"
        f"font:700 {size:g}pt {_text_font(families)}}}}}"
        for name in _QUESTIONS
    )


def _page_numbers(theme: Theme) -> str:
    """Return the words around the numbers of page and pages as a value of `content`."""
    return " ".join(_content(theme.words.page, _NUMBERS))


def _content(text: str, blanks: Mapping[str, str]) -> Iterator[str]:
    for words, blank, _, _ in Formatter().parse(text):
        if words:
            yield quoted(words)
        if blank:
            yield blanks[blank]


def quoted(text: str) -> str:
    """Return a text as a string of CSS that may be written into HTML."""
    for sign in ("\\", '"', "<"):
        text = text.replace(sign, f"\\{ord(sign):x} ")
    return f'"{text}"'
