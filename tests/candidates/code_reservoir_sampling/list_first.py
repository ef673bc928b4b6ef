# fails: D
def reservoir(stream, k, rng):
    if k < 0:
        raise ValueError("k")
    items = list(stream)
    return rng.sample(items, min(k, len(items)))
