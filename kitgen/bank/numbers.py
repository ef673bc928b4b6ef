"""Bounds of numbers that banks, roles and kits share.

The upper ones are far above what anybody needs: what is larger is a slip, and would be printed, or
would take the solver hours.
"""

from typing import Annotated

from pydantic import Field

MOST_WEIGHT = 1000
ScoreWeight = Annotated[int, Field(ge=1, le=MOST_WEIGHT)]
Observations = Annotated[int, Field(ge=1, le=100)]
RoundMinutes = Annotated[int, Field(ge=1, le=10_000)]
TalkMinutes = Annotated[int, Field(ge=0, le=10_000)]
