"""The lot that decides between choices that are equally good."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from kitgen.selection.problem import Cell, SelectionProblem

RANGE = 2**20  # of numbers
CAP = 1 / 3  # of all loops: the most that a question should be in
STEEPNESS = 3  # times the range is the highest handicap
_STRATA = 4  # successive seeds, each of which draws from another quarter of the range
_WIDTH = RANGE // _STRATA


def lot(question_id: str, round_id: str, seed: int, form: int = 0) -> int:
    """Return a number below 2**20: a hash of seed, round and question, and of nothing else.

    Four successive seeds (0 to 3, 4 to 7, …) give a question one number in each quarter of the
    range, in an order of its own. So what one seed asks, the next ones ask less. This is Latin
    hypercube sampling (McKay, Beckman and Conover, Technometrics 21, 1979).
    """
    group, number = divmod(seed, _STRATA)
    drawn = f"{group}:{round_id}:{question_id}" + (f":{form}" if form else "")
    digest = sha256(drawn.encode()).digest()
    words = [int.from_bytes(digest[4 * n : 4 * n + 4], "big") for n in range(_STRATA)]
    quarter = sum(word < words[number] for word in words)
    return quarter * _WIDTH + words[number] % _WIDTH


def draws(
    problem: SelectionProblem, cells: Iterable[Cell], handicaps: Mapping[str, int], form: int
) -> dict[Cell, int]:
    """Return what decides between equal choices of a form: a number below 2**20 for each cell.

    (lot + handicap) / (1 + steepness), or the lot where no question has a handicap.
    """
    rounds, seed = problem.role.rounds, problem.options.seed
    lots = {cell: lot(cell[1], rounds[cell[0]].id, seed, form) for cell in cells}
    if not any(handicaps.values()):
        return lots
    return {
        cell: (drawn + handicaps.get(cell[1], 0)) // (1 + STEEPNESS) for cell, drawn in lots.items()
    }
