"""A company's own Word document, as far as packs in Word are made in its look."""

from dataclasses import dataclass

_POINT = 25.4 / 72  # mm
_LINE = 1.3  # the height of a line, in sizes of its type
_SPARE = 15.0  # mm
_APART = 2.0  # mm between a head or foot and the text


@dataclass(frozen=True, slots=True)
class Reference:
    """A Word file with the styles, page, heads and feet of a document, and without its text.

    `page` is the width and height of its paper, `side` both its side margins together, `top` and
    `bottom` its other margins, and `head` and `foot` what lies between the edges of the paper and
    the ends of its heads and feet, all in mm. `lacking` are the styles of packs that it has not.
    """

    content: bytes
    page: tuple[float, float]
    side: float
    top: float
    bottom: float
    head: float
    foot: float
    lacking: tuple[str, ...]

    def margins(self, small: float) -> tuple[float, float]:
        """Return the margins above and below, with room for the heads and feet of packs too.

        These are two lines each, in a type of so many points.
        """
        lines = 2 * _LINE * small * _POINT + _APART
        return max(self.top, self.head + lines), max(self.bottom, self.foot + lines)

    def text_area(self, small: float) -> tuple[float, float]:
        """Return the width and height to plan pages with.

        The height is a little less than that within the margins, since the headings and the font
        of the document may be larger than those of the theme.
        """
        (width, height), (top, bottom) = self.page, self.margins(small)
        return width - self.side, height - top - bottom - _SPARE
