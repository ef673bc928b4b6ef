"""The form of a finished PDF: all its widgets as fields, those of one name as one field."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from kitgen.render.document import Document
from kitgen.render.fields import Field, fields
from kitgen.render.pdf.fields import MULTILINE, RADIO, widgets
from kitgen.render.pdf.formfont import form_font
from kitgen.render.pdf.tags import saved
from kitgen.theme import Theme

_FONT = "Text"
_READ_ONLY = 1  # ISO 32000-1, table 221
_OF_FIELD = ("/T", "/FT", "/Ff", "/DA")


def with_form(pdf: bytes, document: Document, theme: Theme) -> bytes:
    """Return the PDF of a document with a form of its fields, if it has any.

    What is printed already is in the form too, and cannot be changed.
    """
    import pikepdf

    printed = {field.name: field for field in fields(document.tree) if field.text}
    with pikepdf.open(BytesIO(pdf)) as made:
        found = list(_fields(made))
        if not found and not printed:
            return pdf
        resources = made.make_indirect(
            pikepdf.Dictionary(Font={f"/{_FONT}": form_font(made, theme)})
        )
        look = _look(theme.tokens.sizes.text)
        for field in found:
            _let_type(field, resources, look)
        found += [_fixed(made, field) for field in printed.values()]
        made.Root.AcroForm = pikepdf.Dictionary(Fields=found, DR=resources, DA=look)
        return saved(made)


def fixed_fields(made: Any) -> list[Any]:
    """Return the fields of what is printed already."""
    form = made.Root.get("/AcroForm")
    return [] if form is None else [field for field in form.Fields if "/V" in field]


def _look(size: float) -> str:
    """Return how text is set in a field; of size 0 it is as large as all of it has room."""
    return f"/{_FONT} {size:g} Tf 0 g"


def _fields(made: Any) -> Iterator[Any]:
    """Yield the fields of a PDF, in the order in which the first widget of each is read."""
    by_name: dict[str, list[Any]] = {}
    for widget in widgets(made):
        by_name.setdefault(str(widget.T), []).append(widget)
    for same in by_name.values():
        is_one_of_several = int(same[0].get("/Ff", 0)) & RADIO
        yield _joined(made, same) if len(same) > 1 or is_one_of_several else same[0]


def _let_type(field: Any, resources: Any, look: str) -> None:
    """Tell how text is set, if it is a field for text; widgets keep what they draw with."""
    if field.FT != "/Tx":
        return
    field.DA = _look(0) if int(field.get("/Ff", 0)) & MULTILINE else look
    for widget in field.get("/Kids", [field]):
        widget.AP.N.Resources = resources


def _fixed(made: Any, field: Field) -> Any:
    """Return the field of what is printed: it has no place to type in."""
    import pikepdf

    made_of = pikepdf.Dictionary(T=field.name, TU=field.tip, V=field.text, Ff=_READ_ONLY)
    made_of.FT = pikepdf.Name.Tx
    return made.make_indirect(made_of)


def _joined(made: Any, same: Sequence[Any]) -> Any:
    """Return the field of widgets that show the same."""
    import pikepdf

    first = same[0]
    field = made.make_indirect(pikepdf.Dictionary(Kids=same))
    for key in _OF_FIELD:
        if key in first:
            field[key] = first[key]
    tip = str(first.TU)
    is_choice = int(first.get("/Ff", 0)) & RADIO
    field.TU = tip.rpartition(": ")[0] or tip if is_choice else tip
    for widget in same:
        widget.Parent = field
        for key in _OF_FIELD:
            if key in widget:
                del widget[key]
    return field
