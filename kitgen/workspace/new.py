"""Adds a question or a role to fill in to a workspace."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kitgen.bank.files import NO_QUESTIONS
from kitgen.bank.load import QuestionBank, load_bank
from kitgen.bank.question import ID_PATTERN, LONGEST_TITLE, Question
from kitgen.bank.skeleton import Terms, question_skeleton
from kitgen.bank.term import titled
from kitgen.errors import BadRequest, suggest
from kitgen.files.portable import name_fault
from kitgen.literals import KINDS, Kind
from kitgen.output import OutputFile, write
from kitgen.role.inherit import role_file
from kitgen.role.load import load_all_roles, load_role
from kitgen.role.options import RoleOptions
from kitgen.role.role import Role
from kitgen.workspace.adding import own_bank, require_role_loads, with_questions
from kitgen.workspace.skeleton import extending_role, role_of_bank
from kitgen.workspace.workspace import ROLES_FOLDER, Workspace, schema_line


@dataclass(frozen=True, slots=True)
class Added:
    """The file that a question was added to, and what is to be said of its category."""

    path: Path
    note: str


def add_question(
    question_id: str, category: str, title: str | None, banks: Sequence[Path]
) -> Added:
    """Add a draft that fits its category to one's own bank, the last that is not built in.

    Without `title` it is called after its id. Raises BadRequest for a name that cannot be an id and
    for an id in use, UnknownName for the category, InvalidInput where the bank would not load.
    """
    _require_id("question", question_id)
    _require_id("category", category)
    _require_title(title)
    bank = load_bank(banks, may_be_empty=True)
    folder = own_bank(banks)
    if folder not in bank.open_folders:
        bank.category(category)
    if question_id in bank.origins:
        raise BadRequest(f"there is a question '{question_id}' already")
    others = [question for question in bank.questions if question.category == category]
    text = question_skeleton(
        question_id,
        title or _title_of(question_id),
        _kind(category, others),
        _competency(category, others, bank),
        Terms(bank.seniority_ids, [c.id for c in bank.competencies], bank.scale),
    )
    (path,) = write(with_questions({category: text}, banks), folder, force=True)
    return Added(path, _note_on(category, [known.id for known in bank.categories]))


def _note_on(category: str, known: Sequence[str]) -> str:
    """Return a note on a category that is new, which may be a slip; empty for a known one."""
    if category in known:
        return ""
    return f"'{category}' is a new category{suggest(category, known)}"


def _title_of(name: str) -> str:
    """Return a title made from an id, cut at a word."""
    title = titled(name)
    cut = title[:LONGEST_TITLE]
    return cut if cut == title else cut.rpartition(" ")[0] or cut


def _kind(category: str, others: Sequence[Question]) -> Kind:
    """Return the kind that most questions of the category have."""
    kinds = Counter(question.kind for question in others if "kind" not in question.unwritten)
    named: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind == category)
    return kinds.most_common(1)[0][0] if kinds else (*named, "concept")[0]


def _competency(category: str, others: Sequence[Question], bank: QuestionBank) -> str:
    """Return the main competency that most questions of the category have, or one of the bank.

    Where the bank has none, the category's name becomes the first.
    """
    shown = Counter(name for question in others for name in question.competencies[:1])
    first = [*(name for name, _ in shown.most_common(1)), *(c.id for c in bank.competencies)]
    return (*first, category)[0]


def add_role(name: str, extends: str | None, workspace: Workspace, banks: Sequence[Path]) -> Path:
    """Write a role that extends another one, or one for what the bank has.

    Without `extends`, it extends the built-in role of the most similar name among those that fit
    the bank, or none where none fits. Raises BadRequest for a name that cannot be a role's,
    OutputExists for a name in use, InvalidInput where the role would have faults.
    """
    _require_id("role", name)
    bank = load_bank(banks, may_be_empty=True)
    parent = _parent(name, extends, workspace, bank)
    text = extending_role(name, parent, bank) if parent else role_of_bank(name, bank)
    folder = workspace.roles or workspace.folder / ROLES_FOLDER
    file = OutputFile(f"{name}.yaml", (schema_line("role", folder) + text).encode())
    require_role_loads(file, folder, bank)
    (path,) = write([file], folder, force=False)
    return path


def _parent(
    name: str, extends: str | None, workspace: Workspace, bank: QuestionBank
) -> Role | None:
    if extends:
        role_file(extends, workspace.roles)
        return load_role(extends, RoleOptions(), bank, workspace.roles).role
    fitting = {role.name: role for role in load_all_roles(bank).roles}
    near = get_close_matches(name, fitting, n=1, cutoff=0)
    return fitting[near[0]] if near else None


def _require_title(title: str | None) -> None:
    if title and len(title) > LONGEST_TITLE:
        raise BadRequest(f"a title may have at most {LONGEST_TITLE} characters: '{title}'")


def _require_id(kind: str, name: str) -> None:
    if not re.fullmatch(ID_PATTERN, name):
        raise BadRequest(
            f"'{name}' cannot name a {kind}",
            "use small letters and digits, joined by hyphens: 'two-words'",
        )
    if kind == "question":
        return
    fault = name_fault(f"{name}.yaml")
    if fault:
        raise BadRequest(f"'{name}.yaml' cannot be the name of a file: {fault}", "use another name")
    if kind == "category" and f"{name}.yaml" in NO_QUESTIONS:
        raise BadRequest(f"'{name}.yaml' has other things of the bank, and no questions")
