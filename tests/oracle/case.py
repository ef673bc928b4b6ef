"""A selection problem as plain data, as it could be written in YAML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Case:
    """Questions and a role, each a mapping with all keys, and what is asked beside them."""

    questions: tuple[Mapping[str, Any], ...]
    role: Mapping[str, Any]
    seed: int = 0
    forms: int = 1
    overlap: int | None = None
    rested: tuple[str, ...] = ()
    repeat: bool = False

    @property
    def rounds(self):
        return self.role["rounds"]

    @property
    def weights(self) -> dict[str, int]:
        return {one["id"]: one["weight"] for one in self.role.get("competencies", ())}

    def rows(self) -> Iterator[tuple[Row, tuple[int, ...]]]:
        """Every row that is not skipped, with the numbers of the rounds that it is about."""
        every = tuple(range(len(self.rounds)))
        for row in self.role.get("blueprint", ()):
            if not row.get("skip"):
                yield row, every
        for n, round_ in enumerate(self.rounds):
            for row in round_["blueprint"]:
                if not row.get("skip"):
                    yield row, (n,)

    def loop_rows(self) -> list[Row]:
        return [row for row in self.role.get("blueprint", ()) if not row.get("skip")]

    def round_rows(self, number: int) -> list[Row]:
        return [row for row in self.rounds[number]["blueprint"] if not row.get("skip")]


def some(value: Any) -> tuple[Any, ...]:
    """One value, or a list of several, as a tuple."""
    return tuple(value) if isinstance(value, list | tuple) else (value,)
