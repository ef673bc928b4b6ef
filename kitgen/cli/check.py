"""check: the command that finds faults of banks, roles and themes."""

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli.options import bank_option, example, workspace

if TYPE_CHECKING:
    from kitgen.check.findings import Severity


@click.command(epilog=example("kitgen check", "kitgen check --bank builtin --strict --json"))
@click.option("--strict", is_flag=True, help="Fail for warnings too, not for errors only.")
@click.option("--json", "as_json", is_flag=True, help="For other programs.")
@bank_option
def check(strict: bool, as_json: bool, banks: Any) -> None:
    """Find questions that are unfair, unclear, hard to rate or out of place.

    Each finding names its rule and a fix. A question switches a rule off with its id and a reason
    under 'allow:'. Faults of roles and theme come along. Fails when there is an error.
    """
    from kitgen.check import check_folders

    here = workspace()
    findings = check_folders(banks, here.roles, here.theme)
    if as_json:
        click.echo(json.dumps([asdict(f) for f in findings], indent=2, ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{finding}\n    {finding.fix}")
    levels = Counter(finding.level for finding in findings)
    click.echo(_summary(levels), err=True)
    if levels["error"] or (strict and levels["warning"]):
        click.get_current_context().exit(1)


def _summary(levels: "Counter[Severity]") -> str:
    counts: dict[str, int] = {level: levels[level] for level in ("error", "warning", "note")}
    return ", ".join(f"{n} {level}{'' if n == 1 else 's'}" for level, n in counts.items())
