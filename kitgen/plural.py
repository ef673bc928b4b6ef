"""Which form of a word belongs to a number: the plural rules of translations (gettext)."""

from collections.abc import Callable
from gettext import c2py

_NUMBERS = 1000  # plural rules look at the last two digits, those of a few languages at three


def plural_rule(rule: str) -> str:
    """Return a rule such as `n != 1`; raises ValueError for what is none."""
    # The standard library's reader raises ValueError for what is no rule, and runs nothing else.
    try:
        least = min(map(_form(rule), range(_NUMBERS)))
    except ZeroDivisionError:
        raise ValueError("divides by zero") from None
    if least < 0:
        raise ValueError("gives a form below 0")
    return rule


def forms_needed(rule: str) -> int:
    """Return how many forms a rule tells apart."""
    return 1 + max(map(_form(rule), range(_NUMBERS)))


def form_of(rule: str, number: int) -> int:
    """Return which form belongs to a number, counted from 0."""
    return _form(rule)(number)


def _form(rule: str) -> Callable[[int], int]:
    form: Callable[[int], int] = c2py(rule)
    return form
