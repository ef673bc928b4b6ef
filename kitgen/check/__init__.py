"""Finds what a schema cannot: questions that are unfair, unclear, hard to rate or out of place.

Faults of roles and theme come along, so that one run shows all there is to correct.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kitgen.bank.load import BUILT_IN, BankSources, QuestionBank, load_bank_with_sources
from kitgen.check.allowances import allowed
from kitgen.check.files import find_role_faults, find_theme_faults
from kitgen.check.findings import Finding, Hit, Rule
from kitgen.check.rules import RULES
from kitgen.errors import InvalidInput, Issue

LOAD_FAULT = "load-fault"


def check_folders(
    folders: Sequence[Path], roles: Path | None = None, theme: Path | None = None
) -> tuple[Finding, ...]:
    """Return all findings of the bank in `folders`, and all faults of roles and theme, by file.

    A bank that cannot be loaded has its load faults only. Beside other folders, the built-in bank
    is compared with them and not reported on; without it, built-in roles are not looked at. Raises
    BadRequest for a folder without questions.
    """
    bank, findings = _check_bank_in(folders)
    built_in = BUILT_IN in folders
    beside = {*find_role_faults(bank, roles, built_in), *find_theme_faults(theme)}
    return _in_reading_order({*findings, *map(_load_fault, beside)})


def _check_bank_in(
    folders: Sequence[Path],
) -> tuple[QuestionBank | None, tuple[Finding, ...]]:
    try:
        bank, places = load_bank_with_sources(folders)
    except InvalidInput as error:
        return None, tuple(map(_load_fault, error.issues))
    findings = check_bank(bank, places)
    if all(folder == BUILT_IN for folder in folders):
        return bank, findings
    return bank, tuple(f for f in findings if Path(f.file).parent != BUILT_IN)


def check_bank(bank: QuestionBank, places: BankSources) -> tuple[Finding, ...]:
    """Return what the rules find in a loaded bank and its questions do not allow."""
    return _in_reading_order({f for rule in RULES for f in _findings(rule, bank, places)})


def _in_reading_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (f.file, f.line, f.column, f.rule, f.message)))


def _findings(rule: Rule, bank: QuestionBank, places: BankSources) -> Iterator[Finding]:
    switched_off = allowed(bank)
    for hit in rule.find(bank, places):
        if (hit.subject, rule.id) not in switched_off:
            yield _finding(rule, hit)


def _finding(rule: Rule, hit: Hit) -> Finding:
    at = hit.issue
    return Finding(
        level=rule.level,
        rule=rule.id,
        file=at.file,
        line=at.line,
        column=at.column,
        subject=hit.subject,
        message=at.message,
        reason=rule.reason,
        fix=rule.fix,
    )


def _load_fault(issue: Issue) -> Finding:
    return Finding(
        level="error",
        rule=LOAD_FAULT,
        file=issue.file,
        line=issue.line,
        column=issue.column,
        subject="",
        message=issue.message,
        reason="The file cannot be used as it is; the rules run when every question loads.",
        fix="Correct this place.",
    )
