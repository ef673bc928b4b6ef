"""Lists in Word's own numbering: levels by indent, and each numbered list with its own count."""

from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm

from kitgen.render.docx.order import element, put

_LEVELS = 9  # what Word allows (ECMA-376 part 1, 17.9.6)
_STEP = 4  # mm from level to level
_ROOM = {"bullet": 4, "decimal": 6, "none": 0}  # mm for the mark; 10. needs more than –
_PATTERNS = {"bullet": "–", "decimal": "%{}.", "none": ""}
_KINDS = tuple(_PATTERNS)


class Numbering:
    """The numbering of one document."""

    def __init__(self, document: Any) -> None:
        self._root = document.part.numbering_part.element
        for old in list(self._root):
            self._root.remove(old)
        self._root.extend(_definition(number, kind) for number, kind in enumerate(_KINDS))
        # One use of each kind is enough where nothing counts.
        self._shared = {kind: self._use(kind) for kind in ("bullet", "none")}

    def bullets(self) -> int:
        """Return the number of a list with bullets."""
        return self._shared["bullet"]

    def count(self, level: int, start: int) -> int:
        """Return the number of a new list that counts from `start`."""
        return self._use("decimal", min(level, _LEVELS - 1), start)

    def apply(self, paragraph: Any, level: int, number: int | None) -> None:
        """Make a paragraph an item of list `number`, or one that goes on below such an item."""
        wanted = self._shared["none"] if number is None else number
        item = put(paragraph._p.get_or_add_pPr(), element("numPr"))
        item.append(element("ilvl", val=min(level, _LEVELS - 1)))
        item.append(element("numId", val=wanted))

    def _use(self, kind: str, level: int = 0, start: int | None = None) -> int:
        number = len(self._root.findall(qn("w:num"))) + 1
        use = element("num", numId=number)
        use.append(element("abstractNumId", val=_KINDS.index(kind)))
        if start is not None:
            # Without it Word goes on counting from the list before.
            override = element("lvlOverride", ilvl=level)
            override.append(element("startOverride", val=start))
            use.append(override)
        self._root.append(use)
        return number


def indent_of(level: int) -> float:
    """Return the mm from the margin at which the text of a list's items begins, and tables too."""
    return (level + 1) * _STEP


def _definition(number: int, kind: str) -> Any:
    definition = element("abstractNum", abstractNumId=number)
    definition.append(element("nsid", val=f"{number + 1:08X}"))  # tells lists apart when pasted
    definition.append(element("multiLevelType", val="multilevel"))
    definition.extend(_level(level, kind) for level in range(_LEVELS))
    return definition


def _level(level: int, kind: str) -> Any:
    made = element("lvl", ilvl=level)
    made.append(element("start", val=1))
    made.append(element("numFmt", val=kind))
    made.append(element("suff", val="nothing" if kind == "none" else "tab"))
    made.append(element("lvlText", val=_PATTERNS[kind].format(level + 1)))
    made.append(element("lvlJc", val="left"))
    room = _ROOM[kind]
    left = level * _STEP + (room or _STEP)
    layout = element("pPr")
    layout.append(element("ind", left=Mm(left).twips, hanging=Mm(room).twips))
    made.append(layout)
    return made
