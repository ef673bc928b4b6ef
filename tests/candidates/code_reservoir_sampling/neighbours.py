# fails: C D E
def reservoir(stream, k, rng):
    items = list(stream)
    if len(items) <= k:
        return items
    start = rng.randrange(len(items))
    return (items + items)[start : start + k]
