"""What docs/blueprints.md makes of a case: demands that must be met, and prices of the rest."""

from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracle.case import Case, some
from tests.oracle.engine import drawn
from tests.oracle.points import like, needs, prices
from tests.oracle.rows import (
    FILTERS,
    FURTHER,
    fits,
    included,
    levels,
    limits,
    number,
    opens,
    parts,
)

Cell = tuple[int, str]
SCALE = 100_000  # of numbers with decimals, which are whole then


@dataclass(frozen=True)
class Demand:
    """low ≤ Σ value × asked ≤ high, over the cells (round, question); None is no limit."""

    words: str
    values: dict[Cell, int]
    low: int | None = None
    high: int | None = None

    def met(self, asked) -> bool:
        total = sum(self.values.get(cell, 0) for cell in asked)
        return (self.low is None or self.low <= total) and (self.high is None or total <= self.high)


@dataclass
class Rules:
    """The rules of one form; `yielding` where shares of evidence are no longer demanded."""

    case: Case
    yielding: bool = False
    pools: list[list[dict]] = field(init=False)
    demands: list[Demand] = field(init=False)

    def __post_init__(self):
        numbers = range(len(self.case.rounds))
        self.pools = [[q for q in self.case.questions if self._may_ask(q, n)] for n in numbers]
        self.cells = [(n, q["id"]) for n, pool in enumerate(self.pools) for q in pool]
        self.demands = [*self._rows(), *self._always(), *self._evidence()]
        self.prices, self.like = prices(self), like(self)
        numbers = drawn(self.case, self.yielding)
        self.lots = {cell: numbers.get(cell, 0) for cell in self.cells}

    def value(self, count, rounds=None) -> dict[Cell, int]:
        """What each question of some rounds, or of all, counts where that is not nothing."""
        rounds = range(len(self.pools)) if rounds is None else rounds
        values = {(n, q["id"]): int(count(q)) for n in rounds for q in self.pools[n]}
        return {cell: value for cell, value in values.items() if value}

    def budget(self, number: int) -> int:
        return self.case.rounds[number].get("minutes", 60) - self.talk((number,))

    def talk(self, rounds) -> int:
        chosen = [self.case.rounds[n] for n in rounds]
        return sum(one.get("opening", 5) + one.get("closing", 5) for one in chosen)

    # --- which questions a round may ask ---------------------------------------------------------

    def _may_ask(self, q, number: int) -> bool:
        asks = opens(self.case, number, q["category"])
        if q["id"] in included(self.case.round_rows(number)):
            return True
        if q["id"] in included(self.case.loop_rows()) and (asks or len(self.case.rounds) == 1):
            return True
        weights = self.case.weights
        return (
            asks
            and q["status"] == "reviewed"
            and bool(set(q["seniority"]) & set(levels(self.case)))
            and (not weights or bool(set(weights) & set(q["competencies"])))
        )

    # --- the rows --------------------------------------------------------------------------------

    def _rows(self):
        for row, rounds in self.case.rows():
            if "include" in row or "exclude" in row:
                yield from self._named(row, rounds)
            elif "question" in row:
                for number in rounds:
                    for name in some(row["requires"]):
                        yield self._before(row["question"], name, number)
            elif "mean" in row:
                yield from self._mean(row, rounds)
            elif row.get("sum", "minutes") != "minutes":
                yield self._sum(row, rounds)
            else:
                yield from self._amount(row, rounds)

    def _named(self, row, rounds):
        for name in some(row.get("include", ())):
            yield Demand(f"include {name}", self.value(lambda q, n=name: q["id"] == n, rounds), 1)
        for name in some(row.get("exclude", ())):
            values = self.value(lambda q, n=name: q["id"] == n, rounds)
            yield Demand(f"exclude {name}", values, None, 0)

    def _before(self, question, required, number) -> Demand:
        values = self.value(lambda q: (q["id"] == question) - (q["id"] == required), (number,))
        return Demand(f"{question} requires {required}", values, None, 0)

    def _mean(self, row, rounds):
        about, within = Fraction(str(row["about"])), Fraction(str(row.get("within", 0.5)))
        above = self.value(self._off(row, about - within), rounds)
        below = self.value(self._off(row, about + within, -1), rounds)
        yield Demand(f"mean of at least {about - within}", above, 0)
        yield Demand(f"mean of at most {about + within}", below, 0)

    def _off(self, row, limit, sign=1):
        """By how many parts of SCALE a question of the row is above a limit, or below it."""

        def off(q):
            found = number(q, row["mean"]) if fits(row, q) else None
            return 0 if found is None else sign * SCALE * (found - limit)

        return off

    def _sum(self, row, rounds) -> Demand:
        def added(q):
            return SCALE * (number(q, row["sum"]) or 0) if fits(row, q) else 0

        low, high = (
            None if row.get(key) is None else int(SCALE * Fraction(str(row[key])))
            for key in ("at_least", "at_most")
        )
        return Demand(str(dict(row)), self.value(added, rounds), low, high)

    def _amount(self, row, rounds):
        minutes = "sum" in row
        filtered = any(key in row for key in (*FILTERS, *FURTHER))
        talk = self.talk(rounds) if minutes and not filtered else 0
        low, high = limits(row)
        low, high = low - talk, None if high is None else high - talk
        for part in parts(self.case, row, rounds):

            def count(q, part=part):
                return fits(part, q) * (q["minutes"] if minutes else 1)

            yield Demand(str(dict(part)), self.value(count, rounds), low, high)

    # --- what always applies ---------------------------------------------------------------------

    def _always(self):
        for n in range(len(self.pools)):
            yield Demand(f"round {n} asks", self.value(lambda q: 1, (n,)), 1)
            minutes = self.value(lambda q: q["minutes"], (n,))
            yield Demand(f"minutes of round {n}", minutes, None, self.budget(n))
            for q in self.pools[n]:
                for name in q["requires"]:
                    yield self._before(q["id"], name, n)
        for q in self.case.questions:
            yield Demand(f"{q['id']} once", self.value(lambda o, q=q: o["id"] == q["id"]), None, 1)
            for name in q["enemies"]:
                pair = {q["id"], name}
                yield Demand(f"enemies {pair}", self.value(lambda o, p=pair: o["id"] in p), None, 1)
        if not self.case.repeat:
            rested = self.value(lambda q: q["id"] in self.case.rested)
            yield Demand("rest", rested, None, 0)

    def _evidence(self):
        evidence = self.case.role.get("evidence", "where-possible")
        if evidence == "by-weight" or (evidence == "where-possible" and not self.yielding):
            for name, need in needs(self).items():
                shown = self.value(lambda q, c=name: c in q["competencies"])
                yield Demand(f"share of {name}", shown, need)
