"""The editions: whom a pack is for, what it is made of, and what it shows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from kitgen.editions.candidate import candidate_view
from kitgen.editions.interviewer import interviewer_view
from kitgen.editions.loop import loop_view
from kitgen.editions.occasion import Occasion
from kitgen.editions.scorecard import scorecard_view
from kitgen.kit.kit import Kit
from kitgen.kit.loop import whole_loops
from kitgen.kit.names import loop_stem, stem
from kitgen.literals import CalibrationName, EditionName, Format

Source = TypeVar("Source")
Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Edition(Generic[Source, Subject]):
    """An edition: made of each kit, or of each whole loop, and an allow-list of what it shows.

    `name` is that of its template as well. `subjects` finds in kits what it is made of, `view`
    copies what the reader may see, and `stem` is what the names of its files start with.
    """

    name: EditionName | CalibrationName
    subjects: Callable[[Sequence[Source]], Sequence[Subject]]
    view: Callable[[Subject, Occasion], Any]
    stem: Callable[[Subject], str]

    def file_names(self, sources: Sequence[Source], formats: Sequence[Format]) -> Iterator[str]:
        """Yield the names of the files of this edition."""
        for subject in self.subjects(sources):
            for format_ in formats:
                yield self.file_name(subject, format_)

    def file_name(self, subject: Subject, format_: Format) -> str:
        """Return the name of the file of a kit, or of a loop, in a format."""
        return f"{self.stem(subject)}-{self.name}.{format_}"


def _each(kits: Sequence[Kit]) -> Sequence[Kit]:
    return kits


EDITIONS: Mapping[EditionName, Edition[Kit, Any]] = {
    "interviewer": Edition("interviewer", _each, interviewer_view, stem),
    "candidate": Edition("candidate", _each, candidate_view, stem),
    "scorecard": Edition("scorecard", _each, scorecard_view, stem),
    "loop": Edition("loop", whole_loops, loop_view, loop_stem),
}
