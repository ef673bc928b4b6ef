"""Translations of the fixed words: catalogues (gettext's `.po`), read as people write them.

English is in the templates and in `words.yaml`, and needs no catalogue.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from kitgen.errors import InvalidInput, Issue, UnknownName
from kitgen.files.text import read_code
from kitgen.language import wider
from kitgen.paths import is_inside
from kitgen.plural import form_of, forms_needed, plural_rule
from kitgen.resources import catalogues_in

if TYPE_CHECKING:
    from polib import POEntry, POFile

ENGLISH = "en"
_RULE = re.compile(r"nplurals\s*=\s*(\d)\s*;\s*plural\s*=\s*([^;]*[^;\s])")
# What is filled in later: {n} in words.yaml, %(name)s in templates, and the sign of per cent.
_BLANK = re.compile(r"\{\w+\}|%\(\w+\)s|%%|%")
_PAIRED = re.compile(r"</?\w+[^<>]*>")

# A message: the English text, and what it is about where one text has several meanings.
Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Translation:
    """The fixed words in one language; a message that it lacks stays as it is.

    `plural` is gettext's rule of which form belongs to a number.
    """

    language: str
    plural: str
    messages: Mapping[Key, tuple[str, ...]]

    def text(self, message: str, context: str | None = None) -> str:
        """Return a message in this language."""
        return self.messages.get((context, message), (message,))[0]

    def forms(self, singular: str, plural: str, context: str | None = None) -> tuple[str, ...]:
        """Return a message with a number in all its forms, in the order of the rule."""
        known = self.messages.get((context, singular))
        return known or (singular, *[plural] * (forms_needed(self.plural) - 1))

    def form(self, singular: str, plural: str, number: int, context: str | None = None) -> str:
        """Return the form of a message that belongs to a number."""
        return self.forms(singular, plural, context)[form_of(self.plural, number)]


def known_languages(folders: Sequence[Path]) -> list[str]:
    """Return the languages that some theme folders have catalogues of."""
    return sorted({file.stem for folder in folders for file in catalogues_in(folder)})


def load_translation(language: str, folders: Sequence[Path]) -> Translation:
    """Load the catalogues of a language; what an earlier folder says wins, message by message.

    `de-AT` is translated by `de` where nobody wrote it down by itself. Raises UnknownName for a
    language that no folder has, and InvalidInput for the faults of a catalogue.
    """
    found = [file for folder in folders for file in catalogues_in(folder)]
    for name in wider(_tag(language)):
        files = [file for file in found if file.stem.lower() == name.lower()]
        if files:
            found_one = reduce(_over, map(_read, reversed(files)))
            return replace(found_one, language=_tag(language))
    raise UnknownName(
        "language", language, (ENGLISH, *known_languages(folders)), "docs/languages.md tells how"
    )


def translation_into(
    language: str | None, written: str, folders: Sequence[Path]
) -> Translation | None:
    """Return the translation of what is written in a language; None where it needs or has none."""
    if language is None or is_same(language, written):
        return None
    if not any(is_same(language, known) for known in known_languages(folders)):
        return None
    return load_translation(language, folders)


def is_same(language: str, other: str) -> bool:
    """Tell whether two are one language, be it of two countries."""
    return _main(language) == _main(other)


def _main(language: str) -> str:
    return _tag(language).split("-")[0].lower()


def _tag(language: str) -> str:
    """Return a language as documents name it, of `de_AT` too."""
    return language.replace("_", "-")


def _over(below: Translation, above: Translation) -> Translation:
    messages = {**below.messages, **above.messages}
    return Translation(above.language, above.plural, messages)


def _read(file: Path) -> Translation:
    catalogue = _parsed(file)
    rule = _RULE.search(catalogue.metadata.get("Plural-Forms", ""))
    if not rule or not _is_rule(rule[2], int(rule[1])):
        message = "needs a rule in its head, such as 'Plural-Forms: nplurals=2; plural=n != 1;'"
        raise InvalidInput([Issue(str(file), 1, 1, message)])
    entries = [entry for entry in catalogue if entry.translated()]
    faults = [
        Issue(str(file), entry.linenum or 1, 1, fault)
        for entry in entries
        for fault in _faults(entry, int(rule[1]))
    ]
    if faults:
        raise InvalidInput(faults)
    messages: dict[Key, tuple[str, ...]] = {
        (entry.msgctxt, entry.msgid): _forms(entry) for entry in entries
    }
    return Translation(file.stem, rule[2], messages)


def _parsed(file: Path) -> "POFile":
    import polib

    if not is_inside(file, file.parents[1]):
        message = "is a link that leads out of the theme; copy here what it leads to"
        raise InvalidInput([Issue(str(file), 1, 1, message)])
    text = read_code(file)
    try:
        return polib.pofile(text)
    except OSError as error:
        line = re.search(r"line (\d+)", str(error))
        message = 'not as gettext writes it: msgid "…", then msgstr "…"'
        raise InvalidInput([Issue(str(file), int(line[1]) if line else 1, 1, message)]) from None


def _forms(entry: "POEntry") -> tuple[str, ...]:
    if entry.msgid_plural:
        return tuple(entry.msgstr_plural[number] for number in sorted(entry.msgstr_plural))
    return (entry.msgstr,)


def _faults(entry: "POEntry", forms: int) -> Iterator[str]:
    """Yield what would break a document in which a translation is printed."""
    translated = _forms(entry)
    if entry.msgid_plural and len(translated) != forms:
        yield f"needs {forms} forms, msgstr[0] to msgstr[{forms - 1}]"
    for pattern, what in ((_BLANK, "blanks"), (_PAIRED, "marks")):
        wanted = Counter(pattern.findall(entry.msgid))
        for text in translated:
            if Counter(pattern.findall(text)) != wanted:
                listed = " ".join(wanted.elements()) or "none"
                yield f"other {what} than the English text, which has: {listed}"


def _is_rule(rule: str, forms: int) -> bool:
    try:
        return forms_needed(plural_rule(rule)) <= forms
    except ValueError:
        return False
