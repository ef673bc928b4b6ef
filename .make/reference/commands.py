"""The half of the reference on commands, as click knows them."""

import re
from collections.abc import Iterator
from inspect import cleandoc
from textwrap import dedent

import click

from kitgen.cli import main

_ESCAPED = "\\|"  # in a cell of a table, code or not
# What click's \b begins: lines that are not joined.
_AS_IT_IS = re.compile(r"\x08\n((?:.+\n?)+)")


def command_lines() -> Iterator[str]:
    """Yield the lines of kitgen itself and of all commands, those of a group one after another."""
    yield from _section("kitgen", main)
    for path, command in _commands(main, "kitgen"):
        yield from _section(path, command)


def _commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def _section(path: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=path)
    pieces = " ".join(command.collect_usage_pieces(context))
    yield f"### {path}\n\n```\n{path} {pieces}\n```\n"
    yield _AS_IT_IS.sub(_block, cleandoc(command.help or ""))
    options = [option for option in command.params if isinstance(option, click.Option)]
    if options:
        yield "\n| option | means |\n|---|---|"
    for option in options:
        yield _row(option, context)
    yield ""


def _block(marked: re.Match[str]) -> str:
    return f"```\n{dedent(marked[1]).strip()}\n```"


def _row(option: click.Option, context: click.Context) -> str:
    names = ", ".join([*option.opts, *option.secondary_opts])
    value = "" if option.is_flag or option.count else f" {_value(option, context)}"
    means = [option.help or "", *(["Needed."] if option.required else [])]
    default = option.get_help_extra(context).get("default")
    if default:
        means.append(f"Default: {default}.")
    return f"| `{names}{value}` | {' '.join(means).replace('|', _ESCAPED)} |"


def _value(option: click.Option, context: click.Context) -> str:
    """Return what is written behind an option, a number with its limits."""
    kind = option.type
    if option.metavar or not isinstance(kind, click.IntRange):
        return option.make_metavar(context).replace("|", _ESCAPED)
    if kind.max is None:
        return f"{kind.min} or more"
    return f"{kind.min} to {kind.max}"
