"""A selection to kits: all that a round's packs show, frozen into one value."""

from collections.abc import Iterable, Mapping, Sequence, Set

import kitgen
from kitgen.bank.question import Question, QuestionContent
from kitgen.bank.vocabulary import Competency
from kitgen.bank.weights import least_weight
from kitgen.errors import BadRequest
from kitgen.kit.figures import with_figures
from kitgen.kit.kit import Kit, KitCase, KitCompetency, KitRole, KitRound, KitScripts
from kitgen.kit.question import KitFollowUp, KitKeyPoint, KitQuestion
from kitgen.kit.scripts import spoken
from kitgen.kit.uneven import KitUneven
from kitgen.role.apply import RoleBank
from kitgen.role.role import Role, Round
from kitgen.selection import Selection, SelectionProblem
from kitgen.selection.problem import Uneven
from kitgen.words import Words

# What a kit does not copy from the question as it is.
_RESOLVED = {"category", "competencies", "follow_ups", "key_points", "solution", "weight"}


def freeze(
    problem: SelectionProblem, selection: Selection, rounds: Sequence[Round], words: Words
) -> tuple[Kit, ...]:
    """Freeze the selected questions of each of `rounds` into a kit.

    `words` fill the blanks of the scripts. Raises BadRequest for each level of the scale that a
    question has no anchor for.
    """
    bank, role, seed = problem.bank, problem.role, problem.options.seed
    chosen = zip(role.rounds, selection.rounds, strict=True)
    asked = [q for round_, questions in chosen if round_ in rounds for q in questions]
    require_anchors(bank, role, asked)
    kits = (
        _filled(with_figures(_kit(bank, role, number, selection, seed), bank), words)
        for number, round_ in enumerate(role.rounds)
        if round_ in rounds
    )
    return tuple(kits)


def require_anchors(bank: RoleBank, role: Role, questions: Iterable[Question]) -> None:
    """Raise BadRequest for each level of the role's scale that a question has no anchor for."""
    missing = [line for question in questions for line in _missing_anchors(bank, role, question)]
    if missing:
        raise BadRequest(
            "\n".join(missing), "write them under questions: in the role, or use another scale"
        )


def _missing_anchors(bank: RoleBank, role: Role, question: Question) -> list[str]:
    if "rubric" in question.unwritten:
        return []
    anchors = question.anchors(role.seniority)
    return [
        f"question '{question.id}': no anchor for level {level.value} ({level.label})"
        for level in bank.scale.levels
        if level.anchored and level.value not in anchors
    ]


def _kit(bank: RoleBank, role: Role, number: int, selection: Selection, seed: int) -> Kit:
    round_, questions = role.rounds[number], selection.rounds[number]
    weights = _weights(role, questions)
    return Kit(
        id="0000-0000",
        version=kitgen.__version__,
        seed=seed,
        form=selection.form,
        draft=any(question.is_draft for question in questions),
        points=selection.points,
        least_points=selection.least_points,
        uneven=tuple(_uneven(bank, role, difference) for difference in selection.uneven),
        language=bank.language,
        role=_kit_role(bank, role, selection),
        round=KitRound(
            number=number + 1, of=len(role.rounds), **round_.model_dump(exclude={"blueprint"})
        ),
        competencies=_kit_competencies(bank, role, weights),
        scale=bank.scale,
        scripts=KitScripts(**dict(bank.scripts)),
        coding=role.coding if any(q.kind == "coding" for q in questions) else None,
        cases=kit_cases(bank, questions),
        questions=tuple(kit_question(bank, role, q, set(weights)) for q in questions),
    )


def _uneven(bank: RoleBank, role: Role, difference: Uneven) -> KitUneven:
    titles = {competency.id: competency.title for competency in bank.competencies}
    titles |= {round_.id: round_.title for round_ in role.rounds}
    subject = titles.get(difference.subject, difference.subject)
    return KitUneven(sort=difference.sort, subject=subject, sums=difference.sums)


def _kit_role(bank: RoleBank, role: Role, selection: Selection) -> KitRole:
    asked = [question for questions in selection.rounds for question in questions]
    weights = _weights(role, asked) | {weight.id: weight.weight for weight in role.competencies}
    return KitRole(
        name=role.name,
        title=role.title,
        seniority=role.seniority,
        competencies=_kit_competencies(bank, role, weights),
    )


def _kit_competencies(
    bank: RoleBank, role: Role, weights: Mapping[str, int]
) -> tuple[KitCompetency, ...]:
    return tuple(
        KitCompetency(
            **competency.model_dump(),
            weight=weights[competency.id],
            must_pass=competency.id in role.must_pass,
        )
        for competency in _by_weight(bank.competencies, weights)
    )


def _weights(role: Role, questions: Sequence[Question]) -> dict[str, int]:
    """Return the weight of each competency that these questions are evidence of for the role.

    A question that shows none of the role's competencies brings its main one, with the least
    weight.
    """
    wanted = {weight.id: weight.weight for weight in role.competencies}
    least = least_weight(wanted.values())
    weights: dict[str, int] = {}
    for question in questions:
        shown = [c for c in question.competencies if c in wanted]
        if not wanted:
            shown = list(question.competencies)
        for competency in shown or question.competencies[:1]:
            weights[competency] = wanted.get(competency, least)
    return weights


def _by_weight(competencies: Sequence[Competency], weights: Mapping[str, int]) -> list[Competency]:
    return sorted((c for c in competencies if c.id in weights), key=lambda c: -weights[c.id])


def kit_cases(bank: RoleBank, questions: Iterable[QuestionContent]) -> tuple[KitCase, ...]:
    """Freeze the cases that questions are about, in the order of the bank."""
    named = {question.case for question in questions}
    content = set(KitCase.model_fields)
    return tuple(
        KitCase(**case.model_dump(include=content)) for case in bank.cases if case.id in named
    )


def kit_question(bank: RoleBank, role: Role, question: Question, weighed: Set[str]) -> KitQuestion:
    """Freeze a question, with those of its competencies that are `weighed`."""
    kept = question.model_dump(include=set(KitQuestion.model_fields) - _RESOLVED)
    return KitQuestion(
        **kept,
        key_points=_key_points(bank, question, role.seniority),
        follow_ups=_follow_ups(bank, question, role.seniority),
        weight=bank.weight(question.id),
        category=bank.category(question.category).title,
        competencies=tuple(c for c in question.competencies if c in weighed),
        anchors=question.anchors(role.seniority),
        solution=bank.solutions.get(question.id),
        has_checks=question.id in bank.checks,
    )


def _key_points(bank: RoleBank, question: Question, seniority: str) -> tuple[KitKeyPoint, ...]:
    return tuple(
        KitKeyPoint(point=point.point, needed=bank.is_needed(point.needed, seniority))
        for point in question.key_points
    )


def _follow_ups(bank: RoleBank, question: Question, seniority: str) -> tuple[KitFollowUp, ...]:
    """Return the follow-ups, those that must be asked first."""
    resolved = [
        KitFollowUp(**dict(follow_up) | {"needed": bank.is_needed(follow_up.needed, seniority)})
        for follow_up in question.follow_ups
    ]
    return tuple(sorted(resolved, key=lambda follow_up: not follow_up.needed))


def _filled(kit: Kit, words: Words) -> Kit:
    """Fill in the names and numbers that the scripts leave open, and so complete the kit."""
    return complete(kit.model_copy(update={"scripts": spoken(kit, dict(kit.scripts), words)}))


def complete(kit: Kit) -> Kit:
    """Return a kit with every field set and the id of its content."""
    # As it is read from its file, with every field set: the id counts those that are.
    whole = Kit.model_validate(kit.model_dump())
    return whole.model_copy(update={"id": whole.digest})
