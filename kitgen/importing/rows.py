"""Rows of a table → questions: of CSV, workbooks, and tables in Markdown and Word."""

from collections.abc import Iterator, Sequence

from kitgen.importing.asking import without_number
from kitgen.importing.columns import Columns
from kitgen.importing.reading import Found, Note, Place

Row = tuple[Place, tuple[str, ...]]


def has_questions(head: Sequence[str], columns: Columns, *, with_answers: bool = False) -> bool:
    """Tell whether the head of a table names a column of questions, and one of answers if asked."""
    fields = columns.fields(head)
    return "prompt" in fields and ("answer" in fields or not with_answers)


def questions_of_rows(
    place_of_head: Place, head: Sequence[str], rows: Sequence[Row], columns: Columns
) -> tuple[tuple[Found, ...], tuple[Note, ...]]:
    """Return the questions of a table, whose cells are Markdown, and notes of what is left out."""
    found: list[Found] = []
    fields = columns.fields(head)
    pairs = zip(head, fields, strict=True)
    names = ", ".join(f"'{name}' is {field or 'left out'}" for name, field in pairs if name)
    notes = [Note(place_of_head, "changed", f"columns: {names}")]
    for place, cells in rows:
        values = {field: cell for field, cell in zip(fields, cells) if field and cell}  # noqa: B905
        notes += _left_out(head, fields, cells, place)
        asked = values.pop("prompt", "")
        if asked:
            answer = values.pop("answer", "")
            found.append(Found(place, asked, without_number(asked), answer, values))
        elif values:
            words = " ".join(" ".join(values.values()).split())
            notes.append(Note(place, "dropped", f"no question in this row: {words}"))
    return tuple(found), tuple(notes)


def _left_out(
    head: Sequence[str], fields: Sequence[str | None], cells: Sequence[str], place: Place
) -> Iterator[Note]:
    """Yield the cells of columns that are no field, and those behind the last column."""
    for number, cell in enumerate(cells):
        words = " ".join(cell.split())
        if not words:
            continue
        if number >= len(fields):
            yield Note(place, "dropped", f"in no column: {words}")
        elif fields[number] is None:
            yield Note(place, "dropped", f"column '{head[number]}': {words}")
