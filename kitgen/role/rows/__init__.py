"""A blueprint, row by row: what a round, or a whole loop, must and must not ask.

One class for each kind of row; the keys of a row tell which it is. A new kind needs a class here,
which gives its bounds, and a branch in selection/verify.py, which reads it without them; keys
that name questions or words of the vocabulary are listed in role/faults.py.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Tag

from kitgen.bank.quantity import MINUTES
from kitgen.role.rows.amounts import Count, Minutes
from kitgen.role.rows.base import BaseRow, Bound, Loosened, Loosening, Side
from kitgen.role.rows.mean import Mean
from kitgen.role.rows.named import Exclude, Include, Require
from kitgen.role.rows.sums import Sum

__all__ = [
    "BaseRow",
    "Bound",
    "Count",
    "Exclude",
    "Include",
    "Loosened",
    "Loosening",
    "Mean",
    "Minutes",
    "Require",
    "Row",
    "Side",
    "Sum",
]

# The key that only one kind of row has; a row without any of these counts questions.
_KINDS: Mapping[str, type[BaseRow]] = {
    "include": Include,
    "exclude": Exclude,
    "question": Require,
    "mean": Mean,
    "sum": Sum,
}


_CLASSES: tuple[type[BaseRow], ...] = (Count, Minutes, *_KINDS.values())
# Keys that may be written with nothing behind them, which is as if they were not there.
_MAY_BE_EMPTY = {key for row in _CLASSES for key in row.model_fields} - {"skip"}


def _deciding(value: Any) -> list[str]:
    return [key for key in _KINDS if key in value] if isinstance(value, Mapping) else []


def _of_one_kind(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    empty = {key for key, part in value.items() if part is None} & _MAY_BE_EMPTY
    filled = {key: part for key, part in value.items() if key not in empty}
    keys = _deciding(filled)
    if len(keys) > 1:
        raise ValueError(f"{keys[0]} and {keys[1]} need a row each")
    return filled


def _kind(value: Any) -> str:
    """Return the name of the class of a row: of one read from YAML, or of one made in code."""
    if isinstance(value, BaseRow):
        return type(value).__name__
    keys = _deciding(value)
    if not keys:
        return Count.__name__
    if keys[0] == "sum" and value["sum"] == MINUTES:
        return Minutes.__name__
    return _KINDS[keys[0]].__name__


Row = Annotated[
    Annotated[Count, Tag("Count")]
    | Annotated[Minutes, Tag("Minutes")]
    | Annotated[Sum, Tag("Sum")]
    | Annotated[Mean, Tag("Mean")]
    | Annotated[Include, Tag("Include")]
    | Annotated[Exclude, Tag("Exclude")]
    | Annotated[Require, Tag("Require")],
    Discriminator(_kind),
    BeforeValidator(_of_one_kind),
]
