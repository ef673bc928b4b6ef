"""A change that the user could make, and changes of one kind from the smallest to the largest."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kitgen.selection.explain.slacks import Grip
from kitgen.selection.problem import SelectionProblem

Change = Callable[[SelectionProblem], SelectionProblem]


@dataclass(frozen=True, slots=True)
class Repair:
    """What to change, in words, and the same change of a problem: after others, if need be."""

    words: str
    change: Change


@dataclass(frozen=True, slots=True)
class Ladder:
    """Changes of one kind, the smallest first.

    Of the first `numbers`, if `nested`, all after one that works do too. With a `grip`, step n
    loosens the bound of that slack by n + 1, and steps after the numbers leave the row out.
    `about` is the question that a step no longer names.
    """

    steps: Sequence[Repair]
    numbers: int
    nested: bool = True
    grip: Grip | None = None
    about: str | None = None


def ladder(steps: Iterable[Repair], *, nested: bool = True) -> Ladder:
    """Return changes of one kind that no elastic solve tells of."""
    every = tuple(steps)
    return Ladder(every, len(every), nested)


def single(words: str, change: Change) -> Ladder:
    """Return the only change of its kind."""
    return Ladder((Repair(words, change),), 1)
