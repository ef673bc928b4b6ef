"""All questions of one or more folders, loaded and checked together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kitgen.bank.faults import category_faults, cross_faults
from kitgen.bank.question import Question
from kitgen.bank.raw import (
    VOCABULARY_FILE,
    RawQuestion,
    question_files,
    raw_questions,
    read_questions,
)
from kitgen.bank.samples import Sample
from kitgen.bank.vocabulary import Category, Competency, Scale, Scripts, Vocabulary
from kitgen.errors import InvalidInput, UnknownName, YamlPath
from kitgen.files.faults import Faults
from kitgen.files.model import validate
from kitgen.files.source import Source, read
from kitgen.files.text import is_there
from kitgen.resources import shipped

BUILT_IN = shipped("questions")  # the folder of the bank that comes with kitgen


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a question is from, and its place in the file."""

    file: Path
    place: YamlPath


@dataclass(frozen=True, slots=True)
class QuestionBank:
    """Questions in file order, the terms they use, and, by id, reference solutions and checks.

    `scale` is the one that the rubrics are written for; roles may choose another of `scales`.
    `origins` and `vocabulary` are the files that questions and scripts are from.
    """

    questions: tuple[Question, ...]
    categories: tuple[Category, ...]
    competencies: tuple[Competency, ...]
    scale: Scale
    scales: Mapping[str, Scale]
    scripts: Scripts
    solutions: Mapping[str, str]
    checks: Mapping[str, str]
    origins: Mapping[str, Origin] = field(default_factory=dict)
    vocabulary: Path | None = None

    def question(self, question_id: str) -> Question:
        """Return the question of that id; raises UnknownName."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise UnknownName("question", question_id, (q.id for q in self.questions))

    def category(self, category_id: str) -> Category:
        """Return the category of that id; raises UnknownName."""
        for category in self.categories:
            if category.id == category_id:
                return category
        raise UnknownName("category", category_id, (c.id for c in self.categories))


@dataclass(frozen=True, slots=True)
class BankSources:
    """The places of a bank's parts: each question as its file has it, by id; its vocabularies.

    `samples` are those of each folder that has some, once they have been read beside the bank.
    """

    entries: Mapping[str, RawQuestion]
    vocabularies: tuple[Source, ...]
    samples: Mapping[Path, tuple[Sample, ...]] = field(default_factory=dict)


def load_bank(folders: Sequence[Path] = (BUILT_IN,)) -> QuestionBank:
    """Load the questions of all `folders`.

    A question with `override: true` takes the place of the one of that id in an earlier folder.
    Raises InvalidInput with every fault of every file, BadRequest for a folder without any.
    """
    return load_bank_with_sources(folders)[0]


def load_bank_with_sources(
    folders: Sequence[Path] = (BUILT_IN,),
) -> tuple[QuestionBank, BankSources]:
    """Load as `load_bank` does, and return the place of each question and vocabulary as well."""
    faults = Faults()
    # A folder that is named twice, in any way, is one bank.
    folders = tuple({folder.resolve(): folder for folder in folders}.values())
    files = [file for folder in folders for file in question_files(folder)]
    sources = faults.gather(read_questions, files)
    entries = [entry for source in sources for entry in raw_questions(source)]
    questions = faults.gather(_validated, entries)
    solutions = faults.gather(RawQuestion.solution, entries)
    checks = faults.gather(RawQuestion.checks, entries)
    with faults.collect():
        terms, vocabularies = _terms(folders)
        faults.add(category_faults(files, terms))
        faults.add(cross_faults(entries, terms))
    faults.raise_found()  # from here on each entry has its question
    # Of two questions of one id, the later one overrides the earlier.
    ids = [question.id for question in questions]
    by_id = dict(zip(ids, questions, strict=True))
    places = dict(zip(ids, entries, strict=True))
    bank = QuestionBank(
        questions=tuple(by_id.values()),
        categories=terms.categories,
        competencies=terms.competencies,
        scale=terms.scales[terms.scale],
        scales=terms.scales,
        scripts=terms.scripts,
        solutions=_by_id(ids, solutions),
        checks=_by_id(ids, checks),
        origins={name: _origin(entry) for name, entry in places.items()},
        vocabulary=_vocabulary_file(folders[0]),
    )
    return bank, BankSources(places, vocabularies)


def _by_id(ids: Sequence[str], texts: Sequence[str | None]) -> dict[str, str]:
    """Return the texts that there are; of two questions of one id, that of the later."""
    latest = dict(zip(ids, texts, strict=True))
    return {name: text for name, text in latest.items() if text is not None}


def _origin(entry: RawQuestion) -> Origin:
    return Origin(entry.source.path, (entry.index,))


def _validated(entry: RawQuestion) -> Question:
    if not isinstance(entry.value, Mapping):
        raise InvalidInput([entry.issue("expected a question (key: value)")])
    faults = Faults()
    if "category" in entry.raw:
        message = "the category is the name of the file; remove this key"
        faults.add([entry.issue(message, "category", key=True)])
    with faults.collect():
        category = entry.source.path.stem
        question = validate(Question, entry.source, (entry.index,), category=category)
    faults.raise_found()
    return question


def _terms(folders: Sequence[Path]) -> tuple[Vocabulary, tuple[Source, ...]]:
    """Return the terms of all folders, and the vocabularies that are in one of them."""
    faults = Faults()
    files = dict.fromkeys(_vocabulary_file(folder) for folder in folders)
    sources = faults.gather(read, files)
    vocabularies = faults.gather(lambda source: validate(Vocabulary, source), sources)
    faults.raise_found()
    own = tuple(source for source in sources if source.path.parent in folders)
    return _merged(vocabularies), own


def _vocabulary_file(folder: Path) -> Path:
    """Return the vocabulary of a folder, or the built-in one where it has none."""
    own = folder / VOCABULARY_FILE
    return own if is_there(own) else BUILT_IN / VOCABULARY_FILE


def _merged(parts: Sequence[Vocabulary]) -> Vocabulary:
    """Unite categories, competencies and scales, the first of an id or name winning.

    Scale and scripts are those of the first vocabulary.
    """
    from_last = parts[::-1]
    categories = {c.id: c for part in from_last for c in part.categories}
    competencies = {c.id: c for part in from_last for c in part.competencies}
    scales = {name: scale for part in from_last for name, scale in part.scales.items()}
    united = {
        "categories": tuple(categories.values()),
        "competencies": tuple(competencies.values()),
        "scales": scales,
    }
    return parts[0].model_copy(update=united)
