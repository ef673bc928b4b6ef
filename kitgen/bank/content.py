"""What the folders of a bank contain, as names of entries of the cache: content in, digests out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kitgen.bank.files import VOCABULARY_FILE, QuestionFile, question_files
from kitgen.bank.skeleton import skeleton_files
from kitgen.cache import cache_folder, digest
from kitgen.errors import InvalidInput
from kitgen.files.text import read_bytes
from kitgen.paths import is_there
from kitgen.resources import shipped


@dataclass(frozen=True, slots=True)
class BankContent:
    """The files of questions with a digest of each, and one of all that the folders contain.

    Reference solutions and checks are left out: which they are, the questions tell.
    """

    folders: tuple[Path, ...]
    files: Mapping[QuestionFile, str]
    name: str


def bank_content(folders: Sequence[Path]) -> BankContent | None:
    """Read the folders of a bank; None where nothing is kept, or where a file cannot be read.

    Raises BadRequest for no folder.
    """
    if cache_folder() is None:
        return None
    try:
        files = {
            file: digest(_shared(), file.category, read_bytes(file.path))
            for folder in folders
            for file in question_files(folder)
        }
        vocabularies = [_vocabulary(folder) for folder in folders]
    except InvalidInput:
        return None
    named = [
        f"{folders.index(file.folder)} {file.path.relative_to(file.folder)}\n{name}"
        for file, name in files.items()
    ]
    return BankContent(tuple(folders), files, digest(_shared(), *vocabularies, *named))


def _vocabulary(folder: Path) -> bytes:
    file = folder / VOCABULARY_FILE
    return b"+" + read_bytes(file) if is_there(file) else b"-"


@cache
def _shared() -> str:
    """Return the digest of what comes with kitgen and plays a part in the loading of any bank."""
    files = (shipped("questions") / VOCABULARY_FILE, *skeleton_files())
    return digest(*(read_bytes(file) for file in files))
