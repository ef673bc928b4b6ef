"""What packs cannot show of a text's Markdown, or show in words only."""

from collections.abc import Iterator

from kitgen.bank.load import BankSources, QuestionBank
from kitgen.check.findings import Case, Rule, active, reported
from kitgen.proof import figure_issues, markdown_issues, picture_issues


def find_faults(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
    """Yield Markdown that no pack could show, in questions and vocabularies."""
    for question in reported(active(bank), bank, sources):
        entry = sources.entries[question.id]
        for issue in markdown_issues(question, entry.source, (entry.index,)):
            yield Case(question.id, issue)
    for located in sources.vocabularies:
        for issue in markdown_issues(located.vocabulary, located.source):
            yield Case("vocabulary", issue)


def find_figure_faults(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
    """Yield figures of questions and vocabularies that cannot be read or printed."""
    for question in reported(active(bank), bank, sources):
        entry = sources.entries[question.id]
        folders = [bank.origins[question.id].folder]
        for issue in figure_issues(question, entry.source, (entry.index,), folders):
            yield Case(question.id, issue)
    for located in sources.vocabularies:
        folders = [*reversed(bank.folders)]
        for issue in figure_issues(located.vocabulary, located.source, (), folders):
            yield Case("vocabulary", issue)


def find_pictures(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
    """Yield the pictures of questions and vocabularies."""
    for question in reported(active(bank), bank, sources):
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
        "figure",
        "error",
        "A kit with this question could not be printed.",
        "Put an SVG, PNG or JPEG file into the folder of the bank, and write its path from there.",
        find_figure_faults,
    ),
    Rule(
        "figure-not-set",
        "warning",
        "It is printed in words: a figure is a file of the bank, alone in a paragraph.",
        "Put it in a paragraph without other words, and copy its file into the bank.",
        find_pictures,
    ),
)
