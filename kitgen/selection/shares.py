"""The share of all loops in which a question is to be expected, drawn once and then kept."""

import json
from collections.abc import Mapping, Sequence
from hashlib import shake_256
from typing import TYPE_CHECKING, NamedTuple

from kitgen.cache import kept
from kitgen.selection.lot import CAP, STEEPNESS
from kitgen.selection.programme import Programme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_DRAWS = 300


class Place(NamedTuple):
    """A question in a round, and its variable."""

    round: str
    question: str
    column: int


def expected_shares(programme: Programme, places: Sequence[Place]) -> Mapping[str, float]:
    """Return the share of loops that ask each question, with the handicaps that follow from it.

    In the programme a point costs more than all lots.
    """
    name = programme.name(json.dumps(places))
    drawn = kept("shares", name, lambda: json.dumps(_drawn(programme, places)).encode())
    shares: dict[str, float] = json.loads(drawn)
    return shares


def _drawn(programme: Programme, places: Sequence[Place]) -> dict[str, float]:
    """Draw with fractions of questions allowed, which is fast and nearly the same.

    Stochastic approximation: each draw moves the shares towards what it uses, by steps that get
    smaller, and the shares of the second half of draws are averaged (Polyak and Juditsky, SIAM
    Journal on Control and Optimization 30, 1992).
    """
    import numpy as np

    from kitgen.selection.relaxation import Relaxation

    relaxation = Relaxation(programme)
    names = sorted({place.question for place in places})
    number = {name: n for n, name in enumerate(names)}
    columns = np.array([place.column for place in places], dtype=np.int32)
    question = np.array([number[place.question] for place in places])
    numbers = np.array([_numbers(place) for place in places])
    shares, averaged = np.zeros(len(names)), np.zeros(len(names))
    for n in range(_DRAWS):
        added = STEEPNESS * np.maximum(0.0, shares - CAP)
        relaxation.cost(columns, numbers[:, n] + added[question])
        solved = relaxation.solve()
        if solved is None:
            return dict.fromkeys(names, 0.0)
        used = np.bincount(question, solved[0][columns], len(names))
        shares += (used - shares) / (n + 1) ** 0.7
        if n >= _DRAWS // 2:
            averaged += shares
    averaged /= _DRAWS - _DRAWS // 2
    return dict(zip(names, averaged.tolist(), strict=True))


def _numbers(place: Place) -> "Numbers":
    """Return numbers from 0 to 1 for a question in a round, one for each draw, of no seed."""
    import numpy as np

    key = f"{place.round}:{place.question}"
    return np.frombuffer(shake_256(key.encode()).digest(4 * _DRAWS), ">u4") / 2**32
