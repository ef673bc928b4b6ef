"""Word documents: headings, lists, bold lines and tables of questions."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from kitgen.importing.archives import read_archive
from kitgen.importing.blocks import Block, Heading, Item, Listing, Table, Text
from kitgen.importing.columns import Columns
from kitgen.importing.damaged import NO_WORD, refusing
from kitgen.importing.html_writer import fence
from kitgen.importing.outline import questions_of
from kitgen.importing.reading import Note, Place, Reading
from kitgen.importing.word_styles import Styles
from kitgen.importing.word_tables import table_of
from kitgen.importing.word_text import Paragraph, paragraph_of, seen_text

# Parts of a document whose texts are in no paragraph of it, by the ends of their relations' types.
_BESIDE = {
    "footnotes": "footnote",
    "endnotes": "endnote",
    "comments": "comment",
    "header": "header",
    "footer": "footer",
}


def read_word(path: Path, columns: Columns) -> Reading:
    """Return the questions of a Word document; raises InvalidInput for a damaged one."""
    content = read_archive(path)
    with refusing(path, NO_WORD):
        return _reading(Document(content), path.name, columns)


def _reading(document: Any, file: str, columns: Columns) -> Reading:
    reader = _Reader(file, document, Styles.of(document))
    blocks = tuple(reader.blocks())
    questions, left = questions_of(blocks, columns)
    beside = tuple(_beside(document, file))
    return Reading(
        questions, (*reader.notes, *left, *beside), tuple(reader.texts), _pictures(document)
    )


def _pictures(document: Any) -> dict[str, bytes]:
    """Return the pictures of a document by the names that `word_text` gives them."""
    relations = document.part.rels.values()
    parts = [r.target_part for r in relations if not r.is_external and r.reltype.endswith("/image")]
    return {str(part.partname).rsplit("/", 1)[1]: part.blob for part in parts}


def _beside(document: Any, file: str) -> Iterator[Note]:
    for relation in document.part.rels.values():
        kind = _BESIDE.get(relation.reltype.rsplit("/", 1)[1])
        if kind is None or relation.is_external:
            continue
        root = parse_xml(relation.target_part.blob)
        entries = [root] if kind in {"header", "footer"} else list(root)
        for number, entry in enumerate(entries, 1):
            words = " ".join(seen_text(entry).split())
            if words:
                yield Note(Place(file, number, kind), "dropped", words)


@dataclass
class _Reader:
    """Reads the body of a document, paragraph by paragraph; paragraphs of lists are collected."""

    file: str
    document: Any
    styles: Styles
    notes: list[Note] = field(default_factory=list)
    texts: list[tuple[Place, str]] = field(default_factory=list)
    _number: int = 0
    _items: list[tuple[int, Paragraph]] = field(default_factory=list)
    _code: list[Paragraph] = field(default_factory=list)
    _counts: Counter[tuple[str, int]] = field(default_factory=Counter)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of the body."""
        yield from self._body(self.document.element.body)
        yield from self._collected()

    def _body(self, body: Any) -> Iterator[Block]:
        for element in body:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from self._collected()
                yield self._table(element)
            elif element.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")}:
                yield from self._body(element)

    def _read(self, element: Any) -> Paragraph:
        self._number += 1
        place = Place(self.file, self._number, "paragraph")
        self.texts.append((place, seen_text(element)))
        paragraph = paragraph_of(element, self.document.part, place, self.styles)
        self.notes += paragraph.notes
        return paragraph

    def _table(self, element: Any) -> Table:
        return table_of(element, self._read)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        read = self._read(element)
        level = self.styles.list_level(element)
        heading = self.styles.heading_level(element)
        if not read.text.strip():
            return
        if read.is_code:
            yield from self._listed()
            self._code.append(read)
        elif heading is not None:
            yield from self._collected()
            yield Heading(read.place, read.text.replace("<br>", " ").strip("*"), heading)
        elif level is not None:
            yield from self._coded()
            self._items.append((level, self._numbered(read, element, level)))
        else:
            yield from self._collected()
            yield Text(read.place, read.text, is_paragraph=True)

    def _numbered(self, read: Paragraph, element: Any, level: int) -> Paragraph:
        """Give an item of a list the sign that Word prints before it."""
        list_id = self.styles.list_id(element)
        self._counts[list_id, level] += 1
        if not self.styles.is_numbered(list_id, level):
            return read.with_sign("- ")
        return read.with_sign(f"{self._counts[list_id, level]}. ")

    def _collected(self) -> Iterator[Block]:
        yield from self._coded()
        yield from self._listed()

    def _coded(self) -> Iterator[Block]:
        lines, self._code = self._code, []
        if lines:
            code = "\n".join(line.plain for line in lines)
            yield Text(lines[0].place, f"{fence(code)}\n{code}\n{fence(code)}")

    def _listed(self) -> Iterator[Block]:
        items, self._items = self._items, []
        if items:
            yield _listing(items)


def _listing(items: Sequence[tuple[int, Paragraph]]) -> Listing:
    """Return paragraphs with their levels as a list, the deeper ones inside those before them."""
    top = min(level for level, _ in items)
    starts = [n for n, (level, _) in enumerate(items) if level == top or n == 0]
    made = []
    for start, end in zip(starts, [*starts[1:], len(items)], strict=True):
        first, inner = items[start][1], items[start + 1 : end]
        blocks: tuple[Block, ...] = (Text(first.place, first.text, is_paragraph=True),)
        if inner:
            blocks = (*blocks, _listing(inner))
        made.append(Item(first.place, blocks, first.sign))
    return Listing(made[0].place, tuple(made))
