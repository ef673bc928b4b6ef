"""The bank as a role wants it: its own scale, scripts, wording, minutes, anchors and follow-ups.

The bank itself stays as it is, so that what one role changes never reaches another.
"""

from dataclasses import replace

from kitgen.bank.load import QuestionBank
from kitgen.bank.question import Question, Rubric
from kitgen.role.override import QuestionOverride
from kitgen.role.role import Role, scale_of


def apply_overrides(bank: QuestionBank, role: Role) -> QuestionBank:
    """Return the bank with the role's scale, bar, scripts and changes to questions applied."""
    scripts = role.scripts.model_dump(exclude_none=True) if role.scripts else {}
    scale = scale_of(role, bank)
    rescaled = scale.levels != bank.scale.levels
    return replace(
        bank,
        scale=scale,
        scripts=bank.scripts.model_copy(update=scripts),
        questions=tuple(_overridden(question, role, rescaled) for question in bank.questions),
    )


def _overridden(question: Question, role: Role, rescaled: bool) -> Question:
    change = role.questions.get(question.id, QuestionOverride())
    rubric = _rubric(question, change, role, rescaled)
    values = {
        name: value
        for name in ("prompt", "handout", "minutes", "key_points")
        if (value := getattr(change, name)) is not None
    }
    follow_ups = (change.follow_ups or question.follow_ups) + change.more_follow_ups
    return question.model_copy(update={**values, "follow_ups": follow_ups, "rubric": rubric})


def _rubric(question: Question, change: QuestionOverride, role: Role, rescaled: bool) -> Rubric:
    """Lay the role's anchors over the question's.

    Anchors are written for one scale: on another one, only the role's own count.
    """
    if rescaled:
        return Rubric(default=dict(change.anchors))
    if not change.anchors:
        return question.rubric
    anchors = dict(getattr(question.rubric, role.seniority) or {}) | dict(change.anchors)
    return question.rubric.model_copy(update={role.seniority: anchors})
