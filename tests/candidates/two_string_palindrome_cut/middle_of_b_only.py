# fails: B C
def cut(a, b):
    if len(a) != len(b):
        raise ValueError
    i, j = 0, len(a) - 1
    while i < j and a[i] == b[j]:
        i, j = i + 1, j - 1
    middle = b[i:j + 1]
    return i if middle == middle[::-1] else None
