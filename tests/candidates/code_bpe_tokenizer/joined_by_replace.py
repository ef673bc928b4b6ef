# fails: A C D F; too slow: E
from collections import Counter


def train(words, merges):
    texts = {" ".join(w): n for w, n in words.items()}
    result = []
    for _ in range(merges):
        pairs = Counter()
        for text, n in texts.items():
            symbols = text.split()
            for i in range(len(symbols) - 1):
                pairs[symbols[i], symbols[i + 1]] += n
        if not pairs:
            break
        best = max(pairs, key=pairs.get)
        result.append(best)
        # also joins the end of one piece to the beginning of another
        texts = {t.replace(" ".join(best), "".join(best)): n for t, n in texts.items()}
    return result


def encode(word, merges):
    text = " ".join(word)
    for a, b in sorted(merges, key=lambda m: -len(m[0] + m[1])):
        text = text.replace(f"{a} {b}", a + b)
    return text.split()
