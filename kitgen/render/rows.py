"""How high the rows of a scorecard are, so that it fills one page and never two."""

from dataclasses import dataclass

from kitgen.render.spread import tight
from kitgen.theme import Sizes, Theme

_POINT = 25.4 / 72  # mm
_FULL = 0.965  # of the page, since it is counted here and not laid out
# The sentences, labels and blanks of every scorecard: mm for room and boxes, and lines of text,
# of which large type makes more.
_ROOM, _LINES, _LARGE_LINES = 21, 16, 18
# The heads of the two tables in mm: a long word of large type has a line to itself.
_HEADS, _LARGE_HEADS = 21.5, 34.5
_RULED = 7  # mm from line to line below "Why"
# A row of the first table has room for evidence, one of the second for a line of it.
_EVIDENCE = 1.7
_PADDING = 1.6  # mm above and below the text of a cell
_MOST_EVIDENCE, _MOST_SUM = 26.0, 9.0  # mm


@dataclass(frozen=True, slots=True)
class CardRows:
    """The mm of a row with a rating, and of one to add up; whether type is small; lines for why."""

    rating: str
    sum: str
    tight: bool
    why: int


def card_rows(above: float, ratings: int, sums: int, theme: Theme) -> CardRows:
    """Return the rows of a scorecard below so many mm of its page."""
    sizes = theme.tokens.sizes
    large = theme.tokens.layout == "roomy"
    small = large or _free(above, sizes, theme) < _needed(ratings, sums, sizes)
    if small:
        sizes = tight(sizes)
    free = _free(above, sizes, theme)
    why = 3 if free >= _needed(ratings, sums, sizes) else 2
    free += (3 - why) * _RULED
    least = _line(sizes) + _PADDING
    each_sum = max(min(free / (_EVIDENCE * ratings + sums), _MOST_SUM), least)
    each_rating = max(min((free - sums * each_sum) / ratings, _MOST_EVIDENCE), least)
    return CardRows(_cell(each_rating), _cell(each_sum), small, why)


def _free(above: float, sizes: Sizes, theme: Theme) -> float:
    """Return the mm of a page that are left for the rows of both tables."""
    _, page = theme.text_area
    large = theme.tokens.layout == "roomy"
    lines, heads = (_LARGE_LINES, _LARGE_HEADS) if large else (_LINES, _HEADS)
    return page * _FULL - above - _ROOM - lines * _line(sizes) - heads


def _needed(ratings: int, sums: int, sizes: Sizes) -> float:
    """Return the mm that the rows need when each has one line of text."""
    return (ratings + sums) * (_line(sizes) + _PADDING)


def _line(sizes: Sizes) -> float:
    return sizes.text * sizes.leading * _POINT


def _cell(height: float) -> str:
    return f"{height - _PADDING:.1f}"
