"""Byte-pair encoding against counting all again, and what the follow-ups say."""

import random
from math import log2

import pytest

from tests.solutions import load

module = load("code_bpe_tokenizer")
train = module.train
encode = module.encode


def joined(text: str, first: str, second: str) -> str:
    """Pieces as words of a text, with bars around each; the slow way, by its characters."""
    pieces, out = text.split("|"), []
    while pieces:
        piece = pieces.pop(0)
        if piece == first and pieces and pieces[0] == second:
            piece += pieces.pop(0)
        out.append(piece)
    return "|".join(out)


@pytest.mark.parametrize("seed", range(10))
def test_merges_equal_counting_all_again(seed: int) -> None:
    rng = random.Random(seed)
    words = {"".join(rng.choices("abc", k=rng.randint(1, 9))): rng.randint(1, 5) for _ in range(12)}
    texts = {word: "|".join(word) for word in words}
    expected = []
    for _ in range(15):
        counts: dict[tuple[str, str], int] = {}
        for word, text in texts.items():
            pieces = text.split("|")
            for place in range(len(pieces) - 1):
                pair = pieces[place], pieces[place + 1]
                counts[pair] = counts.get(pair, 0) + words[word]
        if not counts:
            break
        best = sorted(counts, key=lambda p: (-counts[p], p))[0]
        expected.append(best)
        texts = {word: joined(text, *best) for word, text in texts.items()}
    learnt = train(words, 15)
    assert learnt == expected
    for word, text in texts.items():
        assert encode(word, learnt) == text.split("|")


def test_longest_piece_first_differs() -> None:
    """What a follow-up says."""
    merges = [("c", "d"), ("b", "cd"), ("a", "b")]
    assert encode("abcd", merges) == ["a", "bcd"]
    vocabulary = {"cd", "bcd", "ab"}
    assert next(n for n in range(4, 1, -1) if "abcd"[:n] in vocabulary) == 2


def test_bits_per_byte() -> None:
    """What a follow-up says: 0.80 for X, 1.06 for Y."""
    assert round(log2(12) / 4.5, 2) == 0.8
    assert round(log2(9) / 3.0, 2) == 1.06


def test_a_greek_letter_has_two_bytes() -> None:
    assert len("ξ".encode()) == 2
