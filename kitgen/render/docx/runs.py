"""Runs of a paragraph, written as python-docx does, which takes many times as long for each."""

import re
from collections.abc import Iterable
from typing import Any

from lxml.etree import SubElement

from kitgen.render.docx.order import element, named, put

_RUN, _TEXT, _PROPERTIES = named("r"), named("t"), named("rPr")
_LANGUAGE = named("lang")
_SIGNS = {"\t": named("tab"), "\n": named("br"), "\r": named("br")}
_PARTS = re.compile(r"[\t\n\r]|[^\t\n\r]+")
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"


def add_run(
    paragraph: Any, text: str, style: str | None = None, *, right_to_left: bool = False
) -> None:
    """Append a text to an element `w:p`, in a character style by its id."""
    run = SubElement(paragraph, _RUN)
    if style or right_to_left:
        properties = SubElement(run, _PROPERTIES)
        if style:
            SubElement(properties, named("rStyle")).set(named("val"), style)
        if right_to_left:
            SubElement(properties, named("rtl"))
    for part in _PARTS.findall(text):
        if part in _SIGNS:
            SubElement(run, _SIGNS[part])
        else:
            _set(SubElement(run, _TEXT), part)


def mark_language(content: Iterable[Any], tag: str) -> None:
    """Give runs in some elements a language, unless they have one, for all kinds of script."""
    for run in (run for part in content for run in part.iter(_RUN)):
        properties = run.find(_PROPERTIES)
        if properties is None:
            properties = element("rPr")
            run.insert(0, properties)
        if properties.find(_LANGUAGE) is None:
            put(properties, element("lang", val=tag, eastAsia=tag, bidi=tag))


def ends_in_space(run: Any) -> bool:
    """Tell whether a run ends in white space, or in what is no text."""
    last = run[-1] if len(run) else None
    return last is None or last.tag != _TEXT or str(last.text)[-1] == " "


def trim(paragraph: Any) -> None:
    """Remove the spaces at the end of a paragraph that ends in a text."""
    last = paragraph[-1] if len(paragraph) else None
    if last is None or last.tag != _RUN or not len(last) or last[-1].tag != _TEXT:
        return
    text = last[-1]
    kept = str(text.text).rstrip(" ")
    if kept:
        _set(text, kept)
    else:
        last.remove(text)


def _set(words: Any, text: str) -> None:
    words.text = text
    if text != text.strip():
        words.set(_PRESERVE, "preserve")
    else:
        words.attrib.pop(_PRESERVE, None)
