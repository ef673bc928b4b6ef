"""Where templates run: those of others can neither reach nor use up more than a document needs.

Jinja's sandbox keeps them from what Python has behind its values. Here the time that they take, the
size of their values and what they print have limits: each turn of a loop, call, filter and operator
looks at them.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any

from jinja2 import Environment, StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

from kitgen.limits import TEMPLATE_CHARACTERS, TEMPLATE_SECONDS, TEMPLATE_VALUE

# Filters and functions that are of no use for a document, or draw lots, or make much of little.
_NO_FILTERS = frozenset(
    {"center", "filesizeformat", "indent", "pprint", "random", "slice", "tojson", "urlize"}
    | {"wordwrap", "xmlattr"}
)
_NO_METHODS = frozenset(
    {"center", "encode", "expandtabs", "join", "ljust", "maketrans", "replace", "rjust"}
    | {"translate", "zfill"}
)
_LARGEST = 10_000  # an argument of a filter, such as the length of a row
_DIGITS = 4_000  # bits of a whole number: Python prints no more than 4,300 digits
# Fields that make of any value as many characters as they say, or as another value says.
_WIDE = re.compile(r"%[^%a-zA-Z]*(?:\d{4}|\*)")
_WIDE_BRACES = re.compile(r"\{[^{}]*(?:\d{4}|\{)")
_REPEATING = (nodes.Block, nodes.For, nodes.Macro, nodes.CallBlock)
# What Jinja gives some filters besides values.
_AROUND = (Context, Environment, nodes.EvalContext)


@dataclass(slots=True)
class _Work:
    """What is left to a template: until when it may run, and how much it may print."""

    until: float
    characters: int


_WORK: ContextVar[_Work | None] = ContextVar("work", default=None)


@contextmanager
def limited() -> Iterator[None]:
    """Give a template what one document may take of time and room."""
    work = _Work(time.thread_time() + TEMPLATE_SECONDS, TEMPLATE_CHARACTERS)
    token = _WORK.set(work)
    try:
        yield
    finally:
        _WORK.reset(token)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with limits; `limited` begins to count."""

    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_printed,
            trim_blocks=True,
            lstrip_blocks=True,
            **options,
        )
        for name in _NO_FILTERS:
            del self.filters[name]
        del self.globals["lipsum"]
        self.filters |= {name: _watched(name, known) for name, known in self.filters.items()}

    def add_filters(self, added: Mapping[str, Callable[..., Any]]) -> None:
        """Add filters, which are watched as those of Jinja are."""
        self.filters |= {name: _watched(name, own) for name, own in added.items()}

    def turn(self, characters: int) -> bool:
        """Begin a turn of a loop, or a macro, which prints so many characters of its own."""
        _spend(characters)
        return True

    def joined(self, text: Any) -> Any:
        """Return what was made of several values."""
        return _bounded(text)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse methods of texts that make much of little."""
        is_bomb = isinstance(obj, str | bytes) and attr in _NO_METHODS
        return not is_bomb and super().is_safe_attribute(obj, attr, value)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call a macro, a function or a method."""
        # Jinja's own arguments begin with an underscore: all variables of a loop and a block.
        _look_at((*args, *(value for name, value in kwargs.items() if name[0] != "_")))
        return _bounded(super().call(__context, __obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate."""
        _look_at((left, right))
        _OPERATORS[operator](left, right)
        return _bounded(super().call_binop(context, operator, left, right))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Let `format` of a text make no more than its values have."""
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None
        text = value.__self__

        def formatted(*args: Any, **kwargs: Any) -> str:
            if _WIDE_BRACES.search(text):
                raise _too_large()
            _require_room(text.count("{") * _weight((args, kwargs)))
            return wrapped(*args, **kwargs)

        return formatted

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        """Put a look at the limits into what may run more than once, as Jinja's hook allows."""
        repeating: list[Any] = [source, *source.find_all(_REPEATING)]
        for node in repeating:
            printed = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
            node.body.insert(0, nodes.ExprStmt(_call("turn", nodes.Const(printed))))
            if isinstance(node, nodes.For) and node.test is not None:
                node.test = nodes.And(_call("turn", nodes.Const(0)), node.test)
        watched = _Watching().visit(source)
        watched.set_environment(self)
        return super()._generate(watched, name, filename, defer_init)


class _Watching(NodeTransformer):
    """Lets the sandbox look at what templates put together, but for what they assign to."""

    def visit_Concat(self, node: nodes.Expr) -> nodes.Expr:  # noqa: N802
        """Look at texts, lists and mappings."""
        self.generic_visit(node)
        return node if getattr(node, "ctx", "load") == "store" else _call("joined", node)

    visit_List = visit_Tuple = visit_Dict = visit_Concat  # noqa: N815


def _call(name: str, argument: nodes.Expr) -> nodes.Call:
    return nodes.Call(nodes.EnvironmentAttribute(name), [argument], [], None, None)


def _watched(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that looks at the limits before and after it."""

    @wraps(function)
    def watched(*args: Any, **kwargs: Any) -> Any:
        given = [value for value in args if not isinstance(value, _AROUND)]
        _look_at((*given, *kwargs.values()))
        if name in _SIZES:
            _SIZES[name](*given, *kwargs.values())
        return _bounded(function(*args, **kwargs))

    return watched


def _printed(value: Any) -> Any:
    """Count what a template prints."""
    _spend(_weight(value))
    return value


def _look_at(values: Iterable[Any]) -> None:
    _spend(0)
    for value in values:
        _weight(value)


def _bounded(value: Any) -> Any:
    _weight(value)
    return value


def _spend(characters: int) -> None:
    work = _WORK.get()
    if work is None:  # while Jinja reads a template
        return
    work.characters -= characters
    if work.characters < 0:
        raise SecurityError(f"prints more than {TEMPLATE_CHARACTERS:,} characters")
    if time.thread_time() > work.until:
        raise SecurityError(
            f"takes more than {TEMPLATE_SECONDS} seconds; does it repeat something without end?"
        )


def _weight(value: Any) -> int:
    """Return how many characters and items a value has, however often it has the same ones."""
    if isinstance(value, str):  # nearly all are
        return _require_room(len(value))
    weight, parts = 0, [value]
    while parts:
        part = parts.pop()
        weight += len(part) if isinstance(part, str | bytes) else 1
        if isinstance(part, Mapping):
            parts += (*part.keys(), *part.values())
        elif isinstance(part, list | tuple | set | frozenset):
            parts += part
        elif isinstance(part, Namespace):
            parts += object.__getattribute__(part, "_Namespace__attrs").values()
        elif isinstance(part, int) and part.bit_length() > _DIGITS:
            raise _too_large()
        _require_room(weight)
    return weight


def _require_room(weight: int) -> int:
    if weight > TEMPLATE_VALUE:
        raise _too_large()
    return weight


def _too_large() -> SecurityError:
    return SecurityError(f"makes a value of more than {TEMPLATE_VALUE:,} characters or items")


def _times(left: Any, right: Any) -> None:
    if isinstance(left, int) and isinstance(right, int):
        _require_bits(left.bit_length() + right.bit_length())
    elif isinstance(left, int) or isinstance(right, int):
        number, sequence = (left, right) if isinstance(left, int) else (right, left)
        _require_room(max(number, 0) * _weight(sequence))


def _power(left: Any, right: Any) -> None:
    if isinstance(left, int) and isinstance(right, int):
        _require_bits(left.bit_length() * right)


def _require_bits(bits: int) -> None:
    if bits > _DIGITS:
        raise _too_large()


def _filled(text: Any, *values: Any) -> None:
    """Look at the fields of `"%s" % values`."""
    if isinstance(text, str):
        if _WIDE.search(text):
            raise _too_large()
        _require_room(text.count("%") * _weight(values))


def _joined(values: Any, sign: str = "", *_: Any) -> None:
    if isinstance(values, Sequence):
        _require_room(_weight(values) + len(values) * len(str(sign)))


def _replaced(text: Any, old: Any, new: Any, *_: Any) -> None:
    _require_room(len(str(text)) + str(text).count(str(old)) * len(str(new)))


def _sized(_: Any, *numbers: Any) -> None:
    if any(isinstance(number, int) and abs(number) > _LARGEST for number in numbers):
        raise _too_large()


_OPERATORS: Mapping[str, Callable[[Any, Any], None]] = {
    "*": _times,
    "**": _power,
    "%": _filled,
    "+": lambda left, right: None,
}
_SIZES: Mapping[str, Callable[..., None]] = {
    "format": _filled,
    "join": _joined,
    "replace": _replaced,
    **dict.fromkeys(("batch", "round"), _sized),
}
