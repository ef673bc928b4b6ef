"""Sets that share most of their members, found without comparing all pairs."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

# So many common members are looked for before two sets are compared: with more of them there are
# fewer pairs to compare, and more members to look up.
_SOME = 3


def similar_pairs(sets: Sequence[frozenset[str]], least: float) -> Iterator[tuple[int, int, float]]:
    """Yield the positions of each two sets as alike as `least`, the earlier first, and how alike.

    Alike is the share of members in both among those in either (Jaccard index). Two sets as alike
    as t share at least t of the members of each. So of the n members of either, in one order for
    all sets, k common ones are among the first n - ceil(t n) + k: it is enough to compare sets
    that share k of these. Rare members come first in the order, which leaves few pairs to compare
    (Bayardo, Ma & Srikant, Scaling up all pairs similarity search, WWW 2007,
    doi 10.1145/1242572.1242591; with k above 1, Wang, Li & Feng, Can we beat the prefix
    filtering?, SIGMOD 2012, doi 10.1145/2213836.2213847).
    """
    frequency = Counter(member for members in sets for member in members)
    having: defaultdict[str, list[int]] = defaultdict(list)
    needed: list[int] = []
    for number, members in enumerate(sets):
        by_rarity = sorted(members, key=lambda member: (frequency[member], member))
        common = ceil(least * len(members))
        needed.append(min(common, _SOME))
        first = by_rarity[: len(members) - common + needed[number]]
        shared = Counter[int]()
        for member in first:
            shared.update(having[member])
            having[member].append(number)
        for earlier in sorted(n for n in shared if shared[n] >= min(needed[n], needed[number])):
            alike = jaccard(sets[earlier], members)
            if alike >= least:
                yield earlier, number, alike


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of members in both sets among those in either, for sets with members."""
    both = len(one & other)
    return both / (len(one) + len(other) - both)
