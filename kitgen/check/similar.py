"""Sets that share most of their members, found without comparing all pairs."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import ceil


def similar_pairs(sets: Sequence[frozenset[str]], least: float) -> Iterator[tuple[int, int, float]]:
    """Yield the positions of each two sets as alike as `least`, the earlier first, and how alike.

    Alike is the share of members in both among those in either (Jaccard index). Two sets as alike
    as t share at least t of the members of each. So of the n members of either, in one order for
    all sets, a common one is among the first n - ceil(t n) + 1: it is enough to compare sets that
    share one of these. Rare members come first in the order, which leaves few pairs to compare
    (Bayardo, Ma & Srikant, Scaling up all pairs similarity search, WWW 2007,
    doi 10.1145/1242572.1242591).
    """
    frequency = Counter(member for members in sets for member in members)
    having: defaultdict[str, list[int]] = defaultdict(list)
    for number, members in enumerate(sets):
        by_rarity = sorted(members, key=lambda member: (frequency[member], member))
        first = by_rarity[: len(members) - ceil(least * len(members)) + 1]
        candidates = {earlier for member in first for earlier in having[member]}
        for earlier in sorted(candidates):
            alike = jaccard(sets[earlier], members)
            if alike >= least:
                yield earlier, number, alike
        for member in first:
            having[member].append(number)


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of members in both sets among those in either, for sets with members."""
    both = len(one & other)
    return both / (len(one) + len(other) - both)
