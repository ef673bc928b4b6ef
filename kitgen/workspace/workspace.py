"""A user's own folder: where its banks, roles and theme are, found from any folder below."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kitgen.bank.files import BUILT_IN, bank_folder
from kitgen.brand.folders import theme_folder
from kitgen.cache import digest, kept
from kitgen.errors import InvalidInput, Issue, YamlPath
from kitgen.files.text import read_bytes
from kitgen.literals import FileKind
from kitgen.paths import is_file, is_folder, is_there

WORKSPACE_FILE = "kitgen.yaml"
ROLES_FOLDER = "roles"
EXPOSURE_FILE = "exposure.sqlite"


@dataclass(frozen=True, slots=True)
class Workspace:
    """The banks to choose from, and the folders of roles and theme where there are any.

    `exposure` is where the use of questions is recorded; None outside a workspace. A question
    should be in at most `most_used` percent of the recorded loops, where that is set.
    """

    banks: tuple[Path, ...] = (BUILT_IN,)
    roles: Path | None = None
    theme: Path | None = None
    folder: Path = Path()
    exposure: Path | None = None
    most_used: int | None = None
    language: str | None = None


def find_workspace(start: Path) -> Workspace:
    """Return the workspace that `start` is in, or the built-in banks and roles alone.

    Raises InvalidInput for faults of its kitgen.yaml, missing folders included.
    """
    for folder in (start, *start.parents):
        if is_there(folder / WORKSPACE_FILE):
            return _workspace(folder / WORKSPACE_FILE, folder)
    return Workspace(folder=start)


def _workspace(file: Path, folder: Path) -> Workspace:
    settings = json.loads(kept("workspace", digest(read_bytes(file)), lambda: _settings(file)))
    banks = tuple(bank_folder(name, folder) for name in settings["banks"])
    roles = folder / settings["roles"] if settings["roles"] else _usual_roles(folder)
    theme = theme_folder(settings["theme"], folder) if settings["theme"] else None
    named: dict[YamlPath, Path | None] = {("banks", n): bank for n, bank in enumerate(banks)}
    named |= {("roles",): roles, ("theme",): theme}
    missing = {path: there for path, there in named.items() if there and not is_folder(there)}
    if missing:
        raise InvalidInput(_missing(file, missing))
    language, most_used = settings["language"], settings["exposure"]
    return Workspace(banks, roles, theme, folder, folder / EXPOSURE_FILE, most_used, language)


def _settings(file: Path) -> bytes:
    """Return the settings of a workspace as JSON; raises InvalidInput for faults."""
    from kitgen.files.model import validate
    from kitgen.files.source import read
    from kitgen.workspace.settings import Settings

    settings = validate(Settings, read(file))
    exposure = None if settings.exposure is None else int(settings.exposure)
    return json.dumps(settings.model_dump() | {"exposure": exposure}).encode()


def _missing(file: Path, missing: Mapping[YamlPath, Path]) -> Iterator[Issue]:
    from kitgen.files.source import read

    source = read(file)
    for path, there in missing.items():
        yield source.issue(path, f"no such folder: {there}")


def _usual_roles(folder: Path) -> Path | None:
    """Return the folder in which `kitgen roles new` puts roles, where there is one."""
    usual = folder / ROLES_FOLDER
    return usual if is_folder(usual) else None


def schema_line(kind: FileKind, folder: Path) -> str:
    """Return the line that makes an editor check a file in `folder`, where the schema is there."""
    name = f"schemas/{kind}.schema.json"
    there = is_file(folder.parent / name)
    return f"# yaml-language-server: $schema=../{name}\n" if there else ""
