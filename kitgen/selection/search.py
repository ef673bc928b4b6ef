"""The best choice of several forms so far, and the parts of it that may change at a time."""

from collections.abc import Iterable, Mapping
from itertools import combinations

from kitgen.selection.formulation import Formulation
from kitgen.selection.model import Answer, Effort, Model
from kitgen.selection.problem import Cells

Columns = tuple[int, ...]

_MOST_FORMS = 5  # of which one round may change: with more a solve takes seconds


class Search:
    """The model of a formulation, and the values of its variables in the best answer so far.

    `columns` and `rows` are the bounds that the stages before have set.
    """

    def __init__(self, formulation: Formulation) -> None:
        """Build the model; there is no answer yet."""
        self.formulation = formulation
        self.columns: dict[int, tuple[float, float]] = {}
        self.rows: dict[int, tuple[float, float]] = {}
        self.values: tuple[float, ...] = ()
        self._settled: dict[Columns, tuple[Cells, ...]] = {}
        self._model = Model(formulation.programme)
        self._cells = {column for cells in formulation.forms for column in cells.values()}

    @property
    def forms(self) -> tuple[Cells, ...]:
        """The cells that the best answer chooses."""
        return self.formulation.chosen(self.values)

    @property
    def points(self) -> int:
        """What the best answer costs."""
        return self.formulation.cost(self.values)

    def improve(
        self, costs: Mapping[int, float], effort: Effort, free: Iterable[int] | None = None
    ) -> Answer | None:
        """Solve for less cost while only the free cells may change, or all; keep what is found.

        None where no choice is possible. Raises SolverLimit where none was found.
        """
        columns = dict(self.columns)
        for column in self._cells.difference(free) if free is not None else ():
            value = round(self.values[column])
            columns[column] = (value, value)
        start = self.values or None
        answer = self._model.minimise(costs, columns, self.rows, effort, start)
        if answer is not None:
            self.values = answer.values
        return answer

    def settle(self, free: Columns) -> None:
        """Keep in mind that changes of these cells alone bring no more."""
        self._settled[free] = self.forms

    def is_settled(self, free: Columns) -> bool:
        """Tell whether nothing has changed since these cells were settled."""
        return self._settled.get(free) == self.forms

    def least(self, costs: Mapping[int, float]) -> float:
        """Return what any choice costs at least, with fractions allowed."""
        relaxed = self._model.relaxed(costs, self.columns)
        return relaxed.cost if relaxed else 0.0

    def single_forms(self) -> list[Columns]:
        """Return the cells of each form."""
        return [tuple(cells.values()) for cells in self.formulation.forms]

    def single_rounds(self) -> list[Columns]:
        """Return the cells of each round, of all forms or of several beside one another.

        None where there is one round only, which is the whole.
        """
        forms = self.formulation.forms
        numbers = sorted({n for n, _ in forms[0]})
        if len(numbers) == 1:
            return []
        count = min(len(forms), _MOST_FORMS)
        firsts = range(0, len(forms), 2) if len(forms) > count else (0,)
        found: list[Columns] = []
        for first in firsts:
            some = [forms[(first + n) % len(forms)] for n in range(count)]
            for number in numbers:
                found.append(_of_round(some, number))
        return found

    def pairs(self) -> list[Columns]:
        """Return the cells of each two forms."""
        return [(*one, *other) for one, other in combinations(self.single_forms(), 2)]


def _of_round(forms: Iterable[Mapping[tuple[int, str], int]], number: int) -> Columns:
    every = (item for cells in forms for item in cells.items())
    return tuple(column for (n, _), column in every if n == number)
