"""A company's letterhead: the logo above the first page of a pack, and lines at the foot of all."""

from dataclasses import dataclass
from math import ceil
from pathlib import Path

from kitgen.brand.tokens import LogoFile, Tokens
from kitgen.pictures.figure import Figure, FigureFault
from kitgen.pictures.reading import read_figure
from kitgen.pictures.svg import has_text

_WIDEST = 100  # mm
_INCH = 25.4  # mm, of 96 CSS pixels
# mm: what printers leave white above the logo, and its distance from the text below.
EDGE, GAP = 5, 3
_POINT = _INCH / 72
_LETTER = 0.5  # the width of a letter, in sizes of its type
_FOOT = 0.8  # of the width of the text: beside it is the number of the page
_ABOVE, _BELOW = 4, 1  # mm between the text and the foot, and below it


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo and the words in its place; its width and height on paper are in mm."""

    figure: Figure
    alt: str
    width: float
    height: float

    @property
    def address(self) -> str:
        """The picture as an address that contains it."""
        return self.figure.address

    @property
    def pixels(self) -> tuple[int, int]:
        """The width and the height in CSS pixels."""
        return max(round(self.width / _INCH * 96), 1), max(round(self.height / _INCH * 96), 1)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The logo of a theme and the texts of the lines below its pages; None where it has none."""

    logo: Logo | None
    confidential: str | None
    foot: str | None


def read_logo(folder: Path, token: LogoFile) -> Figure:
    """Read the logo of a theme's folder; raises FigureFault for one that cannot be printed."""
    figure = read_figure(folder, token.file, "the theme")
    if figure.type == "svg+xml" and has_text(figure.content):
        raise FigureFault("the logo has text, which each program sets otherwise; make it outlines")
    return figure


def letterhead(tokens: Tokens, figure: Figure | None) -> Letterhead:
    """Return the letterhead of a layout, whose margins the logo fits in."""
    return Letterhead(_logo(tokens, figure), tokens.confidential, tokens.foot)


def _logo(tokens: Tokens, figure: Figure | None) -> Logo | None:
    if figure is None or tokens.logo is None:
        return None
    height = min(tokens.logo.height, logo_room(tokens.edges.top))
    width = height * figure.width / figure.height
    scale = min(1, _WIDEST / width)
    return Logo(figure, tokens.logo.alt, width * scale, height * scale)


def logo_room(margin: float) -> float:
    """Return the height in mm that a logo may have in a margin above."""
    return margin - EDGE - GAP


def foot_need(tokens: Tokens, width: float) -> float:
    """Return the mm that a margin below needs for the foot, on pages with so wide a text."""
    small, own = tokens.sizes.small * _POINT, (tokens.confidential, tokens.foot)
    room = _FOOT * width / (small * _LETTER)
    lines = 1 + sum(ceil(len(line) / room) for line in own if line is not None)
    return ceil(_ABOVE + lines * small * tokens.sizes.leading + _BELOW)
