"""Finds on the picture of a page room to write, in lines and rows of dots, and black bars."""

from collections.abc import Iterator

import numpy as np
import pypdfium2

from kitgen.theme import Theme
from tests.positions.page import Box, Seen

DOTS_A_MM = 5.0
INK = 236  # greys below this are ink; the ground behind a prompt is lighter
LEAST_RULE = 25.0  # mm
BLACK = 100  # darker than this is black
BAR = 0.7  # the share of a bar's width that is black where white words are on it
LEAST_BAR = 3.0  # mm
BLANK = 3.5  # mm above a rule that have to be free for it to be room


def look_at(page: pypdfium2.PdfPage, area: Box, theme: Theme) -> Seen:
    """Draw a page and look for rules and dots between its margins, and for bars everywhere."""
    picture = page.render(scale=DOTS_A_MM * 25.4 / 72, grayscale=True).to_numpy()
    greys = picture.reshape(picture.shape[:2])
    bars = tuple(_bars(greys < BLACK, area.right - area.left))
    ink = greys < INK
    ink[: round(area.top * DOTS_A_MM)] = False
    ink[round(area.bottom * DOTS_A_MM) + 2 :] = False
    return Seen(tuple(_rules(ink)), tuple(_dots(ink, theme.tokens.pitch.dots)), bars)


def _bars(black: np.ndarray, width: float) -> Iterator[Box]:
    """Yield what is black from margin to margin, but for words in white on it."""
    full = black.sum(axis=1) > BAR * width * DOTS_A_MM
    for top, bottom in _runs(full):
        if bottom - top > LEAST_BAR * DOTS_A_MM:
            left, right = np.flatnonzero(black[top])[[0, -1]]
            yield Box(*(float(value) / DOTS_A_MM for value in (left, top, right, bottom)))


def _runs(row: np.ndarray) -> np.ndarray:
    """Return first and last place of each run of ink, as rows of two."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(np.int8), [0]))))
    return edges.reshape(-1, 2)


def _rules(ink: np.ndarray) -> Iterator[Box]:
    blank = round(BLANK * DOTS_A_MM)
    for y in np.flatnonzero(ink.sum(axis=1) >= LEAST_RULE * DOTS_A_MM):
        for left, right in _runs(ink[y]):
            if right - left < LEAST_RULE * DOTS_A_MM or y < blank:
                continue
            above = ink[y - blank : y, left + 2 : right - 2]
            if above.mean() < 0.003:
                yield _box(left, y, right)


def _dots(ink: np.ndarray, pitch: float) -> Iterator[Box]:
    last = -10
    for y in np.flatnonzero(ink.any(axis=1)):
        starts = np.array([a for a, b in _runs(ink[y]) if b - a <= DOTS_A_MM])
        regular = np.abs(np.diff(starts) - pitch * DOTS_A_MM) <= 1 if len(starts) > 1 else []
        if np.sum(regular) < 8:
            continue
        if y - last > 2:
            yield _box(starts[0], y, starts[-1])
        last = y


def _box(left: int, y: int, right: int) -> Box:
    return Box(*(float(value) / DOTS_A_MM for value in (left, y, right, y)))
