"""Which headings and lists are questions, which are above them."""

from collections.abc import Sequence

from kitgen.importing.asking import is_question, without_number
from kitgen.importing.blocks import Block, Fold, Heading, Item, Listing, Text
from kitgen.importing.parsing import plain


def title_of(blocks: Sequence[Block]) -> Heading | None:
    """Return the heading of a whole document: its first, where no other is of its level.

    One that looks like a question is a title only above other questions.
    """
    headings = [block for block in blocks if isinstance(block, Heading)]
    if not headings or any(h.level <= headings[0].level for h in headings[1:]):
        return None
    title, *others = (is_question(plain(heading.text)) for heading in headings)
    return None if title and not any(others) else headings[0]


def is_section(heading: Heading, later: Sequence[Block]) -> bool:
    """Tell whether a heading without a question mark has questions as headings below it."""
    if "?" in heading.text:
        return False
    for block in later:
        if isinstance(block, Heading):
            if block.level <= heading.level:
                return False
            if is_question(plain(block.text)):
                return True
    return False


def lists_questions(listing: Listing) -> bool:
    """Tell whether at least half of the items of a list are questions, or lists of them."""
    return 2 * sum(map(_is_asked, listing.items)) >= len(listing.items)


def _is_asked(item: Item) -> bool:
    """Tell whether an item is a question, folded or not, or has a list of them."""
    first, *rest = item.blocks or (None,)
    if isinstance(first, Text) and is_question(plain(first.text)):
        return True
    for block in rest:
        if isinstance(block, Listing) and lists_questions(block):
            return True
        if isinstance(block, Fold) and is_question(plain(block.text)):
            return isinstance(first, Fold)
    return False


def unbolded(asked: str) -> str:
    """Return a question without the emphasis around all of it."""
    for sign in ("**", "__", "*", "_"):
        inside = asked[len(sign) : -len(sign)]
        if asked.startswith(sign) and asked.endswith(sign) and sign not in inside and inside:
            return without_number(inside.strip())
    return asked
