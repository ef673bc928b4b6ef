"""A cut through two strings against all cuts, on all short strings of two letters."""

import itertools

import pytest

from tests.solutions import load

cut = load("two_string_palindrome_cut").cut


def all_cuts(a: str, b: str) -> list[int]:
    joined = [a[:c] + b[c:] for c in range(len(a) + 1)]
    return [c for c, text in enumerate(joined) if text == text[::-1]]


@pytest.mark.parametrize("length", range(7))
def test_all_pairs_of_short_strings(length: int) -> None:
    strings = ["".join(letters) for letters in itertools.product("ab", repeat=length)]
    for a, b in itertools.product(strings, repeat=2):
        found = cut(a, b)
        possible = all_cuts(a, b)
        assert found in possible if possible else found is None


def test_figures_of_the_question() -> None:
    assert sum(4**length for length in range(7)) == 5461
    assert all_cuts("abcx", "yzba") == [2]


def test_unequal_lengths() -> None:
    with pytest.raises(ValueError, match="length"):
        cut("ab", "a")
