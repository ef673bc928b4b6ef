"""Tests A to F of a cut through two strings, as the answer of the question lists them."""

from kitgen.bank.harness import expect, refuses


def expect_cut(candidate, a, b):
    """Any cut counts that makes a palindrome."""
    found = candidate.cut(a, b)
    shown = f"{a[:10]}, {b[:10]}"
    assert found in range(len(a) + 1), f"no cut for {shown}: found {found}"
    joined = a[:found] + b[found:]
    assert joined == joined[::-1], f"no palindrome of {shown} at {found}"


def test_a_example(candidate):
    """the example of the handout"""
    expect_cut(candidate, "abcx", "yzba")
    expect(candidate.cut("abcd", "wxyz"), None)


def test_b_cuts_at_the_ends(candidate):
    """only the cut at 0, or only the cut at the end, makes a palindrome"""
    expect_cut(candidate, "qrst", "noon")
    expect_cut(candidate, "level", "qrstu")


def test_c_middle_of_either_string(candidate):
    """after a common outer part the middle is from a, or from b"""
    for a, b in ("xynnab", "qrstyx"), ("abcbq", "stuva"), ("xyqrst", "abnnyx"), ("urstv", "xabau"):
        expect_cut(candidate, a, b)


def test_d_no_cut(candidate):
    """no cut makes a palindrome, though some letters agree"""
    for a, b in ("xabz", "zcdx"), ("abab", "cdca"), ("aabbc", "dbbca"), ("ab", "cd"):
        expect(candidate.cut(a, b), None, what=f"{a}, {b}")


def test_e_small_and_unequal(candidate):
    """empty strings, one letter, and lengths that differ"""
    expect(candidate.cut("", ""), 0)
    expect_cut(candidate, "a", "b")
    for pair in ("ab", "a"), ("", "a"):
        refuses(candidate.cut, *pair, what=f"lengths {len(pair[0])} and {len(pair[1])}")


def test_f_a_million_letters(candidate):
    """a million letters in time, with a cut in the middle and with none"""
    half = 500_000
    expect_cut(candidate, "a" * half + "b" * half, "c" * half + "a" * half)
    expect(candidate.cut("a" * half + "bc" + "a" * half, "a" * half + "de" + "a" * half), None)
