# fails: B E; too slow: F
def cut(a, b):
    for c in range(1, len(a)):
        text = a[:c] + b[c:]
        if text == text[::-1]:
            return c
    return None
