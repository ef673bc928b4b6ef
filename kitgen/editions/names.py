"""The names of the files that editions make, of kits or before there are any."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from kitgen.editions.edition import Edition, Source
from kitgen.editions.occasion import Occasion
from kitgen.kit.names import Slot
from kitgen.literals import Format


@dataclass(frozen=True, slots=True)
class Naming:
    """What file names depend on beside the kits: editions, occasions and formats."""

    editions: Sequence[Edition[Any, Any]]
    occasions: Sequence[Occasion]
    formats: Sequence[Format]

    def of(self, sources: Sequence[Source]) -> Iterator[str]:
        """Yield the names of files made of these sources; raises NotALoop as editions do."""
        for edition in self.editions:
            slots = [edition.slot(subject) for subject in edition.subjects(sources)]
            yield from self._of_edition(edition, slots)

    def of_planned(self, slots: Sequence[Slot]) -> Iterator[str]:
        """Yield the names that files for these slots will have; raises NotALoop as well."""
        for edition in self.editions:
            yield from self._of_edition(edition, edition.planned(slots))

    def _of_edition(self, edition: Edition[Any, Any], slots: Iterable[Slot]) -> Iterator[str]:
        for slot, occasion, format_ in product(slots, self.occasions, self.formats):
            yield edition.file_name(slot, occasion, format_)
