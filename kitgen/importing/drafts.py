"""Questions of a file → drafts of the bank."""

from collections.abc import Container, Iterator, Mapping, MutableSet
from dataclasses import dataclass
from typing import Any

from kitgen.bank.load import QuestionBank
from kitgen.bank.references import QuestionSource
from kitgen.importing.asking import without_number
from kitgen.importing.naming import id_of, slug, title_of
from kitgen.importing.parsing import plain, plain_name
from kitgen.importing.pictures import Figures
from kitgen.importing.reading import Found, Note, Place
from kitgen.importing.sound import sound
from kitgen.importing.values import Values

_ORDER: tuple[str, ...] = (
    "kind",
    "seniority",
    "competencies",
    "tags",
    "difficulty",
    "minutes",
    "prompt",
    "handout",
)
_ORDER += ("answer", "key_points", "follow_ups", "signals", "references", "source", "covers")


@dataclass(frozen=True, slots=True)
class Draft:
    """A question to add: where it was found, its category, and its keys as YAML has them."""

    found: Found
    category: str
    keys: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.keys["id"])

    @property
    def place(self) -> Place:
        """Where the question was found."""
        return self.found.place

    @property
    def asked(self) -> str:
        """The question as its file has it, in one line."""
        return " ".join(self.found.asked.split())

    def texts(self) -> Iterator[str]:
        """Yield what it has of its file, and the number before the question."""
        named = [key for key in ("id", "title") if key in self.found.fields]
        for key in (*named, *_ORDER):
            if key not in {"source", "covers"}:
                yield from _texts(self.keys.get(key))
        yield self.found.asked.removesuffix(without_number(self.found.asked))


@dataclass(frozen=True, slots=True)
class DraftMaker:
    """Makes drafts for one bank: in a category unless a column names another, of one source."""

    bank: QuestionBank
    category: str
    source: QuestionSource | None

    def draft(
        self, found: Found, figures: Figures, taken: MutableSet[str], notes: list[Note]
    ) -> Draft | None:
        """Return a question as a draft whose id is not among `taken`, or None without words."""
        values = Values(found, self.bank)
        values.read()
        notes += values.notes
        texts = {"prompt": found.prompt, "answer": found.answer} | {
            key: text for key, text in found.fields.items() if key == "handout"
        }
        shown = {key: _sound(text, found.place, figures, notes) for key, text in texts.items()}
        words = plain(shown["prompt"].split("\n\n")[0]) or plain(shown["prompt"])
        if not words:
            left = " ".join(f"{shown['prompt']} {shown['answer']}".split())
            notes.append(Note(found.place, "dropped", f"without a question: {left}"))
            return None
        category = self._category(found, notes)
        names = _names(found, words, category, taken)
        notes += _renamed(found, names)
        taken.add(names["id"])
        written = {key: text for key, text in shown.items() if text}
        return Draft(found, category, names | self._ordered(found, values.keys | written))

    def _ordered(self, found: Found, keys: Mapping[str, Any]) -> dict[str, Any]:
        origin = {"covers": [str(found.place)]}
        source = {"source": self.source.model_dump(exclude_none=True)} if self.source else {}
        all_keys = {**keys, **source, **origin}
        return {key: all_keys[key] for key in _ORDER if key in all_keys} | {"status": "draft"}

    def _category(self, found: Found, notes: list[Note]) -> str:
        named = plain_name(found.fields.get("category", ""))
        known = {name.casefold(): c.id for c in self.bank.categories for name in (c.id, c.title)}
        category = known.get(named.casefold()) or known.get(slug(named))
        if named and category is None:
            notes.append(Note(found.place, "dropped", f"unknown category: {named}"))
        return category or self.category


def _sound(text: str, place: Place, figures: Figures, notes: list[Note]) -> str:
    result = sound(figures.placed(text, place, notes).strip())
    notes += [Note(place, "changed", change) for change in result.changed]
    return result.text.strip()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str | int):
        yield str(value)
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _names(found: Found, words: str, category: str, taken: Container[str]) -> dict[str, Any]:
    """Return the id and the title of a question, those of the file where it has some."""
    title = title_of(plain_name(found.fields.get("title", "")) or words)
    return {"id": id_of(slug(found.fields.get("id", "")) or title, category, taken), "title": title}


def _renamed(found: Found, names: Mapping[str, str]) -> Iterator[Note]:
    """Yield the ids and titles of a table that could not stay as they are."""
    for key, name in names.items():
        given = plain_name(found.fields.get(key, ""))
        if given and given != name:
            yield Note(found.place, "changed", f"{key} made {name}: {given}")
