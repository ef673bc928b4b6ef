"""In how many of the recorded loops of each role a question was asked that its rounds may ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kitgen.bank.load import QuestionBank
from kitgen.errors import KitgenError
from kitgen.role.load import load_role
from kitgen.role.options import RoleOptions
from kitgen.selection import SelectionProblem
from kitgen.selection.pools import candidates
from kitgen.workspace.exposure import tallies


@dataclass(frozen=True, slots=True)
class Rate:
    """In how many of a role's recorded loops a question was asked."""

    role: str
    used: int
    loops: int

    @property
    def percent(self) -> int:
        """The share of the loops, in percent."""
        return share_in_percent([self])


def share_in_percent(rates: Sequence[Rate]) -> int:
    """Return the share of the loops of some roles in which a question was asked."""
    return round(100 * sum(rate.used for rate in rates) / sum(rate.loops for rate in rates))


def use_rates(file: Path, bank: QuestionBank, roles: Path | None) -> Mapping[str, tuple[Rate, ...]]:
    """Return the rates of each question, of the recorded roles that may ask it or have asked it.

    Raises RecordFault as `uses` does.
    """
    found: dict[str, list[Rate]] = {question.id: [] for question in bank.questions}
    for role, tally in tallies(file).items():
        asked = set(tally.uses)
        for name in sorted((asked | _askable(role, bank, roles)) & found.keys()):
            found[name].append(Rate(role, tally.uses.get(name, 0), tally.loops))
    return {name: tuple(rates) for name, rates in found.items() if rates}


def _askable(name: str, bank: QuestionBank, roles: Path | None) -> set[str]:
    """Return what a role may ask; nothing where its file is gone or is faulty by now.

    Nothing either for a request without a role, which is recorded by its level.
    """
    try:
        problem = SelectionProblem.of(bank, load_role(name, RoleOptions(), bank, roles))
        return {question.id for pool in candidates(problem) for question in pool}
    except KitgenError:
        return set()
