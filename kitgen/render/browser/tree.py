"""What a browser needs in a document and print does not: a main part, names of cells, scrolling."""

from collections.abc import Iterator
from copy import deepcopy

from lxml.html import HtmlElement, builder

from kitgen.render.markup import classes

# More columns of text do not fit a phone, and more columns of figures are there to be compared.
_FEW = 3
# With more columns, the list of a row would be longer than a screen.
_MANY = 8


def for_browser(tree: HtmlElement, style: str) -> HtmlElement:
    """Return a copy of a document's tree with a stylesheet, as browsers and their readers want it.

    Where a table is too wide for a phone, it gets the class `stack`, and its cells the heads of
    their columns in `data-head`: on a narrow screen browser.css makes a list of each row.
    """
    root = deepcopy(tree)
    _complete_head(root.find("head"), style)
    _order_body(root.find("body"))
    for table in root.iter("table"):
        if _keeps_columns(table):
            _let_scroll(table)
        elif table.get("data-layout") == "fixed" or _columns(table) > _FEW:
            _make_stackable(table)
    for listing in root.iter("pre"):
        _let_scroll(listing)
    for formula in root.find_class("display"):
        _let_scroll(formula)
    return root


def _complete_head(head: HtmlElement, style: str) -> None:
    viewport = {"name": "viewport", "content": "width=device-width, initial-scale=1"}
    # Before the title, where the other meta element is.
    head.insert(1, builder.META(viewport))
    head.append(builder.STYLE(style))


def _order_body(body: HtmlElement) -> None:
    """Put all between header and footer into a main part; print needs the footer before it."""
    header, footer = body.find("header"), body.find("footer")
    main = builder.MAIN()
    main.text, header.tail, footer.tail = _loose_text(header, footer), None, None
    main.extend(part for part in body if part not in (header, footer))
    body.extend((header, main, footer))


def _loose_text(*parts: HtmlElement) -> str:
    return "".join(part.tail or "" for part in parts)


def _keeps_columns(table: HtmlElement) -> bool:
    figures = table.xpath("thead/tr[last()]/th[contains(@class, 'num')]")
    return "data" in classes(table) or len(figures) > _FEW or _columns(table) > _MANY


def _columns(table: HtmlElement) -> int:
    return len(next(table.iter("tr")))


def _let_scroll(part: HtmlElement) -> None:
    part.classes.add("scroll")
    part.set("tabindex", "0")  # so that the arrow keys scroll it


def _make_stackable(table: HtmlElement) -> None:
    table.classes.add("stack")
    heads = ["".join(head.itertext()).strip() for head in table.xpath("thead/tr[last()]/*")]
    for cell, head in _cells(table, heads):
        if head:
            cell.set("data-head", head)


def _cells(table: HtmlElement, heads: list[str]) -> Iterator[tuple[HtmlElement, str]]:
    for row in table.xpath("tbody/tr | tr"):
        yield from zip(row, heads, strict=False)
