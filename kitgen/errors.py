"""Every error that a user can fix; anything else is a bug and keeps its traceback.

KitgenError            message and hint
├── InvalidInput       faults in files, each an Issue with file, line and column
├── UnknownName        a name that is not there, with the nearest one that is
├── BadRequest         options that do not go together
├── Shortfall          what the bank lacks for a blueprint: need against have
├── TemplateFault      a template that cannot be rendered, or leaves the vocabulary
├── NotALoop           kits of which no loop edition can be made
├── SolverLimit        a selection that the solver could not finish
├── Disclosure         a candidate's file with words that only interviewers may see
├── Locked             a file that has a password, or another one
├── OutputExists       files that would be overwritten
├── OutputFault        a folder or file that cannot be written
├── RecordFault        a record of use that cannot be read or written
├── MissingFont        a font of the theme, or one with a character, that is not installed
└── MissingLibrary     a system library that a format needs

BorrowedFont is a warning: the pack is made, and may look different elsewhere.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kitgen.limits import FAULTS
from kitgen.unseen import foreign, shown

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
        return f"{shown(self.file)}:{self.line}:{self.column}: {self.message}"


class KitgenError(Exception):
    """Something the user can fix: what is wrong, and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        """Let an error of another process arrive as it is, whatever it was made of."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(
    kind: type[KitgenError], arguments: tuple[object, ...], state: Mapping[str, object]
) -> KitgenError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(state)
    return error


class InvalidInput(KitgenError):
    """All faults found in the input files, in reading order."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues: Sequence[Issue] = tuple(sorted(set(issues)))
        lines = [*map(str, self.issues[:FAULTS])]
        if len(self.issues) > FAULTS:
            lines.append("and more faults, to be seen when these are mended")
        super().__init__("\n".join(lines))


class UnknownName(KitgenError):
    """A name that is not among the valid ones; `advice` tells how it could become one."""

    def __init__(self, what: str, name: str, valid: Iterable[str], advice: str = "") -> None:
        known = tuple(valid)
        super().__init__(f"unknown {what} {quote(name)}{suggest(name, known)}")
        listed = f"known: {', '.join(known)}" if 0 < len(known) <= 20 else ""
        self.hint = "; ".join(filter(None, (listed, advice)))


class BadRequest(KitgenError):
    """Options that do not go together."""


class Shortfall(KitgenError):
    """What the bank lacks for a blueprint, one line for each constraint not met."""


class TemplateFault(KitgenError):
    """A template that cannot be rendered, or that uses what the formats do not know."""


class NotALoop(KitgenError):
    """Kits that are not all rounds of one loop, planned together."""


class SolverLimit(KitgenError):
    """A selection that the solver could not finish within its limits."""


class Disclosure(KitgenError):
    """A file for a candidate that has words of an answer."""


class Locked(KitgenError):
    """A file that is protected by a password, or by another one than was given."""


class OutputExists(KitgenError):
    """Files that a run would overwrite."""


class OutputFault(KitgenError):
    """A folder or file that cannot be written."""


class RecordFault(KitgenError):
    """A record of use that cannot be read or written."""


class MissingFont(KitgenError):
    """A font of the theme, or one that has a character of a text, that is not installed."""


class MissingLibrary(KitgenError):
    """A system library that a format needs and this machine lacks."""


class BorrowedFont(UserWarning):
    """Characters that the theme's fonts lack, printed in a font that this machine has."""


# Longer texts are no misspelt names, and comparing them takes time.
_LONGEST_NAME = 60
_MOST_NAMES = 2_000


def cut(text: str) -> str:
    """Return a text of a file as short as a message may be."""
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"


def quote(text: str) -> str:
    """Return a text of a file as a message shows it: in quotes, and cut where it is long."""
    return f"'{shown(cut(text))}'"


def listed(words: Sequence[str]) -> str:
    """Return words as one reads a list: a, b and c."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def counted(number: int, noun: str) -> str:
    """Return a number of things: 1 question, 2 questions."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def suggest(name: str, valid: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the valid word nearest to `name`; empty for none near."""
    known = {word.casefold(): word for word in valid}
    if len(name) > _LONGEST_NAME or len(known) > _MOST_NAMES:
        return ""
    from difflib import get_close_matches

    near = get_close_matches(name.casefold(), known, n=1, cutoff=0.6)
    return f"; did you mean '{known[near[0]]}'?{foreign(name, known[near[0]])}" if near else ""


def require_known(
    what: str, names: Iterable[str], valid: Collection[str], advice: str = ""
) -> None:
    """Raise UnknownName for the first of some names that is not among the valid ones."""
    for name in names:
        if name not in valid:
            raise UnknownName(what, name, valid, advice)
