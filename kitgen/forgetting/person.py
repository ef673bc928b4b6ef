"""A candidate's whole name, as it is in manifests, in texts and in the names of files."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from unicodedata import normalize

from kitgen.errors import BadRequest
from kitgen.files.portable import LONGEST_TEXT, hyphenated, in_file_names
from kitgen.kit.names import KIT_ENDING, NOT_PROTECTED
from kitgen.literals import EDITION_NAMES, FORMATS
from kitgen.paths import is_file

_EDITION = re.compile(rf"-(?:{'|'.join(EDITION_NAMES)})(?=-)")


@dataclass(frozen=True)
class Person:
    """A candidate; capitals, and what is between words, make no other name."""

    name: str

    def __post_init__(self) -> None:
        """Raise BadRequest for what is no name."""
        if not self.in_file_names:
            raise BadRequest(f"'{self.name}' is no name: it has no letter or digit")

    @cached_property
    def in_file_names(self) -> str:
        """The name as file names have it."""
        return in_file_names(self.name)

    def is_called(self, name: str) -> bool:
        """Tell whether a name is this one, and not longer or shorter."""
        return hyphenated(name) == hyphenated(self.name)

    def is_in(self, text: str) -> bool:
        """Tell whether a text has the name, and not as a part of longer words."""
        return bool(self._pattern.search(_folded(text)))

    def is_on(self, path: Path) -> bool:
        """Tell whether the name of a file or folder has the name, as kitgen or as others write."""
        words = f"-{hyphenated(path.name)}-"
        return f"-{self.in_file_names}-" in words

    def has_pack(self, path: Path) -> bool | None:
        """Tell whether a file is called as packs of this candidate are; None for perhaps.

        Perhaps: what is called `x-interviewer-candidate-lee.pdf` may be of Lee, or of Candidate
        Lee, unless a kit beside it tells; and of a long name file names have only the beginning.
        """
        ways = _ways(path)
        if self.in_file_names not in ways:
            return False
        is_whole = len(self.in_file_names) < LONGEST_TEXT
        is_sure = len(ways) == 1 or _has_kit(path, ways[self.in_file_names])
        return True if is_whole and is_sure else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = (re.escape(_folded(word)) for word in hyphenated(self.name).split("-"))
        name = r"[\W_]+".join(words)
        return re.compile(rf"(?<!\w){name}(?!\w)")


def is_pack(path: Path) -> bool:
    """Tell whether a file is called as packs of some candidate are."""
    return bool(_ways(path))


def _ways(path: Path) -> dict[str, str]:
    """Return whom a file may be for, and what its name then begins with."""
    if path.suffix.removeprefix(".") not in FORMATS:
        return {}
    name = normalize("NFC", path.stem)
    return {name[at.end() + 1 :]: name[: at.start()] for at in _EDITION.finditer(name)}


def _folded(text: str) -> str:
    return normalize("NFC", text).casefold()


def _has_kit(path: Path, stem: str) -> bool:
    folders = (path.parent, path.parent.parent)
    places = chain.from_iterable((folder, folder / NOT_PROTECTED) for folder in folders)
    return any(is_file(place / f"{stem}{KIT_ENDING}") for place in places)
