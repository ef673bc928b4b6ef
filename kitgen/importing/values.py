"""Columns of a table → the keys of a draft, in the terms of the bank."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kitgen.bank.draft import NOTHING
from kitgen.bank.load import QuestionBank
from kitgen.importing.naming import slug
from kitgen.importing.parsing import plain_name
from kitgen.importing.reading import Found, Note, Outcome
from kitgen.importing.sound import sound
from kitgen.literals import KINDS

V = TypeVar("V")
# In English, German, French, Spanish and Japanese.
_DIFFICULTIES = {
    **dict.fromkeys(("very easy", "warm-up", "beginner", "basic"), 1),
    **dict.fromkeys(("sehr leicht", "sehr einfach", "très facile", "muy fácil"), 1),
    **dict.fromkeys(("easy", "leicht", "einfach", "facile", "fácil", "易"), 2),
    **dict.fromkeys(("medium", "moderate", "intermediate", "normal"), 3),
    **dict.fromkeys(("mittel", "moyen", "moyenne", "media", "medio", "中"), 3),
    **dict.fromkeys(("hard", "difficult", "advanced"), 4),
    **dict.fromkeys(("schwer", "schwierig", "difficile", "difícil", "難"), 4),
    **dict.fromkeys(("very hard", "expert"), 5),
    **dict.fromkeys(("sehr schwer", "sehr schwierig", "très difficile", "muy difícil"), 5),
}
_KINDS = {
    "behavioural": "behavioral",
    "theory": "concept",
    "conceptual": "concept",
    "code": "coding",
}
_SEPARATOR = re.compile(r"[,;/\n]|<br>|\\\n")
_BULLET = re.compile(r"^\s*(?:[-+*•–]|\d+[.)])\s+")


@dataclass(slots=True)
class Values:
    """The keys that the columns of one question give, with notes of what fits no key."""

    found: Found
    bank: QuestionBank
    keys: dict[str, Any] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def read(self) -> None:
        """Read every column."""
        readers: Mapping[str, Callable[[str], object]] = {
            "difficulty": self._difficulty,
            "minutes": self._minutes,
            "kind": self._kind,
            "seniority": self._seniority,
            "competencies": self._competencies,
            "tags": self._tags,
            "key_points": lambda text: [{"needed": True, "point": p} for p in self._lines(text)],
            "follow_ups": lambda text: [
                {"ask": ask, "listen_for": NOTHING} for ask in self._lines(text)
            ],
            "references": lambda text: [{"title": plain_name(line)} for line in self._lines(text)],
        }
        for name, read in readers.items():
            if name in self.found.fields and (value := read(self.found.fields[name])):
                self.keys[name] = value
        self._signals()
        sections = [tag for section in self.found.sections if (tag := slug(section))]
        tags = dict.fromkeys((*self.keys.get("tags", ()), *sections))
        if tags:
            self.keys["tags"] = list(tags)

    def _difficulty(self, text: str) -> int | None:
        words = plain_name(text).casefold()
        if re.fullmatch("[1-5]", words):
            return int(words)
        level = _DIFFICULTIES.get(words)
        if level is not None:
            self._note("changed", f"difficulty {level}: {words}")
        return self._or_dropped(level, "difficulty", text)

    def _minutes(self, text: str) -> int | None:
        number = re.match(r"\d{1,3}(?!\d)", plain_name(text))
        minutes = int(number[0]) if number else 0
        if number and number[0] != plain_name(text):
            self._note("changed", f"minutes: {plain_name(text)}")
        return self._or_dropped(minutes if 1 <= minutes <= 120 else None, "minutes", text)

    def _kind(self, text: str) -> str | None:
        word = plain_name(text).casefold()
        kind = _KINDS.get(word, word)
        if kind != word:
            self._note("changed", f"kind {kind}: {word}")
        return self._or_dropped(kind if kind in KINDS else None, "kind", text)

    def _seniority(self, text: str) -> list[str] | None:
        known = {name: name for name in self.bank.seniority_ids}
        known |= {s.title.casefold(): s.id for s in self.bank.seniorities}
        levels = self._known(_parts(text), known)
        if levels:
            return [name for name in self.bank.seniority_ids if name in levels]
        if plain_name(text).casefold() in _DIFFICULTIES and "difficulty" not in self.keys:
            self.keys["difficulty"] = _DIFFICULTIES[plain_name(text).casefold()]
            self._note("changed", f"taken as difficulty: {plain_name(text)}")
            return None
        self._note("dropped", f"unknown seniority: {plain_name(text)}")
        return None

    def _competencies(self, text: str) -> list[str]:
        known = {c.id: c.id for c in self.bank.competencies}
        known |= {c.title.casefold(): c.id for c in self.bank.competencies}
        parts = list(_parts(text))
        for part in parts:
            if not self._known([part], known):
                self._note("dropped", f"unknown competency: {part}")
        return self._known(parts, known)

    def _tags(self, text: str) -> list[str]:
        tags = []
        for part in _parts(text):
            tag = slug(part)
            if tag != part.casefold():
                self._note("changed" if tag else "dropped", f"tag made {tag or 'nothing'}: {part}")
            tags += [tag] if tag else []
        return tags

    def _signals(self) -> None:
        sides = {side: self._lines(self.found.fields.get(side, "")) for side in ("strong", "weak")}
        if any(sides.values()):
            self.keys["signals"] = {side: lines or [NOTHING] for side, lines in sides.items()}

    def _lines(self, text: str) -> list[str]:
        """Return the lines of a cell as texts of one line each."""
        lines = (_BULLET.sub("", line.removesuffix("\\")) for line in re.split(r"\n|<br>", text))
        shown = []
        for line in filter(None, (" ".join(line.split()) for line in lines)):
            written = sound(line, inline=True)
            shown.append(written.text)
            for change in written.changed:
                self._note("changed", change)
        return shown

    def _known(self, parts: Iterable[str], known: Mapping[str, str]) -> list[str]:
        ids = [known.get(part.casefold()) or known.get(slug(part)) for part in parts]
        return list(dict.fromkeys(name for name in ids if name))

    def _or_dropped(self, value: V | None, name: str, text: str) -> V | None:
        """Return a value, and note a text that gives none."""
        if value is None:
            self._note("dropped", f"unknown {name}: {plain_name(text)}")
        return value

    def _note(self, outcome: Outcome, text: str) -> None:
        self.notes.append(Note(self.found.place, outcome, text))


def _parts(text: str) -> Iterator[str]:
    """Yield the names of a cell that has several."""
    for part in _SEPARATOR.split(text):
        words = plain_name(_BULLET.sub("", part))
        if words:
            yield words
