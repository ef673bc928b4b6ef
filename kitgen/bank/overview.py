"""What lists, filters and completion need of a bank, kept so that they load no whole question."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kitgen.bank.content import bank_content
from kitgen.bank.files import BUILT_IN, named_once
from kitgen.cache import find, keep
from kitgen.errors import BadRequest
from kitgen.files.memory import without_collection

if TYPE_CHECKING:
    from kitgen.bank.load import QuestionBank
    from kitgen.bank.question import Question

_KIND = "overview"


class Entry(NamedTuple):
    """The attributes of a question, and its place in the bank."""

    place: int
    id: str
    title: str
    category: str
    kind: str
    competencies: Sequence[str]
    difficulty: int
    minutes: int
    seniority: Sequence[str]
    tags: Sequence[str]
    covers: Sequence[str]
    case: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The attributes of all questions, in their order, and of some the terms of the vocabulary.

    `content` names what the files of the bank contain, in the cache; it is empty where nothing is
    kept. `loaded` is the bank where it had to be loaded.
    """

    entries: tuple[Entry, ...]
    terms: Mapping[str, Sequence[str]]
    folders: tuple[Path, ...]
    content: str
    loaded: "QuestionBank | None" = None

    @classmethod
    def of(cls, bank: "QuestionBank") -> "Overview":
        """Return the overview of a bank."""
        listed = {
            "category": bank.categories,
            "seniority": bank.seniorities,
            "competency": bank.competencies,
            "case": bank.cases,
        }
        terms = {name: [term.id for term in of_bank] for name, of_bank in listed.items()}
        entries = tuple(map(_entry, range(len(bank.questions)), bank.questions))
        return cls(entries, terms, bank.folders, bank.content, bank)

    def bank(self) -> "QuestionBank":
        """Return the whole bank; raises BadRequest where its files were changed since."""
        from kitgen.bank.load import load_bank

        bank = self.loaded or load_bank(self.folders, may_be_empty=True)
        if bank.content != self.content:
            raise BadRequest("a file of the bank was changed just now", "run the command again")
        return bank


@without_collection()
def overview(folders: Sequence[Path] = (BUILT_IN,), *, may_be_empty: bool = False) -> Overview:
    """Return the overview of the bank in some folders; raises what `load_bank` raises."""
    content = bank_content(folders := named_once(folders))
    kept = find(_KIND, content.name) if content and content.has_same_named() else None
    if content and kept:
        entries, terms = json.loads(kept)
        return Overview(tuple(map(Entry._make, entries)), terms, folders, content.name)
    from kitgen.bank.load import load_bank

    found = Overview.of(load_bank(folders, may_be_empty=may_be_empty))
    if found.content and found.entries:
        keep(_KIND, found.content, json.dumps([found.entries, found.terms]).encode())
    return found


def _entry(place: int, question: "Question") -> Entry:
    return Entry(place, *(getattr(question, name) for name in Entry._fields[1:]))
