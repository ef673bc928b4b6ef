"""Every error that a user can fix; anything else is a bug and keeps its traceback.

KitgenError            message and hint
├── InvalidInput       faults in files, each an Issue with file, line and column
├── UnknownName        a name that is not there, with the nearest one that is
├── BadRequest         options that do not go together
├── Shortfall          what the bank lacks for a blueprint: need against have
├── TemplateFault      a template that cannot be rendered, or leaves the vocabulary
├── OutputExists       files that would be overwritten
└── MissingLibrary     a system library that a format needs
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

# The keys and list positions that lead to a value of a YAML file.
YamlPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """One fault of an input file; line and column count from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class KitgenError(Exception):
    """Something the user can fix: what is wrong, and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class InvalidInput(KitgenError):
    """All faults found in the input files, in reading order."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues: Sequence[Issue] = tuple(sorted(set(issues)))
        super().__init__("\n".join(map(str, self.issues)))


class UnknownName(KitgenError):
    """A name that is not among the valid ones."""

    def __init__(self, what: str, name: str, valid: Iterable[str]) -> None:
        known = tuple(valid)
        super().__init__(f"unknown {what} '{name}'{suggest(name, known, cutoff=0)}")
        self.hint = f"known: {', '.join(known)}" if len(known) <= 20 else ""


class BadRequest(KitgenError):
    """Options that do not go together."""


class Shortfall(KitgenError):
    """What the bank lacks for a blueprint, one line for each constraint not met."""


class TemplateFault(KitgenError):
    """A template that cannot be rendered, or that uses what the formats do not know."""


class OutputExists(KitgenError):
    """Files that a run would overwrite."""


class MissingLibrary(KitgenError):
    """A system library that a format needs and this machine lacks."""


def suggest(name: str, valid: Iterable[str], cutoff: float = 0.5) -> str:
    """Return `; did you mean 'x'?` for the valid word nearest to `name`.

    Empty when no word is as alike as `cutoff`, from 0 to 1.
    """
    near = get_close_matches(name, list(valid), n=1, cutoff=cutoff)
    return f"; did you mean '{near[0]}'?" if near else ""
