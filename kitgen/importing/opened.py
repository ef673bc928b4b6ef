"""The question and the sections that the outline of a document is at."""

from dataclasses import dataclass, field

from kitgen.importing.blocks import Block
from kitgen.importing.reading import Note, Place


@dataclass
class OpenQuestion:
    """A question that is being read: its blocks, and where those of the answer begin."""

    place: Place
    asked: str
    level: int
    blocks: list[Block] = field(default_factory=list)
    answer_from: int | None = None

    @property
    def is_answered(self) -> bool:
        """Whether an answer was announced."""
        return self.answer_from is not None


@dataclass
class Section:
    """A heading above questions, and whether there was one."""

    place: Place
    words: str
    has_questions: bool = False

    def note(self) -> Note:
        """Return what became of it."""
        if self.has_questions:
            return Note(self.place, "changed", f"section made a tag: {self.words}")
        return Note(self.place, "dropped", f"section without questions: {self.words}")
