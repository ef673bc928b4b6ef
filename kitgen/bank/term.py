"""What the words of a vocabulary have in common: an id, and a title that may be made from it."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field, model_validator

from kitgen.bank.question import Id
from kitgen.files.model import Line, Model


class Term(Model):
    """A word that questions and roles name by its id; without a title, the id is its title."""

    id: Id
    title: Line = Field(
        default_factory=str,
        description="As it is printed; without it, made from the id.",
        examples=["Model evaluation"],
    )

    @model_validator(mode="before")
    @classmethod
    def _titled(cls, value: Any) -> Any:
        if not isinstance(value, Mapping) or "title" in value:
            return value
        name = value.get("id")
        return {**value, "title": titled(name)} if isinstance(name, str) and name else value


def titled(name: str) -> str:
    """Return the title that is made from an id: `patient-safety` is printed as Patient safety."""
    return name.replace("-", " ").capitalize()
