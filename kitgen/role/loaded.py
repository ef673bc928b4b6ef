"""A role together with the places where its parts were written, for messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kitgen.errors import YamlPath
from kitgen.files.layers import FileLine
from kitgen.role.role import Role


@dataclass(frozen=True, slots=True)
class Flag:
    """An option of the command line, as the user gave it."""

    text: str

    def __str__(self) -> str:
        return self.text


Origins = Mapping[YamlPath, FileLine | Flag]


@dataclass(frozen=True, slots=True)
class LoadedRole:
    """A role, and the file and line, or the flag, that each of its rows and numbers comes from.

    A role that is made in code has no origins.
    """

    role: Role
    origins: Origins = field(default_factory=dict)
