"""The figures of a text, as numbers: 0.5 and .5, 1,000 and 1000, 8 % and 8 are the same."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Digits that begin a word or follow a sign, not those of names (fp32, L2), powers and dates' parts.
_NUMBER = re.compile(
    r"(?<![\w.,^_])(?<!\^\{)(?<![\w]-)"
    r"(?P<number>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)?(?:(?<!\d\.)\.\d+)?)(?P<power>e[+-]?\d+)?"
    r"(?!(?:st|nd|rd|th)\b)(?P<after>\s?%| (?:thousand|million|billion)\b|[kM]\b)?"
)
_POWER_OF_TEN = re.compile(r"\s*(?:\\times|\\cdot|×|·|\bx\b)\s*10\^\{?(-?\d+)\}?")
_BARE_POWER_OF_TEN = re.compile(r"(?<![\d.])10\^\{?(-?\d+)\}?")
_TIMES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "M": 1e6, "billion": 1e9}
_IN_WORDS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty
"""
NUMBER_WORDS = _IN_WORDS.split()  # from zero up
_WORD = re.compile(r"[a-z]+")
_SHARES = {"half": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25}
_SPOKEN = {word: float(n) for n, word in enumerate(NUMBER_WORDS) if n > 1} | _SHARES
# 'The two' are known already, and 'a third model' is no number.
_SPOKEN_WORD = re.compile(rf"(?<!\bthe )(?<!\bthese )\b(?:{'|'.join(_SPOKEN)})\b(?! of them\b)")
# Digits that a rounded figure keeps at least: 930 may stand for 926, 100 not for 120.
_KEPT = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it is written, the numbers that it may stand for, and its last digit's place.

    8 % may be 8 or 0.08, and 2 million 2 or 2,000,000.
    """

    text: str
    values: tuple[float, ...]
    unit: float

    def is_among(self, numbers: Iterable[float]) -> bool:
        """Tell whether one of some numbers is this figure, or is rounded to it."""
        return any(self._rounds(value, number) for number in numbers for value in self.values)

    def _rounds(self, value: float, number: float) -> bool:
        unit = self.unit * (value / self.values[0] if self.values[0] else 1)
        return abs(value - number) <= unit / 2 * (1 + 1e-9)


def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text in digits, in their order."""
    return tuple(_figures(_without_powers(text.replace("{,}", ","))))


def numbers(texts: Iterable[str]) -> frozenset[float]:
    """Return all numbers that the figures of some texts, and their number words, stand for."""
    found = set[float]()
    for text in texts:
        found |= {value for figure in figures(text) for value in figure.values}
        spoken = set(_WORD.findall(text.lower()))
        found |= {float(n) for n, word in enumerate(NUMBER_WORDS) if word in spoken}
    return frozenset(found)


def spoken_numbers(text: str) -> tuple[tuple[str, float], ...]:
    """Return the figures and number words that a listener hears, each with its number."""
    in_digits = [(figure.text, figure.values[0]) for figure in figures(text)]
    in_words = [(word, _SPOKEN[word]) for word in _SPOKEN_WORD.findall(text.lower())]
    return (*in_digits, *in_words)


def _without_powers(text: str) -> str:
    return _BARE_POWER_OF_TEN.sub(r"1e\1", _POWER_OF_TEN.sub(r"e\1", text))


def _figures(text: str) -> Iterator[Figure]:
    for found in _NUMBER.finditer(text):
        digits = found["number"].replace(",", "")
        if digits:
            power = found["power"] or ""
            value = float(digits + power)
            after = (found["after"] or "").strip()
            yield Figure(found.group().strip(), (value, *_also(value, after)), _unit(digits, power))


def _also(value: float, after: str) -> Sequence[float]:
    """Return what a number also stands for because of the sign or word after it."""
    if after == "%":
        return (value / 100,)
    return (value * _TIMES[after],) if after in _TIMES else ()


def _unit(digits: str, power: str) -> float:
    """Return the place of the last digit that counts: 0.1 of 2.5, and 10 of 930."""
    whole, _, decimals = digits.partition(".")
    scale = float(f"1{power}")
    if decimals:
        return scale * 0.1 ** len(decimals)
    significant = whole.lstrip("0")
    zeros = len(significant) - len(significant.rstrip("0"))
    dropped = min(zeros, max(0, len(significant) - _KEPT))
    return scale * 10.0**dropped
