"""Reads a kit's Markdown before it is printed, so that all of its faults are named at once."""

from collections.abc import Iterator, Sequence

from kitgen.bank.load import QuestionBank
from kitgen.bank.question import Question
from kitgen.bank.vocabularies import read_vocabularies
from kitgen.errors import BadRequest, InvalidInput, Issue
from kitgen.files.fields import MarkdownText, markdown_texts
from kitgen.files.source import read
from kitgen.kit.kit import Kit
from kitgen.kit.question import KitQuestion
from kitgen.proof import faulty_figures, figure_issues, markdown_issues, text_faults, text_issues


def proofread(kit: Kit, bank: QuestionBank | None = None) -> None:
    """Check the Markdown of a kit that was not read from a file.

    Raises InvalidInput when all of its faults are in the files of `bank`, and otherwise BadRequest.
    A role's wording was checked when the role was loaded.
    """
    issues: list[Issue] = []
    unlocated: list[str] = []
    for name, found, lines in _faulty_parts(kit, bank):
        issues += found
        unlocated += [] if found else [f"{name}, {line}" for line in lines]
    if unlocated:
        raise BadRequest("\n".join([*map(str, issues), *unlocated]))
    if issues:
        raise InvalidInput(issues)


def proofread_figures(kit: Kit, bank: QuestionBank) -> None:
    """Raise InvalidInput with the figures of a planned kit's questions that cannot be printed."""
    issues: list[Issue] = []
    for question in kit.questions:
        origin = bank.origins[question.id]
        folders = [origin.folder]
        whole = bank.question(question.id)
        if any(faulty_figures(whole, folders)):  # or else the file need not be read again
            issues += figure_issues(whole, read(origin.file), origin.place, folders)
    for located in read_vocabularies(bank.folders):
        folders = [*reversed(bank.folders)]
        issues += figure_issues(located.vocabulary, located.source, (), folders)
    if issues:
        raise InvalidInput(issues)


def proofread_questions(questions: Sequence[Question], bank: QuestionBank) -> None:
    """Check the Markdown of questions as the bank's files have it.

    Raises InvalidInput with all of its faults.
    """
    issues: list[Issue] = []
    for question in questions:
        origin = bank.origins[question.id]
        source = read(origin.file)
        issues += markdown_issues(question, source, origin.place)
        issues += figure_issues(question, source, origin.place, [origin.folder])
    if issues:
        raise InvalidInput(issues)


def _faulty_parts(
    kit: Kit, bank: QuestionBank | None
) -> Iterator[tuple[str, list[Issue], list[str]]]:
    """Yield each question with faults, and the vocabulary: name, issues, faults as lines."""
    for question in kit.questions:
        faulty = [text for text in markdown_texts(question) if text_faults(text)]
        if faulty:
            found = list(_question_issues(question, faulty, bank)) if bank else []
            yield f"question '{question.id}'", found, _lines(faulty)
    faulty = [text for text in _vocabulary_texts(kit) if text_faults(text)]
    if faulty:
        yield "vocabulary", list(_vocabulary_issues(faulty, bank)) if bank else [], _lines(faulty)


def _vocabulary_texts(kit: Kit) -> Iterator[MarkdownText]:
    yield from markdown_texts(kit.scripts)
    yield from markdown_texts(kit.scale)
    for case in kit.cases:
        yield from markdown_texts(case, (f"case {case.id}",))


def _question_issues(
    question: KitQuestion, faulty: list[MarkdownText], bank: QuestionBank
) -> Iterator[Issue]:
    origin = bank.origins.get(question.id)
    if origin is None:
        return
    source, texts = read(origin.file), {text.text for text in faulty}
    for text in markdown_texts(bank.question(question.id)):
        if text.text in texts:
            yield from text_issues(text, source, origin.place)


def _vocabulary_issues(faulty: list[MarkdownText], bank: QuestionBank) -> Iterator[Issue]:
    texts = {text.text for text in faulty}
    for located in read_vocabularies(bank.folders):
        for text in markdown_texts(located.vocabulary):
            if text.text in texts:
                yield from text_issues(text, located.source)


def _lines(faulty: list[MarkdownText]) -> list[str]:
    return [
        f"{text.place[0]}: {fault.in_text(text.text)}"
        for text in faulty
        for fault in text_faults(text)
    ]
