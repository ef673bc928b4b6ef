"""How a question and its notes share two facing pages, or four where it is long."""

from dataclasses import dataclass, replace
from math import ceil

from kitgen.render.height import height_of
from kitgen.theme import Sizes, Theme

_TIGHT_LEADING = 0.96  # of the usual distance of lines
_CLOSEST = 6.4  # mm from line to line where lines fill a page
_HEAD = 10  # mm: the half of a title that is as wide as the page, and the facts below it
_USUAL = 7.5  # mm likewise, where there is room
# Lines of notes that are worth their page; in compact packs one writes elsewhere as well.
_FEWEST, _FEWEST_COMPACT = 4, 1
# An estimate may be wrong by some hundredths, and a page too many costs more than small type. What
# runs over two pages loses some of the first, where a table or code is not to be split.
_FULL, _FULL_TWICE, _FULL_COMPACT = 0.955, 1.84, 0.955
_EASY = 0.925  # pages: beyond this, notes take small type, which leaves room for a wrong estimate
_PARTED = 6  # lines, from which those for a story have three parts
_SPARE = 1  # lines of a full page that are given up, so that its scale is not pushed off it
_SURE_TWICE = 1.6  # pages: so much is lost at most


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
    that the notes begin a page, which has room for so many `lines`; `lines_first` are those for
    which the second page of a long question has room.
    """

    long: bool
    apart: bool
    follow_ups_first: bool
    signals_first: bool
    tight_guide: bool
    tight_notes: bool
    lines_first: int
    lines: int


def spread_of(parts: Parts, theme: Theme) -> Spread:
    """Return how to print a question on pages of a theme.

    In the look of a document, whose pages may have less room, there are fewer lines and all else is
    the same, so that Word says what the other formats say.
    """
    if theme.planned_as is None:
        return _spread(parts, theme)
    found = _spread(parts, theme.planned_as)
    less = theme.planned_as.text_area[1] - theme.text_area[1]
    fewer = max(ceil(less / _USUAL), 0)
    return replace(
        found,
        lines_first=_fewer(found.lines_first, fewer),
        lines=_fewer(found.lines, fewer),
    )


def _fewer(lines: int, less: int) -> int:
    """Return fewer lines, but so many that they are parted in the same way."""
    return max(lines - less, min(lines, _PARTED))


def _spread(parts: Parts, theme: Theme) -> Spread:
    if theme.tokens.layout == "compact":
        return _compact(parts, theme)
    space = _Space(theme)
    follow = parts.follow_ups + parts.signals
    if space.pages(parts.guide, small=True) > _FULL:
        whole = parts.guide + follow + parts.rating
        fits = space.pages(whole, parts.lines, small=True) <= _FULL_TWICE
        return _flowing(parts, space) if fits else _long(parts, space)
    if space.pages(parts.guide + parts.signals, small=True) > _FULL:
        first, later = "", follow + parts.rating
    else:
        crowded = space.pages(follow + parts.rating, parts.lines, small=True) > _FULL
        first = parts.signals if crowded else ""
        later = follow.removesuffix(first) + parts.rating
    lines = space.lines(later, _FULL, _CLOSEST, small=True)
    if lines < _FEWEST:
        return _long(parts, space)
    full = space.pages(later, parts.lines) > _EASY
    return Spread(
        long=False,
        apart=True,
        follow_ups_first=False,
        signals_first=first != "",
        tight_guide=space.pages(parts.guide + first) > _FULL,
        tight_notes=full,
        lines_first=0,
        lines=min(parts.lines, lines - (_SPARE if full else 0)),
    )


def _flowing(parts: Parts, space: "_Space") -> Spread:
    """Return how to print a question that runs on to the page of its notes."""
    whole = parts.guide + parts.follow_ups + parts.signals + parts.rating
    full = space.pages(whole, parts.lines) > _FULL_TWICE
    return Spread(
        long=False,
        apart=False,
        follow_ups_first=True,
        signals_first=True,
        tight_guide=full,
        tight_notes=full,
        lines_first=0,
        lines=parts.lines - (_SPARE if full else 0),
    )


def _long(parts: Parts, space: "_Space") -> Spread:
    """Return how to print a question whose parts need two pages before those for the notes."""
    follow = parts.follow_ups + parts.signals
    fits = space.pages(parts.guide + follow, small=True) <= _FULL_TWICE
    first, later = (follow, parts.rating) if fits else ("", follow + parts.rating)
    tight_notes = space.pages(later, _FEWEST) > _FULL
    tight_guide = space.pages(parts.guide + first) > _FULL_TWICE
    lines_first = space.lines(parts.guide + first, _SURE_TWICE, _USUAL, small=tight_guide)
    return Spread(
        long=True,
        apart=True,
        follow_ups_first=fits,
        signals_first=fits,
        tight_guide=tight_guide,
        tight_notes=tight_notes,
        lines_first=lines_first if lines_first >= _FEWEST else 0,
        lines=max(space.lines(later, _FULL, _USUAL, small=tight_notes), _FEWEST),
    )


@dataclass(frozen=True, slots=True)
class _Space:
    """The pages of a theme, and what they have room for; `small` type is that of full pages."""

    theme: Theme

    def pages(self, fragment: str, lines: int = 0, *, small: bool = False) -> float:
        width, page = self.theme.text_area
        sizes = tight(self.theme.tokens.sizes) if small else self.theme.tokens.sizes
        return (height_of(fragment, width, sizes) + lines * _CLOSEST) / page

    def lines(self, fragment: str, pages: float, apart: float, *, small: bool) -> int:
        """Return for how many lines, so many mm apart, some pages have room beside HTML."""
        _, page = self.theme.text_area
        return int((pages - self.pages(fragment, small=small)) * page / apart)


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
        apart=lines < _FEWEST_COMPACT,
        follow_ups_first=True,
        signals_first=True,
        tight_guide=False,
        tight_notes=False,
        lines_first=0,
        lines=parts.lines if lines < _FEWEST_COMPACT else min(parts.lines, lines),
    )


def lines_left(fragment: str, most: int, theme: Theme) -> int:
    """Return how many lines a page has room for beside HTML that is as wide as the page."""
    width, page = theme.text_area
    free = page * _FULL - height_of(fragment, width, theme.tokens.sizes)
    return max(min(int(free / _CLOSEST), most), _FEWEST)


def tight(sizes: Sizes) -> Sizes:
    """Return the sizes of a page that is too full: text is as small as tables are, and so on."""
    leading = round(_TIGHT_LEADING * sizes.leading, 2)
    return sizes.model_copy(update={"text": sizes.table, "table": sizes.small, "leading": leading})
