"""Lists in Word's own numbering: levels by indent, and each numbered list with its own count."""

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm

from kitgen.render.docx.order import element, put

_LEVELS = 9  # what Word allows (ECMA-376 part 1, 17.9.6)
_STEP = 6  # mm from the marks of one level to those of the next


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of list: `room` is that of its marks, in mm; what has no pattern has no marks."""

    format: str
    pattern: str
    room: float


_KINDS = {
    "bullet": _Kind("bullet", "–", 4),
    "decimal": _Kind("decimal", "%{}.", 6),
    # What goes on below an item, in line with its text.
    "below bullet": _Kind("none", "", 4),
    "below decimal": _Kind("none", "", 6),
}


@dataclass(frozen=True, slots=True)
class WordList:
    """A list of a document: the numbers of its items and of what goes on below them in Word."""

    level: int
    items: int
    below: int
    room: float

    @property
    def indent(self) -> float:
        """The mm from the margin at which the text of the items begins."""
        return self.level * _STEP + self.room


class Numbering:
    """The numbering of one document."""

    def __init__(self, document: Any) -> None:
        self._root = document.part.numbering_part.element
        for old in list(self._root):
            self._root.remove(old)
        for number, kind in enumerate(_KINDS.values()):
            self._root.append(_definition(number, kind))
        # One use of each kind is enough where nothing counts.
        self._shared = {name: self._use(name) for name in _KINDS if name != "decimal"}

    def bullets(self, level: int) -> WordList:
        """Return a list with bullets, at a level from 0."""
        return self._list("bullet", level, self._shared["bullet"])

    def counting(self, level: int, start: int) -> WordList:
        """Return a new list that counts from `start`."""
        use = self._use("decimal")
        # Without it Word goes on counting from the list before.
        override = element("lvlOverride", ilvl=_within(level))
        override.append(element("startOverride", val=start))
        self._root[-1].append(override)
        return self._list("decimal", level, use)

    def unmarked(self, level: int) -> WordList:
        """Return what is indented like a list with bullets, at a level from 0, and has none."""
        return self._list("bullet", level, self._shared["below bullet"])

    def _list(self, kind: str, level: int, use: int) -> WordList:
        below = self._shared[f"below {kind}"]
        return WordList(_within(level), use, below, _KINDS[kind].room)

    def _use(self, kind: str) -> int:
        number = len(self._root.findall(qn("w:num"))) + 1
        use = element("num", numId=number)
        use.append(element("abstractNumId", val=list(_KINDS).index(kind)))
        self._root.append(use)
        return number


def number_paragraph(paragraph: Any, level: int, number: int) -> None:
    """Make a paragraph part of the list of that number."""
    item = put(paragraph._p.get_or_add_pPr(), element("numPr"))
    item.append(element("ilvl", val=level))
    item.append(element("numId", val=number))


def _within(level: int) -> int:
    return min(level, _LEVELS - 1)


def _definition(number: int, kind: _Kind) -> Any:
    definition = element("abstractNum", abstractNumId=number)
    definition.append(element("nsid", val=f"{number + 1:08X}"))  # tells lists apart when pasted
    definition.append(element("multiLevelType", val="multilevel"))
    definition.extend(_level(level, kind) for level in range(_LEVELS))
    return definition


def _level(level: int, kind: _Kind) -> Any:
    made = element("lvl", ilvl=level)
    made.append(element("start", val=1))
    made.append(element("numFmt", val=kind.format))
    made.append(element("suff", val="tab" if kind.pattern else "nothing"))
    made.append(element("lvlText", val=kind.pattern.format(level + 1)))
    made.append(element("lvlJc", val="left"))
    layout = element("pPr")
    left, hanging = level * _STEP + kind.room, kind.room if kind.pattern else 0
    layout.append(element("ind", left=Mm(left).twips, hanging=Mm(hanging).twips))
    made.append(layout)
    return made
