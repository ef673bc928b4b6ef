"""A programme in whole numbers: variables with costs, and rows that bound their sums."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from kitgen.cache import digest


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
        row = list(terms)
        self.columns += [column for column, _ in row]
        self.coefficients += [coefficient for _, coefficient in row]
        self.starts.append(len(self.columns))
        self.lowers.append(float("-inf") if lower is None else lower)
        self.uppers.append(float("inf") if upper is None else upper)

    def cost(self, values: Sequence[float]) -> float:
        """Return what whole values cost, which a solver gives up to its tolerance."""
        return sum(cost * round(values[n]) for n, cost in enumerate(self.costs))

    def name(self, *parts: str) -> str:
        """Return the name of what HiGHS finds for it, under which that may be kept."""
        numbers = (self.costs, self.limits, self.coefficients, self.lowers, self.uppers)
        content = [array("d", row).tobytes() for row in numbers]
        content += [array("q", row).tobytes() for row in (self.starts, self.columns)]
        return digest(version("highspy"), version("numpy"), *parts, *content)

    def model(self) -> Any:
        """Return it as HiGHS takes it, fractions allowed."""
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
        return lp
