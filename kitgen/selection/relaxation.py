"""A programme with fractions allowed, solved again and again with other costs."""

from typing import TYPE_CHECKING

from kitgen.selection.model import silent_solver
from kitgen.selection.programme import Programme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


class Relaxation:
    """Each solve starts from the answer before: for a loop it takes a fraction of a millisecond."""

    def __init__(self, programme: Programme) -> None:
        """Pass the programme to HiGHS."""
        self._solver = silent_solver()
        for option, value in (("threads", 1), ("random_seed", 0)):
            self._solver.setOptionValue(option, value)
        self._solver.passModel(programme.model())

    def cost(self, columns: "NDArray[np.int32]", costs: "Numbers") -> None:
        """Change the costs of some variables."""
        self._solver.changeColsCost(len(columns), columns, costs)

    def limit(self, row: int, upper: float) -> None:
        """Change the upper bound of a row."""
        self._solver.changeRowBounds(row, float("-inf"), upper)

    def solve(self) -> "tuple[Numbers, Numbers] | None":
        """Return the values of the variables and the duals of the rows; None if none meet all."""
        import highspy
        import numpy as np

        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._solver.getSolution()
        return np.array(solution.col_value), np.array(solution.row_dual)
