"""How commands print their answers: tables, JSON, and YAML with comments."""

import json
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli.tables import table_lines

if TYPE_CHECKING:
    from kitgen.errors import YamlPath
    from kitgen.files.model import Model


def echo_table(head: Sequence[str], rows: Sequence[Sequence[str]], *, err: bool = False) -> None:
    """Print columns as wide as their longest text, so that pipes and eyes can read them."""
    columns = zip(*rows, strict=True) if rows else [()] * len(head)
    for line in table_lines(dict(zip(head, columns, strict=True))):
        click.echo(line, err=err)


def echo_json(value: Any) -> None:
    """Print a value as JSON."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def echo_yaml(value: Any, comments: "Mapping[YamlPath, str]") -> None:
    """Print a value as YAML, each part with its comment."""
    from kitgen.files.dump import dump_with_comments

    click.echo(dump_with_comments(value, comments), nl=False)


def without_none(model: "Model", leave_out: Set[str] = frozenset()) -> dict[str, Any]:
    """Return the fields of a model that have a value."""
    return model.model_dump(mode="python", exclude_none=True, exclude=set(leave_out))


def without_empty(value: Any) -> Any:
    """Return a value without empty lists and mappings at any depth of its mappings."""
    if not isinstance(value, dict):
        return value
    return {key: without_empty(part) for key, part in value.items() if part not in ((), {}, [])}
