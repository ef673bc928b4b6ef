"""Files → drafts in the bank, and the report."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kitgen.bank.load import QuestionBank, load_bank
from kitgen.bank.references import QuestionSource
from kitgen.files.dump import dump
from kitgen.importing.columns import Columns
from kitgen.importing.drafts import Draft, DraftMaker
from kitgen.importing.duplicates import alike, without_repeated
from kitgen.importing.lost import lost_words
from kitgen.importing.pictures import Figures
from kitgen.importing.readers import read_questions_of
from kitgen.importing.reading import Note, Reading
from kitgen.output import OutputFile, write
from kitgen.workspace.adding import own_bank, with_questions


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to import: files, the category of questions without one, their source, columns."""

    files: tuple[Path, ...]
    category: str
    source: QuestionSource | None
    columns: Columns


@dataclass(frozen=True, slots=True)
class Imported:
    """The drafts in the order of the files, the pictures they show, and the report.

    `found` is how many questions the files have, those of the bank included.
    """

    found: int
    drafts: tuple[Draft, ...]
    figures: tuple[OutputFile, ...]
    notes: tuple[Note, ...]


def import_questions(wanted: Wanted, bank: QuestionBank, folder: Path) -> Imported:
    """Return the questions of files as drafts for a bank whose own folder is `folder`.

    Raises InvalidInput for a file that cannot be read, BadRequest for an unknown format.
    """
    bank.category(wanted.category)
    maker = DraftMaker(bank, wanted.category, wanted.source)
    taken = {question.id for question in bank.questions}
    drafts: list[Draft] = []
    notes: list[Note] = []
    pictures: dict[str, bytes] = {}
    for file in wanted.files:
        reading = read_questions_of(file, wanted.columns)
        figures = Figures(file.parent, folder, reading.pictures, pictures)
        of_file, said = _of_file(reading, maker, figures, taken)
        drafts += of_file
        notes += said
    new, repeated = without_repeated(drafts, bank.questions)
    used = {file: content for file, content in pictures.items() if _shows(new, file)}
    return Imported(
        len(drafts),
        new,
        tuple(OutputFile(name, content) for name, content in used.items()),
        (*notes, *map(_kept, new), *repeated, *alike(new, bank.questions)),
    )


def _of_file(
    reading: Reading, maker: DraftMaker, figures: Figures, taken: set[str]
) -> tuple[list[Draft], list[Note]]:
    notes = list(reading.notes)
    made = [maker.draft(found, figures, taken, notes) for found in reading.found]
    drafts = [draft for draft in made if draft is not None]
    kept = [text for draft in drafts for text in draft.texts()]
    said = [note.text for note in notes]
    notes += lost_words(reading.texts, [*kept, *said])
    return drafts, notes


def _kept(draft: Draft) -> Note:
    return Note(draft.place, "kept", f"{draft.id}: {draft.asked}")


def _shows(drafts: Sequence[Draft], file: str) -> bool:
    return any(file in text for draft in drafts for text in draft.texts())


@dataclass(frozen=True, slots=True)
class Done:
    """What was imported, and the files that were written."""

    imported: Imported
    paths: tuple[Path, ...]


def add_questions(wanted: Wanted, banks: Sequence[Path]) -> Done:
    """Import files into the last bank that is not built in: its files, and their pictures.

    Raises as `import_questions` does.
    """
    folder = own_bank(banks)
    imported = import_questions(wanted, load_bank(banks), folder)
    if not imported.drafts:
        return Done(imported, ())
    by_category: dict[str, list[str]] = {}
    for draft in imported.drafts:
        by_category.setdefault(draft.category, []).append(dump([dict(draft.keys)]))
    texts = {category: "\n".join(parts) for category, parts in by_category.items()}
    files = (*with_questions(texts, banks), *imported.figures)
    return Done(imported, write(files, folder, force=True))
