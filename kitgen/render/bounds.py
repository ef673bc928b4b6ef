"""What a template may use up: time, the size of its values, and how much it prints."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from jinja2.exceptions import SecurityError
from jinja2.utils import Namespace

from kitgen.limits import TEMPLATE_CHARACTERS, TEMPLATE_SECONDS, TEMPLATE_VALUE

_OFTEN = 16  # looks at what is left, of which one is at the clock
_LARGEST = 10_000  # an argument of a filter, such as the length of a row
_DIGITS = 4_000  # bits of a whole number: Python prints no more than 4,300 digits
# Fields that make of any value as many characters as they say, or as another value says.
_WIDE = re.compile(r"%[^%a-zA-Z]*(?:\d{4}|\*)")
# Kinds of values, and the types that are of one.
_KINDS: Mapping[type, tuple[type, ...]] = {
    str: (str, bytes),
    Mapping: (Mapping,),
    Sequence: (list, tuple, set, frozenset),
    Namespace: (Namespace,),
    int: (int,),
}
_WIDE_BRACES = re.compile(r"\{[^{}]*(?:\d{4}|\{)")


@dataclass(slots=True)
class _Work:
    """What is left to a template: until when it may run, and how much it may print."""

    until: float
    characters: int
    looks: int = 0


_WORK: ContextVar[_Work | None] = ContextVar("work", default=None)


@contextmanager
def limited() -> Iterator[None]:
    """Give a template what one document may take of time and room."""
    work = _Work(time.thread_time() + TEMPLATE_SECONDS, TEMPLATE_CHARACTERS)
    token = _WORK.set(work)
    try:
        yield
    finally:
        _WORK.reset(token)


def look_at(values: Iterable[Any]) -> None:
    """Raise SecurityError for a value that is too large, or where nothing is left."""
    spend(0)
    for value in values:
        weigh(value)


def bounded(value: Any) -> Any:
    """Return a value; raises SecurityError for one that is too large."""
    weigh(value)
    return value


def spend(characters: int) -> None:
    """Take so many characters of what is left, and look at the clock now and then.

    That is a call of the operating system, which takes longer than most of what is done between.
    """
    work = _WORK.get()
    if work is None:  # while Jinja reads a template
        return
    work.characters -= characters
    if work.characters < 0:
        raise SecurityError(
            f"prints or repeats more than {TEMPLATE_CHARACTERS:,} characters; does it repeat "
            "something without end?"
        )
    work.looks += 1
    if work.looks % _OFTEN == 0 and time.thread_time() > work.until:
        raise SecurityError(
            f"takes more than {TEMPLATE_SECONDS} seconds; does it repeat something without end?"
        )


def weigh(value: Any) -> int:
    """Return how many characters and items a value has, however often it has the same ones."""
    if isinstance(value, str):  # nearly all are
        return require_room(len(value))
    if _KIND_OF[type(value)] is None:
        return 1
    weight, parts = 0, [value]
    while parts:
        part = parts.pop()
        kind = _KIND_OF[type(part)]
        weight += len(part) if kind is str else 1
        if kind is Mapping:
            parts += (*part.keys(), *part.values())
        elif kind is Sequence:
            parts += part
        elif kind is Namespace:
            parts += object.__getattribute__(part, "_Namespace__attrs").values()
        elif kind is int and part.bit_length() > _DIGITS:
            raise too_large()
        require_room(weight)
    return weight


class _Kinds(dict[type, type | None]):
    """As what the values of each type are weighed; None for those without parts."""

    def __missing__(self, type_: type) -> type | None:
        kind = next((kind for kind, types in _KINDS.items() if issubclass(type_, types)), None)
        self[type_] = kind
        return kind


_KIND_OF = _Kinds()


def require_room(weight: int) -> int:
    """Return a size; raises SecurityError where it is too large."""
    if weight > TEMPLATE_VALUE:
        raise too_large()
    return weight


def too_large() -> SecurityError:
    """Return the error of a value that is too large."""
    return SecurityError(f"makes a value of more than {TEMPLATE_VALUE:,} characters or items")


def _times(left: Any, right: Any) -> None:
    if isinstance(left, int) and isinstance(right, int):
        _require_bits(left.bit_length() + right.bit_length())
    elif isinstance(left, int) or isinstance(right, int):
        number, sequence = (left, right) if isinstance(left, int) else (right, left)
        require_room(max(number, 0) * weigh(sequence))


def _power(left: Any, right: Any) -> None:
    if isinstance(left, int) and isinstance(right, int):
        _require_bits(left.bit_length() * right)


def _require_bits(bits: int) -> None:
    if bits > _DIGITS:
        raise too_large()


def _filled(text: Any, *values: Any) -> None:
    """Look at the fields of `"%s" % values`."""
    if isinstance(text, str):
        if _WIDE.search(text.replace("%%", "")):
            raise too_large()
        require_room(text.count("%") * weigh(values))


def _joined(values: Any, sign: str = "", *_: Any) -> None:
    if isinstance(values, Sequence):
        require_room(weigh(values) + len(values) * len(str(sign)))


def _replaced(text: Any, old: Any, new: Any, *_: Any) -> None:
    require_room(len(str(text)) + str(text).count(str(old)) * len(str(new)))


def require_format(text: str, *values: Any) -> None:
    """Look at the fields of `"{}".format(…)`."""
    if _WIDE_BRACES.search(text):
        raise too_large()
    require_room(text.count("{") * weigh(values))


def _sized(_: Any, *numbers: Any) -> None:
    if any(isinstance(number, int) and abs(number) > _LARGEST for number in numbers):
        raise too_large()


OPERATORS: Mapping[str, Callable[[Any, Any], None]] = {
    "*": _times,
    "**": _power,
    "%": _filled,
    "+": lambda left, right: None,
}
SIZES: Mapping[str, Callable[..., None]] = {
    "format": _filled,
    "join": _joined,
    "replace": _replaced,
    **dict.fromkeys(("batch", "round"), _sized),
}
