"""What packs cannot show of a text's Markdown, or show in words only."""

from collections.abc import Iterator

from kitgen.bank.load import BankSources, QuestionBank
from kitgen.check.findings import Case, Rule, active
from kitgen.proof import markdown_issues, picture_issues


def find_faults(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
    """Yield Markdown that no pack could show, in questions and vocabularies."""
    for question in active(bank):
        entry = sources.entries[question.id]
        for issue in markdown_issues(question, entry.source, (entry.index,)):
            yield Case(question.id, issue)
    for located in sources.vocabularies:
        for issue in markdown_issues(located.vocabulary, located.source):
            yield Case("vocabulary", issue)


def find_pictures(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
    """Yield the pictures of questions and vocabularies."""
    for question in active(bank):
        entry = sources.entries[question.id]
        for issue in picture_issues(question, entry.source, (entry.index,)):
            yield Case(question.id, issue)
    for located in sources.vocabularies:
        for issue in picture_issues(located.vocabulary, located.source):
            yield Case("vocabulary", issue)


MARKDOWN = (
    Rule(
        "markdown",
        "error",
        "A kit with this question could not be printed.",
        "Write it as the message says.",
        find_faults,
    ),
    Rule(
        "figure-not-set",
        "warning",
        "Pictures are not printed yet: a frame has their words and file name instead.",
        "Say in the text what one must see, or give its figures in a table.",
        find_pictures,
    ),
)
