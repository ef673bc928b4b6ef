# fails: C D; too slow: E
from collections import Counter


def train(words, merges):
    split = {w: list(w) for w in words}
    result = []
    for _ in range(merges):
        pairs = Counter()
        for w, n in words.items():
            for a, b in zip(split[w], split[w][1:]):
                pairs[a, b] += n
        if not pairs:
            break
        (a, b), _ = pairs.most_common(1)[0]
        result.append((a, b))
        for w, s in split.items():
            i = 0
            while i < len(s) - 1:
                if s[i] == a and s[i + 1] == b:
                    s[i : i + 2] = [a + b]
                i += 1
    return result


def encode(word, merges):
    vocabulary = {a + b for a, b in merges}
    out = []
    while word:
        n = next((n for n in range(len(word), 1, -1) if word[:n] in vocabulary), 1)
        out.append(word[:n])
        word = word[n:]
    return out
