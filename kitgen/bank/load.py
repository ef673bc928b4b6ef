"""All questions of one or more folders, loaded and checked together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from kitgen.bank.case import Case
from kitgen.bank.content import BankContent, bank_content
from kitgen.bank.draft import for_seniorities
from kitgen.bank.faults import category_faults, cross_faults
from kitgen.bank.files import BUILT_IN, QuestionFile, how_to_add, named_once, question_files
from kitgen.bank.kept import (
    BankFrame,
    FileQuestions,
    find_bank,
    find_files,
    frame_of,
    keep_bank,
    keep_files,
    read_again,
)
from kitgen.bank.large import read_ahead
from kitgen.bank.question import Needed, Question
from kitgen.bank.raw import Origin, RawQuestion
from kitgen.bank.replaced import level_faults, seniority_faults
from kitgen.bank.samples import Sample
from kitgen.bank.terms import united
from kitgen.bank.validated import ReadFile, by_id, overridden, read_files
from kitgen.bank.vocabularies import LocatedVocabulary, read_vocabularies
from kitgen.bank.vocabulary import (
    Category,
    Competency,
    NumericAttribute,
    Scale,
    Scripts,
    Seniority,
)
from kitgen.errors import BadRequest, UnknownName
from kitgen.files.faults import Faults
from kitgen.files.memory import without_collection


@dataclass(frozen=True, slots=True)
class QuestionBank:
    """Questions in file order, the terms they use, and, by id, reference solutions and checks.

    `seniorities` begin with the lowest. `scale` is the one that the rubrics are written for; roles
    may choose another of `scales`. `origins` are the files that questions are from, `folders` all
    that were loaded; in `open_folders` a new file of questions is a new category. `content` names
    what the files contain, in the cache; it is empty where nothing is kept.
    """

    questions: tuple[Question, ...]
    categories: tuple[Category, ...]
    competencies: tuple[Competency, ...]
    seniorities: tuple[Seniority, ...]
    scale: Scale
    scales: Mapping[str, Scale]
    scripts: Scripts
    solutions: Mapping[str, str]
    checks: Mapping[str, str]
    origins: Mapping[str, Origin] = field(default_factory=dict)
    folders: tuple[Path, ...] = ()
    open_folders: tuple[Path, ...] = ()
    cases: tuple[Case, ...] = ()
    attributes: tuple[NumericAttribute, ...] = ()
    language: str | None = None
    content: str = field(default="", compare=False)

    def with_drafts(self) -> "QuestionBank":
        """Return the bank with its drafts admitted to packs."""
        admitted = (q.model_copy(update={"admitted": q.is_draft}) for q in self.questions)
        return replace(self, questions=tuple(admitted))

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
        ids = [category.id for category in self.categories]
        raise UnknownName("category", category_id, ids, self.how_to_add("categories"))

    def seniority(self, seniority_id: str) -> Seniority:
        """Return the seniority of that id; raises UnknownName."""
        for seniority in self.seniorities:
            if seniority.id == seniority_id:
                return seniority
        raise UnknownName(
            "seniority", seniority_id, self.seniority_ids, self.how_to_add("seniorities")
        )

    @property
    def seniority_ids(self) -> tuple[str, ...]:
        """The ids of the seniorities, the lowest first."""
        return tuple(seniority.id for seniority in self.seniorities)

    def is_needed(self, needed: Needed, seniority: str) -> bool:
        """Tell whether a point or a follow-up is counted for candidates of a seniority."""
        if isinstance(needed, bool):
            return needed
        return self.seniority_ids.index(seniority) >= self.seniority_ids.index(needed)

    def how_to_add(self, key: str) -> str:
        """Return how a user adds a term of a list of the vocabulary, as part of a sentence."""
        return how_to_add(key, self.folders)


@dataclass(frozen=True, slots=True)
class BankSources:
    """The places of a bank's parts: each question as its file has it, by id; its vocabularies.

    `overridden` are the questions that those of a later folder replace. `samples` are those of
    each folder that has some, once they have been read beside the bank.
    """

    entries: Mapping[str, RawQuestion]
    vocabularies: tuple[LocatedVocabulary, ...]
    overridden: Mapping[str, RawQuestion] = field(default_factory=dict)
    samples: Mapping[Path, tuple[Sample, ...]] = field(default_factory=dict)


def load_bank(folders: Sequence[Path] = (BUILT_IN,), *, may_be_empty: bool = False) -> QuestionBank:
    """Load the questions and terms of all `folders`; of two terms of one id, the later counts.

    A question with `override: true` takes the place of the one of that id in an earlier folder.
    Raises InvalidInput with every fault of every file, BadRequest for a folder that is not there
    and, unless the bank `may_be_empty`, where no folder has a question.
    """
    content = bank_content(folders := named_once(folders))
    bank = _kept(content) if content else _loaded(folders)[0]
    if not may_be_empty:
        require_questions(bank)
    return bank


def require_questions(bank: QuestionBank) -> None:
    """Raise BadRequest where the bank is empty."""
    if not bank.questions:
        raise BadRequest(
            f"no questions in {', '.join(map(str, bank.folders))}",
            "write the first one: kitgen questions new ID --category NAME",
        )


def load_bank_with_sources(
    folders: Sequence[Path] = (BUILT_IN,),
) -> tuple[QuestionBank, BankSources]:
    """Load as `load_bank` does, and return the place of each question and vocabulary as well.

    The bank may be empty.
    """
    return _loaded(named_once(folders))[:2]


@without_collection()
def _kept(content: BankContent) -> QuestionBank:
    """Return a bank of what is kept of it; load what is not, and keep it."""
    known = _known_files(content)
    frame = find_bank(content) if len(known) == len(content.files) else None
    if frame:
        parts = [(file, kept.questions) for file, kept in known.items()]
        return replace(_bank(frame, content.folders, parts), content=content.name)
    bank, _, files, frame = _loaded(content.folders, known)
    if bank_content(content.folders) != content:  # somebody saves a file just now
        return bank
    keep_files(content, [part for part in files if part.file not in known])
    keep_bank(content, frame, [entry for part in files for entry in part.entries])
    return replace(bank, content=content.name)


def _known_files(content: BankContent) -> dict[QuestionFile, FileQuestions]:
    """Return the files that are kept, or that are read and kept by several processes, in order."""
    known = find_files(content, content.files)
    unknown = [file for file in content.files if file not in known]
    known |= find_files(content, read_ahead(content, unknown))
    return {file: known[file] for file in content.files if file in known}


@without_collection()
def _loaded(
    folders: tuple[Path, ...], known: Mapping[QuestionFile, FileQuestions] = MappingProxyType({})
) -> tuple[QuestionBank, BankSources, list[ReadFile], BankFrame]:
    """Load a bank, with the questions of some files as they are known; its parts as well."""
    faults = Faults()
    files = [file for folder in folders for file in question_files(folder)]
    again = {file: read_again(file, kept) for file, kept in known.items()}
    read = read_files(files, again, faults)
    entries = [entry for part in read for entry in part.entries]
    ids = [question.id for part in read for question in part.questions]
    solutions = faults.gather(RawQuestion.solution, entries)
    checks = faults.gather(RawQuestion.checks, entries)
    with faults.collect():
        vocabularies = read_vocabularies(folders)
        terms = united(vocabularies, folders, files, entries)
        faults.add(category_faults(files, terms))
        faults.add(cross_faults(entries, terms))
        faults.add(seniority_faults(entries, vocabularies, terms))
        faults.add(level_faults(entries, vocabularies, terms))
    faults.raise_found()  # from here on each entry has its question
    frame = frame_of(terms, folders, by_id(ids, solutions), by_id(ids, checks))
    bank = _bank(frame, folders, [(part.file, part.questions) for part in read])
    places = dict(zip(ids, entries, strict=True))
    return bank, BankSources(places, vocabularies, overridden(ids, entries)), read, frame


def _bank(
    frame: BankFrame,
    folders: tuple[Path, ...],
    parts: Sequence[tuple[QuestionFile, Sequence[Question]]],
) -> QuestionBank:
    """Return a bank of its parts: of two questions of one id, the later overrides the earlier."""
    everybody = tuple(seniority.id for seniority in frame.seniorities)
    latest: dict[str, Question] = {}
    origins: dict[str, Origin] = {}
    for file, questions in parts:
        for number, question in enumerate(questions):
            latest[question.id] = for_seniorities(question, everybody)
            origins[question.id] = Origin(file.path, file.folder, (number,))
    return QuestionBank(
        questions=tuple(latest.values()),
        categories=frame.categories,
        competencies=frame.competencies,
        seniorities=frame.seniorities,
        scale=frame.scale,
        scales=frame.scales,
        scripts=frame.scripts,
        solutions=frame.solutions,
        checks=frame.checks,
        origins=origins,
        folders=folders,
        open_folders=tuple(folders[n] for n in frame.open_folders),
        cases=frame.cases,
        attributes=frame.attributes,
        language=frame.language,
    )
