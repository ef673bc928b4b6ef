"""Room for an interviewer's notes: how much by the minutes, of which sort by the kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kitgen.literals import Kind

Sort = Literal["prose", "story", "code", "drawing"]

# A story has a situation, what the candidate did, and a result. What is drawn needs room for it.
_SORTS: Mapping[Kind, Sort] = {
    "behavioral": "story",
    "project": "story",
    "coding": "code",
    "design": "drawing",
}
_LEAST = 8  # lines: less is too little for what is said in a few minutes
_LONG = 25  # minutes, from which notes fill two more pages


@dataclass(frozen=True, slots=True)
class Room:
    """Lines to write on beside a question, and `more` of them on two further pages, or none."""

    sort: Sort
    lines: int
    more: int


def room_of(kind: Kind, minutes: int) -> Room:
    """Return the room for a question: a line for each minute where there are further pages.

    On the page beside the question, which has its scale as well, it is half a line for each minute
    over 8.
    """
    sort = _SORTS.get(kind, "prose")
    if minutes >= _LONG:
        return Room(sort, _LEAST, minutes - _LEAST)
    return Room(sort, _LEAST + max(minutes - _LEAST, 0) // 2, 0)
