"""The files of a bank as YAML: questions before validation, each knowing its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kitgen.bank.checks import check_faults
from kitgen.bank.files import QuestionFile
from kitgen.errors import InvalidInput, Issue, YamlPath, quote
from kitgen.files.source import Source, read
from kitgen.files.text import read_code
from kitgen.paths import is_inside


@dataclass(frozen=True, slots=True)
class RawQuestion:
    """A question as its file has it, before validation."""

    file: QuestionFile
    source: Source
    index: int

    @property
    def value(self) -> Any:
        """What the file has, which may be no mapping."""
        return self.source.value[self.index]

    @property
    def raw(self) -> Mapping[str, Any]:
        """Its keys and values; none when it is no mapping."""
        return self.value if isinstance(self.value, Mapping) else {}

    @property
    def folder(self) -> Path:
        """The folder of the bank."""
        return self.file.folder

    def issue(self, message: str, *place: str | int, key: bool = False) -> Issue:
        """Locate `message` in this question."""
        return self.source.issue((self.index, *place), message, key=key)

    @property
    def overrides(self) -> bool:
        """Whether it takes the place of a question of another bank."""
        return self.raw.get("override") is True

    def items(self, key: str) -> tuple[Any, ...]:
        """Return the items of a list; none when it is no list."""
        value = self.raw.get(key)
        return value if isinstance(value, tuple) else ()

    def texts(self, key: str) -> tuple[tuple[int, str], ...]:
        """Return the texts of a list, or one that stands alone, with their places."""
        value = self.raw.get(key)
        items = value if isinstance(value, tuple) else (value,)
        return tuple((n, item) for n, item in enumerate(items) if isinstance(item, str))

    def text(self, key: str) -> str | None:
        """Return the text at `key`, or None when there is none."""
        value = self.raw.get(key)
        return value if isinstance(value, str) else None

    def solution(self) -> str | None:
        """Return the text of the reference solution, or None when none is named.

        Raises InvalidInput for a file that is not in the bank's folder, or cannot be printed.
        """
        path = self._file("solution")
        return None if path is None else _read_whole(path)

    def checks(self) -> str | None:
        """Return the text of the named tests, or None when there are none.

        Raises InvalidInput as `solution` does, and for tests that could not run.
        """
        path = self._file("checks")
        if path is None:
            return None
        text = _read_whole(path)
        issues = check_faults(text, path)
        if issues:
            raise InvalidInput(issues)
        return text

    def _file(self, key: str) -> Path | None:
        """Return the file that is named at `key`; raises InvalidInput outside the bank's folder."""
        name = self.text(key)
        if name is None:
            return None
        path = self.folder / name
        if not is_inside(path, self.folder):
            message = f"no file {quote(name)} in the bank's folder"
            raise InvalidInput([self.issue(message, key)])
        return path


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a question is from, the folder of its bank, and its place in the file."""

    file: Path
    folder: Path
    place: YamlPath

    def issue(self, message: str, *place: str | int) -> Issue:
        """Locate `message` in the question, in its file as it is now."""
        return read(self.file).issue((*self.place, *place), message)


def read_questions(file: QuestionFile) -> list[RawQuestion]:
    """Read the questions of a file, which may be none; raises InvalidInput for what is no list."""
    source = read(file.path, if_empty=())
    if not isinstance(source.value, tuple):
        message = (
            "expected a list of questions ('- id: …'); move a file of another kind, such as a kit, "
            "out of the bank's folder"
        )
        raise InvalidInput([source.issue((), message)])
    return [RawQuestion(file, source, index) for index in range(len(source.value))]


def _read_whole(path: Path) -> str:
    text = read_code(path)
    if not text.strip():
        raise InvalidInput([Issue(str(path), 1, 1, "the file is empty")])
    return text
