"""Faults of several inputs, collected so that one run shows them all."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from kitgen.errors import InvalidInput, Issue
from kitgen.limits import FAULTS

Item = TypeVar("Item")
Result = TypeVar("Result")


class Faults:
    """The faults found so far."""

    def __init__(self) -> None:
        self._issues: list[Issue] = []

    def add(self, issues: Iterable[Issue]) -> None:
        """Add faults that were not raised, as far as they are told."""
        self._issues.extend(islice(issues, max(FAULTS + 1 - len(self._issues), 0)))

    @contextmanager
    def collect(self) -> Iterator[None]:
        """Keep the faults that the block raises, and go on after it."""
        try:
            yield
        except InvalidInput as error:
            self.add(error.issues)

    def gather(self, load: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
        """Return what `load` makes of each item; keep the faults of those that it refuses.

        After more faults than are told, no further item is loaded.
        """
        results: list[Result] = []
        for item in items:
            if len(self._issues) > FAULTS:
                break
            with self.collect():
                results.append(load(item))
        return results

    def raise_found(self) -> None:
        """Raise InvalidInput with all faults; do nothing when there are none."""
        if self._issues:
            raise InvalidInput(self._issues)
