"""Language tags such as `de` or `pt-BR` (BCP 47), by the registry that langcodes has."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")


def standard_tag(text: str) -> str:
    """Return a tag in its usual form: `DE` is `de`; raises ValueError for what is no language."""
    import langcodes

    try:
        if langcodes.tag_is_valid(text):
            return str(langcodes.standardize_tag(text))
    except ValueError:
        pass
    raise ValueError(f"'{text}' is no known language; write a tag such as de, pt-BR or zh-Hant")


def in_standard_form(text: str) -> str:
    """Return a tag; raises ValueError for one that is not in its usual form, or not known."""
    standard = standard_tag(text)
    if text != standard:
        raise ValueError(f"write the language '{text}' as {standard}")
    return text


def wider(tag: str) -> Iterator[str]:
    """Yield a language and the wider ones that it belongs to: `zh-Hant-TW`, `zh-Hant`, `zh`."""
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        yield "-".join(parts[:length])


def nearest(language: str | None, translations: Mapping[str, T]) -> tuple[str, T] | None:
    """Return the translation for a language, or for a wider one, with its tag.

    As RFC 4647, 3.4 looks it up: `de-CH` is served by `de`, and not the other way round.
    """
    for tag in wider(language or ""):
        if tag in translations:
            return tag, translations[tag]
    return None
