"""The printed words that are in no template: one file, so that they can be translated."""

from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator

from kitgen.files.blanks import with_blanks
from kitgen.files.model import Language, Line, Model, validate
from kitgen.files.source import read
from kitgen.plural import form_of, forms_needed, plural_rule
from kitgen.resources import shipped
from kitgen.translation import Translation, translation_into
from kitgen.wording import (
    Agenda,
    Alike,
    AsksFor,
    CaseWords,
    CodingWords,
    Confidential,
    Counts,
    Filling,
    Kinds,
    Listed,
    Scores,
    ScriptWords,
    Slots,
    Unwritten,
)

WORDS_FILE = "words.yaml"


class Words(Model):
    """The content of `words.yaml`."""

    language: Language
    plural: Annotated[Line, AfterValidator(plural_rule)]
    page: Annotated[Line, with_blanks("page", "pages")]
    decimal: Line
    percent: Annotated[Line, with_blanks("n", needed=True)]
    continued: Annotated[Line, with_blanks("title", needed=True)]
    draft: Line
    blank: Line
    filling: Filling
    unwritten: Unwritten
    agenda: Agenda
    case: CaseWords
    figure: Annotated[Line, with_blanks("number", needed=True)]
    bar: Line
    scores: Scores
    between: Annotated[Line, with_blanks("below", "above", needed=True)]
    slots: Slots
    confidential: Confidential
    whole_loop: Line
    listed: Listed
    counts: Counts
    kinds: Kinds
    alike: Alike
    asks_for: AsksFor
    interview: Annotated[Line, with_blanks("seniority", needed=True)]
    coding: CodingWords
    scripts: ScriptWords
    signs: dict[str, Line] = Field(
        default={},
        description="How signs of formulas are spoken that have no name in the language.",
    )

    @model_validator(mode="after")
    def _enough_forms(self) -> "Words":
        needed = forms_needed(self.plural)
        counted = {**dict(self.counts), "scripts.questions": self.scripts.questions}
        for name, forms in counted.items():
            if len(forms) < needed:
                raise ValueError(f"{name}: {needed} plural forms needed, found {len(forms)}")
        return self

    def translated(self, translation: Translation) -> "Words":
        """Return the words in another language."""
        own = {"language": translation.language, "plural": translation.plural}
        content = {key: value for key, value in self.model_dump().items() if key not in own}
        return Words.model_validate({**_translated(content, "", translation), **own})

    def counted(self, number: int, what: str) -> str:
        """Return a number of things of one of `counts`, in words."""
        return self._form(getattr(self.counts, what), number).format(n=number)

    def not_written(self, keys: Sequence[str]) -> str:
        """Return the sentence that tells which parts of a question nobody has written."""
        parts = self.enumerated([getattr(self.unwritten, key) for key in keys])
        return self.unwritten.lead.format(parts=parts)

    def questions_aloud(self, number: int) -> str:
        """Return the number of questions in spoken words."""
        numbers = self.scripts.numbers
        spoken = numbers[number - 1] if 0 < number <= len(numbers) else number
        return self._form(self.scripts.questions, number).format(n=spoken)

    def enumerated(self, items: Sequence[str]) -> str:
        """Return the items as one reads a list: a, b and c."""
        *before, last = items
        if not before:
            return last
        end = self.listed.last.format(first=before[-1], last=last)
        return reduce(self._preceded, reversed(before[:-1]), end)

    def _preceded(self, rest: str, first: str) -> str:
        return self.listed.more.format(first=first, rest=rest)

    def _form(self, forms: Sequence[str], number: int) -> str:
        return forms[form_of(self.plural, number)]


def _translated(value: Any, context: str, translation: Translation) -> Any:
    """Return what is below a key of the words in another language; the key is the context."""
    if isinstance(value, str):
        return translation.text(value, context)
    if context == "scripts.questions" or context.startswith("counts."):
        return translation.forms(value[0], value[-1], context)
    if isinstance(value, dict):
        prefix = f"{context}." if context else ""
        return {k: _translated(v, f"{prefix}{k}", translation) for k, v in value.items()}
    return tuple(_translated(item, context, translation) for item in value)


def built_in_words() -> Words:
    """Load the words of the built-in templates."""
    return load_words(shipped("templates") / WORDS_FILE)


def load_words(path: Path) -> Words:
    """Load a file of words; raises InvalidInput for each fault, with its place."""
    return validate(Words, read(path))


def words_in(language: str | None, words: Words) -> Words:
    """Return the words in the language of a bank; as they are where that is not translated."""
    translation = translation_into(language, words.language, (shipped("templates"),))
    return words if translation is None else words.translated(translation)
