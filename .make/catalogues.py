"""Brings the catalogues of languages up to date with the templates, words.yaml and the vocabulary.

New messages are added without a translation, and those that nothing prints any more are dropped.
It prints how many are left to translate. `tests/test_languages.py` wants none left.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from jinja2.ext import babel_extract

from kitgen.bank.built_in import said_scale, said_scripts
from kitgen.bank.vocabularies import generic_vocabulary
from kitgen.bank.vocabulary import Scripts
from kitgen.resources import LANGUAGES_FOLDER, shipped
from kitgen.words import built_in_words

_WIDTH = 98  # characters of a line
_OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}
_HEAD = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
_NOT_SAID = {"language", "plural"}


def messages() -> polib.POFile:
    """Return all that packs print, in the order of the files."""
    found = polib.POFile(wrapwidth=_WIDTH)
    for file in sorted(shipped("templates").glob("*.html")):
        for entry in _of_template(file):
            _add(found, entry)
    for entry in _of_words(built_in_words().model_dump(), ""):
        _add(found, entry)
    for entry in _of_vocabulary():
        _add(found, entry)
    return found


def _add(found: polib.POFile, entry: polib.POEntry) -> None:
    known = found.find(entry.msgid, msgctxt=entry.msgctxt or False)
    if known is None:
        found.append(entry)
    elif entry.occurrences[0] not in known.occurrences:
        known.occurrences += entry.occurrences


def _of_template(file: Path) -> Iterator[polib.POEntry]:
    keywords = ("_", "gettext", "ngettext", "pgettext")
    with file.open("rb") as source:
        for _, function, texts, _ in babel_extract(source, keywords, [], _OPTIONS):
            parts = [texts] if isinstance(texts, str) else [part for part in texts or () if part]
            context = parts.pop(0) if function == "pgettext" else None
            entry = polib.POEntry(msgctxt=context, msgid=parts[0], occurrences=[(file.name, "")])
            if function == "ngettext":
                entry.msgid_plural, entry.msgstr_plural = parts[1], {0: "", 1: ""}
            yield entry


def _of_words(value: object, context: str) -> Iterator[polib.POEntry]:
    place = [("words.yaml", "")]
    if isinstance(value, str):
        yield polib.POEntry(msgctxt=context, msgid=value, occurrences=place)
    elif isinstance(value, dict):
        for key, part in value.items():
            if key not in _NOT_SAID:
                yield from _of_words(part, f"{context}.{key}".lstrip("."))
    elif isinstance(value, tuple) and "{n}" in value[0]:
        yield polib.POEntry(
            msgctxt=context,
            msgid=value[0],
            msgid_plural=value[-1],
            msgstr_plural={0: "", 1: ""},
            occurrences=place,
        )
    elif isinstance(value, tuple):
        for part in value:
            yield from _of_words(part, context)


def _of_vocabulary() -> list[polib.POEntry]:
    """Return what a bank has of the built-in vocabulary, as it asks for a translation."""
    entries = []

    def noted(text: str, context: str) -> str:
        place = [("vocabulary.yaml", "")]
        entries.append(polib.POEntry(msgctxt=context, msgid=text, occurrences=place))
        return text

    vocabulary = generic_vocabulary()
    said_scripts(Scripts(**dict(vocabulary.scripts)), noted)
    for scale in vocabulary.scales.values():
        said_scale(scale, noted)
    return entries


def _drop_forms(catalogue: polib.POFile) -> None:
    """Drop the forms of numbers that English has and a language such as Japanese has not."""
    found = re.search(r"nplurals\s*=\s*(\d)", catalogue.metadata.get("Plural-Forms", ""))
    needed = int(found[1]) if found else 2
    for entry in catalogue:
        forms = entry.msgstr_plural.items()
        entry.msgstr_plural = {number: text for number, text in forms if number < needed}


def main() -> None:
    """Renew the catalogues of the languages that are named, or of all."""
    folder = shipped("templates") / LANGUAGES_FOLDER
    files = [folder / f"{name}.po" for name in sys.argv[1:]] or sorted(folder.glob("*.po"))
    current = messages()
    for file in files:
        catalogue = polib.POFile(wrapwidth=_WIDTH)
        if file.exists():
            catalogue = polib.pofile(str(file), wrapwidth=_WIDTH)
        catalogue.metadata = {**_HEAD, **catalogue.metadata}
        catalogue.merge(current)
        _drop_forms(catalogue)
        for entry in catalogue.obsolete_entries():
            catalogue.remove(entry)
        catalogue.save(str(file))
        left = len(catalogue.untranslated_entries())
        print(f"{file.name}: {len(catalogue)} messages, {left} to translate")


if __name__ == "__main__":
    main()
