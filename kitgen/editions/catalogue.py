"""The catalogue: questions of a bank with all that is written for them, to read and review."""

from collections.abc import Iterator
from dataclasses import dataclass

from kitgen.bank.load import QuestionBank
from kitgen.bank.question import Anchors, Question
from kitgen.bank.vocabulary import RatingLevel
from kitgen.editions.case import CasePart, case_parts
from kitgen.kit.figures import bank_figures
from kitgen.literals import CATALOGUE_NAME, Format
from kitgen.pictures.figure import Figure


@dataclass(frozen=True, slots=True)
class Part:
    """The questions of a bank to print: some or all, in its order."""

    bank: QuestionBank
    questions: tuple[Question, ...]

    def file_name(self, format_: Format) -> str:
        """Return the name of its file: it starts with the category, where there is one only."""
        categories = {question.category for question in self.questions}
        stem = categories.pop() if len(categories) == 1 else "questions"
        return f"{stem}-{CATALOGUE_NAME}.{format_}"


@dataclass(frozen=True, slots=True)
class Rating:
    """A level of the scale with its anchors: each a text, and the seniorities that it is for.

    A single anchor is for all, and names none.
    """

    level: RatingLevel
    anchors: tuple[tuple[tuple[str, ...], str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A question by its number in the catalogue, with its anchors for every seniority.

    `evidence` are the titles of its competencies, `case` is what it is about.
    """

    number: int
    question: Question
    case: CasePart | None
    evidence: tuple[str, ...]
    ratings: tuple[Rating, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The questions of a category, by its title."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """The catalogue; `of` counts the questions of the bank, which may be more."""

    date: str | None
    chapters: tuple[Chapter, ...]
    questions: int
    of: int
    figures: tuple[Figure, ...]
    language: str | None


def catalogue_view(part: Part, date: str | None) -> CatalogueView:
    """Put the questions in order by category, and count them through."""
    return CatalogueView(
        date=date,
        chapters=tuple(_chapters(part)),
        questions=len(part.questions),
        of=len(part.bank.questions),
        figures=bank_figures(part.questions, part.bank),
        language=part.bank.language,
    )


def _chapters(part: Part) -> Iterator[Chapter]:
    groups = [[q for q in part.questions if q.category == c.id] for c in part.bank.categories]
    ordered = [question for group in groups for question in group]
    cases = iter(enumerate(case_parts(ordered, part.bank.cases), 1))
    for category, group in zip(part.bank.categories, groups, strict=True):
        if group:
            entries = [_entry(part.bank, q, *next(cases)) for q in group]
            yield Chapter(category.title, tuple(entries))


def _entry(bank: QuestionBank, question: Question, number: int, case: CasePart | None) -> Entry:
    titles = {competency.id: competency.title for competency in bank.competencies}
    return Entry(
        number=number,
        question=question,
        case=case,
        evidence=tuple(titles[competency] for competency in question.competencies),
        ratings=tuple(_ratings(bank, question)),
    )


def _ratings(bank: QuestionBank, question: Question) -> Iterator[Rating]:
    """Yield the anchored levels, the lowest first, each anchor once."""
    written = _by_seniority(bank, question)
    for level in bank.scale.levels:
        names: dict[str, tuple[str, ...]] = {}
        for name, anchors in written.items():
            if level.value in anchors:
                text = anchors[level.value]
                names[text] = (*names.get(text, ()), name)
        if len(names) == 1:
            names = dict.fromkeys(names, ())
        if names:
            yield Rating(level, tuple((its, text) for text, its in names.items()))


def _by_seniority(bank: QuestionBank, question: Question) -> dict[str, Anchors]:
    """Return the anchors for each seniority that it suits or has separate anchors for."""
    return {
        name: question.anchors(name)
        for name in bank.seniority_ids
        if name in question.seniority or question.own_anchors(name)
    }
