"""All questions of one or more folders, loaded and checked together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from kitgen.bank.case import Case
from kitgen.bank.draft import NEUTRAL, REMEMBERED, for_seniorities, unwritten_keys
from kitgen.bank.faults import category_faults, cross_faults
from kitgen.bank.question import Needed, Question
from kitgen.bank.raw import (
    VOCABULARY_FILE,
    RawQuestion,
    question_files,
    read_questions,
)
from kitgen.bank.replaced import level_faults, seniority_faults
from kitgen.bank.samples import Sample
from kitgen.bank.skeleton import unfilled
from kitgen.bank.terms import united
from kitgen.bank.vocabularies import LocatedVocabulary, read_vocabularies
from kitgen.bank.vocabulary import (
    Category,
    Competency,
    NumericAttribute,
    Scale,
    Scripts,
    Seniority,
)
from kitgen.errors import BadRequest, InvalidInput, Issue, UnknownName, YamlPath
from kitgen.files.faults import Faults
from kitgen.files.model import validate
from kitgen.files.source import read
from kitgen.resources import shipped

BUILT_IN = shipped("questions")  # the folder of the bank that comes with kitgen


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a question is from, the folder of its bank, and its place in the file."""

    file: Path
    folder: Path
    place: YamlPath

    def issue(self, message: str, *place: str | int) -> Issue:
        """Locate `message` in the question, in its file as it is now."""
        return read(self.file).issue((*self.place, *place), message)


@dataclass(frozen=True, slots=True)
class QuestionBank:
    """Questions in file order, the terms they use, and, by id, reference solutions and checks.

    `seniorities` begin with the lowest. `scale` is the one that the rubrics are written for; roles
    may choose another of `scales`. `origins` are the files that questions are from, `folders` all
    that were loaded; in `open_folders` a new file of questions is a new category.
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
        own = [folder for folder in self.folders if folder != BUILT_IN]
        if not own:
            return "for others, start a bank of your own: kitgen init DIR"
        return f"others are listed under {key}: in {own[-1] / VOCABULARY_FILE}"


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
    bank, _ = load_bank_with_sources(folders)
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
    faults = Faults()
    # A folder that is named twice, in any way, is one bank.
    folders = tuple({folder.resolve(): folder for folder in folders}.values())
    files = [file for folder in folders for file in question_files(folder)]
    entries = list(chain.from_iterable(faults.gather(read_questions, files)))
    questions = faults.gather(_validated, entries)
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
    # Of two questions of one id, the later one overrides the earlier.
    ids = [question.id for question in questions]
    everybody = tuple(seniority.id for seniority in terms.seniorities)
    by_id = {question.id: for_seniorities(question, everybody) for question in questions}
    places = dict(zip(ids, entries, strict=True))
    bank = QuestionBank(
        questions=tuple(by_id.values()),
        categories=terms.categories,
        competencies=terms.competencies,
        seniorities=terms.seniorities,
        scale=terms.scales[terms.scale],
        scales=terms.scales,
        scripts=terms.scripts,
        solutions=_by_id(ids, solutions),
        checks=_by_id(ids, checks),
        origins={name: _origin(entry) for name, entry in places.items()},
        folders=folders,
        open_folders=terms.open_folders,
        cases=terms.cases,
        attributes=terms.attributes,
    )
    return bank, BankSources(places, vocabularies, _overridden(ids, entries))


def _overridden(ids: Sequence[str], entries: Sequence[RawQuestion]) -> dict[str, RawQuestion]:
    """Return, of the questions that share an id, the last but one."""
    latest: dict[str, RawQuestion] = {}
    overridden: dict[str, RawQuestion] = {}
    for name, entry in zip(ids, entries, strict=True):
        if name in latest:
            overridden[name] = latest[name]
        latest[name] = entry
    return overridden


def _by_id(ids: Sequence[str], texts: Sequence[str | None]) -> dict[str, str]:
    """Return the texts that there are; of two questions of one id, that of the later."""
    latest = dict(zip(ids, texts, strict=True))
    return {name: text for name, text in latest.items() if text is not None}


def _origin(entry: RawQuestion) -> Origin:
    return Origin(entry.source.path, entry.folder, (entry.index,))


def _validated(entry: RawQuestion) -> Question:
    if not isinstance(entry.value, Mapping):
        raise InvalidInput([entry.issue("expected a question (key: value)")])
    faults = Faults()
    if "category" in entry.raw:
        message = "the category is the name of the file or of its folder; remove this key"
        faults.add([entry.issue(message, "category", key=True)])
    for key in set(REMEMBERED) & set(entry.raw):
        faults.add([entry.issue(f"unknown key '{key}'", key, key=True)])
    unwritten = unwritten_keys(entry.raw)
    added = {key: NEUTRAL[key] for key in unwritten}
    added |= {"category": entry.file.category, "unwritten": unwritten}
    added["unfilled"] = tuple(dict.fromkeys(str(place[0]) for place in unfilled(entry.raw)))
    with faults.collect():
        question = validate(Question, entry.source, (entry.index,), **added)
    faults.raise_found()
    return question
