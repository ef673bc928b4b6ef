"""The content controls of a Word file, with their tags."""

from collections.abc import Iterator

from lxml import etree

from kitgen.disclosure.archive import zip_parts
from kitgen.disclosure.parts import Embedded
from kitgen.errors import quote
from kitgen.filled.names import Entry, ticked, typed
from kitgen.unseen import shown

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SIGNS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t"}
_ON = ("1", "true", "on")
_BOX = "☐ \n\N{NO-BREAK SPACE}"


def word_entries(content: bytes) -> Iterator[Entry]:
    """Yield the controls of a Word file; raises nearly anything for one that cannot be read."""
    for part in zip_parts(content):
        if isinstance(part, Embedded) and part.name.startswith("word/"):
            yield from _entries(part)


def _entries(part: Embedded) -> Iterator[Entry]:
    if not part.name.endswith(".xml"):
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    for control in etree.fromstring(part.content, parser).iter(f"{_W}sdt"):
        tag = control.find(f"{_W}sdtPr/{_W}tag")
        if tag is not None:
            yield _entry(str(tag.get(f"{_W}val")), control)


def _entry(name: str, control: etree._Element) -> Entry:
    checked = control.find(f"{_W}sdtPr/{_W14}checkbox/{_W14}checked")
    if checked is not None:
        is_ticked = checked.get(f"{_W14}val") in _ON
        _require_box(name, is_ticked, _text(control))
        return ticked(name, is_ticked=is_ticked)
    is_empty = control.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None
    return typed(name, "" if is_empty else _text(control))


def _require_box(name: str, is_ticked: bool, text: str) -> None:
    """Refuse a box that is not ticked and that a letter was typed into, so that it is not lost."""
    written = text.strip(_BOX)
    if written and not is_ticked:
        raise ValueError(f"{shown(name)}: {quote(written)} is typed in the box; click it instead")


def _text(control: etree._Element) -> str:
    """Return what was typed, a paragraph a line."""
    paragraphs = list(control.iter(f"{_W}p")) or [control]
    return "\n".join("".join(_runs(paragraph)) for paragraph in paragraphs)


def _runs(paragraph: etree._Element) -> Iterator[str]:
    for part in paragraph.iter(f"{_W}t", *_SIGNS):
        yield _SIGNS.get(str(part.tag)) or part.text or ""
