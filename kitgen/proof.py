"""Finds the Markdown faults of a value that was read from a file, each with its place there."""

from collections.abc import Iterator
from dataclasses import replace

from kitgen.errors import Issue, YamlPath
from kitgen.files.fields import MarkdownText, markdown_texts
from kitgen.files.model import Located, Markdown, Model
from kitgen.files.scalar import locate
from kitgen.render.faults import find_faults
from kitgen.render.markdown import Fault


def markdown_issues(value: Model, source: Located, place: YamlPath = ()) -> Iterator[Issue]:
    """Yield the faults of all Markdown texts of a value, which `source` has at `place`."""
    for text in markdown_texts(value):
        yield from text_issues(text, source, place)


def text_issues(text: MarkdownText, source: Located, place: YamlPath = ()) -> Iterator[Issue]:
    """Yield the faults of one Markdown text of a value, which `source` has at `place`."""
    faults = text_faults(text)
    if not faults:
        return
    begin = source.issue((*place, *text.place), "")
    places = locate(begin, text.text, [fault.offset for fault in faults])
    for fault, at in zip(faults, places, strict=True):
        yield replace(at, message=fault.message)


def text_faults(text: MarkdownText) -> tuple[Fault, ...]:
    """Return the faults of a Markdown text."""
    return find_faults(text.text, inline=text.kind is Markdown.INLINE)
