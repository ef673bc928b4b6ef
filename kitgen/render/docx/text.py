"""Inline content of a paragraph: runs in named character styles, breaks, equations, tick boxes."""

import re
from collections.abc import Mapping
from typing import Any

from docx.oxml.ns import qn
from lxml.html import HtmlElement

from kitgen.render.docx.maths import equation
from kitgen.render.docx.styles import style_id
from kitgen.render.markup import CLASSES, classes

_TAGS: Mapping[str, str] = {"strong": "Strong", "em": "Emphasis", "code": "Code Text"}


def write_inline(node: HtmlElement, paragraph: Any, *, keep_space: bool = False) -> None:
    """Append the text and inline children of `node`; `keep_space` as in code."""
    _inline(node, paragraph, None, keep_space)
    if not keep_space:
        _trim(paragraph)


def _inline(node: HtmlElement, paragraph: Any, style: str | None, keep: bool) -> None:
    _text(node.text, paragraph, style, keep)
    for child in node:
        _child(child, paragraph, style, keep)
        _text(child.tail, paragraph, style, keep)


def _child(child: HtmlElement, paragraph: Any, style: str | None, keep: bool) -> None:
    if child.tag == "math":
        paragraph._p.append(equation(child))
    elif child.tag == "br":
        paragraph.add_run().add_break()
    else:
        own = (CLASSES[name] for name in classes(child))
        inner = next(own, _TAGS.get(str(child.tag), style))
        _inline(child, paragraph, inner, keep)


def _text(text: str | None, paragraph: Any, style: str | None, keep: bool) -> None:
    if not text:
        return
    if not keep:
        text = re.sub(r"[ \t\n\r]+", " ", text)
        text = text.lstrip(" ") if _at_space(paragraph) else text
    if text:
        run = paragraph.add_run(text)
        if style:
            run._r.style = style_id(style)  # run.style would search all styles each time


def _at_space(paragraph: Any) -> bool:
    """Tell whether nothing but a space could stand before the next text."""
    content = [part for part in paragraph._p if part.tag != qn("w:pPr")]
    if not content:
        return True
    last = content[-1]
    return last.tag == qn("w:r") and (last.text or "\n")[-1] in " \n\t"


def _trim(paragraph: Any) -> None:
    runs = paragraph.runs
    if runs and paragraph._p[-1] is runs[-1]._r:
        runs[-1].text = runs[-1].text.rstrip(" ")
