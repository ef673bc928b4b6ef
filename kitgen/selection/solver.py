"""The best choice of a programme, with HiGHS, and how far from the best it may be."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kitgen.errors import SolverLimit
from kitgen.selection.programme import Programme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What the solver may spend before it must report how close it came: the same on every machine.
_MOST_NODES = 1_000
_FEW = 500  # variables are solved as they are: that takes less time than choosing among them
_FIRST = 300  # of more, so many are tried first: several times what a loop asks, and soon solved
_WIDER = 4  # times as many are tried next, so that the last, largest try takes most of the time
_TINY = 1e-6  # less than two choices can differ by, and more than the solver's tolerances


@dataclass(frozen=True, slots=True)
class Answer:
    """The values of the variables, how far from the best they may be, as a share, and the cost."""

    values: tuple[float, ...]
    gap: float
    cost: float


def minimise(programme: Programme, gap: float = 0.0) -> Answer | None:
    """Return a choice of least cost, or one within `gap` of it; None where there is none.

    Of many variables most stay at 0. The relaxation shows that this loses nothing: its least
    cost and the reduced cost of such a variable are together more than the choice found costs.
    Raises SolverLimit when the solver has spent its limit without finding any.
    """
    import numpy as np  # takes its time to load: only a selection pays for it

    count = len(programme.costs)
    if not count:
        rows = zip(programme.lowers, programme.uppers, strict=True)
        met = all(low <= 0 <= high for low, high in rows)
        return Answer((), 0.0, 0.0) if met else None
    model = programme.model()
    if count <= _FEW:
        return _solved(model, np.ones(count, dtype=bool), gap)
    relaxed = _relaxed(model)
    if relaxed is None:
        return None
    return _widened(model, *relaxed, gap)


def _widened(model: Any, least: float, reduced: "NDArray[np.float64]", gap: float) -> Answer | None:
    """Solve for the variables of least reduced cost, and for more until no other can help.

    Pricing: the reduced cost of a variable is what using it adds to the least cost of the
    relaxation. So a choice with any variable that is not kept costs `without` or more, and where
    the answer costs no more than that, it is the best of all.
    """
    import numpy as np

    count = len(reduced)
    ordered = np.sort(reduced)
    limit = float(ordered[min(_FIRST, count - 1)])
    while True:
        kept = reduced <= limit
        answer = _solved(model, kept, gap)
        if kept.all():
            return answer
        more = float(ordered[min(_WIDER * int(np.count_nonzero(kept)), count - 1)])
        if answer is None:
            limit = more
            continue
        without = least + float(reduced[~kept].min())
        off = max(0.0, answer.cost - without - _TINY)
        share = min(off / max(abs(answer.cost), _TINY), 1.0)
        if share <= gap:
            return replace(answer, gap=max(answer.gap, share))
        # Variables that add more than the answer costs above the least are in no better choice.
        limit = min(answer.cost - least, more)


def _relaxed(model: Any) -> "tuple[float, NDArray[np.float64]] | None":
    """Return the least cost when fractions are allowed, and what each unused variable adds to it.

    None where even fractions cannot meet all rows. Variables that are used add 0, and so do those
    that count something, which are never left out.
    """
    import numpy as np

    solver = _solver(0.0)
    solver.passModel(model)
    if not _run(solver, partly=False):
        return None
    solution = solver.getSolution()
    used = (np.array(solution.col_value) > _TINY) | (np.array(model.col_upper_) != 1)
    reduced = np.maximum(np.array(solution.col_dual), 0.0)
    return float(solver.getInfo().objective_function_value), np.where(used, 0.0, reduced)


def _solved(model: Any, kept: "NDArray[np.bool_]", gap: float) -> Answer | None:
    """Solve in whole numbers, with every variable that is not kept at 0."""
    import highspy
    import numpy as np

    solver, count = _solver(gap), len(kept)
    solver.passModel(model)
    every = np.arange(count, dtype=np.int32)
    limits = np.where(kept, np.array(model.col_upper_), 0.0)
    solver.changeColsBounds(count, every, np.zeros(count), limits)
    whole = np.full(count, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
    solver.changeColsIntegrality(count, every, whole)
    if not _run(solver, partly=not kept.all()):
        return None
    info = solver.getInfo()
    reached = 0.0 if info.mip_gap < 1e-9 else min(info.mip_gap, 1.0)
    values = tuple(solver.getSolution().col_value)
    return Answer(values, reached, float(info.objective_function_value))


def _solver(gap: float) -> Any:
    solver = _silent_solver()
    for option, value in (
        *(("threads", 1), ("random_seed", 0), ("mip_max_nodes", _MOST_NODES)),
        *(("mip_rel_gap", gap), ("mip_abs_gap", 0.0)),
    ):
        solver.setOptionValue(option, value)
    return solver


def _silent_solver() -> Any:
    import highspy

    class Silent(highspy.Highs):  # type: ignore[misc]
        """Is silent before its constructor calls HiGHS, which from 1.16 on prints its banner then.

        https://github.com/ERGO-Code/HiGHS/issues/1702: no logging before the first call but one
        that sets an option.
        """

        def enableCallbacks(self) -> None:  # noqa: N802
            self.silent()
            super().enableCallbacks()

    solver = Silent()
    solver.silent()  # for versions that do not call enableCallbacks
    return solver


def _run(solver: Any, partly: bool) -> bool:
    """Solve; tell whether a solution was found, of all variables or of a part of them."""
    import highspy

    solver.run()
    status = solver.getModelStatus()
    if status in (
        highspy.HighsModelStatus.kInfeasible,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    ):
        return False
    feasible = highspy.SolutionStatus.kSolutionStatusFeasible
    if solver.getInfo().primal_solution_status == feasible:
        return True
    if partly:
        return False
    raise SolverLimit(
        "no choice was found within what the solver may spend "
        f"({solver.modelStatusToString(status)})",
        "ask for fewer --forms, or allow them a larger --overlap",
    )
