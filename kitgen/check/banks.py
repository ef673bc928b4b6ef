"""The rules, run on the questions of banks."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kitgen.bank.load import BUILT_IN, BankSources, QuestionBank, load_bank_with_sources
from kitgen.check.allowances import allowed
from kitgen.check.findings import Finding, in_reading_order, load_faults
from kitgen.check.rules import RULES
from kitgen.errors import InvalidInput


def check_banks(folders: Sequence[Path]) -> tuple[QuestionBank | None, tuple[Finding, ...]]:
    """Load the banks in `folders`; return them with the findings of all of their files.

    Banks that cannot be loaded are None, with their load faults only. Beside other folders, the
    built-in bank is compared with them and not reported on. Raises BadRequest for a folder without
    questions.
    """
    try:
        bank, sources = load_bank_with_sources(folders)
    except InvalidInput as error:
        return None, load_faults(error)
    findings = check_bank(bank, sources)
    if all(folder == BUILT_IN for folder in folders):
        return bank, findings
    return bank, tuple(f for f in findings if Path(f.issue.file).parent != BUILT_IN)


def check_bank(bank: QuestionBank, sources: BankSources) -> tuple[Finding, ...]:
    """Return what the rules find in a loaded bank and its questions do not allow."""
    return in_reading_order(_not_allowed(bank, sources))


def _not_allowed(bank: QuestionBank, sources: BankSources) -> Iterator[Finding]:
    switched_off = allowed(bank)
    for rule in RULES:
        for finding in rule.findings(bank, sources):
            if (finding.subject, rule.id) not in switched_off:
                yield finding
