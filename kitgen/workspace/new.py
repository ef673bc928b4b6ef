"""Adds a question or a role to fill in to a workspace."""

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from kitgen.bank.load import BUILT_IN, load_bank
from kitgen.bank.question import ID_PATTERN
from kitgen.errors import BadRequest, InvalidInput
from kitgen.files.source import read
from kitgen.output import OutputFile, write
from kitgen.role.inherit import role_file
from kitgen.workspace.skeleton import question_skeleton, role_skeleton
from kitgen.workspace.workspace import Workspace, schema_line


def add_question(question_id: str, category: str, banks: Sequence[Path]) -> Path:
    """Append a draft to the file of its category in the first bank that is not built in.

    Raises BadRequest for a name that cannot be an id, an id in use, and a file that would no
    longer be a list of questions; UnknownName for the category.
    """
    _require_id("question", question_id)
    bank = load_bank(banks, may_be_empty=True)
    own = [folder for folder in banks if folder != BUILT_IN]
    if not own:
        raise BadRequest("no bank of your own to add to", "start one with: kitgen init DIR")
    _require_id("category", category)
    if own[0] not in bank.open_folders:
        bank.category(category)
    if question_id in [question.id for question in bank.questions]:
        raise BadRequest(f"there is a question '{question_id}' already")
    file = own[0] / f"{category}.yaml"
    start = _text_of(file) if file.is_file() else schema_line("question", own[0])
    text = start + question_skeleton(question_id)
    _require_list(text, file)
    (path,) = write([OutputFile(file.name, text.encode())], own[0], force=True)
    return path


def add_role(name: str, extends: str, workspace: Workspace) -> Path:
    """Write a role that extends another one.

    Raises BadRequest for a name that cannot be a role's, OutputExists for a name in use.
    """
    _require_id("role", name)
    role_file(extends, workspace.roles)
    folder = workspace.roles or workspace.folder / "roles"
    text = schema_line("role", folder) + role_skeleton(name, extends)
    (path,) = write([OutputFile(f"{name}.yaml", text.encode())], folder, force=False)
    return path


def _require_id(kind: str, name: str) -> None:
    if not re.fullmatch(ID_PATTERN, name):
        raise BadRequest(
            f"'{name}' cannot name a {kind}",
            "use small letters and digits, joined by hyphens: 'two-words'",
        )


def _text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8").rstrip() + "\n\n"


def _require_list(text: str, file: Path) -> None:
    """Refuse a text that is not a list of questions, as an indented or empty list makes it."""
    with TemporaryDirectory() as folder:
        draft = Path(folder) / file.name
        draft.write_text(text, encoding="utf-8")
        try:
            is_list = isinstance(read(draft).value, tuple)
        except InvalidInput:
            is_list = False
    if not is_list:
        raise BadRequest(
            f"{file}: a question added at the end would break the list",
            "begin each question with '- id:' in the first column, then try again",
        )
