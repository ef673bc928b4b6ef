"""Where code may break over pages: between its functions and statements."""

from collections.abc import Iterator, Sequence

# So many lines fit a page in every layout, and are kept together.
_PAGE = 45


def passages(code: str) -> Sequence[str]:
    """Return the parts of a code that are each kept on a page; joined they are the code.

    What fits a page is one part. What does not is cut before each definition or statement of the
    outermost level that an empty line or a semicolon precedes; a part that is still too long is
    cut at the next level, as a class before its methods.
    """
    return ["".join(lines) for lines in _cut(code.splitlines(keepends=True))]


def _cut(lines: Sequence[str]) -> Iterator[Sequence[str]]:
    starts = [n for n in range(1, len(lines)) if _begins(lines[n - 1], lines[n])]
    if len(lines) <= _PAGE or not starts:
        yield lines
        return
    outermost = min(_indent(lines[n]) for n in starts)
    begin = 0
    for end in (*(n for n in starts if _indent(lines[n]) == outermost), len(lines)):
        yield from _cut(lines[begin:end])
        begin = end


def _begins(before: str, line: str) -> bool:
    """Tell whether a definition or a statement may begin with a line."""
    return bool(line.strip()) and (not before.strip() or before.rstrip().endswith(";"))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
