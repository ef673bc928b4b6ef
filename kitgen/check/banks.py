"""The rules, run on the questions of banks."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kitgen.bank.files import BUILT_IN
from kitgen.bank.load import BankSources, QuestionBank, load_bank_with_sources
from kitgen.bank.refused import load_refused
from kitgen.bank.samples import Sample
from kitgen.check.allowances import allowed
from kitgen.check.findings import (
    Finding,
    in_reading_order,
    load_faults,
    reported,
    reports_built_in,
)
from kitgen.check.rules import RULES
from kitgen.check.samples import samples_of
from kitgen.errors import InvalidInput


def check_banks(folders: Sequence[Path]) -> tuple[QuestionBank | None, tuple[Finding, ...]]:
    """Load the banks in `folders`; return them with the findings of all of their files.

    Banks that cannot be loaded are None, with their load faults only. Beside other folders, the
    built-in bank is compared with them and not reported on. Raises BadRequest for a folder that is
    not there.
    """
    try:
        bank, sources = load_bank_with_sources(folders)
    except InvalidInput as error:
        return None, load_faults(error)
    samples, faults = _samples(bank, sources)
    rules = check_bank(bank, replace(sources, samples=samples))
    findings = in_reading_order([*rules, *faults, *_refused(bank)])
    if reports_built_in(folders):
        return bank, findings
    return bank, tuple(f for f in findings if not Path(f.issue.file).is_relative_to(BUILT_IN))


def check_bank(bank: QuestionBank, sources: BankSources) -> tuple[Finding, ...]:
    """Return what the rules find in a loaded bank and its questions do not allow."""
    return in_reading_order(_not_allowed(bank, sources))


def _samples(
    bank: QuestionBank, sources: BankSources
) -> tuple[dict[Path, tuple[Sample, ...]], tuple[Finding, ...]]:
    """Return the samples beside the questions, and their faults; none where there are faults."""
    questions = reported(bank.questions, bank, sources)
    folders = tuple(dict.fromkeys(sources.entries[q.id].folder for q in questions))
    try:
        return samples_of(folders, bank), ()
    except InvalidInput as error:
        return {}, load_faults(error)


def _refused(bank: QuestionBank) -> tuple[Finding, ...]:
    """Return the faults of the topics that the bank refuses."""
    found: list[Finding] = []
    for folder in bank.folders:
        try:
            load_refused(folder, bank.questions)
        except InvalidInput as error:
            found += load_faults(error)
    return tuple(found)


def _not_allowed(bank: QuestionBank, sources: BankSources) -> Iterator[Finding]:
    switched_off = allowed(bank)
    for rule in RULES:
        for finding in rule.findings(bank, sources):
            if (finding.subject, rule.id) not in switched_off:
                yield finding
