"""check: the command that finds faults of banks, roles, kits, themes and workspaces."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli import completion
from kitgen.cli.answers import echo_json
from kitgen.cli.options import example, json_option, workspace
from kitgen.errors import counted

if TYPE_CHECKING:
    from kitgen.check.findings import Finding, Severity


def _folders(
    context: click.Context, parameter: click.Parameter, value: tuple[str, ...]
) -> tuple[Path, ...]:
    from kitgen.bank.files import bank_folder

    return tuple(map(bank_folder, value))


@click.command(
    epilog=example(
        "kitgen check",
        "kitgen check hiring/questions/ml-theory.yaml hiring/roles",
        "kitgen check --bank builtin --strict --json",
    )
)
@click.argument(
    "paths", nargs=-1, metavar="[PATH]...", type=click.Path(readable=False, path_type=Path)
)
@click.option("--strict", is_flag=True, help="Fail for warnings too, not for errors only.")
@json_option
@click.option(
    "--bank",
    "banks",
    multiple=True,
    callback=_folders,
    metavar="DIR",
    shell_complete=completion.banks,
    help="Folder of questions to check, or to check PATH with, instead of the workspace's or the "
    "built-in bank; repeat to combine several ('builtin' names the built-in one).",
)
def check(paths: tuple[Path, ...], strict: bool, as_json: bool, banks: tuple[Path, ...]) -> None:
    """Find questions that are unfair, unclear, hard to rate or out of place, and faults of files.

    PATH is a bank's folder, a file of questions or of samples, a vocabulary, a role, a kit, a
    theme, a workspace, or a folder of such files; its content tells which. Without PATH, the
    workspace is checked: banks, roles and theme.

    Each finding names its rule and a fix. A question switches a rule off with its id and a reason
    under 'allow:'. Fails when there is an error.
    """
    findings = _findings(paths, banks)
    if as_json:
        echo_json([_listed(finding) for finding in findings])
    report(findings, listed=not as_json, strict=strict)


def report(findings: "Sequence[Finding]", *, listed: bool = True, strict: bool = False) -> None:
    """Print findings with their fixes, unless they are listed already, and how many there are.

    Ends the command with code 1 for an error, and for a warning when `strict`.
    """
    if listed:
        for finding in findings:
            click.echo(f"{finding}\n    {finding.rule.fix}")
    counts = Counter(finding.rule.severity for finding in findings)
    click.echo(_summary(counts), err=True)
    if counts["error"] or (strict and counts["warning"]):
        click.get_current_context().exit(1)


def _findings(paths: Sequence[Path], banks: tuple[Path, ...]) -> "tuple[Finding, ...]":
    from dataclasses import replace

    from kitgen.check.paths import check_paths
    from kitgen.check.workspace import check_workspace

    if paths:
        return check_paths(paths, banks)
    here = workspace()
    return check_workspace(replace(here, banks=banks or here.banks))


def _listed(finding: "Finding") -> dict[str, Any]:
    rule, at = finding.rule, finding.issue
    return {
        "level": rule.severity,
        "rule": rule.id,
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "subject": finding.subject,
        "message": at.message,
        "reason": rule.reason,
        "fix": rule.fix,
    }


def _summary(counts: "Counter[Severity]") -> str:
    severities: tuple[Severity, ...] = ("error", "warning", "note")
    return ", ".join(counted(counts[severity], severity) for severity in severities)
