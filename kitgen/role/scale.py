"""The scale that a role rates on, and the anchors of questions on it."""

import re
from collections.abc import Mapping

from kitgen.bank.load import QuestionBank
from kitgen.bank.vocabulary import Scale
from kitgen.role.role import Role

# An anchor that builds on another level begins with its number: 'As 3, and …'.
_BUILDS_ON = re.compile(r"^(As )(\d+)\b")


def scale_of(role: Role, bank: QuestionBank) -> Scale:
    """Return the scale that a role rates on, its own bar and rule included."""
    scale = bank.scales[role.scale] if role.scale else bank.scale
    own = {"bar": role.bar, "rule": role.rule}
    return scale.model_copy(update={key: value for key, value in own.items() if value is not None})


def anchors_on(scale: Scale, anchors: Mapping[int, str]) -> dict[int, str]:
    """Return the anchors of a question, written for the bank's own scale, on another scale.

    Levels that this scale does not take from the bank's have none.
    """
    taken = scale.anchors_from or {}
    return {
        level: _renumbered(anchors[origin], taken)
        for level, origin in taken.items()
        if origin in anchors
    }


def levels_for(scale: Scale, own: Scale, rating: int) -> tuple[int, ...]:
    """Return the levels of `scale` that a rating on the bank's own scale may be.

    `scale` must have `anchors_from`. It is more than one where this scale tells apart what the own
    one does not: a level without an anchor lies between those of its neighbours, so that either
    may be meant. Whatever is beyond the first or the last anchor is the lowest or highest level.
    Where both bars have the same anchor, no rating crosses the bar.
    """
    taken = scale.anchors_from or {}
    reached = [level.value for level in scale.levels if _may_be(level.value, rating, taken)]
    levels = reached or _neighbours(rating, taken)
    if taken.get(scale.bar) == own.bar:
        levels = [level for level in levels if (level >= scale.bar) == (rating >= own.bar)]
    return tuple(levels)


def _may_be(level: int, rating: int, taken: Mapping[int, int]) -> bool:
    """Tell whether a level lies where the rating does, by the anchors at it or around it."""
    below = [anchored for anchored in taken if anchored <= level]
    above = [anchored for anchored in taken if anchored >= level]
    reaches_down = rating >= taken[max(below)] or level == min(taken)
    reaches_up = rating <= taken[min(above)] or level == max(taken)
    return reaches_down and reaches_up


def _neighbours(rating: int, taken: Mapping[int, int]) -> list[int]:
    """Return the levels whose anchors come before and after a rating that none is taken from."""
    before = max(level for level, origin in taken.items() if origin < rating)
    after = min(level for level, origin in taken.items() if origin > rating)
    return [before, after]


def _renumbered(anchor: str, taken: Mapping[int, int]) -> str:
    """Give the level that an anchor builds on its number on the other scale."""
    numbers = {str(origin): str(level) for level, origin in taken.items()}
    return _BUILDS_ON.sub(lambda found: found[1] + numbers.get(found[2], found[2]), anchor)
