"""One cut through two strings of equal length: O(n) time, O(1) memory besides the strings."""


def cut(a: str, b: str) -> int | None:
    """Return a c for which a[:c] + b[c:] is a palindrome, or None if there is none."""
    if len(a) != len(b):
        raise ValueError("the strings differ in length")
    left, right = 0, len(a) - 1
    while left < right and a[left] == b[right]:
        left, right = left + 1, right - 1
    if _palindrome(b, left, right):
        return left
    if _palindrome(a, left, right):
        return right + 1
    return None


def _palindrome(text: str, left: int, right: int) -> bool:
    while left < right and text[left] == text[right]:
        left, right = left + 1, right - 1
    return left >= right
