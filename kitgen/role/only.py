"""`competencies: {only: …}`: the form of it, and what it may name without a weight."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from kitgen.errors import InvalidInput, Issue, quote, suggest
from kitgen.files.source import Source

_PLACE = ("competencies", "only")


def check_only(source: Source, below: Collection[str]) -> None:
    """Raise InvalidInput for a faulty `only` of a role file.

    `below` are the competencies of the role that it extends, which need no weight.
    """
    competencies = source.value.get("competencies")
    if isinstance(competencies, Mapping):
        faults = list(_faults(competencies, source, below))
        if faults:
            raise InvalidInput(faults)


def _faults(
    competencies: Mapping[Any, Any], source: Source, below: Collection[str]
) -> Iterator[Issue]:
    only = competencies.get("only")
    if set(competencies) != {"only"} or not _names_some(only):
        message = (
            "expected a list of competencies, {only: [names]} or {only: {name: weight}} with "
            "those to keep of the role that is extended"
        )
        yield source.issue(_PLACE[:1], message)
        return
    if isinstance(only, tuple):
        for n, name in enumerate(only):
            if name not in below:
                message = f"no competency {quote(name)} in a role that is extended"
                advice = suggest(name, below) or "; give its weight: {only: {name: weight}}"
                yield source.issue((*_PLACE, n), message + advice)


def _names_some(only: Any) -> bool:
    is_listed = isinstance(only, tuple | Mapping) and len(only) > 0
    return is_listed and all(isinstance(name, str) for name in only)
