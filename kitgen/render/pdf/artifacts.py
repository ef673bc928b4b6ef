"""Marks running heads and feet as artifacts, so that screen readers do not read them again.

WeasyPrint marks them as content, of elements that are not in the tree: PDF 1.7 has no other place
for them there (ISO 32000-1, 14.8.2.2).
"""

import re
from collections.abc import Container, Iterable
from typing import Any

# As pydyf writes the start of marked content.
_START = re.compile(rb"/\w+\s<</MCID (\d+)>>\sBDC")
_ARTIFACT = b"/Artifact\n<</Type /Pagination>>\nBDC"


def mark_artifacts(document: Any, tags: Iterable[Any]) -> None:
    """Turn the marked content of a pikepdf.Pdf that no element of its tree has into artifacts."""
    import pikepdf

    in_tree = {element.objgen for element in tags}
    parents = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
    for page in document.pages:
        owners = parents[page.StructParents]
        outside = {n for n, owner in enumerate(owners) if owner.objgen not in in_tree}
        for number in outside:
            owners[number] = None
        content = with_artifacts(page.Contents.read_bytes(), outside)
        page.Contents = document.make_stream(content)


def with_artifacts(content: bytes, numbers: Container[int] | None = None) -> bytes:
    """Return the content of a page with these pieces of marked content as artifacts, or all."""

    def start(match: re.Match[bytes]) -> bytes:
        is_outside = numbers is None or int(match[1]) in numbers
        return _ARTIFACT if is_outside else match[0]

    return _START.sub(start, content)
