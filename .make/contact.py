"""Lays the pages of a PDF out as spreads on one picture, even pages left and odd ones right."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

_DPI = 60
_SPREADS_ACROSS = 3
_GAP = 16  # pixels between spreads, and round them
_CAPTION = 24  # pixels for the title, and for the number of a page below it
_TABLE, _INK, _EDGE = "#d8dce0", "black", "#8a939c"
_TYPE = 14  # pixels


def contact_sheet(pdf: Path, title: str) -> Image.Image:
    """Return a picture of all pages below their title."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=_DPI / 72).to_pil() for page in document]
    places = [_place(number) for number in range(1, len(pages) + 1)]
    width, height = (max(sizes) for sizes in zip(*(page.size for page in pages), strict=True))
    corners = [_corner(place, width, height) for place in places]
    sheet = Image.new("RGB", _size(corners, width, height), _TABLE)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(_TYPE)
    draw.text((_GAP, _GAP // 2), f"{title} · {len(pages)} pages", fill=_INK, font=font)
    for number, (page, (left, top)) in enumerate(zip(pages, corners, strict=True), 1):
        sheet.paste(page, (left, top))
        draw.rectangle((left, top, left + page.width, top + page.height), outline=_EDGE)
        draw.text((left, top + page.height + 3), str(number), fill=_INK, font=font)
    # Few colours, for a file a quarter as large that is written faster.
    return sheet.quantize(32, method=Image.Quantize.FASTOCTREE)


def _place(number: int) -> tuple[int, int, int]:
    """Return the row, the spread in it, and the side of a page; the first is a right-hand one."""
    spread, side = divmod(number, 2)
    row, across = divmod(spread, _SPREADS_ACROSS)
    return row, across, side


def _corner(place: tuple[int, int, int], width: int, height: int) -> tuple[int, int]:
    """Return where the top left corner of a page is, in pixels."""
    row, across, side = place
    left = _GAP + across * (2 * width + _GAP) + side * width
    return left, _GAP + _CAPTION + row * (height + _CAPTION)


def _size(corners: Sequence[tuple[int, int]], width: int, height: int) -> tuple[int, int]:
    right, bottom = (max(places) for places in zip(*corners, strict=True))
    return right + width + _GAP, bottom + height + _CAPTION + _GAP
