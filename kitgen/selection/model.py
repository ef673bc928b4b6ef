"""A programme in HiGHS, built once and solved as often as needed with other costs and bounds."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kitgen.errors import SolverLimit
from kitgen.selection.programme import Programme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What one solve may spend before it must report how close it came: the same on every machine.
MOST_NODES = 1_000
_TINY = 1e-6  # less than two choices can differ by, and more than the solver's tolerances

Bounds = Mapping[int, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Answer:
    """The values of the variables, and what they cost; no choice costs less than `least`."""

    values: tuple[float, ...]
    cost: float
    least: float


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The least cost when fractions are allowed, and what using an unused variable adds to it."""

    cost: float
    reduced: "NDArray[np.float64]"


@dataclass(frozen=True, slots=True)
class Effort:
    """When a solve may stop: within an absolute or relative gap of the best, or after nodes."""

    absolute: float = 0.0
    relative: float = 0.0
    nodes: int = MOST_NODES


PROOF = Effort()


class Model:
    """Solves a programme; each call tells in what it differs from the programme as it was built.

    So the answers do not depend on what was solved before.
    """

    def __init__(self, programme: Programme) -> None:
        """Pass the programme to HiGHS."""
        import numpy as np  # takes its time to load: only a selection pays for it

        self._solver = silent_solver()
        # A restart of the search costs more here than what it saves.
        for option, value in (("threads", 1), ("random_seed", 0), ("mip_allow_restart", False)):
            self._solver.setOptionValue(option, value)
        self._solver.passModel(programme.model())
        self._columns = np.arange(len(programme.costs), dtype=np.int32)
        self._costs = np.array(programme.costs)
        self._limits = np.array(programme.limits)
        self._rows = list(zip(programme.lowers, programme.uppers, strict=True))

    def relaxed(
        self, costs: Mapping[int, float] | None = None, columns: Bounds | None = None
    ) -> Relaxed | None:
        """Solve with fractions allowed; None where even they cannot meet all rows.

        Variables that are used add 0 to the cost, and so do those that count something.
        `costs` and `columns` are as in `minimise`.
        """
        import numpy as np

        self._set_whole(False)
        self._set_costs(costs)
        with self._bound(columns or {}, {}):
            if not self._run():
                return None
            solution = self._solver.getSolution()
            cost = float(self._solver.getInfo().objective_function_value)
        used = (np.array(solution.col_value) > _TINY) | (self._limits != 1)
        reduced = np.maximum(np.array(solution.col_dual), 0.0)
        return Relaxed(cost, np.where(used, 0.0, reduced))

    def minimise(
        self,
        costs: Mapping[int, float] | None = None,
        columns: Bounds | None = None,
        rows: Bounds | None = None,
        effort: Effort = PROOF,
        start: Sequence[float] | None = None,
    ) -> Answer | None:
        """Return a choice of least cost in whole numbers; None where there is none.

        `costs` take the place of the programme's; `columns` and `rows` are bounds that differ from
        it. Raises SolverLimit where the effort was spent before any choice was found.
        """
        self._set_whole(True)
        self._set_costs(costs)
        for option, value in (
            ("mip_max_nodes", effort.nodes),
            ("mip_abs_gap", effort.absolute),
            ("mip_rel_gap", effort.relative),
        ):
            self._solver.setOptionValue(option, value)
        with self._bound(columns or {}, rows or {}):
            return self._answer(start)

    def _answer(self, start: Sequence[float] | None) -> Answer | None:
        self._solver.clearSolver()
        if start is not None:
            self._solver.setSolution(_solution(start))
        if not self._run():
            return None
        info = self._solver.getInfo()
        values = tuple(self._solver.getSolution().col_value)
        cost = float(info.objective_function_value)
        least = cost if info.mip_gap < 1e-9 else float(info.mip_dual_bound)
        return Answer(values, cost, min(least, cost))

    def _set_whole(self, whole: bool) -> None:
        import highspy
        import numpy as np

        kind = highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
        kinds = np.full(len(self._columns), int(kind), dtype=np.uint8)
        self._solver.changeColsIntegrality(len(kinds), self._columns, kinds)

    def _set_costs(self, costs: Mapping[int, float] | None) -> None:
        import numpy as np

        every = self._costs
        if costs is not None:
            every = np.zeros(len(self._columns))
            every[list(costs)] = list(costs.values())
        self._solver.changeColsCost(len(every), self._columns, every)

    @contextmanager
    def _bound(self, columns: Bounds, rows: Bounds) -> Iterator[None]:
        """Set other bounds for a while."""
        self._set_bounds(columns, rows)
        try:
            yield
        finally:
            self._set_bounds(
                {column: (0.0, float(self._limits[column])) for column in columns},
                {row: self._rows[row] for row in rows},
            )

    def _set_bounds(self, columns: Bounds, rows: Bounds) -> None:
        import numpy as np

        names = np.array(sorted(columns), dtype=np.int32)
        lowers = np.array([float(columns[name][0]) for name in names])
        uppers = np.array([float(columns[name][1]) for name in names])
        self._solver.changeColsBounds(len(names), names, lowers, uppers)
        for row, (lower, upper) in rows.items():
            self._solver.changeRowBounds(row, lower, upper)

    def _run(self) -> bool:
        """Solve; tell whether there is a solution."""
        import highspy

        self._solver.run()
        status = self._solver.getModelStatus()
        if status in (
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        ):
            return False
        feasible = highspy.SolutionStatus.kSolutionStatusFeasible
        if self._solver.getInfo().primal_solution_status == feasible:
            return True
        raise SolverLimit(
            "no choice was found within what the solver may spend "
            f"({self._solver.modelStatusToString(status)})",
            "ask for fewer --forms, or allow them a larger --overlap",
        )


def _solution(values: Sequence[float]) -> Any:
    import highspy

    solution = highspy.HighsSolution()
    solution.col_value = list(values)
    return solution


def silent_solver() -> Any:
    """Return a new solver that prints nothing."""
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
