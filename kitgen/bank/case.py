"""A case: a text that several questions are about, asked one after another in one round."""

import operator
from collections.abc import Iterable
from typing import TypeVar

from pydantic import Field, model_validator

from kitgen.bank.question import Id, QuestionContent
from kitgen.bank.term import Term
from kitgen.bank.translation import CaseTranslations
from kitgen.files.model import Line, Prose


class CaseContent(Term):
    """What is printed of a case, in the bank and in a kit."""

    id: Id = Field(description="As questions name it.", examples=["leaving-customers"])
    title: Line = Field(
        default_factory=str,
        description="Printed for the candidate too; it gives no answer away.",
        examples=["Customers who leave"],
    )
    text: Prose = Field(
        description="Markdown that the candidate reads before the first question: the situation, "
        "its data, code or a table.",
    )
    minutes: int = Field(
        default=0,
        ge=0,
        le=60,
        description="For reading, before the first question; they count in the round.",
        examples=[4],
    )
    translations: CaseTranslations = Field(
        default={},
        exclude_if=operator.not_,
        description="The case in other languages, by their tags (BCP 47).",
    )


class Case(CaseContent):
    """A case of the bank, with how many of its questions are asked where it is used.

    Without `at_least` and `at_most`, all that a role may ask; with one of them, the other is open.
    """

    at_least: int | None = Field(
        default=None,
        ge=1,
        description="So many of its questions or more, or none; all that a role may ask where "
        "neither at_least nor at_most is given.",
        examples=[2],
    )
    at_most: int | None = Field(default=None, ge=1, description="So many or fewer.", examples=[4])

    @model_validator(mode="after")
    def _numbers_agree(self) -> "Case":
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError(f"at_least {self.at_least} is above at_most {self.at_most}")
        return self

    def limits(self, may_ask: int) -> tuple[int, int]:
        """Return the least and the most to ask of `may_ask` questions, where the case is used."""
        if self.at_least is None and self.at_most is None:
            return may_ask, may_ask
        most = may_ask if self.at_most is None else min(self.at_most, may_ask)
        return self.at_least or 1, most


C = TypeVar("C", bound=CaseContent)


def introduced(questions: Iterable[QuestionContent], cases: Iterable[C]) -> tuple[C | None, ...]:
    """Return for each question the case that it is the first one about, or None."""
    waiting = {case.id: case for case in cases}
    return tuple(waiting.pop(question.case or "", None) for question in questions)
