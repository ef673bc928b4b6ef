"""The letters that the content of a PDF draws, by the tables that its fonts have for copying."""

import re
from typing import Any

_SHOWN = {"Tj", "TJ", "'", '"'}
_HEX = re.compile(rb"<([0-9A-Fa-f\s]+)>")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_RANGE = re.compile(
    rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])", re.DOTALL
)

Table = dict[bytes, str]


class Letters:
    """Reads text, with the table of each font read once (ISO 32000-1, 9.10.3)."""

    def __init__(self) -> None:
        self._tables: dict[Any, Table] = {}

    def text(self, content: Any, resources: Any) -> str:
        """Return the letters that a page or a form draws, in the order in which it does."""
        import pikepdf

        fonts = resources.get("/Font", {}) if resources is not None else {}
        table: Table = {}
        found: list[str] = []
        for instruction in pikepdf.parse_content_stream(content, "Tf Tj TJ ' \""):
            operator, operands = str(instruction.operator), instruction.operands
            if operator == "Tf":
                table = self._table(fonts.get(str(operands[0])))
            elif operator in _SHOWN:
                found.append(_shown(operands[-1], table))
        return "".join(found)

    def _table(self, font: Any) -> Table:
        if font is None or "/ToUnicode" not in font:
            return {}
        key = font.objgen if font.is_indirect else id(font)
        if key not in self._tables:
            self._tables[key] = to_unicode(font.ToUnicode.read_bytes())
        return self._tables[key]


def _shown(operand: Any, table: Table) -> str:
    import pikepdf

    parts = operand if isinstance(operand, pikepdf.Array) else (operand,)
    strings = (bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(_decoded(string, table) for string in strings)


def _decoded(string: bytes, table: Table) -> str:
    """Return a string's letters; a byte that the table does not have is its own letter."""
    width = len(next(iter(table), b"1"))
    codes = (string[n : n + width] for n in range(0, len(string), width))
    return "".join(table.get(code) or code.decode("latin-1") for code in codes)


def to_unicode(cmap: bytes) -> Table:
    """Return the table of a ToUnicode stream: codes of glyphs, and the text of each."""
    table: Table = {}
    for kind, section in _SECTION.findall(cmap):
        if kind == b"bfchar":
            codes = [bytes.fromhex(code.decode()) for code in _HEX.findall(section)]
            table |= {k: _text(v) for k, v in zip(codes[::2], codes[1::2], strict=False)}
        else:
            for first, last, start, texts in _RANGE.findall(section):
                table |= _range(first, last, start, texts)
    return table


def _range(first: bytes, last: bytes, start: bytes, texts: bytes) -> Table:
    width, low, high = len(first) // 2, int(first, 16), int(last, 16)
    codes = [code.to_bytes(width, "big") for code in range(low, min(high, low + 0xFFFF) + 1)]
    if texts:
        listed = [_text(bytes.fromhex(text.decode())) for text in _HEX.findall(texts)]
        return dict(zip(codes, listed, strict=False))
    base = _text(bytes.fromhex(start.decode()))
    return {code: base[:-1] + chr(ord(base[-1]) + n) for n, code in enumerate(codes)}


def _text(code: bytes) -> str:
    return code.decode("utf-16-be", errors="ignore") or "\ufffd"
