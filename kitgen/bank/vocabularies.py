"""The vocabularies of some folders, and the built-in terms that fit any profession."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kitgen.bank.files import VOCABULARY_FILE
from kitgen.bank.vocabulary import Vocabulary
from kitgen.errors import InvalidInput, Issue, quote, suggest
from kitgen.files.faults import Faults
from kitgen.files.model import validate
from kitgen.files.source import Source, read
from kitgen.paths import is_there
from kitgen.repeats import repeats
from kitgen.resources import shipped

# The keys of a vocabulary that list terms.
LISTS = ("categories", "competencies", "seniorities", "cases", "attributes")


@dataclass(frozen=True, slots=True)
class LocatedVocabulary:
    """The vocabulary of a folder, and its file."""

    vocabulary: Vocabulary
    source: Source

    @property
    def folder(self) -> Path:
        """The folder of the bank."""
        return self.source.path.parent

    def issue(self, message: str, *place: str | int, key: bool = False) -> Issue:
        """Locate `message` in this vocabulary."""
        return self.source.issue(place, message, key=key)


@cache
def generic_vocabulary() -> Vocabulary:
    """Return the terms for any profession: those of the built-in bank without its subjects."""
    source = read(shipped("questions") / VOCABULARY_FILE)
    subjects = {"categories": None, "competencies": None, "cases": (), "attributes": ()}
    return validate(Vocabulary, source).model_copy(update=subjects)


def read_vocabularies(folders: Sequence[Path]) -> tuple[LocatedVocabulary, ...]:
    """Return the vocabularies of those folders that have one, in their order.

    Raises InvalidInput with every fault of them that needs no question to be seen.
    """
    faults = Faults()
    files = [folder / VOCABULARY_FILE for folder in folders]
    found = faults.gather(_located, filter(is_there, files))
    faults.raise_found()
    issues = [*_unknown_scales(found)]
    for located in found:
        issues += _repeated_ids(located)
    if issues:
        raise InvalidInput(issues)
    return tuple(found)


def _located(file: Path) -> LocatedVocabulary:
    source = read(file, if_empty={})
    return LocatedVocabulary(validate(Vocabulary, source), source)


def _unknown_scales(vocabularies: Sequence[LocatedVocabulary]) -> Iterator[Issue]:
    known = dict(generic_vocabulary().scales)
    for located in vocabularies:
        known |= located.vocabulary.scales
    for located in vocabularies:
        name = located.vocabulary.scale
        if name is not None and name not in known:
            message = f"scale {quote(name)} is not one of {', '.join(known)}{suggest(name, known)}"
            yield located.issue(message, "scale")


def _repeated_ids(located: LocatedVocabulary) -> Iterator[Issue]:
    for key in LISTS:
        for number, name in repeats(term.id for term in getattr(located.vocabulary, key) or ()):
            yield located.issue(f"{quote(name)} is listed twice", key, number, "id")
