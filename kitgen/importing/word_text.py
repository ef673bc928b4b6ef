"""The runs of a Word paragraph → a paragraph of Markdown."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from docx.oxml.ns import qn

from kitgen.importing.decoding import printable
from kitgen.importing.inline import leads_somewhere, picture
from kitgen.importing.reading import Note, Outcome, Place
from kitgen.importing.typed import typed
from kitgen.importing.word_styles import Styles

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_INSIDE = {
    qn(f"w:{name}") for name in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple")
}
_INSIDE |= {qn("w:customXml"), qn("w:dir"), qn("w:bdo"), f"{_MC}AlternateContent", f"{_MC}Choice"}
_SIGNS = {qn("w:tab"): "    ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_DRAWINGS = {qn("w:drawing"), qn("w:pict"), qn("w:object")}
_DELETED = {qn("w:del"), qn("w:moveFrom")}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as Markdown, and as plain text; `sign` is what its list prints before it."""

    place: Place
    text: str
    plain: str
    is_code: bool
    notes: tuple[Note, ...]
    sign: str = ""

    def with_sign(self, sign: str) -> "Paragraph":
        """Return the paragraph as an item of a list."""
        return replace(self, sign=sign)


@dataclass(frozen=True, slots=True)
class _Part:
    """Text of one look: the Markdown around it, the address that it leads to."""

    text: str
    marks: str = ""
    raised: str = ""
    link: str = ""
    is_markdown: bool = False

    @property
    def look(self) -> tuple[str, str, str, bool]:
        return self.marks, self.raised, self.link, self.is_markdown


def seen_text(element: Any) -> str:
    """Return all text of an element, deleted text included, text for older programs not."""
    parts = []
    for part in element.iter():
        if part.tag in {qn("w:t"), qn("w:delText"), f"{_M}t"} and not _is_fallback(part):
            parts.append(part.text or "")
        elif part.tag in _SIGNS or part.tag == qn("w:p"):
            parts.append(" ")
    return printable("".join(parts))


def _is_fallback(element: Any) -> bool:
    return any(parent.tag == f"{_MC}Fallback" for parent in element.iterancestors())


def paragraph_of(element: Any, part: Any, place: Place, styles: Styles) -> Paragraph:
    """Return a paragraph of a document's part as Markdown."""
    reader = _Reader(part, place, styles)
    parts = list(reader.parts(element, ""))
    plain = "".join(piece.text for piece in parts if not piece.is_markdown)
    has_words = bool(plain.strip())
    in_code_font = all(piece.marks == "`" for piece in parts if piece.text.strip())
    is_code = has_words and (styles.is_code(element) or in_code_font)
    return Paragraph(place, _markdown(parts), plain, is_code, tuple(reader.notes))


class _Reader:
    def __init__(self, part: Any, place: Place, styles: Styles) -> None:
        self.notes: list[Note] = []
        self._part = part
        self._place = place
        self._styles = styles

    def parts(self, element: Any, link: str) -> Iterator[_Part]:
        for child in element:
            if child.tag == qn("w:r"):
                yield from self._run(child, child, link)
            elif child.tag == qn("w:hyperlink"):
                yield from self.parts(child, self._address(child))
            elif child.tag in _INSIDE:
                yield from self.parts(child, link)
            elif child.tag in _DELETED:
                self._note("dropped", "deleted text", seen_text(child))
            elif child.tag in {f"{_M}oMath", f"{_M}oMathPara"}:
                words = seen_text(child)
                self._note("changed", "equation as plain text", words)
                yield _Part(words)

    def _run(self, run: Any, element: Any, link: str) -> Iterator[_Part]:
        for child in element:
            if child.tag == qn("w:t"):
                yield self._part_of(run, printable(child.text or ""), link)
            elif child.tag in _SIGNS:
                yield self._part_of(run, _SIGNS[child.tag], link)
            elif child.tag in {f"{_MC}AlternateContent", f"{_MC}Choice"}:
                yield from self._run(run, child, link)
            elif child.tag in _DRAWINGS:
                yield from self._drawing(child)
            else:
                self._note_left_out(child)

    def _note_left_out(self, element: Any) -> None:
        if element.tag == qn("w:sym"):
            font, code = element.get(qn("w:font")), element.get(qn("w:char"))
            self._note("dropped", "symbol", f"{font} {code}")
        elif element.tag == qn("w:instrText"):
            self._note("dropped", "field", element.text or "")

    def _part_of(self, run: Any, text: str, link: str) -> _Part:
        styles = self._styles
        if styles.is_code_run(run):
            return _Part(text, "`", link=link)
        marks = "**" * styles.is_bold(run) + "*" * styles.is_italic(run)
        raised = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
        value = "" if raised is None else raised.get(qn("w:val"))
        names = {"superscript": "sup", "subscript": "sub"}
        return _Part(text, marks, names.get(value, ""), link)

    def _drawing(self, drawing: Any) -> Iterator[_Part]:
        for box in drawing.iter(qn("w:txbxContent")):
            self._note("dropped", "text box", seen_text(box))
        described = next(drawing.iter(qn("wp:docPr")), None)
        words = "" if described is None else described.get("descr") or ""
        for image in drawing.iter(qn("a:blip")):
            relation = self._part.rels.get(image.get(qn("r:embed")))
            if relation is None or relation.is_external:
                self._note("dropped", "picture that the file does not contain", words)
            else:
                name = str(relation.target_part.partname).rsplit("/", 1)[1]
                yield _Part(picture(printable(words), name), is_markdown=True)

    def _address(self, hyperlink: Any) -> str:
        relation = self._part.rels.get(hyperlink.get(qn("r:id")))
        address = relation.target_ref if relation is not None and relation.is_external else ""
        if address and not leads_somewhere(address):
            self._note("dropped", "link", address)
        return address if leads_somewhere(address) else ""

    def _note(self, outcome: Outcome, what: str, words: str) -> None:
        if words.strip() or what.startswith("picture"):
            text = f"{what}: {' '.join(words.split())}"
            self.notes.append(Note(self._place, outcome, text))


def _markdown(parts: Sequence[_Part]) -> str:
    written = []
    for look, group in groupby(parts, key=lambda part: part.look):
        marks, raised, link, is_markdown = look
        text = "".join(part.text for part in group)
        written.append(text if is_markdown else _marked(text, marks, raised, link))
    return "".join(written).strip()


def _marked(text: str, marks: str, raised: str, link: str) -> str:
    """Return text with its marks next to its words: spaces stay outside."""
    words = text.strip()
    if not words:
        return text.replace("\n", "<br>")
    if marks == "`" and "`" not in words:
        shown = f"`{' '.join(words.split())}`"
    else:
        sign = marks.strip("`")
        inside = typed(words).replace("\n", "<br>")
        shown = f"{sign}{inside}{sign[::-1]}"
    if raised:
        shown = f"<{raised}>{shown}</{raised}>"
    if link:
        shown = f"[{shown}]({f'<{link}>' if '(' in link or ')' in link else link})"
    start = text.index(words)
    return (
        text[:start].replace("\n", "<br>")
        + shown
        + text[start + len(words) :].replace("\n", "<br>")
    )
