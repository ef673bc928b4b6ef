"""The blocks of a document, whatever its format: what the outline of questions is found in."""

from dataclasses import dataclass
from typing import Literal

from kitgen.importing.reading import Place


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its Markdown, and its level from 1."""

    place: Place
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, code or quotation as Markdown; `is_paragraph` for the first of these."""

    place: Place
    text: str
    is_paragraph: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its blocks, and its sign with what is before it."""

    place: Place
    blocks: tuple["Block", ...]
    sign: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    place: Place
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its Markdown, and its rows of Markdown, the head first, each with its place."""

    place: Place
    text: str
    rows: tuple[tuple[Place, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """Where something that a page hides begins or ends, or its summary, which can be seen."""

    place: Place
    part: Literal["fold", "summary", "unfold"]
    text: str = ""


Block = Heading | Text | Listing | Table | Fold


def as_text(blocks: tuple[Block, ...] | list[Block]) -> str:
    """Return blocks as the Markdown of a draft."""
    return "\n\n".join(text for block in blocks if (text := _text(block)))


def _text(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {block.text}"
    if isinstance(block, Fold):
        return f"**{block.text.strip('*')}**" if block.text else ""
    if isinstance(block, Listing):
        return "\n".join(_item(item) for item in block.items)
    return block.text


def _item(item: Item) -> str:
    first, *rest = as_text(item.blocks).split("\n")
    indent = " " * len(item.sign)
    return "\n".join([item.sign + first, *(f"{indent}{line}".rstrip() for line in rest)])
