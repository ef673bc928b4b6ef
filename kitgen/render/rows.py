"""How high the rows of a scorecard are, so that it fills one page and never two."""

from kitgen.render.height import height_of
from kitgen.render.spread import tight
from kitgen.theme import Theme

_FULL = 0.92  # of the page: an estimate may be wrong by some hundredths
_HEADS = 21  # mm: the heads of the two tables
# A row of the first table has room for evidence, one of the second for a line of it.
_EVIDENCE = 1.7
_PADDING = 1.6  # mm above and below the text of a cell
_RATING, _SUM = (4.4, 24.0), (4.0, 9.0)  # mm: the least and the most, without the padding


def row_heights(rest: str, ratings: int, sums: int, theme: Theme) -> tuple[str, str]:
    """Return the mm of a row with a rating, and of one to add up, beside the rest of the page."""
    width, page = theme.text_area
    sizes = theme.tokens.sizes
    if theme.tokens.layout == "roomy":  # large type would need two pages
        sizes = tight(sizes)
    free = page * _FULL - height_of(rest, width, sizes) - _HEADS
    unit = free / (_EVIDENCE * ratings + sums)
    return _within(unit * _EVIDENCE, _RATING), _within(unit, _SUM)


def _within(height: float, limits: tuple[float, float]) -> str:
    least, most = limits
    return f"{min(max(height - _PADDING, least), most):.1f}"
