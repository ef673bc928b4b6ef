"""A kit with one question replaced, and all else as it was."""

from kitgen.bank.question import Question
from kitgen.errors import BadRequest
from kitgen.kit.freeze import complete, kit_question, require_anchors, spoken
from kitgen.kit.kit import Kit, KitScripts
from kitgen.kit.replacements import judged
from kitgen.kit.vacancy import Vacancy
from kitgen.words import Words

# Nothing is known of how good a choice by hand is.
_BY_HAND = 1.0


def swapped(vacancy: Vacancy, question: Question, words: Words) -> Kit:
    """Return the kit with a question in the place of the one that leaves, and a new id.

    A script that is as it was planned promises the new minutes; one that was changed by hand
    stays. Raises BadRequest for a question that does not fit.
    """
    reasons = judged(vacancy, question).misfits
    if reasons:
        raise BadRequest(f"'{question.id}' does not fit: {'; '.join(reasons)}")
    kit, bank, role = vacancy.kit, vacancy.problem.bank, vacancy.problem.role
    require_anchors(bank, role, [question])
    questions = list(kit.questions)
    weighed = {competency.id for competency in kit.role.competencies}
    questions[vacancy.place] = kit_question(bank, role, question, weighed)
    shown = {name for asked in questions for name in asked.competencies}
    in_bank = vacancy.filled(question)[vacancy.number]
    has_draft = any(one.is_draft for one in in_bank) or any(one.unwritten for one in questions)
    has_code = any(asked.kind == "coding" for asked in questions)
    changed = kit.model_copy(
        update={
            "draft": kit.draft and has_draft,
            "gap": _BY_HAND,
            "questions": tuple(questions),
            "competencies": tuple(c for c in kit.role.competencies if c.id in shown),
            "coding": (kit.coding or role.coding) if has_code else None,
        }
    )
    scripts = _scripts(kit, changed, dict(bank.scripts), words)
    return complete(changed.model_copy(update={"scripts": scripts}))


def _scripts(before: Kit, after: Kit, written: dict[str, str], words: Words) -> KitScripts:
    """Return the scripts with their new numbers; those that were changed by hand stay."""
    planned, new = spoken(before, written, words), spoken(after, written, words)
    update: dict[str, str] = {}
    for name, text in dict(before.scripts).items():
        if text == getattr(planned, name):
            update[name] = getattr(new, name)
    return before.scripts.model_copy(update=update)
