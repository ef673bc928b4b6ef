"""The printed words that are in no template: one file, so that they can be translated."""

from collections.abc import Callable, Sequence
from functools import reduce
from gettext import c2py
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from kitgen.files.blanks import with_blanks
from kitgen.files.model import Line, Model, validate
from kitgen.files.source import read
from kitgen.resources import shipped
from kitgen.wording import (
    Agenda,
    Alike,
    AsksFor,
    CaseWords,
    CodingWords,
    Confidential,
    Counts,
    Kinds,
    Listed,
    Scores,
    ScriptWords,
    Slots,
    Unwritten,
)

WORDS_FILE = "words.yaml"
_NUMBERS = 1000  # plural rules look at the last two digits, those of a few languages at three


def _plural(rule: str) -> str:
    # The standard library's reader of the plural rules of translations (gettext, "Plural forms").
    # It raises ValueError for what is no rule, and runs nothing else.
    form: Callable[[int], int] = c2py(rule)
    try:
        least = min(map(form, range(_NUMBERS)))
    except ZeroDivisionError:
        raise ValueError("divides by zero") from None
    if least < 0:
        raise ValueError("gives a form below 0")
    return rule


# A language tag such as `en-GB` (RFC 5646), by its form alone.
_LANGUAGE = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"


class Words(Model):
    """The content of `words.yaml`."""

    language: Annotated[str, Field(pattern=_LANGUAGE, examples=["en-GB"])]
    plural: Annotated[Line, AfterValidator(_plural)]
    page: Annotated[Line, with_blanks("page", "pages")]
    continued: Annotated[Line, with_blanks("title", needed=True)]
    draft: Line
    blank: Line
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
        rule = c2py(self.plural)
        needed = 1 + max(map(rule, range(_NUMBERS)))
        counted = {**dict(self.counts), "scripts.questions": self.scripts.questions}
        for name, forms in counted.items():
            if len(forms) < needed:
                raise ValueError(f"{name}: {needed} plural forms needed, found {len(forms)}")
        return self

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
        rule: Callable[[int], int] = c2py(self.plural)
        return forms[rule(number)]


def built_in_words() -> Words:
    """Load the words of the built-in templates."""
    return load_words(shipped("templates") / WORDS_FILE)


def load_words(path: Path) -> Words:
    """Load a file of words; raises InvalidInput for each fault, with its place."""
    return validate(Words, read(path))
