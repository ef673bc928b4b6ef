"""The files that a workspace starts with: for machine learning, for any field, or for none."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Template

from kitgen.bank.files import NO_QUESTIONS
from kitgen.errors import BadRequest
from kitgen.files.dump import scalar
from kitgen.files.portable import name_fault
from kitgen.resources import shipped

Files = Sequence[tuple[str, bytes]]

_THEME = "theme/theme.yaml"
# A file of the blank workspace that is made for a field only.
_OF_FIELD = "questions/field.yaml"
_ROLE = "roles/role.yaml"
_LONGEST_FIELD = 40


@dataclass(frozen=True, slots=True)
class Start:
    """The files of a new workspace with their places in it, and the name of its role."""

    files: Files
    role: str


def example_start() -> Start:
    """Return a workspace beside the built-in bank, with an example of each file."""
    sample = shipped("examples") / "workspace"
    files = [(path, path.read_bytes()) for path in sorted(sample.rglob("*.yaml"))]
    named = [(path.relative_to(sample).as_posix(), content) for path, content in files]
    return Start(named, "search-engineer")


def blank_start(field: str | None) -> Start:
    """Return a workspace without the built-in bank: terms, a question for any work, and a role.

    With a `field`, such as Nursing, it has a category for that, and the role is named after it.
    Raises BadRequest for a field of which no name of a file can be made.
    """
    folder = shipped("examples") / "blank"
    names = _names(field) if field is not None else _NO_FIELD
    places = {
        _OF_FIELD: f"questions/{names['category']}.yaml",
        _ROLE: f"roles/{names['role']}.yaml",
    }
    files: list[tuple[str, bytes]] = []
    for path in sorted(folder.rglob("*.yaml")):
        place = path.relative_to(folder).as_posix()
        if place != _OF_FIELD or field is not None:
            text = Template(path.read_text(encoding="utf-8")).substitute(names)
            files.append((places.get(place, place), text.rstrip("\n").encode() + b"\n"))
    files.append((_THEME, (shipped("examples") / "workspace" / _THEME).read_bytes()))
    return Start(files, names["role"])


_NO_FIELD: Mapping[str, str] = {
    "category": "",
    "title": "",
    "role": "first-role",
    "role_title": "First role",
    "round_title": "Interview",
    "more": "",
}


def _names(field: str) -> Mapping[str, str]:
    category = _id_of(field)
    title = " ".join(field.split())
    is_usable = category and len(category) <= _LONGEST_FIELD and title.isprintable()
    if not is_usable or name_fault(f"{category}.yaml"):
        raise BadRequest(
            f"no name of a file can be made of the field '{field}'",
            f"use up to {_LONGEST_FIELD} Latin letters and digits, or --blank",
        )
    if f"{category}.yaml" in {"behavioral.yaml", *NO_QUESTIONS}:
        raise BadRequest(f"'{category}' is the name of another file", "name the field otherwise")
    return {
        "category": category,
        "title": title,
        "role": f"{category}-role",
        "role_title": scalar(title),
        "round_title": scalar(f"{title} interview"),
        "more": f"      # - {{category: {category}, count: 3}}   # once there are questions",
    }


def _id_of(text: str) -> str:
    """Return small letters and digits joined by hyphens, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))
