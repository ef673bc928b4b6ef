"""Modules that WeasyPrint imports for what kitgen's PDFs hardly ever need."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any


class _Deferred(ModuleType):
    """A module whose functions and classes can be called, which loads it."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):  # what Python asks any module for
            raise AttributeError(name)
        return partial(_called, self.__name__, name)


def _called(module: str, name: str, *arguments: Any, **named: Any) -> Any:
    return getattr(import_module(module), name)(*arguments, **named)


@contextmanager
def deferred(*names: str) -> Iterator[None]:
    """Let what is imported meanwhile have these modules without their being loaded."""
    absent = [name for name in names if name not in sys.modules]
    sys.modules |= {name: _Deferred(name) for name in absent}
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
