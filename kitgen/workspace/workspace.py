"""A user's own folder: where its banks, roles and theme are, found from any folder below."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from kitgen.bank.files import BUILT_IN, BUILT_IN_NAME, bank_folder
from kitgen.bank.weights import Percent
from kitgen.brand.folders import theme_folder
from kitgen.errors import InvalidInput, YamlPath
from kitgen.files.model import Language, Line, Listed, Model, validate
from kitgen.files.source import Source, read
from kitgen.literals import FileKind
from kitgen.paths import is_file, is_folder, is_there

WORKSPACE_FILE = "kitgen.yaml"
ROLES_FOLDER = "roles"
EXPOSURE_FILE = "exposure.sqlite"


class Settings(Model):
    """The content of `kitgen.yaml`; folders count from the file."""

    banks: Listed[Line] = Field(
        default=(BUILT_IN_NAME,),
        min_length=1,
        description="Folders of questions; builtin is the bank that comes with kitgen. What a "
        "later folder defines takes the place of the same in an earlier one: terms of its "
        "vocabulary.yaml, and questions with `override: true`.",
        examples=[["builtin", "questions"]],
    )
    roles: Line | None = Field(
        default=None,
        description="The folder of your own roles; without it, `roles` where that is there.",
        examples=["roles"],
    )
    theme: Line | None = Field(
        default=None,
        description="The folder of your look, or the name of a built-in one.",
        examples=["theme"],
    )
    language: Language | None = Field(
        default=None,
        description="The language of what packs print besides the bank's texts; English without "
        "it. The option --language goes before it.",
        examples=["de"],
    )
    exposure: Percent | None = Field(
        default=None,
        description="In how many of the recorded loops of a role, and of all roles, a question "
        "should be at most. With it, what is chosen depends on the record of use as well as on "
        "the seed: questions that were asked less are preferred.",
        examples=["33 %"],
    )


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
            return _workspace(read(folder / WORKSPACE_FILE), folder)
    return Workspace(folder=start)


def _workspace(source: Source, folder: Path) -> Workspace:
    settings = validate(Settings, source)
    banks = tuple(bank_folder(name, folder) for name in settings.banks)
    roles = folder / settings.roles if settings.roles else _usual_roles(folder)
    theme = theme_folder(settings.theme, folder) if settings.theme else None
    named: dict[YamlPath, Path | None] = {("banks", n): bank for n, bank in enumerate(banks)}
    named |= {("roles",): roles, ("theme",): theme}
    missing = [
        source.issue(path, f"no such folder: {there}")
        for path, there in named.items()
        if there and not is_folder(there)
    ]
    if missing:
        raise InvalidInput(missing)
    most_used = None if settings.exposure is None else int(settings.exposure)
    return Workspace(
        banks, roles, theme, folder, folder / EXPOSURE_FILE, most_used, settings.language
    )


def _usual_roles(folder: Path) -> Path | None:
    """Return the folder in which `kitgen roles new` puts roles, where there is one."""
    usual = folder / ROLES_FOLDER
    return usual if is_folder(usual) else None


def schema_line(kind: FileKind, folder: Path) -> str:
    """Return the line that makes an editor check a file in `folder`, where the schema is there."""
    name = f"schemas/{kind}.schema.json"
    there = is_file(folder.parent / name)
    return f"# yaml-language-server: $schema=../{name}\n" if there else ""
