"""Copies of a selection problem with one row, round, length or question replaced."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kitgen.bank.case import Case
from kitgen.bank.question import Question
from kitgen.errors import YamlPath
from kitgen.role.role import Role
from kitgen.role.rows import BaseRow, Row
from kitgen.selection.problem import SelectionProblem
from kitgen.selection.scope import is_across


def row_at(role: Role, place: YamlPath) -> Row:
    """Return the row at a place of the role."""
    rows = role.blueprint if place[0] == "blueprint" else role.rounds[int(place[1])].blueprint
    return rows[int(place[-1])]


def with_row(problem: SelectionProblem, place: YamlPath, row: BaseRow | None) -> SelectionProblem:
    """Put another row at a place of the role, or switch off the one that is there."""
    if row is None:
        row = row_at(problem.role, place).model_copy(update={"skip": True})
    if place[0] == "blueprint":
        rows = _put(problem.role.blueprint, int(place[1]), row)
        return with_role(problem, {"blueprint": rows})
    number = int(place[1])
    rows = _put(problem.role.rounds[number].blueprint, int(place[3]), row)
    return with_round(problem, number, {"blueprint": rows})


def with_round(
    problem: SelectionProblem, number: int, update: dict[str, object]
) -> SelectionProblem:
    """Replace fields of one round."""
    rounds = list(problem.role.rounds)
    rounds[number] = rounds[number].model_copy(update=update)
    return with_role(problem, {"rounds": tuple(rounds)})


def with_minutes(problem: SelectionProblem, minutes: int) -> SelectionProblem:
    """Make every round that long, as --minutes does."""
    rounds = tuple(r.model_copy(update={"minutes": minutes}) for r in problem.role.rounds)
    return with_role(problem, {"rounds": rounds})


def with_role(problem: SelectionProblem, update: dict[str, object]) -> SelectionProblem:
    """Replace fields of the role that its overrides of questions do not depend on."""
    return replace(problem, role=problem.role.model_copy(update=update))


def of_one_form(problem: SelectionProblem) -> SelectionProblem:
    """Return what a single form has to meet: not what is about all forms together."""
    if problem.options.forms == 1:
        return problem
    rows = tuple(row for row in problem.role.blueprint if not is_across(row))
    return with_options(with_role(problem, {"blueprint": rows}), {"forms": 1, "overlap": None})


def with_options(problem: SelectionProblem, update: Mapping[str, Any]) -> SelectionProblem:
    """Replace options of the selection."""
    return replace(problem, options=replace(problem.options, **update))


def with_questions(problem: SelectionProblem, changed: Iterable[Question]) -> SelectionProblem:
    """Replace the questions of these ids in the bank, and add those that it does not have."""
    questions = {question.id: question for question in problem.bank.questions}
    questions.update({question.id: question for question in changed})
    return replace(problem, bank=replace(problem.bank, questions=tuple(questions.values())))


def with_case(problem: SelectionProblem, changed: Case) -> SelectionProblem:
    """Replace the case of this id in the bank."""
    cases = tuple(changed if case.id == changed.id else case for case in problem.bank.cases)
    return replace(problem, bank=replace(problem.bank, cases=cases))


def _put(rows: Iterable[BaseRow], number: int, row: BaseRow) -> tuple[BaseRow, ...]:
    return tuple(row if n == number else other for n, other in enumerate(rows))
