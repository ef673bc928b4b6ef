"""The places of fields in a PDF: WeasyPrint draws and tags a widget there, which becomes a field.

What a field is comes as the name of a check box, and each widget knows all of its field, since a
part of a document does not know what others have.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from lxml.html import HtmlElement

from kitgen.render.fields import Field, field_of, marked

# ISO 32000-1, tables 221, 226 and 228.
MULTILINE, RADIO, _IN_UNISON = 1 << 12, 1 << 15, 1 << 25
_TICKED = "on"
_WEASYPRINTS = ("/AP", "/AS", "/MK", "/Border", "/V")


def name_fields(root: HtmlElement) -> None:
    """Give the elements of fields what WeasyPrint's check boxes have."""
    for node in marked(root):
        field = field_of(node)
        if not field.text:
            name = json.dumps(asdict(field))
            node.attrib.update({"type": "checkbox", "name": name, "title": field.tip})


def place_fields(pages: Sequence[Any]) -> None:
    """Let WeasyPrint draw a widget, and tag it, where some pages have fields."""
    seen: set[Any] = set()
    for page in pages:
        page.forms = {None: list(_inputs(page._page_box, seen))}


def complete_widgets(document: Any) -> None:
    """Make of each check box in a pikepdf.Pdf the widget of its field, which shows nothing."""
    for widget in widgets(document):
        _complete(document, widget)
    list_widgets(document)


def list_widgets(document: Any) -> None:
    """Put the widgets of a pikepdf.Pdf, if it has any, into a form of their own."""
    import pikepdf

    found = list(widgets(document))
    if found:
        document.Root.AcroForm = pikepdf.Dictionary(Fields=found)


def widgets(document: Any) -> Iterator[Any]:
    """Yield the widgets of a pikepdf.Pdf, page by page."""
    for page in document.pages:
        for annotation in page.get("/Annots", ()):
            if annotation.Subtype == "/Widget":
                yield annotation


def _inputs(box: Any, seen: set[Any]) -> Iterator[tuple[Any, tuple[float, ...]]]:
    """Yield the boxes of fields with their rectangles, the first box of each element."""
    element = box.element
    if element is not None and element.get("type") == "checkbox" and element not in seen:
        seen.add(element)
        yield box, _rectangle(box)
    for child in getattr(box, "children", ()):
        yield from _inputs(child, seen)


def _rectangle(box: Any) -> tuple[float, ...]:
    """Return the edges of a box, within its lines where it is a cell or a blank."""
    if box.element_tag in ("td", "dd"):
        left, top = box.padding_box_x(), box.padding_box_y()
        return left, top, left + box.padding_width(), top + box.padding_height()
    left, top = box.border_box_x(), box.border_box_y()
    return left, top, left + box.border_width(), top + box.border_height()


def _complete(document: Any, widget: Any) -> None:
    import pikepdf

    field = Field(**json.loads(str(widget.T)))
    for key in _WEASYPRINTS:
        if key in widget:
            del widget[key]
    left, right = sorted(map(float, (widget.Rect[0], widget.Rect[2])))
    bottom, top = sorted(map(float, (widget.Rect[1], widget.Rect[3])))
    widget.Rect = [left, bottom, right, top]
    widget.T, widget.TU = field.name, field.tip
    size = (right - left, top - bottom)
    if field.kind in ("choice", "tick"):
        widget.FT, widget.AS = pikepdf.Name.Btn, pikepdf.Name.Off
        state = f"/{field.value or _TICKED}"
        widget.AP = pikepdf.Dictionary(N={state: _appearance(document, size, _cross(*size))})
    else:
        widget.FT = pikepdf.Name.Tx
        widget.AP = pikepdf.Dictionary(N=_appearance(document, size, b""))
    flags = {"choice": RADIO | _IN_UNISON, "lines": MULTILINE}.get(field.kind)
    if flags:
        widget.Ff = flags


def _appearance(document: Any, size: tuple[float, float], content: bytes) -> Any:
    import pikepdf

    form = document.make_stream(content)
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = [0, 0, *size]
    return form


def _cross(width: float, height: float) -> bytes:
    """Return how a cross is drawn from corner to corner."""
    left, right, bottom, top = 0.22 * width, 0.78 * width, 0.22 * height, 0.78 * height
    strokes = f"{left:.2f} {bottom:.2f} m {right:.2f} {top:.2f} l "
    strokes += f"{left:.2f} {top:.2f} m {right:.2f} {bottom:.2f} l"
    return f"q 1.3 w 1 J {strokes} S Q".encode()
