"""Code → highlighted HTML, in a few classes that every format knows."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from kitgen.render.markdown.breaks import breakable
from kitgen.render.markdown.passages import passages

# Word, PDF and browsers would each draw a tab as wide as they like.
_TAB = 4
# Words of fewer characters fit a line of every layout. WeasyPrint 70 does not break a longer one
# that follows another piece without a space, as a string follows its quotation mark.
_LONG = 40
# A piece of code with its kind in Pygments, None for code in no known language.
_Piece: TypeAlias = tuple[Any, str]


def code_html(code: str, language: str) -> str:
    """Return code as HTML; plain when `language` is one that Pygments does not know.

    Code that is longer than a page is in several parts, each to be kept on one page.
    """
    text = code.strip("\n").rstrip().expandtabs(_TAB)
    parts = list(_parts(text, language))
    if len(parts) == 1:
        return parts[0]
    return f"<div class='code'>{''.join(parts)}</div>"


def _parts(code: str, language: str) -> Iterator[str]:
    """Yield the passages of a code; it is highlighted as a whole, since strings have many lines."""
    pieces = _highlighted(code, language)
    for passage in passages(code) or [""]:
        written, pieces = _split(pieces, len(passage))
        yield f"<pre>{''.join(_span(kind, piece) for kind, piece in written)}</pre>"


def _split(pieces: Sequence[_Piece], length: int) -> tuple[list[_Piece], list[_Piece]]:
    """Return the pieces of the first `length` characters, and those of the others."""
    first: list[_Piece] = []
    rest: list[_Piece] = []
    for kind, piece in pieces:
        room = max(length, 0)
        first.append((kind, piece[:room]))
        rest.append((kind, piece[room:]))
        length -= len(piece)
    return ([piece for piece in first if piece[1]], [piece for piece in rest if piece[1]])


def _highlighted(code: str, language: str) -> Sequence[_Piece]:
    from pygments import lex

    lexer = _lexer(language)
    if lexer is None:
        return [(None, code)]
    pieces = list(lex(code, lexer))
    # Some lexers rewrite what they read; what is printed is what was written.
    if "".join(piece for _, piece in pieces) != code:
        return [(None, code)]
    return pieces


def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def _span(kind: Any, piece: str) -> str:
    from pygments.token import Token

    families = {
        Token.Keyword: "keyword",
        Token.Literal.String: "string",
        Token.Comment: "comment",
        Token.Literal.Number: "number",
    }
    for family, name in families.items():
        if kind is not None and kind in family:
            return f"<span class='{name}'>{breakable(piece, _LONG)}</span>"
    return breakable(piece, _LONG)
