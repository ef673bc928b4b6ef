"""A PDF for several people: laid out once, and each name drawn where its mark was.

Names are drawn by the functions of WeasyPrint that would draw them in a layout of their own, into
the content of finished pages. That is the same layout as long as a name is narrower than its place,
and in letters that the embedded fonts have in any case.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any

from kitgen.errors import MissingFont
from kitgen.render.document import Document
from kitgen.render.pdf.fields import place_fields
from kitgen.render.pdf.form import fixed_fields, with_form
from kitgen.render.pdf.kept import entry_name
from kitgen.render.pdf.parts import Body
from kitgen.render.pdf.pdf import OPTIONS, laying_out
from kitgen.render.pdf.tags import saved, with_tags
from kitgen.theme import Theme

# The letters, digits and marks of names and dates in Latin script, and the pairs that fonts join.
_LETTERS = "".join(map(chr, (*range(0x21, 0x7F), *range(0xA1, 0x180), 0x2013, 0x2019)))
_JOINED = "ff fi fl ffi ffl fj tt ft ti tj"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """How a line of text in one font is drawn: where it begins, its font, and its glyphs."""

    start: bytes
    font: bytes
    glyphs: bytes


@dataclass(frozen=True, slots=True)
class _Place:
    """A mark on a page: its box, the room for a value in CSS pixels, and how it is drawn."""

    page: int
    mark: str
    box: Any
    room: float
    drawn: _Drawn


class PdfStencil:
    """A finished PDF, with the places of its marks and the fonts that these are drawn in."""

    def __init__(self, pdf: bytes, places: Sequence[_Place], fonts: Any) -> None:
        import pikepdf

        self._document = pikepdf.open(BytesIO(pdf))
        self._places, self._fonts = places, fonts
        self._filling = Lock()
        pages = sorted({place.page for place in places})
        self._contents = {n: self._document.pages[n].Contents.read_bytes() for n in pages}
        self._values = [(field, str(field.V)) for field in fixed_fields(self._document)]

    def filled(self, values: Mapping[str, str]) -> bytes | None:
        """Return the PDF with a value for each mark, as if it had been laid out with them.

        None where a value would change more than its place: it is too wide, or has letters that
        the embedded fonts lack.
        """
        with self._filling:
            contents = self._filled_pages(values)
            for number, content in contents.items():
                self._document.pages[number].Contents.write(content)
            for field, mark in self._values:
                field.V = values.get(mark, mark)
            return saved(self._document) if contents else None

    def _filled_pages(self, values: Mapping[str, str]) -> Mapping[int, bytes]:
        """Return the content of each page with marks; none at all where a value does not fit."""
        contents = dict(self._contents)
        for place in self._places:
            drawn = self._drawn(place, values[place.mark])
            if drawn is None:
                return {}
            contents[place.page] = _replaced(contents[place.page], place.drawn, drawn)
        return contents

    def _drawn(self, place: _Place, value: str) -> _Drawn | None:
        box = _with_text(place.box, value)
        drawn = _draw(box, self._fonts) if box.width <= place.room else None
        return drawn if drawn and drawn.font == place.drawn.font else None


# Those used last: a batch comes back to each for every few rows.
_MADE: OrderedDict[str, PdfStencil | None] = OrderedDict()
_MOST = 8
_MAKING = Lock()


def pdf_stencil(document: Document, theme: Theme, marks: Sequence[str]) -> PdfStencil | None:
    """Lay out a document with marks; None where a mark is not alone in a place of fixed width.

    None too where the document needs a font of the machine, of which each file is to warn. Raises
    what `render_pdf` raises.
    """
    name = entry_name(document, theme)
    with _MAKING:
        if name not in _MADE:
            _MADE[name] = _laid_out(document, theme, marks)
        _MADE.move_to_end(name)
        if len(_MADE) > _MOST:
            _MADE.popitem(last=False)
        return _MADE[name]


def _laid_out(document: Document, theme: Theme, marks: Sequence[str]) -> PdfStencil | None:
    try:
        with laying_out(Body(document, theme)) as laid_out:
            place_fields(laid_out.pages)
            places = list(_places(laid_out, marks))
            pdf: bytes = laid_out.write_pdf(**OPTIONS)
    except MissingFont:
        return None
    if not places or None in places:
        return None
    tagged = with_form(with_tags(pdf, theme.words), document, theme)
    return PdfStencil(tagged, [p for p in places if p], laid_out.fonts)


def _places(laid_out: Any, marks: Sequence[str]) -> Iterator[_Place | None]:
    """Yield the place of each mark, None for one whose layout depends on the value."""
    fonts = laid_out.fonts
    prepared: set[bytes] = set()
    for number, page in enumerate(laid_out.pages):
        for ancestors, box in _texts(page._page_box, ()):
            if not any(mark in box.text for mark in marks):
                continue
            is_alone = box.text in marks
            place = _place(number, ancestors, box, fonts) if is_alone else None
            if place and place.drawn.font not in prepared:
                prepared.add(place.drawn.font)
                _add(box, fonts)
            yield place


def _texts(box: Any, ancestors: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield the boxes of text below a box, each with those that it is in, the nearest last."""
    if hasattr(box, "text"):
        yield ancestors, box
    for child in getattr(box, "children", ()):
        yield from _texts(child, (*ancestors, box))


def _place(page: int, ancestors: Sequence[Any], box: Any, fonts: Any) -> _Place | None:
    room, operators = _room(ancestors, box), _operators(box, fonts)
    if room is None or len(operators) != 3:
        return None
    return _Place(page, box.text, box, room, _Drawn(*operators))


def _add(box: Any, fonts: Any) -> None:
    """Add the letters of names to the font of a box."""
    for text in (_LETTERS, _JOINED):
        _operators(_with_text(box, text), fonts)


def _room(ancestors: Sequence[Any], box: Any) -> float | None:
    """Return how wide a text may be in the block that it is alone in; None where that may grow.

    The columns of a table, and what is as wide as its content, do so.
    """
    from weasyprint.formatting_structure import boxes

    blocks = [n for n, one in enumerate(ancestors) if isinstance(one, boxes.BlockContainerBox)]
    block = ancestors[blocks[-1]]
    if any(isinstance(one, boxes.TableCellBox) for one in ancestors):
        return None
    if len(list(_texts(block, ()))) != 1 or box.position_x != block.content_box_x():
        return None
    grows = isinstance(block, boxes.InlineBlockBox) or block.is_floated()
    return float(block.min_width if grows else block.width)


def _with_text(box: Any, text: str) -> Any:
    """Return a box as it would be with another text in the same font, on one line."""
    from weasyprint.text.line_break import split_first_line

    made = box.copy_with_text(text)
    made.pango_layout, _, _, made.width, *_ = split_first_line(text, box.style, None, None, 0)
    return made


def _draw(box: Any, fonts: Any) -> _Drawn | None:
    """Draw the text of a box; None where that takes more than one font, or other glyphs."""
    before = {key: (dict(font.widths), dict(font.to_unicode)) for key, font in fonts.items()}
    operators = _operators(box, fonts)
    if _is_new(fonts, before) or len(operators) != 3:
        return None
    return _Drawn(*operators)


def _operators(box: Any, fonts: Any) -> list[bytes]:
    """Return how the text of a box is drawn, and add what glyphs it needs to the fonts."""
    from weasyprint.draw.text import draw_first_line
    from weasyprint.matrix import Matrix
    from weasyprint.pdf.stream import Stream

    stream = Stream(fonts, None, {}, {}, None, None, None)
    at = Matrix(d=-1, e=box.position_x, f=box.position_y + box.baseline)
    box.pango_layout.reactivate(box.style)
    draw_first_line(stream, box, "clip", "none", at)
    box.pango_layout.deactivate()
    operators: list[bytes] = stream.stream
    return operators


def _is_new(fonts: Any, before: Mapping[Any, tuple[dict[int, Any], dict[int, str]]]) -> bool:
    """Tell whether glyphs or fonts were added, and take these away again."""
    is_new = False
    for key, font in list(fonts.items()):
        if key not in before:
            is_new = True
            del fonts[key]
        elif (font.widths, font.to_unicode) != before[key]:
            is_new = True
            font.widths, font.to_unicode = before[key]
    return is_new


def _replaced(content: bytes, old: _Drawn, new: _Drawn) -> bytes:
    """Return the content of a page with a line of text drawn in place of another.

    Its font may have been chosen before, for the text in front of it.
    """
    for font in (b"", old.font + b"\n"):
        found = b"%s\n%s%s" % (old.start, font, old.glyphs)
        if found in content:
            return content.replace(found, b"%s\n%s%s" % (new.start, font, new.glyphs))
    raise ValueError("a mark is not where it was drawn")
