"""How high the rows of a scorecard are, so that it fills one page.

In large type many rows need more: then its third part, the verdict, goes overleaf as a whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from kitgen.render.spread import tight
from kitgen.theme import Sizes, Theme

# A row as the texts of its cells, each with the mm that its column is wide.
Row = Sequence[tuple[str, float]]

_POINT = 25.4 / 72  # mm
_FULL = 0.965  # of the page, since it is counted here and not laid out
# The sentences, labels and blanks of every scorecard as lines of text, of which large type makes
# more.
_LINES, _LARGE_LINES = 16, 17
# The heads of the two tables in mm: a long word of large type has a line to itself.
_HEADS, _LARGE_HEADS = 18.3, 18.3
_LETTER = 0.46  # the width of a letter of titles, which are bold, as a part of its size
_FEWEST_LINES, _USUAL_LINES, _LINES_OVERLEAF = 2, 3, 8  # below "Why"
_THIRD_PART = 8  # of the lines of text
_OVER = 20  # mm that rows may seem to lack and still find, since texts are counted generously
# A row of the first table has room for evidence, one of the second for a line of it.
_EVIDENCE = 1.7
_PADDING = 1.2  # mm above and below the text of a cell
_MOST_EVIDENCE, _MOST_SUM = 26.0, 9.0  # mm


@dataclass(frozen=True, slots=True)
class CardRows:
    """The mm of a row with a rating, and of one to add up; whether type is small; lines for why."""

    rating: str
    sum: str
    tight: bool
    why: int


def card_rows(above: float, ratings: Sequence[Row], sums: Sequence[Row], theme: Theme) -> CardRows:
    """Return how high rows with these texts are on a scorecard below so many mm of its page."""
    sizes = theme.tokens.sizes
    small = theme.tokens.layout == "roomy" or _too_full(above, [*ratings, *sums], sizes, theme)
    if small:
        sizes = tight(sizes)
    crowded = small and _too_full(above, [*ratings, *sums], sizes, theme)
    lines = _FEWEST_LINES if crowded else _USUAL_LINES
    pitch = theme.tokens.pitch.lines
    free = _free(above, sizes, theme) + (_USUAL_LINES - lines) * pitch
    if crowded and _height([*ratings, *sums], 0, sizes) > free + _OVER:
        free += _THIRD_PART * _line(sizes) + lines * pitch
        lines = _LINES_OVERLEAF
    share = free / (_EVIDENCE * len(ratings) + len(sums))
    each_sum = _each(min(share, _MOST_SUM) * len(sums), sums, sizes)
    free -= _height(sums, each_sum, sizes)
    each_rating = min(_each(free, ratings, sizes), _MOST_EVIDENCE)
    free -= _height(ratings, each_rating, sizes)
    more = max(int(free / pitch), 0) if lines != _LINES_OVERLEAF else 0
    return CardRows(_cell(each_rating), _cell(each_sum), small, lines + more)


def _free(above: float, sizes: Sizes, theme: Theme) -> float:
    """Return the mm of a page that are left for the rows of both tables."""
    _, page = theme.text_area
    large = theme.tokens.layout == "roomy"
    lines, heads = (_LARGE_LINES, _LARGE_HEADS) if large else (_LINES, _HEADS)
    why = _USUAL_LINES * theme.tokens.pitch.lines
    return page * _FULL - above - why - lines * _line(sizes) - heads


def _too_full(above: float, rows: Sequence[Row], sizes: Sizes, theme: Theme) -> bool:
    return _free(above, sizes, theme) < _height(rows, 0, sizes)


def _each(free: float, rows: Sequence[Row], sizes: Sizes) -> float:
    """Return the height of each row, of which some need more for their text."""
    least = _line(sizes) + _PADDING
    if not rows:  # a draft gives evidence of nothing
        return least
    alike = free / len(rows)
    more = _height(rows, alike, sizes) - free
    return max(alike - more / len(rows), least)


def _height(rows: Sequence[Row], least: float, sizes: Sizes) -> float:
    """Return how high rows are in all: as high as their text, and so many mm at least."""
    return sum(max(_least(row, sizes), least) for row in rows)


def _least(row: Row, sizes: Sizes) -> float:
    """Return the mm that a row needs for its text."""
    letter = _LETTER * sizes.text * _POINT
    lines = [ceil(len(text) * letter / width) for text, width in row]
    return max(*lines, 1) * _line(sizes) + _PADDING


def _line(sizes: Sizes) -> float:
    return sizes.text * sizes.leading * _POINT


def _cell(height: float) -> str:
    return f"{height - _PADDING:.1f}"
