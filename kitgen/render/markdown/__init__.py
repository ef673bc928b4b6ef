"""The Markdown subset of prompts and answers → safe HTML of the closed vocabulary.

Paragraphs, lists, tables, quotations, emphasis, code (highlighted), links with their addresses, and
LaTeX maths, which becomes MathML. Most HTML is a fault: no format could show it alike.

parser     a text → HTML, and its faults
links      links, with their addresses below a text or behind their words
pictures   pictures, as figures or in words
addresses  which addresses lead somewhere, and how they are printed
tags       the HTML that is read
refused    the HTML that is not, and what else no format could show
dollars    where a formula begins and ends, and what is a price
tables     faults of tables
columns    how the columns of tables are laid out
breaks     where long words may break
elements   how code, formulas and tables are written
code       code → highlighted HTML
passages   where code may break over pages
quotes     straight quotation marks → those of a language
place      where in a text the parser is
typed      plain text → Markdown that prints it as it is
"""

from functools import lru_cache

from kitgen.errors import KitgenError
from kitgen.pictures.figure import Figure
from kitgen.render.markdown.addresses import address_html
from kitgen.render.markdown.code import code_html
from kitgen.render.markdown.parser import Rendered, render
from kitgen.render.markdown.place import Fault
from kitgen.render.markdown.quotes import quoted
from kitgen.render.markdown.typed import as_typed

__all__ = [
    "Fault",
    "MarkdownFault",
    "address_html",
    "as_typed",
    "code_html",
    "rendered",
    "shown_files",
    "to_html",
    "to_inline_html",
]


_PICTURE = "!["  # begins each picture


class MarkdownFault(KitgenError):
    """Markdown outside the subset: one line for each fault, with its line in the text."""


def to_html(text: str, figures: tuple[Figure, ...] = (), language: str = "en") -> str:
    """Render a text of several blocks, and its pictures as figures; raises MarkdownFault."""
    return _html(text, figures if _PICTURE in text else (), language, inline=False)


def to_inline_html(text: str, language: str = "en") -> str:
    """Render one paragraph's content, without the paragraph; raises MarkdownFault."""
    return _html(text, (), language, inline=True)


# A pack shows each text several times; a bank of 2,000 questions has some 40,000 texts.
@lru_cache(maxsize=65_536)
def rendered(text: str, figures: tuple[Figure, ...] = (), *, inline: bool) -> Rendered:
    """Return the HTML of a text, and its faults; with faults the HTML is incomplete."""
    return render(text, figures, inline=inline)


def shown_files(text: str) -> tuple[str, ...]:
    """Return the files of the bank that a text of several blocks shows as figures."""
    if _PICTURE not in text:
        return ()
    pictures = rendered(text, inline=False).pictures
    return tuple(picture.address for picture in pictures if picture.alone)


def _html(text: str, figures: tuple[Figure, ...], language: str, *, inline: bool) -> str:
    result = rendered(text, figures, inline=inline)
    if result.faults:
        raise MarkdownFault("\n".join(fault.in_text(text) for fault in result.faults))
    return quoted(result.html, language)
