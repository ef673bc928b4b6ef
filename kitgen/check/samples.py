"""The samples of a bank, checked against its questions."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from kitgen.bank.load import QuestionBank
from kitgen.bank.samples import LocatedSample, Sample, locate_samples, sample_faults, sample_files
from kitgen.errors import Issue
from kitgen.files.faults import Faults
from kitgen.proof import markdown_issues


def samples_of(folders: Sequence[Path], bank: QuestionBank) -> dict[Path, tuple[Sample, ...]]:
    """Return the samples of each folder of a bank that has any.

    Raises InvalidInput with every fault of them.
    """
    faults = Faults()
    found: dict[Path, tuple[Sample, ...]] = {}
    for folder in folders:
        with faults.collect():
            files = sample_files(folder)
            if files:
                found[folder] = read_samples(files, bank)
    faults.raise_found()
    return found


def read_samples(files: Sequence[Path], bank: QuestionBank | None) -> tuple[Sample, ...]:
    """Return the samples of some files; without a bank, their questions are not looked at.

    Raises InvalidInput with every fault of them.
    """
    faults = Faults()
    samples = locate_samples(files, faults)
    if bank:
        samples = tuple(located for located in samples if not _is_replaced(located, bank))
        faults.add(sample_faults(samples, bank.questions, bank.scale))
    faults.add(_markdown_issues(samples))
    faults.raise_found()
    return tuple(located.sample for located in samples)


def _is_replaced(located: LocatedSample, bank: QuestionBank) -> bool:
    """Tell whether the question is another one now: a bank's that overrides the samples' own."""
    origin = bank.origins.get(located.sample.question)
    if origin is None or origin.folder == located.source.path.parent.parent:
        return False
    return bank.question(located.sample.question).override


def _markdown_issues(samples: Sequence[LocatedSample]) -> Iterator[Issue]:
    for located in samples:
        yield from markdown_issues(located.sample, located.source, (located.index,))
