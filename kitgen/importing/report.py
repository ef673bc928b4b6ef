"""The report of an import: a line for each thing that was kept, changed or dropped."""

from collections.abc import Iterator, Sequence

from kitgen.errors import counted
from kitgen.importing.reading import Note, Outcome, Place

Line = tuple[str, str, Outcome, str]
# So many places are named of a change that many lines have.
_PLACES = 12


def report_lines(notes: Sequence[Note]) -> Iterator[str]:
    """Yield the lines in the order of the files; what happened at several places has one line."""
    parts = list(dict.fromkeys((note.place.file, note.place.unit) for note in notes))
    places: dict[Line, list[Place]] = {}
    for note in notes:
        line = (note.place.file, note.place.unit, note.outcome, note.text)
        places.setdefault(line, []).append(note.place)

    def first(item: tuple[Line, list[Place]]) -> tuple[int, int]:
        return parts.index(item[0][:2]), min(item[1]).number

    for (_, _, outcome, text), found in sorted(places.items(), key=first):
        yield f"{_named(sorted(set(found)))}: {outcome}: {text}"


def _named(places: Sequence[Place]) -> str:
    numbers = [str(place.number) for place in places[1:_PLACES]]
    more = f" and {len(places) - _PLACES} more" if len(places) > _PLACES else ""
    return ", ".join([str(places[0]), *numbers]) + more


def summary(notes: Sequence[Note], drafts: int) -> str:
    """Return the last line of a report."""
    changed = sum(note.outcome == "changed" for note in notes)
    dropped = sum(note.outcome == "dropped" for note in notes)
    counts = (
        f"{counted(drafts, 'draft')} written",
        f"{counted(changed, 'change')} of texts",
        f"{counted(dropped, 'part')} left out",
    )
    return ", ".join(counts)
