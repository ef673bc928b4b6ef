"""doctor: the command that lists what this machine lacks, and how to mend it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from kitgen.cli.answers import echo_json
from kitgen.cli.options import example, json_option

if TYPE_CHECKING:
    from kitgen.doctor.checks import Result


@click.command(epilog=example("kitgen doctor"))
@click.option("--all", "tests", is_flag=True, help="Also for what kitgen's tests need.")
@json_option
def doctor(tests: bool, as_json: bool) -> None:
    """Find what this machine lacks for kitgen, with the command that mends it.

    Lists the versions and folders in use as well. Fails when something is lacking.
    """
    from kitgen.doctor.checks import examine
    from kitgen.doctor.facts import folders, versions
    from kitgen.files.text import current_folder

    here = current_folder()
    results = examine(here, tests=tests)
    if as_json:
        checks = [asdict(result) for result in results]
        echo_json({"checks": checks, "folders": folders(here), "versions": versions()})
    else:
        _echo_results(results)
        _echo_table("Folders", folders(here))
        _echo_table("Versions", versions())
    if any(result.fault for result in results):
        click.get_current_context().exit(1)


def _echo_results(results: "Sequence[Result]") -> None:
    for result in results:
        state = "fault" if result.fault else "ok"
        first, *others = (result.fault or result.found).splitlines()
        click.echo(f"{state:<5}  {result.name}: {first}")
        for line in others:
            click.echo(f"       {line}")
        if result.remedy:
            click.echo(f"       to mend it: {result.remedy}")


def _echo_table(title: str, rows: Mapping[str, str]) -> None:
    width = max(map(len, rows))
    click.echo(f"\n{title}")
    for name, text in rows.items():
        click.echo(f"  {name:<{width}}  {text}")
