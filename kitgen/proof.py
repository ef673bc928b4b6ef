"""Finds Markdown faults and pictures of a value that was read from a file, each with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kitgen.errors import Issue, YamlPath, quote
from kitgen.files.fields import MarkdownText, markdown_texts
from kitgen.files.model import Located, Markdown, Model
from kitgen.files.scalar import locate
from kitgen.pictures.reading import unreadable
from kitgen.render.markdown import Fault, rendered


def markdown_issues(value: Model, source: Located, place: YamlPath = ()) -> Iterator[Issue]:
    """Yield the faults of all Markdown texts of a value, which `source` has at `place`."""
    for text in markdown_texts(value):
        yield from text_issues(text, source, place)


def text_issues(text: MarkdownText, source: Located, place: YamlPath = ()) -> Iterator[Issue]:
    """Yield the faults of one Markdown text of a value, which `source` has at `place`."""
    return _located(text_faults(text), text, source, place)


def picture_issues(value: Model, source: Located, place: YamlPath = ()) -> Iterator[Issue]:
    """Yield a message for each picture of a value that is printed in words."""
    for text in markdown_texts(value):
        pictures = rendered(text.text, inline=text.kind is Markdown.INLINE).pictures
        messages = [
            Fault(picture.offset, f"the picture {quote(picture.address)} is printed in words")
            for picture in pictures
            if not picture.alone or text.kind is Markdown.INLINE
        ]
        yield from _located(messages, text, source, place)


def figure_issues(
    value: Model, source: Located, place: YamlPath, folders: Sequence[Path]
) -> Iterator[Issue]:
    """Yield a fault for each figure of a value that no folder has as it is printed."""
    for text, faults in faulty_figures(value, folders):
        yield from _located(faults, text, source, place)


def faulty_figures(
    value: Model, folders: Sequence[Path]
) -> Iterator[tuple[MarkdownText, list[Fault]]]:
    """Yield each text with figures that no folder has as they are printed, and why."""
    for text in markdown_texts(value):
        if text.kind is Markdown.INLINE or "![" not in text.text:
            continue
        pictures = rendered(text.text, inline=False).pictures
        faults = [
            Fault(picture.offset, f"figure {quote(picture.address)}: {reason}")
            for picture in pictures
            if picture.alone and (reason := unreadable(folders, picture.address))
        ]
        if faults:
            yield text, faults


def text_faults(text: MarkdownText) -> tuple[Fault, ...]:
    """Return the faults of a Markdown text."""
    return rendered(text.text, inline=text.kind is Markdown.INLINE).faults


def _located(
    faults: Sequence[Fault], text: MarkdownText, source: Located, place: YamlPath
) -> Iterator[Issue]:
    if not faults:
        return
    begin = source.issue((*place, *text.place), "")
    places = locate(begin, text.text, [fault.offset for fault in faults])
    for fault, at in zip(faults, places, strict=True):
        yield replace(at, message=fault.message)
