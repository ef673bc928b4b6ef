"""How much a competency counts in the score: a whole number beside others, or a share of it."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from kitgen.bank.numbers import MOST_WEIGHT

_PERCENT = re.compile(r"\s*([0-9]{1,3})\s*%\s*")


class Share(int):
    """A weight in percent of the whole score: it counts as that number, and is printed `50 %`.

    In whole percent, since people multiply with it on paper.
    """

    def __str__(self) -> str:
        return f"{int(self)} %"


def _weight(value: object) -> int:
    """Return a weight as people write it: 3, 50 %, 50% or 0.5."""
    if isinstance(value, str | float):
        value = _share(value)
    if isinstance(value, Share) and 1 <= value <= 100:
        return value
    if type(value) is int and 1 <= value <= MOST_WEIGHT:
        return value
    raise ValueError(
        f"must be a whole number from 1 to {MOST_WEIGHT}, or a share of the score in whole "
        "percent, such as 50 % or 0.5"
    )


def _share(value: str | float) -> Share | None:
    if isinstance(value, str):
        found = _PERCENT.fullmatch(value)
        return Share(found[1]) if found else None
    percent = Share(round(100 * value)) if 0 < value <= 1 else None
    return percent if percent and abs(100 * value - percent) < 1e-6 else None


def _as_written(weight: int) -> int | str:
    return str(weight) if isinstance(weight, Share) else weight


CompetencyWeight = Annotated[
    int,
    PlainValidator(_weight),
    PlainSerializer(_as_written),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": MOST_WEIGHT},
                {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
                {"type": "string", "pattern": r"^\s*[0-9]{1,3}\s*%\s*$"},
            ]
        }
    ),
]


# How much a question tells of its main competency, the first, and of each other one.
MAIN, OTHER = 2, 1


def evidence(competencies: Sequence[str], wanted: Collection[str]) -> Counter[str]:
    """Return how much a question with these competencies tells of each of those that are wanted.

    Of its main one, the first that is wanted, twice as much as of each other one, since one answer
    tells less about what it was not asked for, and ratings that all count alike would make the
    means of two competencies move together. The factor is a convention: no study gives one.
    """
    shown = [name for name in competencies if name in wanted]
    return Counter({name: OTHER if n else MAIN for n, name in enumerate(shown)})


def in_shares(weights: Iterable[int]) -> bool:
    """Tell whether any of some weights is a share."""
    return any(isinstance(weight, Share) for weight in weights)


def mixed(weights: Iterable[int]) -> bool:
    """Tell whether some weights are shares and others are not, so that no sum has a meaning."""
    return len({isinstance(weight, Share) for weight in weights}) > 1


def share_of(questions: int, weight: int, total: int) -> int:
    """Return how many of some questions a weight of a total asks for, at least one."""
    return max(1, questions * weight // total)


def least_weight(others: Iterable[int]) -> int:
    """Return the least weight that goes with others: 1, or 1 % where they are shares."""
    return Share(1) if in_shares(others) else 1
