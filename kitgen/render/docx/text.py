"""Inline content of a paragraph: runs in named character styles, breaks, equations, tick boxes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml.html import HtmlElement

from kitgen.render.direction import Direction, pieces
from kitgen.render.docx.controls import control
from kitgen.render.docx.looks import CHARACTERS, style_of
from kitgen.render.docx.maths import equation
from kitgen.render.docx.order import element, named, put
from kitgen.render.docx.runs import add_run, ends_in_space, mark_language, trim
from kitgen.render.docx.styles import style_id
from kitgen.render.fields import FIELD, field_of
from kitgen.render.markup import BLOCKS, classes

# A part of an element's content: some text, or an element in it.
Part: TypeAlias = "str | HtmlElement"

_TAGS: Mapping[str, str] = {"strong": "Strong", "em": "Emphasis", "code": "Code Text"}
_FACES: Mapping[str, tuple[str, ...]] = {"strong": ("b", "bCs"), "em": ("i", "iCs")}
# The property of a run in Word.
_ALIGNED: Mapping[str, str] = {"sub": "subscript", "sup": "superscript"}
# Room for a name, underlined.
_SLOT = 30 * "\N{NO-BREAK SPACE}"
_TO_LEFT = f"{named('pPr')}/{named('bidi')}"
_SPACE = re.compile(r"[ \t\n\r\f]+")


def parts(node: HtmlElement) -> Iterator[Part]:
    """Yield the texts and elements of `node`, all of them, in reading order."""
    yield node.text or ""
    for child in node:
        yield child
        yield child.tail or ""


def flow(content: Iterable[Part]) -> Iterator[HtmlElement | list[Part]]:
    """Yield the blocks of a content, and between them the inline parts of a paragraph each."""
    inline: list[Part] = []
    for part in content:
        if isinstance(part, str) or part.tag not in BLOCKS:
            inline.append(part)
            continue
        if _is_visible(inline):
            yield inline
        inline = []
        yield part
    if _is_visible(inline):
        yield inline


def write_inline(content: Iterable[Part], paragraph: Any, *, keep_space: bool = False) -> None:
    """Append texts and inline elements; `keep_space` as in code."""
    for part in content:
        _part(part, paragraph, None, keep_space)
    if not keep_space:
        trim(paragraph._p)


def _is_visible(content: Iterable[Part]) -> bool:
    return any(not isinstance(part, str) or _SPACE.sub("", part) for part in content)


def _part(part: Part, paragraph: Any, style: str | None, keep: bool) -> None:
    if isinstance(part, str):
        _text(part, paragraph, style, keep)
    elif part.tag == "math":
        paragraph._p.append(equation(part))
    elif part.tag == "br":
        add_run(paragraph._p, "\n")
    elif {"slot", "slotname"} & set(classes(part)):
        _slot(part, paragraph)
    else:
        before = len(paragraph._p)
        inner = style_of(part, CHARACTERS) or _TAGS.get(str(part.tag), style)
        for inside in parts(part):
            _part(inside, paragraph, inner, keep)
        _complete(part, paragraph, before)


def _complete(part: HtmlElement, paragraph: Any, before: int) -> None:
    """Make of what was appended since `before` what its element is: a link, a field."""
    if part.tag in _FACES:
        _emphasise(paragraph, before, str(part.tag))
    elif part.tag == "a":
        _link(paragraph, before, str(part.get("href")))
    elif part.tag in _ALIGNED:
        _align(paragraph, before, _ALIGNED[str(part.tag)])
    elif FIELD in part.attrib:
        control(paragraph._p[before:], field_of(part))
    if part.get("lang"):
        mark_language(paragraph._p[before:], str(part.get("lang")))


def _slot(part: HtmlElement, paragraph: Any) -> None:
    """Write a name of a running head, or the room for it; the first name is after a tab."""
    if "slot" in classes(part):
        _text(part.text_content() or _SLOT, paragraph, "Slot", keep=False)
        return
    apart = "  " if any(run.text == "\t" for run in paragraph.runs) else "\t"
    add_run(paragraph._p, apart)
    _text(part.text_content(), paragraph, "Slot Name", keep=False)


def _text(text: str, paragraph: Any, style: str | None, keep: bool) -> None:
    if not keep:
        text = _SPACE.sub(" ", text)
        text = text.lstrip(" ") if _at_space(paragraph) else text
    for piece, direction in pieces(text, _direction(paragraph)):
        identity = style and style_id(style)
        add_run(paragraph._p, piece, identity, right_to_left=direction == "rtl")


def _direction(paragraph: Any) -> Direction:
    return "ltr" if paragraph._p.find(_TO_LEFT) is None else "rtl"


def _link(paragraph: Any, before: int, address: str) -> None:
    """Make what was appended to a paragraph since `before` lead to an address."""
    link = element("hyperlink")
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), relation)
    link.extend(paragraph._p[before:])
    paragraph._p.append(link)


def _emphasise(paragraph: Any, before: int, tag: str) -> None:
    """Make what has another style within strong or emphasised text bold or italic as well."""
    for run in (run for part in paragraph._p[before:] for run in part.iter(named("r"))):
        if run.style not in (None, style_id(_TAGS[tag])):
            for name in _FACES[tag]:
                put(run.get_or_add_rPr(), element(name))


def _align(paragraph: Any, before: int, name: str) -> None:
    """Raise or lower the runs that were appended to a paragraph since `before`."""
    for run in paragraph._p[before:]:
        if run.tag == named("r"):
            setattr(run.get_or_add_rPr(), name, True)


def _at_space(paragraph: Any) -> bool:
    """Tell whether a space would be lost here: HTML shows one of several, and none at a start.

    After an equation or a link a space is seen.
    """
    content = paragraph._p
    last = content[-1] if len(content) else None
    if last is None or last.tag == named("pPr"):
        return True
    return last.tag == named("r") and ends_in_space(last)
