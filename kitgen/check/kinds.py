"""Tells what a file or folder is by its content: a bank, a role, a kit, a theme, a workspace."""

from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any, Literal

from kitgen.bank.files import SAMPLES_FOLDER, VOCABULARY_FILE
from kitgen.bank.question import Question
from kitgen.bank.samples import Sample
from kitgen.bank.vocabulary import Vocabulary
from kitgen.errors import BadRequest, InvalidInput
from kitgen.files.source import read
from kitgen.files.text import yaml_files
from kitgen.kit.kit import Kit
from kitgen.paths import is_folder, is_there
from kitgen.role.role import Role
from kitgen.theme import THEME_FILE, Tokens, theme_files
from kitgen.words import Words
from kitgen.workspace.settings import Settings
from kitgen.workspace.workspace import WORKSPACE_FILE

FileType = Literal[
    "questions", "samples", "vocabulary", "role", "kit", "theme file", "workspace file"
]
FolderType = Literal["workspace", "theme", "bank", "files"]
Kind = FileType | FolderType

_OF_ITEMS: Mapping[FileType, Set[str]] = {
    "questions": Question.model_fields.keys(),
    "samples": Sample.model_fields.keys(),
}
_KEYS: Mapping[FileType, Set[str]] = {
    "vocabulary": Vocabulary.model_fields.keys(),
    "role": Role.model_fields.keys() | {"extends"},
    "kit": Kit.model_fields.keys(),
    "theme file": Tokens.model_fields.keys() | Words.model_fields.keys(),
    "workspace file": Settings.model_fields.keys(),
}
# Where the keys do not tell, the names that kitgen itself looks for do.
_NAMES: Mapping[str, FileType] = {
    VOCABULARY_FILE: "vocabulary",
    THEME_FILE: "theme file",
    WORKSPACE_FILE: "workspace file",
}


def kind_of(path: Path) -> Kind:
    """Tell what is at `path`.

    Raises InvalidInput for a file that is no YAML, BadRequest where the content does not tell.
    """
    if is_folder(path):
        kind: Kind | None = _kind_of_folder(path)
        wanted = "a kitgen.yaml, a theme.yaml or templates, question files, roles or kits"
    elif is_there(path):
        kind = _kind_of_file(path)
        wanted = (
            "a list of questions or samples, or the keys of a vocabulary, role, kit, theme or "
            "workspace"
        )
    else:
        raise BadRequest(f"no such file or folder: {path}")
    if kind is None:
        raise BadRequest(f"cannot tell what {path} is", f"looked for {wanted}")
    return kind


def _kind_of_file(file: Path) -> FileType | None:
    if file.suffix not in {".yaml", ".yml"}:
        return "theme file" if file.name in _templates() else None
    value = read(file).value
    if isinstance(value, tuple):
        return _kind_of_list(value)
    found = _kind_by_keys(value.keys(), _KEYS) if isinstance(value, Mapping) else None
    in_samples = file.parent.name == SAMPLES_FOLDER
    return found or _NAMES.get(file.name) or ("samples" if in_samples else None)


def _kind_of_list(items: tuple[Any, ...]) -> FileType:
    keys = {key for item in items if isinstance(item, Mapping) for key in item}
    return _kind_by_keys(keys, _OF_ITEMS) or "questions"


def _kind_by_keys(keys: Set[Any], kinds: Mapping[FileType, Set[str]]) -> FileType | None:
    """Return the kind that knows most of the keys; None when two kinds know as many."""
    known = {kind: len(known_keys & keys) for kind, known_keys in kinds.items()}
    *_, second, first = sorted(known, key=lambda kind: known[kind])
    return first if known[first] > known[second] else None


def _kind_of_folder(folder: Path) -> FolderType | None:
    if is_there(folder / WORKSPACE_FILE):
        return "workspace"
    if _has_templates(folder):
        return "theme"
    for kind in _kinds_inside(folder):
        if kind == "theme file":
            return "theme"
        if kind in {"questions", "vocabulary"}:
            return "bank"
        if kind in {"samples", "role", "kit"}:
            return "files"
    # Files that are no YAML may be anything; checked one by one, each names its fault.
    return "files" if yaml_files(folder) else None


def is_bank(path: Path) -> bool:
    """Tell whether there is a folder of questions at `path`."""
    return is_folder(path) and _kind_of_folder(path) == "bank"


def _has_templates(folder: Path) -> bool:
    return any(is_there(folder / name) for name in _templates())


def _templates() -> set[str]:
    """Return the names of the files of a theme besides theme.yaml."""
    return {*theme_files()} - {THEME_FILE}


def _kinds_inside(folder: Path) -> Iterator[FileType]:
    for file in yaml_files(folder):
        try:
            kind = _kind_of_file(file)
        except InvalidInput:
            continue
        if kind:
            yield kind
