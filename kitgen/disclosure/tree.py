"""The texts of HTML and XML: elements, attributes, comments, and what addresses embed."""

import base64
import re
from binascii import Error
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from lxml import etree, html

from kitgen.disclosure.parts import Embedded, Part, Text

# An embedded file, as attributes and stylesheets write it (RFC 2397).
_EMBEDDED = re.compile(r"data:[\w/+.;=\- ]*?(;base64)?,([^\"')\s]*)")


def xml_parts(content: bytes) -> Iterator[Part]:
    """Yield what is in the elements of a file of HTML or XML, and in the files that it embeds.

    Texts of one element and of those in it are one text, so that words in parts are found.
    """
    root = _root(content)
    if root is not None:
        yield Text("its text", "".join(map(str, root.itertext(etree.Element))))
        for element in root.iter():
            yield from _hidden(element)
    text = content.decode("utf-8", errors="ignore")
    for number, embedded in enumerate(_EMBEDDED.finditer(text), 1):
        yield Embedded(f"embedded file {number}", "", _bytes(embedded))


def _root(content: bytes) -> etree._Element | None:
    """Return the tree of HTML or XML; None for what is neither."""
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    safe = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        if b"<html" in content[:2000].lower():
            root: etree._Element | None = html.document_fromstring(content)
        else:
            root = etree.fromstring(content, safe)
    except (etree.LxmlError, ValueError):
        return None
    return root


def _hidden(element: etree._Element) -> Iterator[Part]:
    """Yield the attributes of an element, or the text of a comment or an instruction."""
    if isinstance(element.tag, str):
        for key, value in element.items():
            yield Text(f"attribute {str(key).rpartition('}')[2]}", str(value))
    else:
        yield Text("a comment", str(element.text or ""))


def _bytes(embedded: re.Match[str]) -> bytes:
    is_base64, data = embedded.groups()
    plain = unquote_to_bytes(data)
    if not is_base64:
        return plain
    try:
        return base64.b64decode(plain)
    except Error:
        return plain
