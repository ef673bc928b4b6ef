"""`--category NAME[=COUNT]` to the row of a blueprint that it means."""

import re
from typing import TYPE_CHECKING

import click

from kitgen.cli.counts import parse_count

if TYPE_CHECKING:
    from kitgen.role.rows import Count


def parse_category(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> "tuple[Count, ...]":
    """Return the row of each value; raises BadParameter for a bad count and a name given twice."""
    names = [value.partition("=")[0] for value in values]
    for name in names:
        if names.count(name) > 1:
            raise click.BadParameter(f"'{name}' is given twice")
    return tuple(_row(value) for value in values)


def _row(value: str) -> "Count":
    from kitgen.bank.question import ID_PATTERN
    from kitgen.role.rows import Count

    name, equals, count = value.partition("=")
    if not re.fullmatch(ID_PATTERN, name):
        raise click.BadParameter(
            f"'{name}' cannot be a category: small letters and digits, joined by hyphens"
        )
    bounds = _bounds(value, count) if equals else {}
    return Count.model_validate({"category": name, **bounds})


def _bounds(value: str, count: str) -> dict[str, int]:
    span = parse_count(count)
    if span is None or span[0] < 1:
        raise _bad_count(value)
    least, most = span
    if most is None:
        return {"at_least": least}
    if most == least:
        return {"count": least}
    return {"at_least": least, "at_most": most}


def _bad_count(value: str) -> click.BadParameter:
    return click.BadParameter(
        f"'{value}': the count must be a whole number of 1 or more, as 3, 2-4 or 2+"
    )
