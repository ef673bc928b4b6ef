"""The stylesheet of a document: the theme's tokens and the document's layout as CSS."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from string import Formatter

from lxml import etree

from kitgen.errors import MissingFont, TemplateFault
from kitgen.render.document import Document
from kitgen.theme import Theme, Tokens

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# An address without a scheme such as data:, and that is no part of the same document.
_OTHER_FILE = re.compile(r"url\(\s*['\"]?(?!['\"#]|\s|[a-z][a-z0-9+.-]*:)[^)]+\)", re.IGNORECASE)
_MATHS_FONT = "STIX Two Math"  # has the signs that text fonts lack


def stylesheet(theme: Theme, document: Document, *, fonts: bool) -> str:
    """Return the whole CSS; `fonts` adds the addresses of the font files, which print needs.

    Raises TemplateFault as `rules` does.
    """
    faces = _faces(theme) if fonts else ""
    parts = (faces, _variables(theme), _page(theme), rules(theme), _layout(document, theme))
    return "\n".join(parts)


def rules(theme: Theme) -> str:
    """Return the theme's `style.css`.

    Raises TemplateFault for one that is not UTF-8, or that names another file.
    """
    path = theme.file("style.css")
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise TemplateFault(f"style.css: not UTF-8: {error.reason}") from None
    other = _OTHER_FILE.search(_COMMENT.sub(_blanked, text))
    if other:
        before = text[: other.start()].split("\n")
        raise TemplateFault(
            f"{path}:{len(before)}:{len(before[-1]) + 1}: {other[0]}: a stylesheet can use no "
            "other file",
            "write a picture into the stylesheet itself, as url(data:…)",
        )
    return text


def _blanked(comment: re.Match[str]) -> str:
    """Return as many blanks as a comment has characters, so that places stay as they are."""
    return re.sub(r"[^\n]", " ", comment[0])


def font_files(theme: Theme) -> tuple[Path, ...]:
    """Return the files of the theme's fonts."""
    return tuple(path for _, _, _, path in _font_table(theme))


def font_families(theme: Theme) -> frozenset[str]:
    """Return the names of the theme's fonts."""
    return frozenset(family for family, _, _, _ in _font_table(theme))


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
    "data-rows": lambda value, tokens: f"--rows:{int(value) * tokens.pitch.lines}mm",
    "data-across": lambda value, tokens: f"--across:{value}",
}


def _variables(theme: Theme) -> str:
    colours = theme.tokens.colours.model_dump()
    pitch, line = theme.tokens.pitch, colours["line"]
    text_width, text_height = theme.text_area
    values = {
        **colours,
        **{name: f"{size:g}pt" for name, size in theme.tokens.sizes.model_dump().items()},
        "text-font": _text_font(theme),
        "code-font": f"'{theme.tokens.fonts.code}', '{_MATHS_FONT}', monospace",
        # A little less than the page, so that no rounding makes another one.
        "text-height": f"{text_height - 0.5:g}mm",
        # A line is drawn just above the end of its pitch, so that writing rests on it.
        "lines": _image(text_width, pitch.lines, f"M0 {pitch.lines - 0.4}h{text_width:g}", line),
        "dots": _image(
            pitch.dots, pitch.dots, f"M{pitch.dots / 2} {pitch.dots / 2}h.01", line, dots=True
        ),
    }
    return f":root{{{';'.join(f'--{name}:{value}' for name, value in values.items())}}}"


def _text_font(theme: Theme) -> str:
    return f"'{theme.tokens.fonts.text}', '{_MATHS_FONT}', sans-serif"


def _page(theme: Theme) -> str:
    """Return the rules of pages, which style.css cannot give: variables do not reach @page."""
    (width, height), margins, soft = theme.page, theme.tokens.margins, theme.tokens.colours.soft
    return (
        f"@page{{size:{width:g}mm {height:g}mm;"
        f"margin:{margins.top:g}mm {margins.side:g}mm {margins.bottom:g}mm;"
        f"@bottom-right{{content:{_page_numbers(theme)};"
        f"font-family:{_text_font(theme)};color:{soft}}}}}"
        f"@page guide{{background:{_rules(theme)} no-repeat}}"
        f"@page sheet{{background:{_dots(theme)} no-repeat}}"
    )


def _page_numbers(theme: Theme) -> str:
    """Return the words around the numbers of page and pages as a value of `content`."""
    return " ".join(_content(theme.words.page))


def _content(text: str) -> Iterator[str]:
    for words, counter, _, _ in Formatter().parse(text):
        if words:
            yield '"' + words.replace("\\", r"\\").replace('"', r"\"") + '"'
        if counter:
            yield f"counter({counter})"


def _rules(theme: Theme) -> str:
    """Return ruled lines as wide and high as the text."""
    width, height = theme.text_area
    pitch = theme.tokens.pitch.lines
    path = "".join(f"M0 {y}h{width:g}" for y in range(pitch, int(height) + 1, pitch))
    return _image(width, height, path, theme.tokens.colours.line)


def _dots(theme: Theme) -> str:
    """Return a grid of dots as wide and high as the text."""
    width, height = theme.text_area
    pitch = theme.tokens.pitch.dots
    down, across = range(pitch, int(height), pitch), range(pitch, int(width), pitch)
    path = "".join(f"M{x} {y}h.01" for y in down for x in across)
    return _image(width, height, path, theme.tokens.colours.line, dots=True)


def _image(across: float, down: float, path: str, colour: str, *, dots: bool = False) -> str:
    """Return a drawing of lines, or of dots, along `path`, sizes in mm, as a CSS image."""
    pen = "stroke-width='.5' stroke-linecap='round'" if dots else "stroke-width='.2'"
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{across:g}mm' height='{down:g}mm' "
        f"viewBox='0 0 {across:g} {down:g}'><path d='{path}' stroke='{colour}' {pen}/></svg>"
    )
    return f"url(data:image/svg+xml;base64,{b64encode(svg.encode()).decode()})"


def _faces(theme: Theme) -> str:
    weights: dict[tuple[str, str, Path], list[int]] = {}
    for family, style, weight, path in _font_table(theme):
        weights.setdefault((family, style, path), []).append(weight)
    return "".join(_face(*file, found) for file, found in weights.items())


def _face(family: str, style: str, path: Path, weights: list[int]) -> str:
    """Return the rule of a file, without a weight where it is a variable font with several.

    With a rule for each weight, Pango draws that weight, but sets it as narrow as the lightest.
    """
    weight = f";font-weight:{weights[0]}" if len(weights) == 1 else ""
    source = f"font-family:'{family}';src:url('{path.as_uri()}')"
    return f"@font-face{{{source};font-style:{style}{weight}}}"


def _font_table(theme: Theme) -> tuple[tuple[str, str, int, Path], ...]:
    """Return family, style, weight and file of each font."""
    import ziamath

    text, code = theme.tokens.fonts.text, theme.tokens.fonts.code
    wanted = [(text, style, weight) for weight in (400, 600, 700) for style in ("normal", "italic")]
    wanted += [(code, "normal", weight) for weight in (400, 600)]
    maths = Path(ziamath.__file__).parent / "fonts" / "STIXTwoMath-Regular.ttf"
    return (
        *((f, style, w, _font_file(f, w, style)) for f, style, w in wanted),
        (_MATHS_FONT, "normal", 400, maths),
    )


def _font_file(family: str, weight: int, style: str) -> Path:
    import fontpkg

    try:
        return Path(fontpkg.path(family, weight, style, nearest=True))
    except fontpkg.FamilyNotInstalled:
        names = ", ".join(sorted(found.name for found in fontpkg.families().values()))
        raise MissingFont(
            f"font '{family}' is in no font package that is installed ({names})",
            "PDF is set in fonts of Python packages, named fontpkg-…, and in none of the machine: "
            "choose an installed one, or install the package of this font, if there is one",
        ) from None
    except fontpkg.FontpkgError as error:
        raise MissingFont(f"font '{family}': {error}") from None
