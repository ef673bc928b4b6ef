# fails: B C
import random


def reservoir(stream, k, rng):
    kept = []
    for item in stream:
        if len(kept) < k:
            kept.append(item)
        elif k and rng.random() < 0.5:
            kept[rng.randrange(k)] = item
    return kept
