"""Where templates run: those of others can neither reach nor use up more than a document needs.

Jinja's sandbox keeps them from what Python has behind its values. Here the time that they take, the
size of their values and what they print have limits: each turn of a loop, call, filter and operator
looks at them.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from types import MethodType
from typing import Any

from jinja2 import Environment, StrictUndefined, nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from kitgen.render.bounds import OPERATORS, SIZES, bounded, look_at, require_format, spend, weigh

# A turn of a loop, or a macro, costs as much as printing so many characters.
_TURN = 500
_MOST_KNOWN = 10_000  # names of attributes: a template can make up any number of them
# Filters and functions that are of no use for a document, or draw lots, or make much of little.
_NO_FILTERS = frozenset(
    {"center", "filesizeformat", "indent", "pprint", "random", "slice", "tojson", "urlize"}
    | {"wordwrap", "xmlattr"}
)
_NO_METHODS = frozenset(
    {"center", "encode", "expandtabs", "join", "ljust", "maketrans", "replace", "rjust"}
    | {"translate", "zfill"}
)
# What Jinja gives some filters besides values.
_AROUND = (Context, Environment, nodes.EvalContext)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with limits; `limited` begins to count."""

    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(
            autoescape=True,
            optimized=False,
            undefined=StrictUndefined,
            finalize=_printed,
            trim_blocks=True,
            lstrip_blocks=True,
            **options,
        )
        self._safe: dict[tuple[type, str], bool] = {}
        for name in _NO_FILTERS:
            del self.filters[name]
        del self.globals["lipsum"]
        self.filters |= {name: _watched(name, known) for name, known in self.filters.items()}

    def add_filters(self, added: Mapping[str, Callable[..., Any]]) -> None:
        """Add filters, which are watched as those of Jinja are."""
        self.filters |= {name: _watched(name, own) for name, own in added.items()}

    def turn(self, characters: int) -> bool:
        """Begin a turn of a loop, or a macro, which prints so many characters of its own."""
        spend(_TURN + characters)
        return True

    def joined(self, text: Any) -> Any:
        """Return what was made of several values."""
        return bounded(text)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Refuse methods of texts that make much of little, and what Jinja's sandbox refuses.

        Both look at the type of an object alone.
        """
        asked = type(obj), attr
        known = self._safe.get(asked)
        if known is not None:
            return known
        is_bomb = isinstance(obj, str | bytes) and attr in _NO_METHODS
        safe = not is_bomb and super().is_safe_attribute(obj, attr, value)
        if len(self._safe) < _MOST_KNOWN:
            self._safe[asked] = safe
        return safe

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call a macro, a function or a method."""
        if isinstance(__obj, MethodType) and __obj.__self__ is __self:
            return __obj(*args)  # what this sandbox has put into the template to look at limits
        # Jinja's own arguments begin with an underscore: all variables of a loop and a block.
        look_at(args)
        for name, value in kwargs.items():
            if name[0] != "_":
                weigh(value)
        return bounded(super().call(__context, __obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate."""
        look_at((left, right))
        OPERATORS[operator](left, right)
        return bounded(super().call_binop(context, operator, left, right))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Let `format` of a text make no more than its values have."""
        wrapped = super().wrap_str_format(value)
        if wrapped is None:
            return None
        text = value.__self__

        def formatted(*args: Any, **kwargs: Any) -> str:
            require_format(text, args, kwargs)
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
        watched = _Watching().visit(source)
        watched.set_environment(self)
        return super()._generate(watched, name, filename, defer_init)


class _Watching(NodeTransformer):
    """Lets the sandbox look at each turn, and at what templates put together.

    It does not look at what they assign to.
    """

    def __init__(self) -> None:
        self._printed = 0  # characters, by what was visited

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.TemplateData:  # noqa: N802
        """Count what is printed as it is."""
        self._printed += len(node.data)
        return node

    def visit_Block(self, node: Any) -> Any:  # noqa: N802
        """Look at the limits at the beginning of what may run more than once."""
        before = self._printed
        self.generic_visit(node)
        begin = _call("turn", nodes.Const(self._printed - before))
        node.body.insert(0, nodes.ExprStmt(begin))
        if isinstance(node, nodes.For) and node.test is not None:
            node.test = nodes.And(_call("turn", nodes.Const(0)), node.test)
        return node

    visit_Template = visit_For = visit_Macro = visit_CallBlock = visit_Block  # noqa: N815

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
        look_at((*given, *kwargs.values()))
        if name in SIZES:
            SIZES[name](*given, *kwargs.values())
        return bounded(function(*args, **kwargs))

    return watched


def _printed(value: Any) -> Any:
    """Count what a template prints."""
    spend(weigh(value))
    return value
