"""The bank as a role wants it: its own wording, minutes, points, anchors and follow-ups.

The bank itself stays as it is, so that what one role changes never reaches another.
"""

from dataclasses import replace

from kitgen.bank import QuestionBank
from kitgen.question import Question, Rubric
from kitgen.role import Change, Role


def tailor(bank: QuestionBank, role: Role) -> QuestionBank:
    """Return the bank with the role's changes to questions and its bar and scripts applied."""
    questions = tuple(
        tailored(question, role.questions[question.id], role)
        if question.id in role.questions
        else question
        for question in bank.questions
    )
    scale = bank.scale.model_copy(update={"bar": role.bar}) if role.bar else bank.scale
    own = role.scripts.model_dump(exclude_none=True) if role.scripts else {}
    return replace(
        bank, questions=questions, scale=scale, scripts=bank.scripts.model_copy(update=own)
    )


def tailored(question: Question, change: Change, role: Role) -> Question:
    """Return a question with a role's change to it; anchors level by level, at its seniority."""
    values = {
        name: value
        for name in ("prompt", "handout", "minutes", "key_points", "follow_ups")
        if (value := getattr(change, name)) is not None
    }
    follow_ups = (change.follow_ups or question.follow_ups) + change.more_follow_ups
    return question.model_copy(
        update={**values, "follow_ups": follow_ups, "rubric": _rubric(question, change, role)}
    )


def _rubric(question: Question, change: Change, role: Role) -> Rubric:
    anchors = dict(getattr(question.rubric, role.seniority) or {}) | dict(change.anchors)
    return question.rubric.model_copy(update={role.seniority: anchors})
