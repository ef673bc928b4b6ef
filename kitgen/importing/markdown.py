"""Markdown lists of questions: headings, bold lines, lists, tables and folded answers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it.token import Token

from kitgen.importing.blocks import (
    Block,
    Fold,
    Heading,
    Item,
    Listing,
    Table,
    Text,
    as_text,
)
from kitgen.importing.columns import Columns
from kitgen.importing.decoding import decoded
from kitgen.importing.html_blocks import pieces_of
from kitgen.importing.html_writer import Piece, fence
from kitgen.importing.inline import html_note, written
from kitgen.importing.outline import questions_of
from kitgen.importing.parsing import Parsed, References, parse
from kitgen.importing.reading import Note, Outcome, Place, Reading

_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)(?:\n|\Z)", re.DOTALL)
# A line of nothing but a link to a place of the page: of a list, a table, or '[up](#top)'.
_WITHIN_PAGE = re.compile(r"[\W\d_]*\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]\(#[^\s)]*\)\W*")
_SIGN = re.compile(r" {0,3}(?:[-+*]|\d+[.)])(?: {1,4}(?! )|(?= |$))")


def read_markdown(path: Path, columns: Columns) -> Reading:
    """Return the questions of a Markdown file."""
    text, notes = decoded(path)
    start = Place(path.name, 1)
    lines = tuple((start.after(number), line) for number, line in enumerate(text.split("\n")))
    front = _FRONT_MATTER.match(text)
    if front:
        notes.append(Note(start, "dropped", f"front matter: {' '.join(front[0].split())}"))
        # The lines after it keep their numbers.
        text = "\n" * front[0].count("\n") + text[front.end() :]
    blocks, found = markdown_blocks(text, start)
    questions, left = questions_of(blocks, columns)
    return Reading(questions, (*notes, *found, *left), lines)


def markdown_blocks(text: str, start: Place) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Return the blocks of a Markdown text that begins at `start`, and what was changed in it."""
    parsed = parse(text)
    reader = _Reader(parsed.references)
    blocks = tuple(reader.blocks(parsed, text, start))
    reader.note_references(start)
    return blocks, tuple(reader.notes)


@dataclass
class _Reader:
    """Reads the blocks of a text, and those inside its lists and quotations."""

    references: References
    notes: list[Note] = field(default_factory=list)

    def blocks(self, parsed: Parsed, text: str, start: Place) -> Iterator[Block]:
        lines = text.split("\n")
        for token, inner in _top_level(parsed.tokens):
            first, end = token.map or (0, 0)
            source = "\n".join(lines[first:end]).rstrip()
            yield from self._block(token, inner, source, start.after(first))

    def note_references(self, start: Place) -> None:
        """Note the lines that define addresses: each is written where it is used."""
        for name, reference in self.references.items():
            place = start.after(int(reference["map"][0]))
            line = f"[{name}]: {reference['href']} {reference['title']}".strip()
            self._note(place, "changed", f"address written at its links: {line}")

    def _block(
        self, token: Token, inner: Sequence[Token], source: str, place: Place
    ) -> Iterator[Block]:
        if _is_contents(token, source):
            self._note(place, "dropped", f"leads to places of the page: {source}")
        elif token.type == "heading_open":
            text = self._written(inner[0].content, place).replace("\n", " ")
            yield Heading(place, text, int(token.tag[1]))
        elif token.type == "paragraph_open":
            yield Text(place, self._written(_dedented(source), place), is_paragraph=True)
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            yield Listing(place, tuple(self._items(inner, source, place, token)))
        elif token.type == "table_open":
            yield self._table(_dedented(source), place)
        elif token.type == "blockquote_open":
            yield self._quotation(source, place)
        elif token.type == "html_block":
            yield from self._html(source, place)
        elif token.type in {"fence", "code_block"}:
            yield Text(place, _code(token))
        elif token.type != "hr":
            yield Text(place, _dedented(source))

    def _written(self, source: str, place: Place) -> str:
        result = written(source, self.references)
        for text in result.changed:
            self._note(place, "changed", text)
        for text in result.dropped:
            self._note(place, "dropped", text)
        return result.text.strip()

    def _items(
        self, inner: Sequence[Token], source: str, place: Place, outer: Token
    ) -> Iterator[Item]:
        lines = source.split("\n")
        origin = outer.map[0] if outer.map else 0
        for token in inner:
            if token.type == "list_item_open" and token.level == outer.level + 1 and token.map:
                part = lines[token.map[0] - origin : token.map[1] - origin]
                at = place.after(token.map[0] - origin)
                yield self._item(part, at)

    def _item(self, lines: Sequence[str], place: Place) -> Item:
        sign = _SIGN.match(lines[0])
        width = sign.end() if sign else 2
        content = [lines[0][width:], *(_outdented(line, width) for line in lines[1:])]
        blocks = self._inner("\n".join(content), place)
        marks = lines[0][:width].strip()
        return Item(place, blocks, f"{marks} ")

    def _inner(self, text: str, place: Place) -> tuple[Block, ...]:
        return tuple(self.blocks(parse(text, self.references), text, place))

    def _quotation(self, source: str, place: Place) -> Text:
        lines = [re.sub(r"^ {0,3}> ?", "", line) for line in source.split("\n")]
        text = as_text(self._inner("\n".join(lines), place))
        return Text(place, "\n".join(f"> {line}".rstrip() for line in text.split("\n")))

    def _table(self, source: str, place: Place) -> Table:
        from markdown_it.rules_block.table import escapedSplit

        text = self._written(source, place)
        rows = []
        for number, line in enumerate(text.split("\n")):
            cells = escapedSplit(line.strip())
            first, last = not cells[0].strip(), len(cells) > 1 and not cells[-1].strip()
            cells = cells[first : len(cells) - last]
            if number != 1:
                rows.append((place.after(number), tuple(cell.strip() for cell in cells)))
        return Table(place, text, tuple(rows))

    def _html(self, source: str, place: Place) -> Iterator[Block]:
        read = pieces_of(source)
        for tag in read.tags:
            self._note(place, "changed", html_note(tag))
        for text in read.unseen:
            if text.strip():
                self._note(place, "dropped", f"HTML that is not seen: {' '.join(text.split())}")
        for piece in read.pieces:
            yield self._piece(piece, place.after(piece.line))

    def _piece(self, piece: Piece, place: Place) -> Block:
        if piece.kind == "fold" or piece.kind == "unfold":
            return Fold(place, piece.kind)
        text = piece.text if piece.text.startswith("```") else self._written(piece.text, place)
        if piece.kind == "heading":
            return Heading(place, text, piece.level)
        if piece.kind == "summary":
            return Fold(place, "summary", text)
        return Text(place, text, is_paragraph=True)

    def _note(self, place: Place, outcome: Outcome, text: str) -> None:
        self.notes.append(Note(place, outcome, " ".join(text.split())))


def _top_level(tokens: Sequence[Token]) -> Iterator[tuple[Token, Sequence[Token]]]:
    """Yield each outermost block with the tokens inside it."""
    start = 0
    for at, token in enumerate(tokens):
        if token.level or token.nesting > 0:
            if token.level == 0:
                start = at
            continue
        yield (tokens[start], tokens[start + 1 : at]) if token.nesting < 0 else (token, ())


def _is_contents(token: Token, source: str) -> bool:
    """Tell whether at least half of the lines of a block lead to other places of the page."""
    if token.type in {"heading_open", "fence", "code_block", "html_block"}:
        return False
    lines = [line for line in source.split("\n") if re.search(r"\w", line)]
    leading = sum(_WITHIN_PAGE.fullmatch(line) is not None for line in lines)
    return 0 < len(lines) <= 2 * leading


def _dedented(source: str) -> str:
    """Return a paragraph without the spaces around its lines, of which two at the end break it."""
    *lines, last = source.split("\n")
    broken = [re.sub(r" {2,}$", r"\\", line).strip() for line in lines]
    return "\n".join([*broken, last.strip()])


def _code(token: Token) -> str:
    marks = token.markup if token.type == "fence" else fence(token.content)
    return f"{marks}{token.info}\n{token.content.rstrip()}\n{marks}"


def _outdented(line: str, width: int) -> str:
    """Return a line without as many of the spaces of its list as it has."""
    spaces = len(line) - len(line.lstrip(" "))
    return line[min(width, spaces) :]
