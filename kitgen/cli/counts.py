"""Numbers and ranges as options take them: 3, 2-4 or 2+."""

import re

import click

_COUNT = re.compile(r"(?P<least>[0-9]{1,3})(?:(?P<more>\+)|-(?P<most>[0-9]{1,3}))?")


def parse_count(text: str) -> tuple[int, int | None] | None:
    """Return the least and the most that a count allows, without a most for 2+.

    None for what is no count, and for a range whose end is before its start.
    """
    found = _COUNT.fullmatch(text)
    if found is None:
        return None
    least = int(found["least"])
    if found["more"]:
        return least, None
    most = int(found["most"] or least)
    return (least, most) if least <= most else None


def parse_ranges(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[int, int | None], ...]:
    """Return the least and the most of each value; raises BadParameter for what is no range."""
    return tuple(map(_range, values))


def _range(value: str) -> tuple[int, int | None]:
    parsed = parse_count(value)
    if parsed is None:
        raise click.BadParameter(f"'{value}' must be a whole number or a range: 3, 2-4 or 2+")
    return parsed
