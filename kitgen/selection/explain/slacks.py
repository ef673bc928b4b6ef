"""By how much constraints may be missed: variables that are 0 unless a solve frees them.

An elastic programme (J. W. Chinneck, Feasibility and Infeasibility in Optimization, 2008): the
least value of such a variable is the smallest change that makes the rest possible.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kitgen.role.rows import Count, Minutes, Side
from kitgen.selection.constraints import Constraint, Inequality
from kitgen.selection.formulation import Terms
from kitgen.selection.programme import Programme

Grip = tuple[object, ...]

# What no reader can change: always in force, and never part of a conflict.
LAWS = frozenset({"once"})
_MOST_FORMS = 26  # as many as have a letter
_NEVER_MISSED = LAWS | {"some"}
# What missing a constraint costs where all may be missed: a minute, a question, anything else.
_MINUTE, _QUESTION, _OTHER = 1, 10, 20


@dataclass(frozen=True, slots=True)
class Slack:
    """A variable, the most that it may be, and what one unit costs."""

    column: int
    limit: int
    price: int


class Slacks:
    """The variables by which each constraint may be missed.

    A number of questions or minutes may be missed by one or more: all rows that a change of the
    number moves share a variable. Any other inequality may be missed altogether.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._found: dict[Grip, Slack] = {}

    @property
    def every(self) -> Mapping[Grip, Slack]:
        """All of them."""
        return self._found

    def terms(self, programme: Programme, constraint: Constraint, number: int) -> Terms:
        """Return what the rows of an inequality contain besides its own terms."""
        if constraint.sort in _NEVER_MISSED:
            return ()
        limit = constraint.inequalities[number]
        forms = _MOST_FORMS if constraint.across else 1
        below, above = _below(limit, forms), _above(limit, forms)
        if not has_amount(constraint):
            slack = self._slack(programme, (constraint.key, number), 1, _OTHER)
            return [(slack.column, below or -above)]
        price = _QUESTION if isinstance(constraint.row, Count) else _MINUTE
        under = self._slack(programme, grip(constraint, "lower"), below, price)
        over = self._slack(programme, grip(constraint, "upper"), above, price)
        return [(under.column, 1), (over.column, -1)]

    def _slack(self, programme: Programme, name: Grip, limit: int, price: int) -> Slack:
        """Return the slack of that name; of several limits the highest is kept."""
        known = self._found.get(name)
        column = known.column if known else programme.variable(limit=0)
        most = max(limit, known.limit) if known else limit
        self._found[name] = Slack(column, most, price)
        return self._found[name]


def has_amount(constraint: Constraint) -> bool:
    """Tell whether a constraint is a number of questions or minutes, which can be changed."""
    return constraint.sort == "minutes" or isinstance(constraint.row, Count | Minutes)


def grip(constraint: Constraint, side: Side) -> Grip:
    """Return the name of the slack that loosens one side of a number, for all that `each` means."""
    return constraint.sort, constraint.place, side


def _below(limit: Inequality, forms: int) -> int:
    """Return by how much a sum over so many forms can be too low at most."""
    lowest = forms * sum(value for value in limit.coefficients.values() if value < 0)
    return 0 if limit.lower is None else max(0, limit.lower - lowest)


def _above(limit: Inequality, forms: int) -> int:
    """Return by how much a sum over so many forms can be too high at most."""
    highest = forms * sum(value for value in limit.coefficients.values() if value > 0)
    return 0 if limit.upper is None else max(0, highest - limit.upper)
