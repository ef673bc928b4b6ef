"""kitgen's answer to a case: the role is read from a file, as a user writes it."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from kitgen.bank.load import load_bank
from kitgen.bank.vocabulary import NumericAttribute
from kitgen.errors import InvalidInput, KitgenError, Shortfall, SolverLimit
from kitgen.role.load import load_role
from kitgen.role.options import RoleOptions
from kitgen.selection import Selection, SelectionOptions, SelectionProblem, select
from kitgen.selection.handicaps import handicaps
from kitgen.selection.lot import draws
from kitgen.selection.pools import candidates
from kitgen.selection.rules import constraints
from tests.oracle.case import Case


@dataclass(frozen=True)
class Found:
    """The forms that kitgen chose."""

    selections: tuple[Selection, ...]

    @property
    def forms(self):
        return tuple(
            frozenset((n, q.id) for n, pool in enumerate(one.rounds) for q in pool)
            for one in self.selections
        )


@dataclass(frozen=True)
class Refused:
    """What kitgen says where it finds no choice; `proved` where it says that there is none."""

    words: str
    proved: bool = True


def problem_of(case: Case) -> SelectionProblem:
    """Raises InvalidInput for a role that can never be met."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "role.yaml")
        path.write_text(yaml.safe_dump(_plain(case.role), sort_keys=False), encoding="utf-8")
        loaded = load_role(str(path), RoleOptions(), bank_of(case))
    resting = (frozenset(case.rested),) if case.rested else ()
    options = SelectionOptions(case.seed, case.forms, case.overlap, resting, case.repeat)
    return SelectionProblem.of(bank_of(case), loaded, options)


def bank_of(case: Case):
    """The shipped bank's terms, with the questions of the case."""
    bank = _shipped()
    model = bank.questions[0].model_copy(update={"solution": None})
    questions = tuple(model.model_copy(update=dict(one)) for one in case.questions)
    own = (NumericAttribute(id="x"),)
    return replace(bank, questions=questions, solutions={}, attributes=own)


def answer(case: Case) -> Found | Refused:
    try:
        return Found(select(problem_of(case)))
    except (Shortfall, InvalidInput) as error:
        return Refused(str(error))
    except SolverLimit as error:
        return Refused(str(error), proved=False)


def drawn(case: Case, yielding: bool):
    """What chance gives each question in each round: the one thing that is taken from kitgen.

    Nothing for several forms, whose lots are not compared, nor for a role that is refused.
    """
    if case.forms > 1:
        return {}
    try:
        problem = replace(problem_of(case), yielding=yielding)
        pools = candidates(problem)
    except KitgenError:
        return {}
    added = handicaps(problem, pools, constraints(problem, pools))
    cells = [(n, question.id) for n, pool in enumerate(pools) for question in pool]
    return draws(problem, cells, added, 0)


_shipped = cache(load_bank)


def _plain(value):
    """Lists and mappings as YAML has them, without tuples and without keys that are empty."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items() if part not in ([], ())}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value
