"""Bounds of numbers that banks, roles and kits share.

The upper ones are far above what anybody needs: what is larger is a slip, and would be printed, or
would take the solver hours.
"""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field

MOST_WEIGHT = 1000
ScoreWeight = Annotated[int, Field(ge=1, le=MOST_WEIGHT)]
Observations = Annotated[int, Field(ge=1, le=100)]
RoundMinutes = Annotated[int, Field(ge=1, le=10_000)]
TalkMinutes = Annotated[int, Field(ge=0, le=10_000)]
_DECIMALS = 3
THOUSAND: int = 10**_DECIMALS


def _with_few_decimals(value: float) -> float:
    exponent = Decimal(str(value)).as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_DECIMALS:
        raise ValueError(f"{value:.10g} has more than {_DECIMALS} decimals")
    return value


# Decimals are few, so that sums are exact: the solver gets whole thousandths.
_FEW_DECIMALS = AfterValidator(_with_few_decimals)
AttributeNumber = Annotated[float, Field(ge=-10_000, le=10_000), _FEW_DECIMALS]
SumNumber = Annotated[float, Field(ge=-999_999, le=999_999), _FEW_DECIMALS]
Tolerance = Annotated[float, Field(ge=0, le=20_000), _FEW_DECIMALS]


def thousandths(number: float) -> int:
    """Return a number of few decimals in thousandths, which are whole."""
    return round(number * THOUSAND)


def in_words(number: float) -> str:
    """Return a number of few decimals as it is written, without zeros at its end."""
    return f"{round(number, _DECIMALS) + 0.0:.10g}"
