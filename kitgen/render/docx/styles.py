"""The named Word styles: content says which, this says how each one looks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kitgen.theme import Theme, Tokens


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph or character style; sizes in points, indents in mm, colours by token."""

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: str | None = None
    code: bool = False
    capitals: bool = False
    before: float = 0
    after: float = 0
    exact: float | None = None
    indent: float = 0
    hanging: float = 0
    keep: bool = False
    rule: tuple[str, str, int] | None = None  # side, colour, eighths of a point
    shade: str | None = None
    base: str = "Normal"


PARAGRAPHS: Mapping[str, Look] = {
    "Title": Look(size=28, bold=True, colour="ink"),
    "Subtitle": Look(size=13, colour="soft", after=16),
    "Heading 1": Look(
        size=17, bold=True, colour="ink", before=12, after=8, keep=True, rule=("top", "ink", 16)
    ),
    "Heading 2": Look(size=10, bold=True, colour="ink", before=8, after=3, keep=True),
    "Heading 3": Look(size=10, bold=True, colour="soft", before=6, after=2, keep=True),
    "Eyebrow": Look(size=8, bold=True, colour="accent", capitals=True, keep=True),
    "Label": Look(size=8, bold=True, colour="accent", capitals=True, before=9, after=2, keep=True),
    "Lead": Look(size=10.5, colour="soft", after=8),
    "Small Print": Look(size=8.5, colour="soft", before=3, after=3),
    "Sources": Look(size=8, colour="soft", before=6),
    "Equation": Look(before=4, after=4, indent=4),
    "Prompt": Look(size=11.5, after=4, indent=3, rule=("left", "accent", 18), shade="tint"),
    "Prompt Label": Look(
        before=8,
        size=8,
        bold=True,
        colour="accent",
        capitals=True,
        keep=True,
        indent=3,
        rule=("left", "accent", 18),
        shade="tint",
    ),
    "Script": Look(size=11.5, before=3, after=3, indent=3, rule=("left", "accent", 18)),
    "Script Label": Look(
        size=8,
        bold=True,
        colour="accent",
        capitals=True,
        keep=True,
        indent=3,
        rule=("left", "accent", 18),
    ),
    "Answer": Look(after=4),
    "Bullet": Look(after=1.5, indent=4, hanging=4),
    "Point": Look(after=1, indent=6, hanging=6),
    "Point Needed": Look(bold=True, base="Point", after=1.5, indent=6, hanging=6),
    "Ask": Look(bold=True, before=4, keep=True),
    "Listen For": Look(italic=True, after=3, indent=3, rule=("left", "line", 4)),
    "Term": Look(bold=True, before=3, keep=True),
    "Definition": Look(after=2),
    "Fact Name": Look(size=8, colour="soft"),
    "Fact": Look(size=10),
    "Clock": Look(size=10, colour="soft"),
    "Clock Now": Look(size=11, bold=True),
    "Verdict": Look(size=11, before=4, after=8),
    "Table Text": Look(size=9),
    "Table Head": Look(size=8.5, colour="soft"),
    "Table Row Head": Look(size=9, bold=True),
    "Table Number": Look(size=9),
    "Anchor": Look(size=9),
    "Anchor Level": Look(size=10, bold=True, keep=True),
    "Code": Look(size=8.5, code=True, before=4, after=4, indent=3, rule=("left", "line", 12)),
    "Ruled Line": Look(size=8, exact=22.7, rule=("bottom", "line", 4)),
    "Table Gap": Look(size=2, exact=6),
    "Running Head": Look(size=8.5, colour="soft"),
    "Running Foot": Look(size=8, colour="soft"),
}

# The scorecard edition is one page, to be filled in and handed over.
ON_ONE_PAGE: Mapping[str, Look] = {
    **PARAGRAPHS,
    "Title": Look(size=18, bold=True, colour="ink", after=0),
    "Subtitle": Look(size=11, colour="soft", after=6),
    "Heading 1": Look(size=10, bold=True, colour="ink", before=6, after=2, keep=True),
    "Lead": Look(size=10, colour="soft", after=3),
}

CHARACTERS: Mapping[str, Look] = {
    "Strong": Look(bold=True),
    "Emphasis": Look(italic=True),
    "Code Text": Look(code=True),
    "Code Keyword": Look(code=True, bold=True, colour="accent"),
    "Code String": Look(code=True, colour="soft"),
    "Code Comment": Look(code=True, colour="soft", italic=True),
    "Number": Look(colour="accent"),
    "Role Name": Look(bold=True, colour="ink"),
    "Tick Box": Look(size=13),
}


def define_styles(document: Any, theme: Theme, looks: Mapping[str, Look] = PARAGRAPHS) -> None:
    """Give the document the theme's styles, and no others that it uses."""
    tokens = theme.tokens
    normal = document.styles["Normal"]
    _font(normal, Look(size=9.5, colour="ink"), tokens)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.08
    for name, look in _in_order(looks):
        style = _style(document, name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[look.base]
        _font(style, look, tokens)
        _paragraph(style, look, tokens)
    for name, look in CHARACTERS.items():
        _font(_style(document, name, WD_STYLE_TYPE.CHARACTER), look, tokens)


def style_id(name: str) -> str:
    """Return the id under which Word files a style."""
    return name.replace(" ", "")


def colour_of(tokens: Tokens, name: str) -> str:
    """Return a colour token as Word writes it: RRGGBB."""
    value: str = getattr(tokens.colours, name)
    return value.lstrip("#").upper()


def _in_order(looks: Mapping[str, Look]) -> Iterator[tuple[str, Look]]:
    """Yield styles after the ones they are based on."""
    yield from sorted(looks.items(), key=lambda item: item[1].base != "Normal")


def _style(document: Any, name: str, kind: WD_STYLE_TYPE) -> Any:
    if name in document.styles:
        return document.styles[name]
    style = document.styles.add_style(name, kind)
    style.quick_style = True
    return style


def _font(style: Any, look: Look, tokens: Tokens) -> None:
    font = style.font
    font.bold, font.italic, font.all_caps = look.bold, look.italic, look.capitals or None
    if look.size:
        font.size = Pt(look.size)
    if look.colour:
        font.color.rgb = RGBColor.from_string(colour_of(tokens, look.colour))
    if look.code or style.type == WD_STYLE_TYPE.PARAGRAPH:
        _family(style, tokens.fonts.word_code if look.code else tokens.fonts.word_text)


def _family(style: Any, family: str) -> None:
    """Set one family for every script; theme fonts would win, so they go."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), family)


def _paragraph(style: Any, look: Look, tokens: Tokens) -> None:
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    layout.left_indent = Mm(look.indent)
    layout.first_line_indent = Mm(-look.hanging)
    layout.keep_with_next, layout.widow_control = look.keep, True
    if look.exact:
        layout.line_spacing = Pt(look.exact)
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")) + properties.findall(qn("w:shd")):
        properties.remove(old)
    if look.rule:
        _insert(properties, _borders(look.rule, tokens))
    if look.shade:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), colour_of(tokens, look.shade))
        _insert(properties, shade)


def _insert(properties: Any, element: Any) -> None:
    """Insert where the schema wants borders and shading: after paging, before tabs and spacing."""
    later = (
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:jc",
        "w:outlineLvl",
        "w:rPr",
        "w:contextualSpacing",
    )
    properties.insert_element_before(
        element, *(tag for tag in later if tag != "w:shd" or element.tag != qn("w:shd"))
    )


def _borders(rule: tuple[str, str, int], tokens: Tokens) -> Any:
    side, colour, size = rule
    borders = OxmlElement("w:pBdr")
    sides = (side, "between") if side == "bottom" else (side,)
    for place in sides:
        border = OxmlElement(f"w:{place}")
        space = "6" if side in {"left", "top"} else "1"
        for key, value in (("val", "single"), ("sz", str(size)), ("space", space)):
            border.set(qn(f"w:{key}"), value)
        border.set(qn("w:color"), colour_of(tokens, colour))
        borders.append(border)
    return borders
