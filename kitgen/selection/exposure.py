"""How often questions were asked so far, and which of them too often."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tally:
    """In how many of some loops each question was asked."""

    loops: int = 0
    uses: Mapping[str, int] = field(default_factory=dict)

    def share(self, question_id: str) -> float:
        """Return the share of the loops that asked a question."""
        return self.uses.get(question_id, 0) / self.loops if self.loops else 0.0

    def is_full(self, question_id: str, cap: int) -> bool:
        """Tell whether one more use would be beyond a cap, in percent of the loops.

        One use is always allowed: otherwise nothing could be asked in the first loops.
        """
        uses = self.uses.get(question_id, 0) + 1
        return uses > 1 and 100 * uses > cap * (self.loops + 1)

    def after(self, asked: Collection[str]) -> "Tally":
        """Return the tally with one more loop."""
        more = {name: self.uses.get(name, 0) + 1 for name in asked}
        return Tally(self.loops + 1, {**self.uses, **more})

    def __add__(self, other: "Tally") -> "Tally":
        """Return the tally of the loops of both."""
        names = self.uses.keys() | other.uses.keys()
        uses = {name: self.uses.get(name, 0) + other.uses.get(name, 0) for name in names}
        return Tally(self.loops + other.loops, uses)


@dataclass(frozen=True, slots=True)
class Exposure:
    """The recorded loops of a role, and of all roles, with the cap on use in percent of each."""

    cap: int
    of_role: Tally
    of_all: Tally

    def share(self, question_id: str) -> float:
        """Return the larger share of loops that asked a question."""
        return max(self.of_role.share(question_id), self.of_all.share(question_id))

    def is_full(self, question_id: str) -> bool:
        """Tell whether one more use would be beyond the cap, of the role or of all roles."""
        tallies = (self.of_role, self.of_all)
        return any(tally.is_full(question_id, self.cap) for tally in tallies)

    def after(self, asked: Collection[str]) -> "Exposure":
        """Return the exposure with one more loop of the role."""
        return Exposure(self.cap, self.of_role.after(asked), self.of_all.after(asked))
