"""What a stylesheet of a theme may not do: name anything outside it, or grow without end."""

import base64
import binascii
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes

import tinycss2

from kitgen.errors import KitgenError, quote
from kitgen.limits import CSS_LEVELS, CSS_UNFOLDED
from kitgen.pictures.figure import FigureFault, figure_of
from kitgen.render.sizes import unmeant

_ADDRESSES = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"})
_TYPES = {"image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpg"}
_PICTURE = "write a picture into the stylesheet itself, as url(data:…)"


class CssFault(KitgenError):
    """Why a stylesheet is refused, and where: line and column from 1."""

    def __init__(self, token: Any, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.line, self.column = token.source_line, token.source_column


@lru_cache(maxsize=8)  # of texts without a fault: each document asks for its stylesheet
def require_harmless(text: str) -> None:
    """Raise CssFault for the first thing that a stylesheet must not do."""
    tokens = tinycss2.parse_component_value_list(text)
    properties: dict[str, list[Any]] = {}
    for siblings, levels in _lists(tokens):
        if levels > CSS_LEVELS:
            raise CssFault(siblings[0], f"nested more than {CSS_LEVELS} levels deep")
        for token in siblings:
            _check(token)
        for token, message in unmeant(siblings):
            raise CssFault(token, message)
        for name, value in _custom(siblings):
            properties.setdefault(name, []).extend(value)
    _Unfolding(properties).check()


def _lists(tokens: Sequence[Any]) -> Iterator[tuple[Sequence[Any], int]]:
    """Yield all lists of tokens, those in brackets and functions too, with their depth."""
    waiting = [(tokens, 0)]  # the first is the last
    while waiting:
        siblings, levels = waiting.pop()
        yield siblings, levels
        waiting += [(inner, levels + 1) for token in reversed(siblings) if (inner := _inner(token))]


def _inner(token: Any) -> Sequence[Any]:
    found: Sequence[Any] = (
        getattr(token, "content", None) or getattr(token, "arguments", None) or ()
    )
    return found


def _check(token: Any) -> None:
    if token.type == "at-keyword" and token.lower_value in {"import", "font-face"}:
        raise CssFault(token, _NOT_ALLOWED[token.lower_value])
    if token.type == "url":
        _check_address(token, token.value)
    if token.type == "function" and token.lower_name in _ADDRESSES:
        for part in token.arguments:
            if part.type == "string":
                _check_address(part, part.value)
    if "</" in str(getattr(token, "value", "")):
        raise CssFault(token, "'</' would end the styles of an HTML file; write '<\\/'")


_NOT_ALLOWED = {
    "import": "a stylesheet can use no other file; write its rules here",
    "font-face": "a stylesheet brings no fonts; theme.yaml names those of packages",
}


def _check_address(token: Any, address: str) -> None:
    address = address.strip()
    if address.startswith("#"):
        return
    if not address.lower().startswith("data:"):
        raise CssFault(token, f"{quote(address)}: a stylesheet can use no other file", _PICTURE)
    try:
        ending, content = _embedded(address)
        figure_of(f"picture{ending}", content)
    except (FigureFault, binascii.Error, KeyError) as error:
        reason = str(error) if isinstance(error, FigureFault) else "no SVG, PNG or JPEG"
        raise CssFault(token, f"{quote(address)}: {reason}") from None


def _embedded(address: str) -> tuple[str, bytes]:
    """Return the ending that a data address has as a file, and its content (RFC 2397)."""
    head, _, data = address[len("data:") :].partition(",")
    kind, *parameters = (part.strip().lower() for part in head.split(";"))
    content = unquote_to_bytes(data)
    return _TYPES[kind], base64.b64decode(content) if "base64" in parameters else content


def _custom(siblings: Sequence[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Yield the custom properties that a list of tokens declares, with the tokens of each."""
    name: Any = None
    value: list[Any] = []
    for token, following in zip(siblings, [*siblings[1:], None], strict=True):
        if token.type == "ident" and token.value.startswith("--") and following == ":":
            name, value = token, []
        elif name is not None and token == ";":
            yield name.value, value
            name = None
        elif name is not None:
            value.append(token)
    if name is not None:
        yield name.value, value


class _Unfolding:
    """Counts the tokens of custom properties, with those that var() puts into them."""

    def __init__(self, properties: Mapping[str, Sequence[Any]]) -> None:
        self._properties = properties
        self._sizes: dict[str, int] = {}

    def check(self) -> None:
        """Raise CssFault for a property that refers to itself, or grows beyond measure."""
        for name in self._properties:
            self._size(name, ())

    def _size(self, name: str, above: tuple[str, ...]) -> int:
        if name not in self._properties:
            return 1  # kitgen itself declares it
        value = self._properties[name]
        if name in above:
            raise CssFault(value[0], f"{quote(name)} refers to itself")
        if len(above) > CSS_LEVELS:
            raise CssFault(value[0], f"{quote(name)} refers to others, more than {CSS_LEVELS} deep")
        if name not in self._sizes:
            tokens = [token for siblings, _ in _lists(value) for token in siblings]
            used = [size for token in tokens for size in self._used(token, (*above, name))]
            self._sizes[name] = len(tokens) + sum(used)
            if self._sizes[name] > CSS_UNFOLDED:
                raise CssFault(value[0], f"{quote(name)} has more than {CSS_UNFOLDED:,} parts")
        return self._sizes[name]

    def _used(self, token: Any, above: tuple[str, ...]) -> Iterator[int]:
        if token.type == "function" and token.lower_name == "var":
            for part in token.arguments[:2]:
                if part.type == "ident":
                    yield self._size(part.value, above)
