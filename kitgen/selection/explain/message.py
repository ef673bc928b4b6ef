"""The explanation of an impossible problem as the user reads it."""

from collections.abc import Iterator

from kitgen.selection.explain.explanation import Explanation, Repairs
from kitgen.selection.explain.words import named

_UNKNOWN = "not all rows can be met together; which of them conflict takes too long to find out"


def message(found: Explanation) -> list[str]:
    """Return the lines that tell what conflicts, and what would help."""
    if not found.conflicts:
        return [_UNKNOWN]
    several = len(found.conflicts) > 1
    lines: list[str] = []
    for conflict, needs, changes in zip(found.conflicts, found.needs, found.repairs, strict=True):
        many = len(conflict) > 1
        lines.append("these cannot be met together:" if many else "this cannot be met:")
        words = [named(found.problem.role, member) for member in conflict]
        lines += [f"  {word}{lack}" for word, lack in zip(words, needs, strict=True)]
        lines.append(_advice(changes, several))
        lines += [f"  - {change.words}" for change in changes]
    return [*lines, *_joint_lines(found), *_doubts(found)]


def _advice(changes: Repairs, several: bool) -> str:
    if not changes:
        return "no single change would do"
    if several:
        return "any one of these changes would resolve this conflict:"
    return "any one of these changes would do:"


def _joint_lines(found: Explanation) -> list[str]:
    several = len(found.conflicts) > 1
    if found.any_will_do:
        return ["together, any one change from each list would do"] if several else []
    if not found.joint:
        return ["changes that together would do were not found"] if several else []
    return ["these changes together would do:", *(f"  - {c.words}" for c in found.joint)]


def _doubts(found: Explanation) -> Iterator[str]:
    if found.unsettled:
        yield (
            "some of this is not certain, as it would take too long to find out: a row may be "
            "named that is not to blame, and a change that would help may be missing"
        )
    if found.untried:
        yield "other changes may do as well: there are too many to try them all"
