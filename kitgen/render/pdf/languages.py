"""The languages of texts in the tags of a PDF; WeasyPrint gives one to the whole document only."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_WHOLE = frozenset({"html", "body"})  # these have no tag of their own


@contextmanager
def tagged_languages() -> Iterator[None]:
    """Give each tag the language that its element has (ISO 14289-1, 7.2).

    WeasyPrint 70 has no place for this but the function that makes a tag of a box.
    """
    from weasyprint.pdf import tags

    build = tags._build_box_tree

    def with_language(box: Any, *others: Any) -> Iterator[Any]:
        for tag in build(box, *others):
            language = _own_language(box)
            if language:
                tag["Lang"] = _string(language)
            yield tag

    tags._build_box_tree = with_language
    try:
        yield
    finally:
        tags._build_box_tree = build


def _own_language(box: Any) -> str | None:
    if box.element is None or box.element_tag in _WHOLE:
        return None
    found: str | None = box.element.get("lang")
    return found


def _string(text: str) -> Any:
    import pydyf

    return pydyf.String(text)
