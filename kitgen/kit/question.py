"""A question as a kit asks it, with all that the role changes in it."""

from typing import Annotated

from pydantic import Field

from kitgen.bank.numbers import ScoreWeight
from kitgen.bank.question import Anchors, FollowUp, Id, KeyPoint, QuestionContent
from kitgen.bank.some import Some
from kitgen.bank.weights import evidence
from kitgen.files.model import Code, Line, Listed


class KitKeyPoint(KeyPoint):
    """A key point, needed or not for the role's seniority."""

    needed: bool = Field(description="Whether it is counted for the rating.")


class KitFollowUp(FollowUp):
    """A follow-up; one that is needed must be asked."""

    needed: bool = Field(
        default=False, description="Whether it must be asked and its reply is counted."
    )


class KitQuestion(QuestionContent):
    """A question as it will be asked, with the changes that the role makes."""

    key_points: Annotated[tuple[KitKeyPoint, ...], Some] = Field(
        description="What a complete answer contains."
    )
    follow_ups: Annotated[tuple[KitFollowUp, ...], Some] = Field(
        description="Scripted probes, those that must be asked first."
    )

    category: Line = Field(description="The category's title.", examples=["ML theory"])
    competencies: Annotated[Listed[Id], Some] = Field(
        description="Those of this kit that it gives evidence of, the main one first.",
    )
    weight: ScoreWeight = Field(
        description="Multiplies how often its rating counts in its competencies."
    )
    anchors: Anchors = Field(description="In force for the role's seniority, by level.")
    solution: Code | None = Field(description="The text of the reference solution.")
    has_checks: bool = Field(
        default=False,
        description="Whether `kitgen tests` writes a file that checks a candidate's code.",
    )

    def counts_in(self, competency: str) -> int:
        """Return how often its rating counts in the mean of a competency, 0 for no evidence."""
        return self.weight * evidence(self.competencies, self.competencies)[competency]
