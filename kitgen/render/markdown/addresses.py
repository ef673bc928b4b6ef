"""Addresses of links and pictures: which ones lead somewhere, and how they are printed."""

import re
from html import escape
from urllib.parse import quote, urlsplit

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
# What a URI may contain beside letters and digits (RFC 3986, section 2), and an encoded character.
_URI = "%:/?#[]@!$&'()*+,;=-._~"
# Word files are XML 1.0, which has no place for these.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")


def visible(address: str) -> str:
    """Return an address as it can be typed: spaces and invisible characters are encoded."""
    return "".join(_typed(character) for character in address)


def is_web(address: str) -> bool:
    """Tell whether an address is one of a page on the web."""
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that are no IPv6 address
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def is_mail(address: str) -> bool:
    """Tell whether an address is one to write to."""
    return re.fullmatch(r"mailto:[^@]+@[^@]+", address, re.IGNORECASE) is not None


def is_path(address: str) -> bool:
    """Tell whether an address is a file beside the one that names it."""
    return not address.startswith(("/", "#", "?")) and not _SCHEME.match(address) and bool(address)


def bare(address: str) -> str:
    """Return what people leave out when they write an address: it is compared without them."""
    return re.sub(r"^(?:https?://|mailto:)", "", address, flags=re.IGNORECASE).rstrip("/")


def address_html(address: str) -> str:
    """Return an address as a link to itself; that of a mail without its scheme."""
    shown = bare(address) if is_mail(address) else address
    target = quote(address, safe=_URI, errors="replace")
    return f'<a href="{escape(target)}">{escape(shown)}</a>'


def one_line(title: str) -> str:
    """Return the title of a link or picture as one line of printable characters."""
    return " ".join(_CONTROL.sub(" ", title).split())


def _typed(character: str) -> str:
    if character.isprintable() and character != " ":
        return character
    return quote(character, errors="replace")
