"""Banks without faults in the cache: an entry for each file of questions, and one for the rest.

So after a change of one file only that file is parsed. A bank with faults is not kept, but for
the files without any of a large one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel

from kitgen.bank.case import Case
from kitgen.bank.content import BankContent
from kitgen.bank.files import QuestionFile
from kitgen.bank.question import Question
from kitgen.bank.raw import RawQuestion
from kitgen.bank.terms import Terms
from kitgen.bank.validated import ReadFile
from kitgen.bank.vocabulary import (
    Category,
    Competency,
    NumericAttribute,
    Scale,
    Scripts,
    Seniority,
)
from kitgen.cache import find, keep
from kitgen.files.again import M, as_bytes, built_again
from kitgen.files.source import Source

_FILE, _BANK = "questions", "bank"
# Keys of a question that only loading sets.
_SET_BY_LOADING = frozenset({"category", "unwritten", "unfilled"})


class BankFrame(BaseModel, frozen=True):
    """All of a bank but its questions; `open_folders` are places in its folders."""

    categories: tuple[Category, ...]
    competencies: tuple[Competency, ...]
    seniorities: tuple[Seniority, ...]
    scale: Scale
    scales: Mapping[str, Scale]
    scripts: Scripts
    cases: tuple[Case, ...]
    attributes: tuple[NumericAttribute, ...]
    solutions: Mapping[str, str]
    checks: Mapping[str, str]
    open_folders: tuple[int, ...]
    language: str | None = None


class FileQuestions(BaseModel, frozen=True):
    """The questions of a file, before overrides, as they were validated."""

    questions: tuple[Question, ...]


def frame_of(
    terms: Terms, folders: Sequence[Path], solutions: Mapping[str, str], checks: Mapping[str, str]
) -> BankFrame:
    """Return all of a bank but its questions, of its terms and the texts of other files."""
    return BankFrame.model_construct(
        categories=terms.categories,
        competencies=terms.competencies,
        seniorities=terms.seniorities,
        scale=terms.scales[terms.scale],
        scales=terms.scales,
        scripts=terms.scripts,
        cases=terms.cases,
        attributes=terms.attributes,
        language=terms.language,
        solutions=solutions,
        checks=checks,
        open_folders=tuple(map(folders.index, terms.open_folders)),
    )


def find_bank(content: BankContent) -> BankFrame | None:
    """Return a kept bank whose solutions and checks are still those that it was made of."""
    bank = _found(BankFrame, _BANK, content.name)
    return bank if bank and content.has_same_named() else None


def find_files(
    content: BankContent, files: Iterable[QuestionFile]
) -> dict[QuestionFile, FileQuestions]:
    """Return the questions of those of some files of which they are kept."""
    found = {file: _found(FileQuestions, _FILE, content.entry_of(file)) for file in files}
    return {file: kept for file, kept in found.items() if kept}


def keep_bank(content: BankContent, bank: BankFrame, entries: Sequence[RawQuestion]) -> None:
    """Keep what a bank without faults has besides questions."""
    keep(_BANK, content.name, as_bytes(bank))
    content.keep_named(_named_files(entries))


def keep_files(content: BankContent, files: Iterable[ReadFile]) -> None:
    """Keep the questions of some files of a bank without faults."""
    for file in files:
        keep_questions(content.entry_of(file.file), file)


def keep_questions(name: str, file: ReadFile) -> None:
    """Keep the questions of a file without faults, by the name of its entry."""
    if all(map(_names_files_alike, file.entries, file.questions)):
        questions = FileQuestions.model_construct(questions=tuple(file.questions))
        keep(_FILE, name, as_bytes(questions))


def read_again(file: QuestionFile, kept: FileQuestions) -> ReadFile:
    """Return kept questions as a file has them, as far as other files may show a fault of them."""
    source = Source(file.path, tuple(map(_as_written, kept.questions)))
    entries = [RawQuestion(file, source, index) for index in range(len(kept.questions))]
    return ReadFile(file, entries, list(kept.questions))


def _named_files(entries: Iterable[RawQuestion]) -> Iterator[tuple[Path, str]]:
    """Yield the reference solutions and checks that questions name, by folder."""
    for entry in entries:
        for key in ("solution", "checks"):
            name = entry.text(key)
            if name is not None:
                yield entry.folder, name


def _found(model: type[M], kind: str, name: str) -> M | None:
    content = find(kind, name)
    try:
        return None if content is None else built_again(model, content)
    except (KeyError, TypeError, ValueError, AttributeError):  # not what kitgen keeps
        return None


def _names_files_alike(entry: RawQuestion, question: Question) -> bool:
    """Tell whether the names of files are as in the YAML, where spaces around them count."""
    named = (entry.text("solution"), entry.text("checks"))
    return named == (question.solution, question.checks)


def _as_written(question: Question) -> Mapping[str, object]:
    """Return the keys and values of a question's file, of points and follow-ups the least."""
    return dict(_written(question))


def _written(question: Question) -> Iterator[tuple[str, object]]:
    for key in question.model_fields_set - _SET_BY_LOADING - {*question.unwritten}:
        value = getattr(question, key)
        if key in ("key_points", "follow_ups"):
            yield key, tuple({"needed": item.needed} for item in value)
        else:
            yield key, value
