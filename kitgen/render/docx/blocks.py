"""The walk: each block element of the vocabulary becomes paragraphs and tables in named styles."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from kitgen.render.docx.styles import style_id
from kitgen.render.docx.tables import write_facts, write_frame, write_table
from kitgen.render.docx.text import write_inline
from kitgen.render.markup import BLOCKS, CLASSES, CONTENTS, NEW_PAGE, classes
from kitgen.theme import Tokens

_HEADINGS = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3"}
_LABELS = {"Prompt": "Prompt Label", "Script": "Script Label"}
_FACTS_ACROSS = {"facts": 5, "blanks": 2, "sum": 3}


@dataclass(slots=True)
class BlockWriter:
    """A walk over one document; `breaks` says that the next paragraph starts a page."""

    document: Any
    width: float
    tokens: Tokens
    breaks: bool = False

    def body(self, node: HtmlElement) -> None:
        """Write everything under the body but the running head and foot."""
        for child in node:
            if child.tag not in {"header", "footer"}:
                self._block(child, self.document, "Normal")

    def _block(self, node: HtmlElement, into: Any, style: str) -> None:
        names = classes(node)
        if "lines" in names:
            self._lines(node, into)
        elif "work" in names:
            write_frame(into, self.width, self.tokens, int(node.get("data-rows", "10")))
        else:
            self._writer(str(node.tag))(node, into, style)

    def _writer(self, tag: str) -> Callable[[HtmlElement, Any, str], None]:
        writers: Mapping[str, Callable[[HtmlElement, Any, str], None]] = {
            **dict.fromkeys(("section", "article", "div"), self._container),
            **dict.fromkeys(("ul", "ol"), self._list),
            "dl": self._definitions,
            "table": self._table,
            "pre": self._code,
        }
        return writers.get(tag, self._text)

    def _container(self, node: HtmlElement, into: Any, style: str) -> None:
        words = [CLASSES[name] for name in classes(node)]
        if NEW_PAGE in words and len(self.document.element.body) > 1:
            self.breaks = True
        inner = next((word for word in words if word not in {NEW_PAGE, CONTENTS}), style)
        for child in node:
            self._block(child, into, inner)

    def _text(self, node: HtmlElement, into: Any, style: str) -> None:
        own = next((CLASSES[name] for name in classes(node)), style)
        if own == "Label":
            own = _LABELS.get(style, own)
        write_inline(node, self._paragraph(into, _HEADINGS.get(str(node.tag), own)))

    def _paragraph(self, into: Any, style: str) -> Any:
        paragraph = into.add_paragraph()
        paragraph._p.style = style_id(style)  # paragraph.style would search all styles each time
        if self.breaks:
            paragraph.paragraph_format.page_break_before = True
            self.breaks = False
        return paragraph

    def _lines(self, node: HtmlElement, into: Any) -> None:
        for _ in range(int(node.get("data-rows", "3"))):
            self._paragraph(into, "Ruled Line")

    def _list(self, node: HtmlElement, into: Any, style: str) -> None:
        points = "points" in classes(node)
        for number, item in enumerate(node, int(node.get("start", "1"))):
            needed = "needed" in classes(item)
            own = ("Point Needed" if needed else "Point") if points else "Bullet"
            mark = "" if points else ("–\t" if node.tag == "ul" else f"{number}.\t")
            for part in _flow(item):
                if part.tag in BLOCKS - {"p"}:
                    self._block(part, into, own)
                    continue
                paragraph = self._paragraph(into, own)
                if mark:
                    paragraph.add_run(mark)
                    mark = ""
                write_inline(part, paragraph)

    def _definitions(self, node: HtmlElement, into: Any, style: str) -> None:
        pairs = list(zip(node.findall("dt"), node.findall("dd"), strict=True))
        names = classes(node)
        across = next((_FACTS_ACROSS[name] for name in names if name in _FACTS_ACROSS), None)
        if across:
            write_facts(pairs, into, self.width, self.tokens, self._cell, across)
            return
        asked = "followups" in names
        for term, definition in pairs:
            write_inline(term, self._paragraph(into, "Ask" if asked else "Term"))
            write_inline(definition, self._paragraph(into, "Listen For" if asked else "Definition"))

    def _table(self, node: HtmlElement, into: Any, style: str) -> None:
        write_table(node, into, self.width, self.tokens, self._cell)

    def _code(self, node: HtmlElement, into: Any, style: str) -> None:
        write_inline(node, self._paragraph(into, "Code"), keep_space=True)

    def _cell(self, source: HtmlElement, cell: Any, style: str) -> None:
        """Append the content of `source` to a cell, whose empty first paragraph goes."""
        first = cell.paragraphs[0]
        fresh = len(cell.paragraphs) == 1 and not first.runs
        for part in _flow(source):
            if part.tag in BLOCKS - {"p"}:
                self._block(part, cell, style)
            else:
                write_inline(part, self._paragraph(cell, style))
        if fresh and len(cell.paragraphs) > 1:
            first._p.getparent().remove(first._p)


def _flow(node: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the block children of `node`, or `node` itself when its content is inline.

    Inline content before a block stands in an element of its own.
    """
    if not any(child.tag in BLOCKS for child in node):
        yield node
        return
    lead = node.makeelement("span")
    lead.text = node.text
    for child in list(node):
        if child.tag in BLOCKS:
            if (lead.text or "").strip() or len(lead):
                yield lead
                lead = node.makeelement("span")
            yield child
        else:
            lead.append(child)
