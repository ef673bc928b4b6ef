"""Questions that give weak evidence of how the work will be done."""

from collections.abc import Iterator

from kitgen.bank.question import Question
from kitgen.check.findings import Rule, each
from kitgen.check.texts import shown
from kitgen.check.topics import named
from kitgen.errors import YamlPath


def find_brainteaser(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield riddles."""
    for place, text in shown(question):
        for topic, found in named(text, "brainteaser"):
            yield place, f"{topic}: '{found}'"


def find_self_rating(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield requests to rate oneself."""
    for place, text in shown(question):
        for topic, found in named(text, "self-rating"):
            yield place, f"{topic}: '{found}'"


def find_weak_topic(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield topics that are asked for instead of evidence."""
    for place, text in shown(question):
        for topic, found in named(text, "weak-topic"):
            yield place, f"asks for {topic}: '{found}'"


EVIDENCE = (
    Rule(
        "brainteaser",
        "warning",
        "Brainteasers mostly show who has seen them before, and predict little about the work.",
        "Set a small problem of the work itself.",
        each(find_brainteaser),
    ),
    Rule(
        "self-rating",
        "warning",
        "What people think of themselves is no evidence, and rewards boasting.",
        "Ask for an example of what the candidate did, or set a task that shows it.",
        each(find_self_rating),
    ),
    Rule(
        "weak-topic",
        "warning",
        "Plans for life, the name of a school and spare time predict little about the work, and "
        "favour those with means.",
        "Ask for a piece of work, wherever it was done, or set a task.",
        each(find_weak_topic),
    ),
)
