"""The rubric in force for each seniority that a question is for: anchors, and what is counted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kitgen.bank.load import QuestionBank
from kitgen.bank.question import DEFAULT, Question
from kitgen.errors import YamlPath


@dataclass(frozen=True, slots=True)
class AnchorInForce:
    """An anchor, where it is in the question, and the seniorities that are rated by it."""

    place: YamlPath
    level: int
    text: str
    seniorities: tuple[str, ...]


def anchors_in_force(question: Question) -> tuple[AnchorInForce, ...]:
    """Return each anchor by which a seniority of the question is rated, in reading order."""
    used: dict[tuple[str, int], list[str]] = {}
    for seniority in question.seniority:
        own = question.own_anchors(seniority)
        for level in question.anchors(seniority):
            used.setdefault((seniority if level in own else DEFAULT, level), []).append(seniority)
    return tuple(
        AnchorInForce(("rubric", name, level), level, text, tuple(used[name, level]))
        for name, anchors in _parts(question)
        for level, text in anchors.items()
        if (name, level) in used
    )


def bars_in_force(question: Question, bar: int) -> tuple[AnchorInForce, ...]:
    """Return the anchors of the level that meets the standard; none where it is not anchored."""
    return tuple(anchor for anchor in anchors_in_force(question) if anchor.level == bar)


def count_needed(bank: QuestionBank, question: Question, seniority: str) -> int:
    """Count the key points and the must-ask follow-ups of a seniority."""
    needed = [point.needed for point in question.key_points]
    needed += [follow_up.needed for follow_up in question.follow_ups]
    return sum(bank.is_needed(each, seniority) for each in needed)


def _parts(question: Question) -> Iterator[tuple[str, Mapping[int, str]]]:
    for name in (DEFAULT, *question.seniority):
        yield name, question.own_anchors(name)
