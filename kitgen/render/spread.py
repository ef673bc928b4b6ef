"""How a question and its notes share two facing pages, or four where it is long."""

from dataclasses import dataclass

from kitgen.render.height import height_of
from kitgen.theme import Sizes, Theme

_TIGHT_LEADING = 0.96  # of the usual distance of lines
_CLOSEST = 6.4  # mm from line to line where lines fill a page
_HEAD = 10  # mm: the half of a title that is as wide as the page, and the facts below it
_FEWEST = 2  # lines, however full a page is
# An estimate may be wrong by some hundredths, and a page too many costs more than small type. What
# runs over two pages loses some of the first, where a table or code is not to be split.
_FULL, _FULL_TWICE, _FULL_COMPACT = 0.955, 1.84, 0.965


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a question as HTML: what is asked and expected, what may follow, the scale.

    `rating` has the labels of the notes as well, below which there are to be `lines`.
    """

    guide: str
    follow_ups: str
    signals: str
    rating: str
    lines: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Which parts are on the pages of the question, before its notes, and which need smaller type.

    Of a `long` question these are two pages, and its notes are on the two after them. `apart` tells
    that the notes begin a page, which has room for so many `lines`.
    """

    long: bool
    apart: bool
    follow_ups_first: bool
    signals_first: bool
    tight_guide: bool
    tight_notes: bool
    lines: int


def spread_of(parts: Parts, theme: Theme) -> Spread:
    """Return how to print a question on pages of a theme."""
    if theme.tokens.layout == "compact":
        return _compact(parts, theme)
    width, page = theme.text_area
    usual, small = theme.tokens.sizes, tight(theme.tokens.sizes)

    def pages(fragment: str, sizes: Sizes, lines: int = 0) -> float:
        return (height_of(fragment, width, sizes) + lines * _CLOSEST) / page

    follow = parts.follow_ups + parts.signals
    long = pages(parts.guide, small) > _FULL
    if long:
        first = follow if pages(parts.guide + follow, small) <= _FULL_TWICE else ""
    else:
        crowded = pages(follow + parts.rating, small, parts.lines) > _FULL
        first = (
            parts.signals if crowded and pages(parts.guide + parts.signals, small) <= _FULL else ""
        )
    later = follow.removesuffix(first) + parts.rating
    free = (_FULL - pages(later, small)) * page
    return Spread(
        long=long,
        apart=True,
        follow_ups_first=first == follow,
        signals_first=first != "",
        tight_guide=pages(parts.guide + first, usual) > (_FULL_TWICE if long else _FULL),
        tight_notes=pages(later, usual, parts.lines) > _FULL,
        lines=max(min(parts.lines, int(free / _CLOSEST)), _FEWEST),
    )


def _compact(parts: Parts, theme: Theme) -> Spread:
    """Return how to print a question on one page, or a long one on two, with its notes apart."""
    width, page = theme.text_area
    sizes = theme.tokens.sizes
    text = parts.guide + parts.follow_ups + parts.signals
    asked = _HEAD + height_of(text, width, sizes, columns=2)
    rated = height_of(parts.rating, width, sizes)
    lines = int((page * _FULL_COMPACT - asked - rated) / _CLOSEST)
    return Spread(
        long=False,
        apart=lines < _FEWEST,
        follow_ups_first=True,
        signals_first=True,
        tight_guide=False,
        tight_notes=False,
        lines=parts.lines if lines < _FEWEST else min(parts.lines, lines),
    )


def tight(sizes: Sizes) -> Sizes:
    """Return the sizes of a page that is too full: text is as small as tables are, and so on."""
    leading = round(_TIGHT_LEADING * sizes.leading, 2)
    return sizes.model_copy(update={"text": sizes.table, "table": sizes.small, "leading": leading})
