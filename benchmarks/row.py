"""A row of the table: what kitgen needs, what its peer needs, and what was aimed at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.peers import Peer
from benchmarks.processes import Cost


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison, in seconds unless the unit says otherwise.

    Without a figure of the peer or of kitgen, `lacks` tells why. `goal` limits the ratio, or the
    figure itself where there is no peer.
    """

    what: str
    unit: str = "s, wall"
    kitgen: float | None = None
    peer: str = ""
    theirs: float | None = None
    goal: float | None = None
    lacks: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the peer's figure kitgen's is."""
        return self.kitgen / self.theirs if self.kitgen is not None and self.theirs else None

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None without one, and where it could not be measured."""
        compared = self.ratio if self.peer else self.kitgen
        return compared <= self.goal if compared is not None and self.goal else None

    def cells(self) -> tuple[str, ...]:
        """Return the row as words: what, unit, kitgen, peer, its figure, ratio, goal, reached."""
        by = " ×" if self.peer else ""
        return (
            self.what,
            self.unit,
            _figure(self.kitgen),
            self.peer,
            self.lacks or _figure(self.theirs),
            f"{_figure(self.ratio)} ×" if self.ratio is not None else "",
            f"≤ {self.goal:g}{by}" if self.goal else "",
            {True: "reached", False: "**not reached**", None: ""}[self.reached],
        )


Group = Callable[[int], list[Row]]  # measures so many runs of each

HEAD = ("what", "unit", "kitgen", "peer", "peer's", "ratio", "goal", "")


def compared(
    what: str, ours: Cost, peer: Peer, costs: Mapping[str, Cost], goal: float | None = None
) -> list[Row]:
    """Return wall and processor time beside those of a peer, which is named where it is missing."""
    if peer.name not in costs:
        return [Row(what, kitgen=ours.wall, peer=peer.name, goal=goal, lacks=peer.lacks)]
    return both(what, ours, peer.name, costs[peer.name], goal)


def both(what: str, ours: Cost, peer: str, theirs: Cost, goal: float | None = None) -> list[Row]:
    """Return wall and processor time beside those of something that is always there."""
    return [
        Row(what, "s, wall", ours.wall, peer, theirs.wall, goal),
        Row(what, "s, processor", ours.processor, peer, theirs.processor, goal),
    ]


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
