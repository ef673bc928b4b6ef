"""The editions: whom a pack is for, what it is made of, and what it shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from kitgen.editions.candidate import candidate_view
from kitgen.editions.interviewer import interviewer_view
from kitgen.editions.loop import loop_view
from kitgen.editions.occasion import Occasion
from kitgen.editions.scorecard import scorecard_view
from kitgen.kit.kit import Kit
from kitgen.kit.loop import Loop, loop_slots, whole_loops
from kitgen.kit.names import Slot, loop_stem, slot_of, stem
from kitgen.literals import CalibrationName, EditionName, Format

Source = TypeVar("Source")
Subject = TypeVar("Subject")
Each = TypeVar("Each")


@dataclass(frozen=True, slots=True)
class Edition(Generic[Source, Subject]):
    """An edition: made of each kit, or of each whole loop, and an allow-list of what it shows.

    `name` is that of its template as well. `subjects` finds in kits what it is made of, and
    `planned` does so before there are kits. `slot` tells what a subject is for, `view` copies what
    the reader may see, and `stem` is what the names of its files start with. A finished file
    `for_candidates` is looked through once more before it is passed on.
    """

    name: EditionName | CalibrationName
    subjects: Callable[[Sequence[Source]], Sequence[Subject]]
    planned: Callable[[Sequence[Slot]], Sequence[Slot]]
    slot: Callable[[Subject], Slot]
    view: Callable[[Subject, Occasion], Any]
    stem: Callable[[Slot], str]
    for_candidates: bool = False

    def file_name(self, slot: Slot, occasion: Occasion, format_: Format) -> str:
        """Return the name of the file for a round, or for a loop, in a format."""
        parts = (self.stem(slot), self.name, occasion.in_file_names)
        return f"{'-'.join(filter(None, parts))}.{format_}"


def each(sources: Sequence[Each]) -> Sequence[Each]:
    """Return the sources of an edition that is made of each."""
    return sources


def _first(loop: Loop) -> Slot:
    return slot_of(loop[0])


EDITIONS: Mapping[EditionName, Edition[Kit, Any]] = {
    "interviewer": Edition("interviewer", each, each, slot_of, interviewer_view, stem),
    "candidate": Edition(
        "candidate", each, each, slot_of, candidate_view, stem, for_candidates=True
    ),
    "scorecard": Edition("scorecard", each, each, slot_of, scorecard_view, stem),
    "loop": Edition("loop", whole_loops, loop_slots, _first, loop_view, loop_stem),
}
