# fails: B C E
def cut(a, b):
    n = len(a)
    good = all(a[i] == b[n - 1 - i] for i in range(n // 2))
    return n // 2 if good else None
