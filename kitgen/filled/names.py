"""Values of a form by the names of docs/filling.md, and which of these stand for one of several."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kitgen.errors import quote
from kitgen.unseen import shown

# What was typed, what was chosen of several, or whether a box is ticked; empty for a blank.
Value = str | bool
Values = Mapping[str, Value]
KIT = "kit"
_CHOICE = re.compile(r"(round/\d+/(first|second)/)?verdict|question/\d+/rating|decision", re.ASCII)
# Dots that are printed where a value goes, and spaces.
_BLANKS = "… \n\r\t\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of a form, with what is in it: one name may be in several places."""

    name: str
    value: Value


def typed(name: str, text: str) -> Entry:
    """Return a place for text."""
    return Entry(name, text.replace("\r\n", "\n").replace("\r", "\n").strip(_BLANKS))


def ticked(name: str, *, is_ticked: bool) -> Entry:
    """Return a box, which may stand for one choice of several."""
    choice, _, value = name.rpartition("/")
    if _CHOICE.fullmatch(choice):
        return Entry(choice, value if is_ticked else "")
    return Entry(name, is_ticked)


def merged(entries: Iterable[Entry]) -> tuple[Values, tuple[str, ...]]:
    """Return the value of each name, and the faults: names with two values that differ."""
    found: dict[str, list[Value]] = {}
    for entry in entries:
        others = found.setdefault(entry.name, [])
        if entry.value and entry.value not in others:
            others.append(entry.value)
        elif not others and entry.value is False:
            others.append(False)
    values = {name: given[-1] if given else "" for name, given in found.items()}
    faults = tuple(_both(name, given) for name, given in found.items() if len(_said(given)) > 1)
    return values, faults


def _said(given: Iterable[Value]) -> list[Value]:
    return [value for value in given if value]


def _both(name: str, given: Iterable[Value]) -> str:
    listed = " and ".join(quote(str(value)) for value in _said(given))
    return f"{shown(name)}: {listed} are given; leave one of them"
