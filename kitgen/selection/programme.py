"""A mixed-integer programme and its solution with HiGHS."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kitgen.errors import BadRequest

# What the solver may spend before it must say how close it came: the same on every machine.
_MOST_NODES = 1_000


@dataclass(frozen=True, slots=True)
class Answer:
    """The values of the variables, and how far from the best they may be, as a share."""

    values: tuple[float, ...]
    gap: float


@dataclass(slots=True)
class Programme:
    """Variables from 0 to a limit, and rows lower ≤ Σ coefficient × variable ≤ upper."""

    costs: list[float] = field(default_factory=list)
    limits: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    coefficients: list[float] = field(default_factory=list)
    lowers: list[float] = field(default_factory=list)
    uppers: list[float] = field(default_factory=list)

    def variable(self, cost: float = 0.0, limit: float = 1.0) -> int:
        """Add a whole-number variable and return its number."""
        self.costs.append(cost)
        self.limits.append(limit)
        return len(self.costs) - 1

    def constrain(
        self, terms: Iterable[tuple[int, float]], lower: float | None, upper: float | None
    ) -> None:
        """Add a row; None is no bound."""
        for column, coefficient in terms:
            self.columns.append(column)
            self.coefficients.append(coefficient)
        self.starts.append(len(self.columns))
        self.lowers.append(float("-inf") if lower is None else lower)
        self.uppers.append(float("inf") if upper is None else upper)

    def minimise(self, gap: float = 0.0) -> Answer | None:
        """Return a choice of least cost, or one within `gap` of it; None where there is none.

        Raises BadRequest when the solver has spent its limit without finding any.
        """
        import highspy  # loads NumPy: only a selection pays for it

        if not self.costs:
            met = all(low <= 0 <= high for low, high in zip(self.lowers, self.uppers, strict=True))
            return Answer((), 0.0) if met else None
        solver = highspy.Highs()
        solver.silent()
        for option, value in (
            *(("threads", 1), ("random_seed", 0), ("mip_max_nodes", _MOST_NODES)),
            *(("mip_rel_gap", gap), ("mip_abs_gap", 0.0)),
        ):
            solver.setOptionValue(option, value)
        solver.passModel(self._model())
        solver.run()
        status, info = solver.getModelStatus(), solver.getInfo()
        if status in (
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible,
        ):
            return None
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            raise BadRequest(
                "no choice was found within what the solver may spend "
                f"({solver.modelStatusToString(status)})",
                "ask for fewer --forms, or allow them a larger --overlap",
            )
        reached = 0.0 if info.mip_gap < 1e-9 else min(info.mip_gap, 1.0)
        return Answer(tuple(solver.getSolution().col_value), reached)

    def _model(self) -> object:
        import highspy
        import numpy as np

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.costs), len(self.lowers)
        lp.col_cost_ = np.array(self.costs)
        lp.col_lower_ = np.zeros(len(self.costs))
        lp.col_upper_ = np.array(self.limits)
        lp.row_lower_ = np.array(self.lowers)
        lp.row_upper_ = np.array(self.uppers)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array(self.starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.array(self.columns, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(self.coefficients, dtype=float)
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(self.costs)
        return lp
