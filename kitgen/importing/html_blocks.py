"""HTML on separate lines → pieces of Markdown, headings, and what folds an answer away."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html.parser import HTMLParser

from kitgen.importing.html_writer import Piece, Writer
from kitgen.importing.typed import typed

Attributes = Mapping[str, str | None]
_PARAGRAPHS = (
    *("p", "div", "center", "section", "article", "header", "footer", "dl", "dt", "dd", "hr"),
    *("figure", "figcaption", "address", "nav", "main", "picture", "form", "caption"),
    *("thead", "tbody", "tfoot"),
)
_UNSEEN = ("script", "style")
# The parser of the standard library fails for what only begins like a declaration.
_NO_DECLARATION = re.compile(r"<(?=!(?!--|doctype)|\?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of some HTML, its tags, and what is not seen: comments, scripts."""

    pieces: Sequence[Piece]
    tags: Sequence[str]
    unseen: Sequence[str]


def pieces_of(html: str) -> Pieces:
    """Return what some HTML shows; tags inside a sentence stay, for `inline`."""
    reader = _Reader(Writer(has_whole_tables="</table" in html.lower()))
    reader.feed(_NO_DECLARATION.sub("&lt;", html))
    reader.close()
    reader.writer.end()
    return Pieces(reader.writer.pieces, reader.tags, reader.unseen)


def _begin_list(writer: Writer, attributes: Attributes) -> None:
    start = attributes.get("start") or "1"
    writer.begin_list(int(start) if re.fullmatch(r"[0-9]{1,9}", start) else 1)


def _begin_heading(level: int, writer: Writer, _: Attributes) -> None:
    writer.begin_heading(level)


# What a tag begins, and what it ends; all others are of a sentence.
_BEGIN: Mapping[str, Callable[[Writer, Attributes], None]] = {
    **dict.fromkeys(_PARAGRAPHS, lambda writer, _: writer.separate()),
    **dict.fromkeys(("ul", "menu"), lambda writer, _: writer.begin_list(None)),
    **{f"h{level}": partial(_begin_heading, level) for level in range(1, 7)},
    "ol": _begin_list,
    "li": lambda writer, _: writer.begin_item(),
    "table": lambda writer, _: writer.begin_table(),
    "tr": lambda writer, _: writer.begin_row(),
    **dict.fromkeys(("td", "th"), lambda writer, _: writer.begin_cell()),
    "pre": lambda writer, _: writer.begin_code(),
    "details": lambda writer, _: writer.fold("fold"),
    "summary": lambda writer, _: writer.separate(),
}
_END: Mapping[str, Callable[[Writer], None]] = {
    **dict.fromkeys((*_PARAGRAPHS, "li"), Writer.separate),
    **dict.fromkeys(("ul", "ol", "menu"), Writer.end_list),
    **{f"h{level}": partial(Writer.end_as, kind="heading") for level in range(1, 7)},
    "table": Writer.end_table,
    **dict.fromkeys(("tr", "td", "th"), Writer.end_cell),
    "pre": Writer.end_code,
    "details": partial(Writer.fold, kind="unfold"),
    "summary": partial(Writer.end_as, kind="summary"),
}


class _Reader(HTMLParser):
    """Calls the writer for each tag; keeps tags that are written as something else."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(convert_charrefs=True)
        self.writer = writer
        self.tags: list[str] = []
        self.unseen: list[str] = []
        self._is_hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raw = self.get_starttag_text() or ""
        self._follow()
        self._is_hidden = tag in _UNSEEN
        if tag in _BEGIN:
            self.tags.append(raw)
            _BEGIN[tag](self.writer, dict(attrs))
        elif self._is_hidden or self.writer.is_code:
            self.tags.append(raw)
        else:
            self.writer.add(raw)

    def handle_endtag(self, tag: str) -> None:
        self._follow()
        self._is_hidden = False
        if tag in _END:
            _END[tag](self.writer)
        elif tag not in _UNSEEN and not self.writer.is_code:
            self.writer.add(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._follow()
        if self._is_hidden:
            self.unseen.append(data)
        else:
            self.writer.add(data if self.writer.is_code else typed(data))

    def handle_comment(self, data: str) -> None:
        self.unseen.append(data)

    def handle_decl(self, decl: str) -> None:
        self.unseen.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.unseen.append(data)

    def _follow(self) -> None:
        self.writer.line = self.getpos()[0] - 1
