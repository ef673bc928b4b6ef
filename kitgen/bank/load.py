"""All questions of one or more folders, loaded and checked together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kitgen.bank.question import Question
from kitgen.bank.raw import RawQuestion, cross_faults
from kitgen.bank.vocabulary import Category, Competency, Scale, Scripts, Vocabulary
from kitgen.errors import BadRequest, InvalidInput, Issue, UnknownName, YamlPath, suggest
from kitgen.files.model import validate
from kitgen.files.source import Source, read
from kitgen.resources import shipped

VOCABULARY_FILE = "vocabulary.yaml"
BUILT_IN = "builtin"


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a question is from, and its place in the file."""

    file: Path
    place: YamlPath


@dataclass(frozen=True, slots=True)
class QuestionBank:
    """Questions in file order, the terms they use, and the reference solutions by question id.

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
    """Where the parts of a bank stand: each question's entry, by id, and the vocabulary files."""

    entries: Mapping[str, RawQuestion]
    vocabularies: tuple[Source, ...]


def load_bank(folders: Sequence[str | Path] = (BUILT_IN,)) -> QuestionBank:
    """Load the questions of all `folders`; `builtin` names the shipped bank.

    A question with `override: true` takes the place of the one of that id in an earlier folder.
    Raises InvalidInput with every fault of every file, BadRequest for a folder without any.
    """
    return load_bank_with_sources(folders)[0]


def load_bank_with_sources(
    folders: Sequence[str | Path] = (BUILT_IN,),
) -> tuple[QuestionBank, BankSources]:
    """Load as `load_bank` does, and say where each question and vocabulary stands."""
    places = [shipped("questions") if str(f) == BUILT_IN else Path(f) for f in folders]
    issues: list[Issue] = []
    sources = [_vocabulary_source(place, issues) for place in places]
    vocabularies = [_vocabulary(source, issues) for source in sources]
    terms = _merge([v for v in vocabularies if v]) if all(vocabularies) else None
    entries = [entry for place in places for entry in _entries(place, terms, issues)]
    questions = [question for entry in entries if (question := _question(entry, issues))]
    if terms:
        issues += cross_faults(entries, terms)
    if issues or terms is None:
        raise InvalidInput(issues)
    chosen = {q.id: (entry, q) for entry, q in zip(entries, questions, strict=True)}
    solutions = {
        name: (entry.folder / question.solution).read_text(encoding="utf-8")
        for name, (entry, question) in chosen.items()
        if question.solution
    }
    bank = QuestionBank(
        tuple(question for _, question in chosen.values()),
        terms.categories,
        terms.competencies,
        terms.scales[terms.scale],
        terms.scales,
        terms.scripts,
        solutions,
        {name: Origin(entry.source.path, (entry.index,)) for name, (entry, _) in chosen.items()},
        sources[0].path if sources[0] else None,
    )
    own = tuple(s for s, place in zip(sources, places, strict=True) if s and s.path.parent == place)
    return bank, BankSources({name: entry for name, (entry, _) in chosen.items()}, own)


def _vocabulary_source(folder: Path, issues: list[Issue]) -> Source | None:
    own = folder / VOCABULARY_FILE
    try:
        return read(own if own.is_file() else shipped("questions") / VOCABULARY_FILE)
    except InvalidInput as error:
        issues.extend(error.issues)
        return None


def _vocabulary(source: Source | None, issues: list[Issue]) -> Vocabulary | None:
    try:
        return validate(Vocabulary, source) if source else None
    except InvalidInput as error:
        issues.extend(error.issues)
        return None


def _merge(parts: Sequence[Vocabulary]) -> Vocabulary:
    """Unite categories, competencies and scales; scale and scripts are those of the first."""
    categories = {c.id: c for part in reversed(parts) for c in part.categories}
    competencies = {c.id: c for part in reversed(parts) for c in part.competencies}
    return parts[0].model_copy(
        update={
            "categories": tuple(categories.values()),
            "competencies": tuple(competencies.values()),
            "scales": {name: s for part in reversed(parts) for name, s in part.scales.items()},
        }
    )


def _entries(folder: Path, terms: Vocabulary | None, issues: list[Issue]) -> Iterator[RawQuestion]:
    if not folder.is_dir():
        raise BadRequest(f"no such folder of questions: {folder}")
    files = sorted(f for f in folder.glob("*.y*ml") if f.suffix in {".yaml", ".yml"})
    files = [file for file in files if file.name != VOCABULARY_FILE]
    if not files:
        raise BadRequest(f"no question files (*.yaml) in {folder}")
    known = [category.id for category in terms.categories] if terms else None
    for file in files:
        if known and file.stem not in known:
            message = f"unknown category '{file.stem}'{suggest(file.stem, known)} (known: "
            issues.append(Issue(str(file), 1, 1, message + ", ".join(known) + ")"))
        yield from _file_entries(folder, file, issues)


def _file_entries(folder: Path, file: Path, issues: list[Issue]) -> Iterator[RawQuestion]:
    try:
        source = read(file)
    except InvalidInput as error:
        issues.extend(error.issues)
        return
    if not isinstance(source.value, tuple):
        issues.append(source.issue((), "expected a list of questions ('- id: …')"))
        return
    for index, raw in enumerate(source.value):
        if isinstance(raw, Mapping):
            yield RawQuestion(folder, source, index, raw)
        else:
            issues.append(source.issue((index,), "expected a question (key: value)"))


def _question(entry: RawQuestion, issues: list[Issue]) -> Question | None:
    if "category" in entry.raw:
        message = "the category is the name of the file; remove this key"
        issues.append(entry.issue(message, "category", key=True))
    try:
        category = entry.source.path.stem
        return validate(Question, entry.source, (entry.index,), category=category)
    except InvalidInput as error:
        issues.extend(error.issues)
        return None
