"""Reads the look of a company's own Word document: styles, page, heads and feet, and no text."""

from copy import deepcopy
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.styles import BabelFish

from kitgen.brand.reference import Reference
from kitgen.errors import BadRequest, KitgenError
from kitgen.packed import excess
from kitgen.render.docx.grafting import graft, height_of
from kitgen.render.docx.looks import CHARACTERS, PARAGRAPHS
from kitgen.render.docx.order import element
from kitgen.render.docx.package import package, parts_of
from kitgen.render.docx.styles import style_id
from kitgen.render.docx.table_looks import TABLES

_KINDS = {
    **dict.fromkeys(("Normal", *PARAGRAPHS), WD_STYLE_TYPE.PARAGRAPH),
    **dict.fromkeys(CHARACTERS, WD_STYLE_TYPE.CHARACTER),
    **dict.fromkeys(TABLES, WD_STYLE_TYPE.TABLE),
}
# Where the XML of styles, heads and feet names a style.
_NAMING = ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle")
_EDGES = ("header", "footer")
_LENGTHS = (
    *("page_width", "page_height", "left_margin", "right_margin", "top_margin", "bottom_margin"),
    *("gutter", "header_distance", "footer_distance"),
)


def read_reference(name: str, content: bytes) -> Reference:
    """Return the look of a document; raises BadRequest for what is none, or refers elsewhere.

    Nothing else of it is taken: no text, comments, properties, macros or embedded files.
    """
    try:
        return _reference(name, content)
    except KitgenError:
        raise
    except Exception as error:
        # A document that lacks what every program writes can raise nearly anything.
        raise BadRequest(
            f"{name}: this is no Word document that can be read",
            "save it as .docx, without a password",
        ) from error


def _reference(name: str, content: bytes) -> Reference:
    source, word = _opened(name, content), docx.Document()
    ids = _take_styles(source, word)
    _take_theme(source, word)
    section = _take_page(source, word)
    heights = [_take_edge(name, source, section, edge, ids) for edge in _EDGES]
    made = BytesIO()
    word.save(made)
    sides = section.left_margin + section.right_margin + section.gutter
    return Reference(
        content=package(parts_of(made)),
        page=(section.page_width.mm, section.page_height.mm),
        side=Emu(sides).mm,
        top=Emu(abs(section.top_margin)).mm,
        bottom=Emu(abs(section.bottom_margin)).mm,
        head=section.header_distance.mm + heights[0],
        foot=section.footer_distance.mm + heights[1],
        lacking=tuple(style for style, kind in _KINDS.items() if not _has(word, style, kind)),
    )


def _opened(name: str, content: bytes) -> Any:
    with ZipFile(BytesIO(content)) as file:
        found = excess(file)
    if found:
        raise BadRequest(f"{name}: {found}")
    return docx.Document(BytesIO(content))


def _has(word: Any, name: str, kind: WD_STYLE_TYPE) -> bool:
    return name in word.styles and word.styles[name].type == kind


def _take_styles(source: Any, word: Any) -> dict[str, str]:
    """Take all styles; return the new ids of some.

    Those that packs use get the ids by which packs name them.
    """
    word.part._styles_part._element = deepcopy(source.styles.element)
    _complete_defaults(word.styles.element)
    _name_alike(word.styles)
    _find_normal(word.styles)
    ids = {
        word.styles[name].style_id: style_id(name)
        for name, kind in _KINDS.items()
        if _has(word, name, kind)
    }
    taken = set(map(style_id, _KINDS))
    for style in word.styles:
        old = style.style_id
        # Another style may have the id, or the name, of one that packs use.
        if old not in ids and style.name in _KINDS:
            style.name = f"{style.name} of the document"
        if old not in ids and old in taken:
            ids[old] = f"{old}OfTheDocument"
    for style in word.styles:
        style.element.styleId = ids.get(style.style_id, style.style_id)
    _rename(word.styles.element, ids)
    # Headings of packs have numbers of their own.
    for numbered in list(word.styles.element.iter(qn("w:numPr"))):
        numbered.getparent().remove(numbered)
    return ids


def _name_alike(styles: Any) -> None:
    """Write names of styles as Word does: some programs have other capitals in them."""
    known = {name.casefold(): BabelFish.ui2internal(name) for name in _KINDS}
    for style in styles:
        name = style.element.name_val or ""
        style.element.name_val = known.get(name.casefold(), name)


def _find_normal(styles: Any) -> None:
    """Let the default style of paragraphs be the one that others are based on, or add it."""
    kind = WD_STYLE_TYPE.PARAGRAPH
    if "Normal" in styles and styles["Normal"].type != kind:
        styles["Normal"].name = "Normal of the document"
    normal = styles["Normal"] if "Normal" in styles else styles.default(kind)
    if normal is None:
        normal = styles.add_style("Normal", kind)
    normal.name = "Normal"
    if styles.default(kind) is None:
        normal.element.set(qn("w:default"), "1")


def _complete_defaults(styles: Any) -> None:
    """Add the properties of all runs, which have the language, where a document has none."""
    place = styles
    for name in ("docDefaults", "rPrDefault", "rPr"):
        found = place.find(qn(f"w:{name}"))
        if found is None:
            found = element(name)
            place.insert(0, found)
        place = found


def _rename(root: Any, ids: dict[str, str]) -> None:
    names = {qn(f"w:{name}") for name in _NAMING}
    for named in root.iter(*names):
        old = named.get(qn("w:val"))
        named.set(qn("w:val"), ids.get(old, old))


def _take_theme(source: Any, word: Any) -> None:
    """Take the fonts and colours that styles name as those of the document's theme."""
    themes = [_theme_part(document) for document in (source, word)]
    if all(part is not None for part in themes):
        themes[1]._blob = themes[0].blob


def _theme_part(document: Any) -> Any:
    relations = document.part.rels.values()
    return next((r.target_part for r in relations if r.reltype == RELATIONSHIP_TYPE.THEME), None)


def _take_page(source: Any, word: Any) -> Any:
    """Give the section of a new document the page of the last one of another; return it."""
    old, new = source.sections[-1], word.sections[0]
    for length in _LENGTHS:
        value = getattr(old, length)
        if value is not None:
            setattr(new, length, value)
    new.orientation = old.orientation
    new.different_first_page_header_footer = True
    word.settings.odd_and_even_pages_header_footer = _has_even(source)
    return new


def _has_even(document: Any) -> bool:
    return bool(document.settings.odd_and_even_pages_header_footer)


def _take_edge(name: str, source: Any, section: Any, edge: str, ids: dict[str, str]) -> float:
    """Take the heads or the feet; return the height of the highest one, in mm.

    The first page has the usual one where it has none of its own.
    """
    old = source.sections[-1]
    has_first = old.different_first_page_header_footer
    pairs = {edge: edge, f"first_page_{edge}": f"first_page_{edge}" if has_first else edge}
    if _has_even(source):
        pairs[f"even_page_{edge}"] = f"even_page_{edge}"
    heights: list[float] = []
    for to, of in pairs.items():
        part = getattr(old, of).part
        heights.append(height_of(part.element))
        new = getattr(section, to)
        graft(name, part, new)
        _rename(new.part.element, ids)
    return max(heights)
