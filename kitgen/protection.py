"""Files that only a password opens: PDFs, encrypted with AES-256 (ISO 32000-2, 7.6)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from secrets import token_urlsafe
from typing import Any
from unicodedata import normalize

from kitgen.errors import BadRequest, Locked

PROTECTABLE = ("pdf",)  # formats
_SHORTEST = 8  # characters; what is shorter is found by trying
_LONGEST = 127  # bytes of UTF-8; readers of PDFs leave out the rest


@dataclass(frozen=True, slots=True)
class Protection:
    """A password, without which nobody reads a file; it is not shown where the value is."""

    password: str = field(repr=False)

    def __post_init__(self) -> None:
        """Raise BadRequest for a password that is found by trying, or that readers might change."""
        stored = _stored(self.password)
        if len(stored) < _SHORTEST:
            raise BadRequest(
                f"the password has fewer than {_SHORTEST} characters", "take four words or more"
            )
        if len(stored.encode()) > _LONGEST:
            raise BadRequest(f"the password has more than {_LONGEST} bytes", "take a shorter one")
        if not stored.isprintable():
            raise BadRequest("the password contains characters that cannot be typed")

    def protected(self, content: bytes) -> bytes:
        """Return a PDF encrypted, properties included; no two times with the same bytes.

        It may be printed, read aloud and written on, and not be copied from or changed. The
        password that would allow this is drawn and forgotten, since a kit can be printed anew.
        """
        import pikepdf

        allowed = pikepdf.Permissions(
            accessibility=True,
            extract=False,
            modify_annotation=True,  # notes, on a tablet
            modify_assembly=False,
            modify_form=True,
            modify_other=False,
            print_highres=True,
            print_lowres=True,
        )
        encryption = pikepdf.Encryption(
            user=_stored(self.password), owner=token_urlsafe(), R=6, allow=allowed, metadata=True
        )
        result = BytesIO()
        with pikepdf.open(BytesIO(content)) as document:
            document.save(
                result,
                encryption=encryption,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                compress_streams=True,
            )
        return result.getvalue()

    def opens(self, content: bytes) -> bool:
        """Tell whether this is the password of a PDF."""
        try:
            opened(content, self.password).close()
        except Locked:
            return False
        return True


def require_protectable(formats: Iterable[str]) -> None:
    """Raise BadRequest for formats that no password protects."""
    others = [name for name in formats if name not in PROTECTABLE]
    if others:
        raise BadRequest(
            f"PDFs alone can be protected with a password, and no {' or '.join(others)}",
            "make these in a separate run, without protection",
        )


def opened(content: bytes, password: str = "") -> Any:
    """Open a PDF, to be closed by the caller.

    Raises Locked where it has another password, and what pikepdf raises for what is no PDF.
    """
    import pikepdf

    try:
        return pikepdf.open(BytesIO(content), password=_stored(password))
    except pikepdf.PasswordError:
        raise Locked("the password does not open it" if password else "it has a password") from None


def _stored(password: str) -> str:
    """Return a password as readers of PDFs take it, however it was typed (RFC 4013).

    What that rule maps to nothing, or refuses, is not printable, and so no password here.
    """
    return normalize("NFKC", password)
