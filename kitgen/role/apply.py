"""The bank as a role wants it: its own scale, scripts, wording, minutes, anchors and follow-ups.

The bank itself stays as it is, so that what one role changes never reaches another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kitgen.bank.load import QuestionBank
from kitgen.bank.question import DEFAULT, Anchors, Question
from kitgen.bank.vocabulary import OwnScripts, Scale, Scripts
from kitgen.role.override import QuestionOverride
from kitgen.role.role import Role
from kitgen.role.scale import anchors_on, scale_of

# The fields of an override that are laid over the question's own, or are no field of a question;
# all others replace the field of the same name.
_COMBINED = {"follow_ups", "more_follow_ups", "anchors", "weight"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleBank(QuestionBank):
    """The bank as one role uses it, with all overrides of the role applied.

    Only `apply_overrides` makes one: whoever takes a RoleBank has the role's own questions.
    `weights` are those that the role gives to questions; all others weigh 1.
    """

    weights: Mapping[str, int]

    def weight(self, question_id: str) -> int:
        """Return how much a question counts in its competencies."""
        return self.weights.get(question_id, 1)


def apply_overrides(bank: QuestionBank, role: Role) -> RoleBank:
    """Return the bank with the role's scale, bar, scripts and changes to questions applied."""
    scale = scale_of(role, bank)
    rescaled = scale.levels != bank.scale.levels
    return RoleBank(
        questions=tuple(
            _overridden(question, role, scale, rescaled) for question in bank.questions
        ),
        categories=bank.categories,
        competencies=bank.competencies,
        seniorities=bank.seniorities,
        scale=scale,
        scales=bank.scales,
        scripts=_scripts(role, bank),
        solutions=bank.solutions,
        checks=bank.checks,
        origins=bank.origins,
        folders=bank.folders,
        open_folders=bank.open_folders,
        cases=bank.cases,
        attributes=bank.attributes,
        language=bank.language,
        weights={name: own.weight for name, own in role.questions.items() if own.weight},
    )


def whole_role(role: Role, bank: QuestionBank) -> Role:
    """Return a role with what it leaves to the bank written out: scale, bar, rule and scripts."""
    scale = scale_of(role, bank)
    of_bank = next(name for name, known in bank.scales.items() if known == bank.scale)
    return role.model_copy(
        update={
            "scale": role.scale or of_bank,
            "bar": scale.bar,
            "rule": scale.rule,
            "scripts": OwnScripts(**dict(_scripts(role, bank))),
        }
    )


def _scripts(role: Role, bank: QuestionBank) -> Scripts:
    own = role.scripts.model_dump(exclude_none=True) if role.scripts else {}
    return bank.scripts.model_copy(update=own)


def _overridden(question: Question, role: Role, scale: Scale, rescaled: bool) -> Question:
    override = role.questions.get(question.id)
    if override is None and not rescaled:
        return question
    override = override or QuestionOverride()
    follow_ups = (override.follow_ups or question.follow_ups) + override.more_follow_ups
    rubric = _rubric(question, override, role, scale, rescaled)
    update = {**_replaced(override), "follow_ups": follow_ups, "rubric": rubric}
    return question.model_copy(update={**update, "unwritten": _unwritten(question, override)})


def _unwritten(question: Question, override: QuestionOverride) -> tuple[str, ...]:
    """Return the keys that a draft leaves out and that the role does not write either."""
    written = {name for name in QuestionOverride.model_fields if getattr(override, name)}
    if override.anchors:
        written.add("rubric")
    return tuple(key for key in question.unwritten if key not in written)


def _replaced(override: QuestionOverride) -> dict[str, Any]:
    """Return the fields that the role words anew, by name."""
    names = [name for name in QuestionOverride.model_fields if name not in _COMBINED]
    values = {name: getattr(override, name) for name in names}
    if values["translations"] is None and (override.prompt or override.handout):
        values["translations"] = {}  # they are of what the role no longer asks
    return {name: value for name, value in values.items() if value is not None}


def _rubric(
    question: Question, override: QuestionOverride, role: Role, scale: Scale, rescaled: bool
) -> Mapping[str, Anchors]:
    """Lay the role's anchors over the question's."""
    if rescaled:
        anchors = anchors_on(scale, question.anchors(role.seniority))
        return {DEFAULT: anchors | dict(override.anchors)}
    if not override.anchors:
        return question.rubric
    anchors = dict(question.own_anchors(role.seniority)) | dict(override.anchors)
    return {**question.rubric, role.seniority: anchors}
