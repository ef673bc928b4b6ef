"""Byte-pair encoding: a merge touches only the words that contain its pair."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

Pair = tuple[str, str]


def train(words: dict[str, int], merges: int) -> list[Pair]:
    """Return the pairs to merge, in the order in which they were learnt."""
    pieces = {word: list(word) for word in words}
    counts: Counter[Pair] = Counter()
    homes: defaultdict[Pair, set[str]] = defaultdict(set)
    for word, weight in words.items():
        for pair in pairwise(pieces[word]):
            counts[pair] += weight
            homes[pair].add(word)
    learnt: list[Pair] = []
    while len(learnt) < merges and (top := max(counts.values(), default=0)) > 0:
        best = min(pair for pair, count in counts.items() if count == top)
        learnt.append(best)
        for word in homes.pop(best):  # some may have lost the pair since, which does no harm
            weight, before = words[word], pieces[word]
            pieces[word] = _merged(before, best)
            for pair in pairwise(before):
                counts[pair] -= weight
            for pair in pairwise(pieces[word]):
                counts[pair] += weight
                homes[pair].add(word)
        del counts[best]
    return learnt


def encode(word: str, merges: Sequence[Pair]) -> list[str]:
    """Apply the merges in the order in which they were learnt."""
    ranks = {pair: rank for rank, pair in reversed(list(enumerate(merges)))}
    pieces = list(word)
    while len(pieces) > 1:
        best = min(pairwise(pieces), key=lambda pair: ranks.get(pair, len(merges)))
        if best not in ranks:
            break
        pieces = _merged(pieces, best)
    return pieces


def _merged(pieces: list[str], pair: Pair) -> list[str]:
    """Join the pair wherever it stands, from the left, each piece in one pair at most."""
    result: list[str] = []
    place = 0
    while place < len(pieces):
        if pieces[place] == pair[0] and pieces[place + 1 : place + 2] == [pair[1]]:
            result.append(pair[0] + pair[1])
            place += 2
        else:
            result.append(pieces[place])
            place += 1
    return result
