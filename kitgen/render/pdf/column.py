"""Lays out a column of blocks, of which some fill the room that the others leave, once.

WeasyPrint lays out each item of a flexible box three times, as it may shrink or be stretched. In
such a column on a page for notes it is not, so once is enough: what fills the room is empty, and
what follows it is moved.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import inf
from typing import Any

_NEXT_PAGE = {"break": "any", "page": None}
# The rest of what WeasyPrint returns of a laid-out box: no margin collapses with its own.
_WHOLE: tuple[Any, ...] = (None, _NEXT_PAGE, [], False)


@contextmanager
def columns_at_once() -> Iterator[None]:
    """Lay such columns out so for as long as the context lasts, which no two may share."""
    from weasyprint.layout import block

    flex_layout = block.flex_layout

    def layout(context: Any, box: Any, bottom_space: float, skip_stack: Any, *others: Any) -> Any:
        if skip_stack is None and _is_column(box):
            column = _column(context, box, bottom_space, *others)
            if column is not None:
                return column, *_WHOLE
        return flex_layout(context, box, bottom_space, skip_stack, *others)

    block.flex_layout = layout
    try:
        yield
    finally:
        block.flex_layout = flex_layout


def _is_column(box: Any) -> bool:
    """Tell whether a box is a plain column, whose items keep their height or fill the room."""
    style = box.style
    is_plain = (
        style["flex_direction"] == "column"
        and style["flex_wrap"] == "nowrap"
        and style["row_gap"] == "normal"
        and style["height"] == "auto"
        and style["max_height"].value == inf
        and style["position"] == "static"
    )
    return is_plain and all(child.is_flex_item and _is_item(child) for child in box.children)


def _is_item(child: Any) -> bool:
    style = child.style
    if style["order"] or style["position"] != "static":
        return False
    if style["flex_grow"]:
        return style["flex_grow"] >= 1 and style["flex_basis"].value == 0 and not child.children
    return bool(style["flex_basis"] == "auto")


def _column(
    context: Any,
    box: Any,
    bottom_space: float,
    containing_block: Any,
    page_is_empty: bool,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    discard: bool,
) -> Any:
    """Return the laid-out box; None where it does not fit the page."""
    from weasyprint.layout import block

    column = box.copy_with_children([])
    block.block_level_width(column, containing_block)
    context.create_flex_formatting_context(column)
    others: tuple[Any, ...] = (
        page_is_empty,
        absolute_boxes,
        fixed_boxes,
        [],
        None,
        None,
        discard,
        None,
    )
    children = [_laid_out(context, child, column, others) for child in box.children]
    least = sum(child.margin_height() for child in children)
    column.height = max(column.min_height, least)
    fills = {child: child.height for child in children if child.style["flex_grow"]}
    rooms = _rooms(fills, column.height - least)
    _place(children, rooms, column.content_box_y())
    column.children = children
    context.finish_flex_formatting_context(column)
    if context.overflows_page(bottom_space, column.position_y + column.border_height()):
        block.remove_placeholders(context, children, absolute_boxes, fixed_boxes)
        return None
    return column


def _laid_out(context: Any, item: Any, column: Any, others: Sequence[Any]) -> Any:
    """Return an item laid out at the top of the column; one that fills the room has its least."""
    from weasyprint.layout import block
    from weasyprint.layout.percent import resolve_percentages

    child = item.copy()
    resolve_percentages(child, (column.width, inf))
    child.position_x, child.position_y = column.content_box_x(), column.content_box_y()
    for edge in ("margin_top", "margin_bottom"):
        if getattr(child, edge) == "auto":
            setattr(child, edge, 0)
    if child.style["flex_grow"]:
        child.height = child.min_height
    # No item is broken: minus infinity is the room that is kept free below it.
    child, _, _, margins, *_ = block.block_level_layout_switch(
        context, child, -inf, None, column, *others
    )
    child.height += block.collapse_margin(margins)  # of what is in it: they do not leave the item
    return child


def _rooms(least: Mapping[Any, float], free: float) -> Mapping[Any, float]:
    """Return the height for each item that fills the room: its share, and at least its least."""
    if free <= 0:
        return least
    room = free + sum(least.values())
    shares = sum(child.style["flex_grow"] for child in least)
    wanted = {child: room * child.style["flex_grow"] / shares for child in least}
    enough = {child: low for child, low in least.items() if low <= wanted[child]}
    return wanted if enough == least else {**least, **_rooms(enough, free)}


def _place(children: Sequence[Any], rooms: Mapping[Any, float], top: float) -> None:
    """Place the items below each other. What is not as high as its room is at the top of it."""
    for child in children:
        child.translate(dy=top - child.position_y)
        edges = child.margin_height() - child.height
        height = rooms.get(child, child.height)
        child.height = min(height, child.max_height)
        top += edges + height
