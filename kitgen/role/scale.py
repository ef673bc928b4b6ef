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


def _renumbered(anchor: str, taken: Mapping[int, int]) -> str:
    """Give the level that an anchor builds on its number on the other scale."""
    numbers = {str(origin): str(level) for level, origin in taken.items()}
    return _BUILDS_ON.sub(lambda found: found[1] + numbers.get(found[2], found[2]), anchor)
