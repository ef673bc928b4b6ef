"""The 15 components of structure, and which of them the kits of a loop meet by themselves.

Campion, Palmer & Campion (1997), A review of structure in the selection interview, Personnel
Psychology 50(3), doi 10.1111/j.1744-6570.1997.tb00709.x. Components are known by their number
there; the template puts each in words.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Literal

from kitgen.kit.loop import Loop
from kitgen.kit.question import KitQuestion
from kitgen.literals import Kind

AskedFor = Literal["knowledge", "past", "situation"]

# Job knowledge, past behaviour, a situation to come: what the paper names as better types of
# question. A discussion asks for none of them.
_ASKS_FOR: Mapping[Kind, AskedFor] = {
    "concept": "knowledge",
    "coding": "knowledge",
    "design": "knowledge",
    "behavioral": "past",
    "project": "past",
    "situational": "situation",
}
# By the packs' own making: scripted follow-ups, ratings, anchors, room for notes, arithmetic.
_ALWAYS = frozenset({3, 8, 9, 10, 15})


@dataclass(frozen=True, slots=True)
class Structure:
    """What the kits of a loop contain, counted; `met` are the components that need nobody else.

    `closing` is the least number of minutes that a round leaves the candidate, `fewest` the least
    number of questions that it asks. `types` counts the questions by what they ask for, and
    `discussions` those that do not ask for a better type. `anchored` of the scale's `levels` have
    an anchor in each question.
    """

    met: frozenset[int]
    rounds: int
    questions: int
    minutes: int
    fewest: int
    closing: int
    follow_ups: int
    hints: int
    types: tuple[tuple[AskedFor, int], ...]
    discussions: int
    levels: int
    anchored: int
    equivalent: bool


def structure(loop: Loop) -> Structure:
    """Count what these kits do for each component, and tell which they meet."""
    asked = [question for kit in loop for question in kit.questions]
    types = _types(asked)
    levels = loop[0].scale.levels
    fewest = min(len(kit.questions) for kit in loop)
    closing = min(kit.closing_minutes for kit in loop)
    discussions = len(asked) - types.total()
    depends = {2: loop[0].form is None, 4: not discussions, 5: fewest > 1, 7: closing > 0}
    return Structure(
        met=_ALWAYS.union(compress(depends, depends.values())),
        rounds=len(loop),
        questions=len(asked),
        minutes=_minutes(loop),
        fewest=fewest,
        closing=closing,
        follow_ups=sum(len(question.follow_ups) for question in asked),
        hints=sum(len(question.hints) for question in asked),
        types=tuple(types.most_common()),
        discussions=discussions,
        levels=len(levels),
        anchored=sum(level.anchored for level in levels),
        equivalent=all(kit.is_equivalent for kit in loop),
    )


def _types(asked: Sequence[KitQuestion]) -> Counter[AskedFor]:
    """Count how many of these questions ask for what."""
    return Counter(_ASKS_FOR[q.kind] for q in asked if q.kind in _ASKS_FOR)


def _minutes(loop: Loop) -> int:
    return sum(kit.round.minutes for kit in loop)
