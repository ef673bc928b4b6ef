"""A kit with one question replaced, and all else as it was."""

from collections.abc import Sequence

from kitgen.bank.question import Question
from kitgen.errors import BadRequest
from kitgen.kit.figures import with_figures
from kitgen.kit.freeze import complete, kit_cases, kit_question, require_anchors
from kitgen.kit.kit import Kit, KitCase, KitCompetency, KitScripts
from kitgen.kit.question import KitQuestion
from kitgen.kit.replacements import judged
from kitgen.kit.scripts import spoken
from kitgen.kit.vacancy import Vacancy
from kitgen.role.apply import RoleBank
from kitgen.words import Words


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
    changed = kit.model_copy(
        update={
            "draft": kit.draft and _has_draft(vacancy.filled(question)[vacancy.number], questions),
            "points": None,
            "least_points": None,
            "cases": _cases(kit, bank, questions),
            "questions": tuple(questions),
            "competencies": _shown(kit, questions),
            "coding": (kit.coding or role.coding) if _has_code(questions) else None,
        }
    )
    scripts = _scripts(kit, changed, dict(bank.scripts), words)
    return complete(with_figures(changed.model_copy(update={"scripts": scripts}), bank))


def _has_draft(in_bank: Sequence[Question], questions: Sequence[KitQuestion]) -> bool:
    """Tell whether any of the questions is a draft, in the bank or as the kit has it."""
    drafts = any(question.is_draft for question in in_bank)
    return drafts or any(question.unwritten for question in questions)


def _has_code(questions: Sequence[KitQuestion]) -> bool:
    return any(question.kind == "coding" for question in questions)


def _cases(kit: Kit, bank: RoleBank, questions: Sequence[KitQuestion]) -> tuple[KitCase, ...]:
    """Return the cases of the questions: those of the kit as they are, new ones from the bank."""
    named = {question.case for question in questions}
    kept = tuple(case for case in kit.cases if case.id in named)
    known = {case.id for case in kept}
    return kept + tuple(case for case in kit_cases(bank, questions) if case.id not in known)


def _shown(kit: Kit, questions: Sequence[KitQuestion]) -> tuple[KitCompetency, ...]:
    """Return the competencies of the role that the questions give evidence of."""
    shown = {name for question in questions for name in question.competencies}
    return tuple(one for one in kit.role.competencies if one.id in shown)


def _scripts(before: Kit, after: Kit, written: dict[str, str], words: Words) -> KitScripts:
    """Return the scripts with their new numbers; those that were changed by hand stay."""
    planned, new = spoken(before, written, words), spoken(after, written, words)
    update: dict[str, str] = {}
    for name, text in dict(before.scripts).items():
        if text == getattr(planned, name):
            update[name] = getattr(new, name)
    return before.scripts.model_copy(update=update)
