"""The fields of a PDF."""

from collections.abc import Iterator
from typing import Any

from kitgen.filled.names import Entry, ticked, typed
from kitgen.protection import opened

_OFF = ("/Off", "None")
_RADIO = 1 << 15  # ISO 32000-1, table 226


def pdf_entries(content: bytes, password: str = "") -> Iterator[Entry]:
    """Yield the fields of a PDF.

    Raises Locked for another password, what pikepdf raises for a file that cannot be read.
    """
    import pikepdf

    with opened(content, password) as document:
        for field in document.Root.get("/AcroForm", pikepdf.Dictionary()).get("/Fields", ()):
            yield from _of(field, "", None, 0)


def _of(field: Any, above: str, kind: Any, flags: int) -> Iterator[Entry]:
    """Yield a field, or those below it; kind and flags come from above (ISO 32000-1, 12.7.3)."""
    name = ".".join(filter(None, (above, str(field.get("/T", "")))))
    kind, flags = field.get("/FT", kind), int(field.get("/Ff", flags))
    below = [kid for kid in field.get("/Kids", ()) if "/T" in kid]
    for kid in below:
        yield from _of(kid, name, kind, flags)
    if below or not name:
        return
    if kind == "/Btn" and flags & _RADIO:
        yield Entry(name, _state(field).removeprefix("/"))
    elif kind == "/Btn":
        yield ticked(name, is_ticked=bool(_state(field)))
    else:
        yield typed(name, _text(field.get("/V")))


def _state(field: Any) -> str:
    """Return the state that a button or one of its widgets is in; empty where it is off."""
    widgets = [field, *field.get("/Kids", ())]
    states = [str(field.get("/V")), *(str(widget.get("/AS")) for widget in widgets)]
    if "/V" in field:
        states = states[:1]
    return next((state for state in states if state not in _OFF), "")


def _text(value: Any) -> str:
    """Return a text, which may be a stream where it is long."""
    import pikepdf

    if value is None:
        return ""
    return str(pikepdf.String(value.read_bytes()) if isinstance(value, pikepdf.Stream) else value)
