"""Keeps out of the questions, and of the ratings, what must not decide."""

from collections.abc import Iterator

from kitgen.bank.question import Question
from kitgen.check.findings import Rule, each
from kitgen.check.texts import rated, shown
from kitgen.check.topics import named
from kitgen.errors import YamlPath


def find_protected_topic(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield topics that employers must keep out."""
    for place, text in shown(question):
        for topic, found in named(text, "protected-topic"):
            yield place, f"asks for {topic}: '{found}'"


def find_rated_trait(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield ratings of what a person is, not of what was said."""
    for place, text in rated(question):
        for topic, found in named(text, "rated-trait"):
            yield place, f"rates {topic}: '{found}'"


FAIRNESS = (
    Rule(
        "protected-topic",
        "error",
        "What law or fairness keeps out of a decision must not be asked: race, religion, sex, "
        "family, age, health, origin and the like. Which of them is law differs by place.",
        "Ask for the ability the work needs, in the same words for everybody.",
        each(find_protected_topic),
    ),
    Rule(
        "rated-trait",
        "warning",
        "A rating of accent, age, looks or likeness lets in what the questions keep out.",
        "Write what was said or done that shows the competency.",
        each(find_rated_trait),
    ),
)
