"""How much room to write a page has left below a text, for formats that do not lay pages out."""

from kitgen.render.height import height_of
from kitgen.theme import Theme

# Of a page, since an estimate may be wrong by some hundredths, and a page too many is worse than
# some blank paper.
_FULL = 0.93
# The mm that Word adds for the rule of each line, and for each fraction.
_RULE, _FRACTION = 0.5, 5
_LEAST = 40  # mm: less than that is left blank, and the room begins the next page


def rest_of_page(fragment: str, theme: Theme) -> tuple[int, int]:
    """Return the lines and the mm that fill the page on which HTML of the vocabulary ends."""
    width, page = theme.text_area
    used = height_of(fragment, width, theme.tokens.sizes) + _FRACTION * fragment.count("<mfrac")
    rest = page * _FULL - used % page
    if rest < _LEAST:
        rest = page * _FULL
    return int(rest / (theme.tokens.pitch.lines + _RULE)), int(rest)
