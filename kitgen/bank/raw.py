"""A question as it stands in its file, and the faults that only the whole bank can show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kitgen.bank.vocabulary import Scale, Vocabulary
from kitgen.errors import Issue, suggest
from kitgen.files.source import Source


@dataclass(frozen=True, slots=True)
class RawQuestion:
    """A question as it stands in its file, before validation."""

    folder: Path
    source: Source
    index: int
    raw: Mapping[str, Any]

    def issue(self, message: str, *place: str | int, key: bool = False) -> Issue:
        """Locate `message` in this question."""
        return self.source.issue((self.index, *place), message, key=key)

    def replaces(self, other: "RawQuestion | None") -> bool:
        """Tell whether this question takes the place of one of another bank."""
        return (
            self.raw.get("override") is True and other is not None and other.folder != self.folder
        )

    def texts(self, key: str) -> tuple[tuple[int, str], ...]:
        """Return the texts of a list, with their places in it."""
        value = self.raw.get(key)
        items = value if isinstance(value, tuple) else ()
        return tuple((n, item) for n, item in enumerate(items) if isinstance(item, str))

    def text(self, key: str) -> str | None:
        """Return the text at `key`, or None when there is none."""
        value = self.raw.get(key)
        return value if isinstance(value, str) else None


def cross_faults(entries: Sequence[RawQuestion], terms: Vocabulary) -> Iterator[Issue]:
    """Yield the faults that need more than one question, or the bank's terms, to be seen."""
    first: dict[str, RawQuestion] = {}
    for entry in entries:
        name = entry.text("id")
        if name and entry.replaces(first.get(name)):
            first[name] = entry
        elif name and entry.raw.get("override") is True:
            yield entry.issue(f"no question '{name}' of another bank to override", "override")
        elif name and name in first:
            there = first[name].issue("", "id")
            message = f"duplicate id '{name}', first used at {there.file}:{there.line}"
            if entry.folder != first[name].folder:
                message += "; to replace that one, say 'override: true'"
            yield entry.issue(message, "id")
        elif name:
            first[name] = entry
    competencies = [c.id for c in terms.competencies]
    for entry in entries:
        yield from _unknown(entry, "competencies", "competency", competencies)
        yield from _unknown(entry, "enemies", "question", list(first))
        yield from _unknown(entry, "requires", "question", list(first))
        yield from _anchor_faults(entry, terms.scales[terms.scale])
        yield from _solution_faults(entry)


def _unknown(entry: RawQuestion, key: str, what: str, known: Sequence[str]) -> Iterator[Issue]:
    for index, name in entry.texts(key):
        if name not in known:
            yield entry.issue(f"unknown {what} '{name}'{suggest(name, known)}", key, index)
        elif name == entry.text("id"):
            deed = "be its own enemy" if key == "enemies" else "require itself"
            yield entry.issue(f"a question cannot {deed}", key, index)


def _anchor_faults(entry: RawQuestion, scale: Scale) -> Iterator[Issue]:
    rubric = entry.raw.get("rubric")
    if not isinstance(rubric, Mapping):
        return
    levels = [level.value for level in scale.levels]
    default = rubric.get("default")
    if isinstance(default, Mapping):
        for level in scale.levels:
            if level.anchored and level.value not in default:
                message = f"no anchor for level {level.value} ({level.label})"
                yield entry.issue(message, "rubric", "default", key=True)
    for seniority, anchors in rubric.items():
        for value in anchors if isinstance(anchors, Mapping) else ():
            if isinstance(value, int) and value not in levels:
                message = f"level {value} is not on the scale ({', '.join(map(str, levels))})"
                yield entry.issue(message, "rubric", seniority, value, key=True)


def _solution_faults(entry: RawQuestion) -> Iterator[Issue]:
    path = entry.text("solution")
    if path is None:
        return
    folder = entry.folder.resolve()
    file = (folder / path).resolve()
    if not file.is_relative_to(folder) or not file.is_file():
        yield entry.issue(f"no file '{path}' in the bank's folder", "solution")
