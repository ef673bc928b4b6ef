"""Temperature, top-k and nucleus: O(v log v) time and O(v) memory for v tokens."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def token_probabilities(logits: Floats, temperature: float, top_k: int, top_p: float) -> Floats:
    """Return the probability with which each token is drawn, after both cuts."""
    if temperature < 0 or top_k < 1 or not 0 < top_p <= 1:
        raise ValueError("temperature, top_k or top_p is out of range")
    order = np.argsort(-logits, kind="stable")  # of equal logits the lower index first
    if temperature == 0:
        top_k, temperature = 1, 1.0
    kept = order[:top_k]
    scaled = (logits[kept] - logits[order[0]]) / temperature
    chances = np.exp(scaled)
    chances /= chances.sum()
    if top_p < 1:
        # A token stays while those before it do not reach top_p: the one that crosses it is in.
        stays = np.cumsum(chances) - chances < top_p
        kept, chances = kept[stays], chances[stays]
    result = np.zeros(len(logits))
    result[kept] = chances / chances.sum()
    return result


def sample(
    logits: Floats, temperature: float, top_k: int, top_p: float, rng: np.random.Generator
) -> int:
    """Draw a token with these probabilities."""
    chances = token_probabilities(logits, temperature, top_k, top_p)
    return int(rng.choice(len(chances), p=chances))
