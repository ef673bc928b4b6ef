"""Reads the pages of a finished PDF with PDFium."""

import ctypes
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from kitgen.theme import Theme, load_theme
from tests.positions.page import Box, Page, Piece, lines_of
from tests.positions.picture import look_at
from tests.positions.tags import Marks, read_tags

MM = 25.4 / 72  # of a point


def read_pages(path: Path, theme: Theme | None = None) -> tuple[Page, ...]:
    """Return the pages; the theme, by default the built-in one, tells margins and pitches."""
    theme = theme or load_theme(None, None)
    marks = read_tags(path)
    with pypdfium2.PdfDocument(path) as document:
        return tuple(_page(page, n, marks, theme) for n, page in enumerate(document))


def _page(page: pypdfium2.PdfPage, index: int, marks: Marks, theme: Theme) -> Page:
    width, height = (length * MM for length in page.get_size())
    margins = theme.tokens.edges
    area = Box(margins.side, margins.top, width - margins.side, height - margins.bottom)
    pieces = tuple(_pieces(page, index, marks, height))
    body = [piece for piece in pieces if piece.tags]
    running = [piece for piece in pieces if not piece.tags]
    seen = look_at(page, area, theme)
    return Page(
        index + 1,
        width,
        height,
        area,
        lines_of(body),
        lines_of(running),
        tuple(_drawn(page, height)),
        seen,
    )


def _pieces(page, index, marks: Marks, height: float) -> Iterator[Piece]:
    """Yield the visible pieces of text, in the order in which they are painted."""
    text_page = page.get_textpage()
    characters: dict[int, list[int]] = {}
    objects = {}
    for n in range(text_page.count_chars()):
        found = pdfium.FPDFText_GetTextObject(text_page, n)
        if found and not pdfium.FPDFText_IsGenerated(text_page, n):
            address = ctypes.addressof(found.contents)
            characters.setdefault(address, []).append(n)
            objects[address] = found
    for address, numbers in characters.items():
        if not _is_visible(objects[address]):
            continue
        content = pdfium.FPDFPageObj_GetMarkedContentID(objects[address])
        piece = _piece(text_page, numbers, height, marks.get((index, content), ()))
        if piece is not None:
            yield piece


def _is_visible(text_object) -> bool:
    *_, opacity = colours = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(text_object, *colours)
    return opacity.value > 0


def _piece(text_page, numbers, height: float, tags) -> Piece | None:
    text = "".join(chr(pdfium.FPDFText_GetUnicode(text_page, n)) for n in numbers)
    inked = [n for n, sign in zip(numbers, text, strict=True) if not sign.isspace()]
    if not inked:
        return None
    boxes = (text_page.get_charbox(n) for n in inked)
    box = Box.around(
        Box(left * MM, height - top * MM, right * MM, height - bottom * MM)
        for left, bottom, right, top in boxes
    )
    first = numbers[0]
    matrix, font, flags = pdfium.FS_MATRIX(), ctypes.create_string_buffer(100), ctypes.c_int()
    across, up = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetMatrix(text_page, first, matrix)
    pdfium.FPDFText_GetFontInfo(text_page, first, font, 100, flags)
    pdfium.FPDFText_GetCharOrigin(text_page, first, across, up)
    size = pdfium.FPDFText_GetFontSize(text_page, first) * abs(matrix.d)
    return Piece(text, box, height - up.value * MM, size, font.value.decode(), tags)


def _drawn(page, height: float) -> Iterator[Box]:
    kinds = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)
    for found in page.get_objects(filter=kinds, max_depth=1):
        left, bottom, right, top = found.get_bounds()
        yield Box(left * MM, height - top * MM, right * MM, height - bottom * MM)
