"""How well colours can be read on their grounds: the contrast of WCAG 2.2."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

WHITE = "#ffffff"  # paper, and words on a dark bar
LEAST = 4.5  # of text (WCAG 2.2, success criterion 1.4.3)
_STEPS = 100


class Pair(NamedTuple):
    """A colour of text and its ground, by their tokens; "white" is no token."""

    text: str
    ground: str


# Lines are no text: nothing depends on their colour, and pale ones are better to write on.
_PAIRS = (
    *(Pair(text, "white") for text in ("ink", "soft", "accent", "headings")),
    Pair("white", "bars"),
    *(Pair(text, "tint") for text in ("ink", "soft", "accent")),
)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, `#rrggbb` each: from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def faults(colours: Mapping[str, str], is_own: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Yield the token of each colour that cannot be read or read on, once, and what is wrong.

    Of text and ground the one is named that `is_own`, and the text where both are.
    """
    known, seen = {**colours, "white": WHITE}, set[str]()
    for pair in _PAIRS:
        if contrast(known[pair.text], known[pair.ground]) >= LEAST:
            continue
        is_text = pair.ground == "white" or (pair.text != "white" and is_own(pair.text))
        named, other = pair if is_text else (pair.ground, pair.text)
        if named not in seen:
            seen.add(named)
            yield named, _message(named, other, known)


def _message(named: str, other: str, known: Mapping[str, str]) -> str:
    against = other if other == "white" else f"the {other} {known[other]}"
    found = contrast(known[named], known[other])
    better = _readable(known[named], [known[name] for name in _beside(named)])
    # Rounded down, so that no fault is said to be what is needed.
    return (
        f"{known[named]} and {against} have a contrast of {int(found * 10) / 10}:1; text needs "
        f"{LEAST}:1 (WCAG 2.2); '{better}' would do"
    )


def _beside(token: str) -> list[str]:
    """Return the tokens that a colour is the text or the ground of."""
    return [other for pair in _PAIRS if token in pair for other in pair if other != token]


def _readable(colour: str, others: Sequence[str]) -> str:
    """Return the nearest colour, darker or lighter, that has the contrast with all others."""
    is_dark = contrast(others[0], WHITE) < contrast(others[0], "#000000")
    away = "#000000" if is_dark else WHITE
    for step in range(_STEPS + 1):
        made = _mixed(colour, away, step / _STEPS)
        if all(contrast(made, other) >= LEAST for other in others):
            return made
    return away


def _mixed(one: str, other: str, share: float) -> str:
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
