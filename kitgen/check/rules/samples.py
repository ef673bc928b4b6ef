"""What interviewers train on: samples of a question at the bar and below it."""

from collections.abc import Iterator, Sequence

from kitgen.bank.load import BankSources, QuestionBank
from kitgen.bank.question import Question
from kitgen.bank.samples import Sample
from kitgen.check.findings import Case, Rule, active, case


def find_few_samples(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
    """Yield reviewed questions of a bank with samples that have too few to tell levels apart."""
    for question in active(bank):
        folder = sources.entries[question.id].folder
        if question.status == "reviewed" and folder in sources.samples:
            samples = [s for s in sources.samples[folder] if s.question == question.id]
            if not _tell_levels_apart(question, samples, bank.scale.bar):
                message = (
                    f"samples at two levels, one below the bar, are missing for each seniority "
                    f"(it has {len(samples)})"
                )
                yield case(question, sources, message, "id")


def _tell_levels_apart(question: Question, samples: Sequence[Sample], bar: int) -> bool:
    """Tell whether the samples show, for one seniority, two levels with one below the bar."""
    for seniority in question.seniority:
        levels = {sample.ratings[seniority] for sample in samples}
        if len(levels) > 1 and min(levels) < bar:
            return True
    return False


SAMPLES = (
    Rule(
        "few-samples",
        "note",
        "Interviewers agree once they have rated the same answers, one of them below the bar.",
        "Write samples of this question at two levels, one of them below the bar.",
        find_few_samples,
    ),
)
