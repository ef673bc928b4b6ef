"""Whether both libraries read the same formula: its letters and digits, its fractions and roots."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from unicodedata import category, normalize

from kitgen.render.maths.drawing import parts

# Where each library writes the characters of a formula.
_TEXTS = ("name", "symbol", "value", "open", "close")
_SHAPES: Mapping[str, str] = {"mfrac": "fraction", "msqrt": "root", "mroot": "root"}


def agree(maths: Any, tree: Mapping[str, Any]) -> bool:
    """Tell whether MathML and the other library's tree have the same content."""
    return _letters(maths.itertext()) == _letters(_texts(tree)) and _shapes(maths) == _other_shapes(
        tree
    )


def _letters(texts: Iterable[str]) -> Counter[str]:
    """Count letters and digits; bold, script and upright forms of a letter are the same here."""
    plain = normalize("NFKD", "".join(texts))
    return Counter(sign for sign in plain if category(sign)[0] in "LN" and category(sign) != "Lm")


def _texts(tree: Mapping[str, Any]) -> Iterator[str]:
    for node in parts(tree):
        yield from (node[key] for key in _TEXTS if isinstance(node.get(key), str))


def _shapes(maths: Any) -> Counter[str]:
    return Counter(_SHAPES[element.tag] for element in maths.iter(*_SHAPES))


def _other_shapes(tree: Mapping[str, Any]) -> Counter[str]:
    kinds = (str(node.get("type")) for node in parts(tree))
    return Counter(kind for kind in kinds if kind in _SHAPES.values())
