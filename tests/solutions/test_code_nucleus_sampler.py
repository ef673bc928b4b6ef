"""The sampler against a search over all sets of tokens, and what the follow-ups say."""

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.solutions import load

module = load("code_nucleus_sampler")
token_probabilities = module.token_probabilities
sample = module.sample
Floats = NDArray[np.float64]


def smallest_set(probabilities: Floats, top_p: float) -> tuple[int, ...]:
    """Of the smallest sets that reach top_p, the one with the largest sum."""
    tokens = range(len(probabilities))
    for size in range(1, len(probabilities) + 1):
        sets = [s for s in combinations(tokens, size) if probabilities[list(s)].sum() >= top_p]
        if sets:
            return max(sets, key=lambda s: probabilities[list(s)].sum())
    return tuple(tokens)


@pytest.mark.parametrize("temperature", [0.3, 1.0, 2.5])
@pytest.mark.parametrize("seed", range(10))
def test_equals_the_search_over_all_sets(seed: int, temperature: float) -> None:
    rng = np.random.default_rng(seed)
    logits, top_k, top_p = rng.normal(size=7), int(rng.integers(1, 9)), float(rng.uniform(0.05, 1))
    weights = np.exp(logits) ** (1 / temperature)
    best = max(
        combinations(range(7), min(top_k, 7)), key=lambda tokens: weights[list(tokens)].sum()
    )
    among = np.zeros(7)
    among[list(best)] = weights[list(best)] / weights[list(best)].sum()
    chosen = list(smallest_set(among, top_p))
    expected = np.zeros(7)
    expected[chosen] = among[chosen] / among[chosen].sum()
    found = token_probabilities(logits, temperature, top_k, top_p)
    np.testing.assert_allclose(found, expected, atol=1e-12)


def test_temperature_two_on_the_example() -> None:
    """What a follow-up says: all three stay; after the cut it would be two."""
    logits = np.log([0.1, 0.6, 0.3])
    first = token_probabilities(logits, 2.0, 3, 0.85)
    assert first.round(2).tolist() == [0.19, 0.47, 0.33]
    cut = token_probabilities(logits, 1.0, 3, 0.85)
    roots = np.sqrt(cut)
    assert (roots / roots.sum()).round(2).tolist() == [0.0, 0.59, 0.41]


def test_spread_of_ten_thousand_draws() -> None:
    """What a follow-up says: 47, so 6,600 is 1.4 standard deviations below 6,667."""
    spread = np.sqrt(10_000 * 2 / 3 / 3)
    assert round(spread) == 47
    assert round((10_000 * 2 / 3 - 6_600) / spread, 1) == 1.4


def test_draws_follow_the_seed() -> None:
    logits = np.array([0.0, 1.0, 2.0])
    runs = [
        [sample(logits, 1.0, 3, 1.0, rng) for _ in range(20)]
        for rng in (np.random.default_rng(3), np.random.default_rng(3))
    ]
    assert runs[0] == runs[1]
    assert set(runs[0]) == {0, 1, 2}


def test_logits_unchanged() -> None:
    logits = np.array([3.0, 1.0, 2.0])
    token_probabilities(logits, 0.5, 2, 0.9)
    assert logits.tolist() == [3.0, 1.0, 2.0]
