"""The questions of a file, each validated by itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kitgen.bank.draft import NEUTRAL, REMEMBERED, unwritten_keys
from kitgen.bank.files import QuestionFile
from kitgen.bank.question import Question
from kitgen.bank.raw import RawQuestion, read_questions
from kitgen.bank.skeleton import unfilled
from kitgen.errors import InvalidInput, Issue
from kitgen.files.faults import Faults
from kitgen.files.model import validate
from kitgen.limits import QUESTIONS


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file of questions: those that it has, and those of them that are valid."""

    file: QuestionFile
    entries: list[RawQuestion]
    questions: list[Question]


def read_file(file: QuestionFile, faults: Faults) -> ReadFile:
    """Read a file, and add the faults of its questions; raises InvalidInput for no list."""
    entries = read_questions(file)
    return ReadFile(file, entries, faults.gather(_validated, entries))


def read_files(
    files: Iterable[QuestionFile], known: Mapping[QuestionFile, ReadFile], faults: Faults
) -> list[ReadFile]:
    """Read files that are not known yet, and add their faults, too many questions included."""
    read: list[ReadFile] = []
    count = 0
    for file in files:
        with faults.collect():
            read.append(known.get(file) or read_file(file, faults))
            count += len(read[-1].entries)
        if count > QUESTIONS:
            message = f"with this file the bank has more than {QUESTIONS:,} questions"
            faults.add([Issue(str(file.path), 1, 1, message)])
            break
    return read


def overridden(ids: Sequence[str], entries: Sequence[RawQuestion]) -> dict[str, RawQuestion]:
    """Return, of the questions that share an id, the last but one."""
    latest: dict[str, RawQuestion] = {}
    replaced: dict[str, RawQuestion] = {}
    for name, entry in zip(ids, entries, strict=True):
        if name in latest:
            replaced[name] = latest[name]
        latest[name] = entry
    return replaced


def by_id(ids: Sequence[str], texts: Sequence[str | None]) -> dict[str, str]:
    """Return the texts that there are; of two questions of one id, that of the later."""
    latest = dict(zip(ids, texts, strict=True))
    return {name: text for name, text in latest.items() if text is not None}


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
