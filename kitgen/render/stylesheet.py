"""The theme's stylesheet: its tokens as CSS variables, its fonts, and the page."""

from base64 import b64encode
from pathlib import Path

from kitgen.errors import BadRequest
from kitgen.system import pip_install
from kitgen.theme import Theme

MARGIN_TOP, MARGIN_SIDE, MARGIN_BOTTOM = 19, 16, 17  # mm
_LINE, _DOT = 8, 5  # mm between ruled lines, and between dots


def stylesheet(theme: Theme, *, fonts: bool) -> str:
    """Return the whole CSS; `fonts` adds the addresses of the font files, which print needs."""
    place = next(folder for folder in theme.folders if (folder / "style.css").is_file())
    rules = (place / "style.css").read_text(encoding="utf-8")
    return "\n".join((_faces(theme) if fonts else "", _variables(theme), rules))


def font_files(theme: Theme) -> tuple[Path, ...]:
    """Return the files of the theme's fonts."""
    return tuple(path for _, _, path in _font_table(theme))


def _variables(theme: Theme) -> str:
    width, height = theme.page
    text_width, text_height = width - 2 * MARGIN_SIDE, height - MARGIN_TOP - MARGIN_BOTTOM
    colours = theme.tokens.colours.model_dump()
    line, text_font = colours["line"], f"'{theme.tokens.fonts.text}', 'STIX Two Math', sans-serif"
    values = {
        **colours,
        "text-font": text_font,
        "code-font": f"'{theme.tokens.fonts.code}', 'STIX Two Math', monospace",
        "text-height": f"{text_height - 0.5:g}mm",
        "lines": _image(text_width, _LINE, f"M0 {_LINE - 0.4}h{text_width:g}", line),
        "dots": _image(_DOT, _DOT, f"M{_DOT / 2} {_DOT / 2}h.01", line, dots=True),
    }
    rules = "".join(f"M0 {y}h{text_width:g}" for y in range(_LINE, int(text_height) + 1, _LINE))
    page = (
        f"size:{width:g}mm {height:g}mm;"
        f"margin:{MARGIN_TOP}mm {MARGIN_SIDE}mm {MARGIN_BOTTOM}mm;"
        "@top-left{content:element(runhead);vertical-align:bottom;padding-bottom:4mm;width:100%}"
        "@bottom-left{content:element(runfoot);vertical-align:top;padding-top:4mm;width:80%}"
        "@bottom-right{content:'page ' counter(page) ' of ' counter(pages);vertical-align:top;"
        f"padding-top:4mm;width:20%;text-align:right;font:7.6pt {text_font};"
        f"color:{colours['soft']}}}"
    )
    return (
        "@page:first{@top-left{content:none}}"
        f":root{{{';'.join(f'--{name}:{value}' for name, value in values.items())}}}@page{{{page}}}"
        f"@page guide{{background:{_image(text_width, text_height, rules, line)} no-repeat}}"
        f"@page sheet{{background:{_dots(text_width, text_height, line)} no-repeat}}"
    )


def _dots(width: float, height: float, colour: str) -> str:
    """Return a grid of dots as wide and high as the text."""
    path = "".join(
        f"M{x} {y}h.01"
        for y in range(_DOT, int(height), _DOT)
        for x in range(_DOT, int(width), _DOT)
    )
    return _image(width, height, path, colour, dots=True)


def _image(across: float, down: float, path: str, colour: str, *, dots: bool = False) -> str:
    """Return a drawing of lines, or of dots, along `path`, sizes in mm, as a CSS image."""
    pen = "stroke-width='.5' stroke-linecap='round'" if dots else "stroke-width='.2'"
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{across:g}mm' height='{down:g}mm' "
        f"viewBox='0 0 {across:g} {down:g}'><path d='{path}' stroke='{colour}' {pen}/></svg>"
    )
    return f"url(data:image/svg+xml;base64,{b64encode(svg.encode()).decode()})"


def _faces(theme: Theme) -> str:
    faces = (
        f"@font-face{{font-family:'{family}';src:url('{path.as_uri()}');{style}}}"
        for family, style, path in _font_table(theme)
    )
    return "".join(faces)


def _font_table(theme: Theme) -> tuple[tuple[str, str, Path], ...]:
    import ziamath

    text, code = theme.tokens.fonts.text, theme.tokens.fonts.code
    wanted = [(text, weight, style) for weight in (400, 600, 700) for style in ("normal", "italic")]
    wanted += [(code, weight, "normal") for weight in (400, 600)]
    maths = Path(ziamath.__file__).parent / "fonts" / "STIXTwoMath-Regular.ttf"
    return (
        *((f, f"font-weight:{w};font-style:{s}", _font_file(f, w, s)) for f, w, s in wanted),
        ("STIX Two Math", "font-weight:400", maths),
    )


def _font_file(family: str, weight: int, style: str) -> Path:
    import fontpkg

    try:
        return Path(fontpkg.path(family, weight, style, nearest=True))
    except fontpkg.FontpkgError as error:
        package = f"fontpkg-{family.lower().replace(' ', '-')}"
        raise BadRequest(f"font '{family}': {error}", pip_install(package)) from None
