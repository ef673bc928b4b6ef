"""What the folders of a bank contain, as names of entries of the cache: content in, digests out."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kitgen.bank.digests import file_digests
from kitgen.bank.files import VOCABULARY_FILE, QuestionFile, question_files
from kitgen.cache import cache_folder, digest, find, keep
from kitgen.errors import InvalidInput
from kitgen.files.text import read_bytes
from kitgen.paths import is_inside, is_there
from kitgen.resources import catalogues_in, shipped

SKELETONS = Path(__file__).with_name("skeletons")
_NAMED = "named"


@dataclass(frozen=True, slots=True)
class BankContent:
    """The files of questions with a digest of each, and one of all that the folders contain.

    Reference solutions and checks are left out: which they are, the questions tell.
    """

    folders: tuple[Path, ...]
    files: Mapping[QuestionFile, str]
    name: str

    def entry_of(self, file: QuestionFile) -> str:
        """Return the name of what is kept of a file alone."""
        return _entry(file, self.files[file])

    def keep_named(self, named: Iterable[tuple[Path, str]]) -> None:
        """Keep which reference solutions and checks questions name, by folder, and their digests.

        They are in the folders of their questions.
        """
        files = sorted({(self.folders.index(folder), name) for folder, name in named})
        digests = file_digests([self.folders[n] / name for n, name in files])
        value = [(*file, one) for file, one in zip(files, digests, strict=True)]
        keep(_NAMED, self.name, json.dumps(value).encode())

    def has_same_named(self) -> bool:
        """Tell whether these reference solutions and checks are known, and as they were kept."""
        kept = find(_NAMED, self.name)
        if kept is None:
            return False
        files = [(self.folders[n], name, one) for n, name, one in json.loads(kept)]
        paths = [folder / name for folder, name, _ in files]
        try:
            same = file_digests(paths) == [one for _, _, one in files]
        except InvalidInput:
            return False
        return same and all(is_inside(folder / name, folder) for folder, name, _ in files)


def bank_content(folders: Sequence[Path]) -> BankContent | None:
    """Look at the folders of a bank; None where nothing is kept, or where a file cannot be read.

    Raises BadRequest for no folder.
    """
    if cache_folder() is None:
        return None
    try:
        files = [file for folder in folders for file in question_files(folder)]
        digests = file_digests([file.path for file in files])
        vocabularies = [_vocabulary(folder) for folder in folders]
    except InvalidInput:
        return None
    named = [
        f"{folders.index(file.folder)} {str(file.path).removeprefix(str(file.folder))}\n{one}"
        for file, one in zip(files, digests, strict=True)
    ]
    name = digest(_shared(), *vocabularies, *named)
    return BankContent(tuple(folders), dict(zip(files, digests, strict=True)), name)


def entry_now(file: QuestionFile) -> str:
    """Return the name of what is kept of a file as it is now; raises as `read_bytes` does."""
    return _entry(file, digest(read_bytes(file.path)))


def _entry(file: QuestionFile, content: str) -> str:
    return digest(_shared(), file.category, content)


def _vocabulary(folder: Path) -> bytes:
    file = folder / VOCABULARY_FILE
    return b"+" + read_bytes(file) if is_there(file) else b"-"


@cache
def _shared() -> str:
    """Return the digest of what comes with kitgen and plays a part in the loading of any bank."""
    catalogues = catalogues_in(shipped("templates"))
    files = (shipped("questions") / VOCABULARY_FILE, *catalogues, *sorted(SKELETONS.glob("*.yaml")))
    return digest(*(read_bytes(file) for file in files))
