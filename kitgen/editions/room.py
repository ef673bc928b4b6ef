"""Room to write, by the kind and the minutes of a question: for answers, and for notes of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kitgen.literals import Kind

AnswerRoom = Literal["lines", "dots", "notes"]
NoteSort = Literal["prose", "story", "code"]

# What a candidate answers on: lines for code and prose, dots for drawings. Answers to the other
# kinds are spoken, and need a few lines for notes, unless a handout asks for sums.
_ANSWERS: Mapping[Kind, AnswerRoom] = {"concept": "lines", "coding": "lines", "design": "dots"}
# What an interviewer notes: a story has a situation, what the candidate did, and a result.
_NOTES: Mapping[Kind, NoteSort] = {"behavioral": "story", "project": "story"}
_LEAST = 8  # lines: less is too little for what is said in a few minutes
_LONG = 25  # minutes, from which notes fill two more pages


@dataclass(frozen=True, slots=True)
class NoteRoom:
    """Lines to write on beside a question, and `more` of them on two further pages, or none."""

    sort: NoteSort
    lines: int
    more: int


def answer_room(kind: Kind, has_handout: bool) -> AnswerRoom:
    """Return what a candidate answers a question of a kind on."""
    return _ANSWERS.get(kind, "lines" if has_handout else "notes")


def note_room(kind: Kind, minutes: int, has_tests: bool) -> NoteRoom:
    """Return the room for notes: a line for each minute where there are further pages.

    On the page beside the question, which has its scale as well, it is half a line for each minute
    over 8. How many tests passed is noted where a candidate's code has some.
    """
    sort = "code" if has_tests else _NOTES.get(kind, "prose")
    if minutes >= _LONG:
        return NoteRoom(sort, _LEAST, minutes - _LEAST)
    return NoteRoom(sort, _LEAST + max(minutes - _LEAST, 0) // 2, 0)
