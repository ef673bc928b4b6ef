"""Writes the named styles of `looks` into a Word document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles import BabelFish
from docx.styles.style import StyleFactory

from kitgen.render.docx.densities import DENSITIES
from kitgen.render.docx.looks import CHARACTERS, PAPER, Look
from kitgen.render.docx.order import border, element, put
from kitgen.render.docx.table_looks import TABLES, TableLook
from kitgen.theme import Theme, Tokens

_FRAME = 4  # eighths of a point
_SPACING = 1.08  # of lines
_SIDES = ("top", "left", "bottom", "right")


@dataclass(frozen=True, slots=True)
class _Styles:
    """The styles of a document by their names; python-docx reads the names of all for each one."""

    element: Any
    by_name: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> "_Styles":
        """Return the styles that a document has."""
        styles = document.styles
        return cls(styles.element, {style.name: style for style in styles})

    def __contains__(self, name: str) -> bool:
        return name in self.by_name

    def __getitem__(self, name: str) -> Any:
        return self.by_name[name]

    def made(self, name: str, kind: WD_STYLE_TYPE) -> Any:
        """Return a style, which is added where there is none of this name."""
        if name not in self:
            new = self.element.add_style_of_type(BabelFish.ui2internal(name), kind, builtin=False)
            self.by_name[name] = StyleFactory(new)
            self.by_name[name].quick_style = True
        return self.by_name[name]


def define_styles(document: Any, theme: Theme, density: str | None) -> None:
    """Give the document the theme's styles, and no others."""
    looks = DENSITIES[density]
    _remove_others(document, {*looks, *CHARACTERS, "Normal"})
    tokens, styles = theme.tokens, _Styles.of(document)
    normal = styles["Normal"]
    _font(normal, Look(size="text", colour="ink"), tokens)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = _SPACING
    for name, look in _in_order(looks):
        style = styles.made(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[look.base]
        _font(style, look, tokens)
        _paragraph(style, look, tokens)
    styles["Ruled Line"].paragraph_format.line_spacing = Mm(tokens.pitch.lines)
    for name, look in CHARACTERS.items():
        _font(styles.made(name, WD_STYLE_TYPE.CHARACTER), look, tokens)
    for name, table_look in TABLES.items():
        _table(styles.made(name, WD_STYLE_TYPE.TABLE), table_look, tokens)


def add_styles(document: Any, theme: Theme, density: str | None) -> None:
    """Give a document with styles of its own those of the theme that it lacks.

    They have the sizes, colours and lines of the theme, so that pages have room for what is planned
    on them, and the fonts of the document.
    """
    looks, styles = DENSITIES[density], _Styles.of(document)
    lacking = [(name, look) for name, look in _in_order(looks) if name not in styles]
    for name, look in lacking:
        style = styles.made(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[look.base]
        _font(style, replace(look, size=look.size or "text"), theme.tokens, own_family=False)
        style.paragraph_format.line_spacing = _SPACING
        _paragraph(style, look, theme.tokens)
    if "Ruled Line" in dict(lacking):
        styles["Ruled Line"].paragraph_format.line_spacing = Mm(theme.tokens.pitch.lines)
    for name, look in CHARACTERS.items():
        if name not in styles:
            style = styles.made(name, WD_STYLE_TYPE.CHARACTER)
            _font(style, look, theme.tokens, own_family=False)
    for name, table_look in TABLES.items():
        if name not in styles:
            _table(styles.made(name, WD_STYLE_TYPE.TABLE), table_look, theme.tokens)


def style_id(name: str) -> str:
    """Return the id under which Word files a style."""
    return name.replace(" ", "")


def colour_of(tokens: Tokens, name: str) -> str:
    """Return a colour token as Word writes it: RRGGBB."""
    value: str = "#ffffff" if name == PAPER else tokens.colours.named[name]
    return value.lstrip("#").upper()


def _remove_others(document: Any, names: set[str]) -> None:
    """Remove the styles of python-docx's own document but the defaults and those of `names`."""
    for style in list(document.styles):
        if not style.element.get(qn("w:default")) and style.name not in names:
            style.element.getparent().remove(style.element)
    for style in document.styles:
        for link in style.element.findall(qn("w:link")):
            style.element.remove(link)


def _in_order(looks: Mapping[str, Look]) -> Iterator[tuple[str, Look]]:
    """Yield styles after the ones they are based on."""
    yield from sorted(looks.items(), key=lambda item: item[1].base != "Normal")


def _font(style: Any, look: Look, tokens: Tokens, *, own_family: bool = True) -> None:
    font = style.font
    font.bold, font.italic, font.all_caps = look.bold, look.italic, look.capitals or None
    font.underline = look.underlined or None
    # What scripts from right to left have for themselves (ECMA-376 part 1, 17.3.2.7).
    font.cs_bold, font.cs_italic = look.bold, look.italic
    if look.size:
        font.size = Pt(_in_half_points(getattr(tokens.sizes, look.size)))
        put(style.element.rPr, element("szCs", val=style.element.rPr.sz.get(qn("w:val"))))
    if look.colour:
        font.color.rgb = RGBColor.from_string(colour_of(tokens, look.colour))
    if look.framed:
        frame = border("bdr", colour_of(tokens, "line"), _FRAME)
        put(style.element.get_or_add_rPr(), frame)
    if look.code:
        put(style.element.get_or_add_rPr(), element("noProof"))
        _family(style, tokens.fonts.word_code)
    elif style.type == WD_STYLE_TYPE.PARAGRAPH and own_family:
        _family(style, tokens.fonts.word_text)


def _in_half_points(size: float) -> float:
    """Return the nearest size that Word has (ECMA-376 part 1, 17.3.2.38)."""
    return round(2 * size) / 2


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
    if look.align:
        layout.alignment = getattr(WD_ALIGN_PARAGRAPH, look.align.upper())
    if look.exact:
        layout.line_spacing = Pt(look.exact)
    properties = style.element.get_or_add_pPr()
    if look.code:
        # A part of a code stays on its page, and the next one follows without a space.
        layout.keep_together = True
        put(properties, element("contextualSpacing"))
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    if look.rule:
        put(properties, _rule(look.rule, tokens))
    if look.shade:
        put(properties, _ground(look.shade, tokens))


def _rule(rule: tuple[str, str, int], tokens: Tokens) -> Any:
    side, colour, size = rule
    borders = element("pBdr")
    # Word draws one line under paragraphs alike, unless it is told to draw between them too.
    sides = (side, "between") if side == "bottom" else (side,)
    space = 6 if side in {"left", "top"} else 1
    borders.extend(border(place, colour_of(tokens, colour), size, space) for place in sides)
    return borders


def _table(style: Any, look: TableLook, tokens: Tokens) -> None:
    properties = put(style.element, element("tblPr"))
    if look.indent:
        put(properties, element("tblInd", w=Mm(look.indent).twips, type="dxa"))
    borders = put(properties, element("tblBorders"))
    for side, colour, size in look.borders:
        borders.append(border(side, colour_of(tokens, colour), size))
    margins = put(properties, element("tblCellMar"))
    for side, space in zip(_SIDES, look.padding, strict=True):
        margins.append(element(side, w=Mm(space).twips, type="dxa"))
    if look.shade:
        cell = put(style.element, element("tcPr"))
        put(cell, _ground(look.shade, tokens))


def _ground(colour: str, tokens: Tokens) -> Any:
    return element("shd", val="clear", color="auto", fill=colour_of(tokens, colour))
