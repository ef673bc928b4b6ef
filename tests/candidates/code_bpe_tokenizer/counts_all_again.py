# fails: ; too slow: E
from collections import Counter


def join(pieces, pair):
    out, i = [], 0
    while i < len(pieces):
        if i + 1 < len(pieces) and (pieces[i], pieces[i + 1]) == pair:
            out.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            out.append(pieces[i])
            i += 1
    return out


def train(words, merges):
    split = {w: list(w) for w in words}
    result = []
    for _ in range(merges):
        pairs = Counter()
        for w, n in words.items():
            for p in zip(split[w], split[w][1:]):
                pairs[p] += n
        if not pairs:
            break
        best = min(pairs, key=lambda p: (-pairs[p], p))
        result.append(best)
        split = {w: join(s, best) for w, s in split.items()}
    return result


def encode(word, merges):
    pieces = list(word)
    for pair in merges:
        pieces = join(pieces, tuple(pair))
    return pieces
