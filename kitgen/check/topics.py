"""Topics that questions and ratings are better without, and the words that ask for them."""

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator, model_validator

from kitgen.bank.question import Question
from kitgen.check.findings import Find, each
from kitgen.check.words import plain
from kitgen.errors import YamlPath
from kitgen.files.faults import Faults
from kitgen.files.model import Line, Model, validate
from kitgen.files.source import Source, read

TOPICS_FILE = Path(__file__).with_name("topics.yaml")

Texts = Callable[[Question], Iterator[tuple[YamlPath, str]]]
TopicRule = Literal[
    "protected-topic",
    "rated-trait",
    "brainteaser",
    "self-rating",
    "weak-topic",
    "unscripted-hint",
    "rated-speed",
]
# What a clause ends with; a decimal point, or a comma of thousands, has no space after it.
_END_OF_CLAUSE = re.compile(r"[,;:.?!)]\s|[(]")

# What may follow 'your weight' if the candidate's weight is meant, not 'your weight matrix'.
_ALONE = (
    r"(?=\s*(?:[^\w\s-]|$)|\s+(?:and|or|is|was|are|were|in|on|at|as|to|from|with|when|before|"
    r"after|affect\w*|like|now|today)\b)"
)


class Topic(Model):
    """A topic of `topics.yaml`, which explains its keys."""

    rule: TopicRule
    topic: Line
    reason: Line
    phrases: tuple[Line, ...] = Field(default=())
    yours: tuple[Line, ...] = Field(default=())
    unless: tuple[Line, ...] = Field(default=())

    @field_validator("phrases", "yours", "unless")
    @classmethod
    def _compile(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"'{pattern}' is no regular expression: {error}") from None
        return patterns

    @model_validator(mode="after")
    def _finds_something(self) -> "Topic":
        if not self.phrases and not self.yours:
            raise ValueError("needs phrases or yours")
        return self

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words that ask for the topic, in lower case."""
        parts = [rf"\b(?:{phrase})\b" for phrase in self.phrases]
        if self.yours:
            nouns = "|".join(self.yours)
            parts.append(rf"\byour (?:own |current |exact |actual )?(?:{nouns}){_ALONE}")
        return re.compile("|".join(parts))

    @cached_property
    def exceptions(self) -> re.Pattern[str]:
        """The words that mean something else when they are in the same clause; none by default."""
        parts = [rf"\b(?:{phrase})\b" for phrase in self.unless]
        return re.compile("|".join(parts) or r"(?!)")

    def found_in(self, text: str) -> str | None:
        """Return the words of a text in lower case that ask for the topic."""
        for found in self.pattern.finditer(text):
            if not self.exceptions.search(_clause(text, found)):
                return found.group()
        return None


def finds_topics(rule: TopicRule, texts: Texts, message: str) -> Find:
    """Return the finder of a rule's topics in some texts of a question.

    `message` has blanks for the topic and for the words that ask for it.
    """

    def find(question: Question) -> Iterator[tuple[YamlPath, str]]:
        for place, text in texts(question):
            for topic, found in named(text, rule):
                yield place, message.format(topic=topic, found=found)

    return each(find)


def named(text: str, rule: TopicRule) -> Iterator[tuple[str, str]]:
    """Yield each topic of a rule that the text asks for, with the words that do."""
    lower = plain(text).lower()
    for topic in topics():
        found = topic.found_in(lower) if topic.rule == rule else None
        if found:
            yield topic.topic, found


@cache
def topics() -> tuple[Topic, ...]:
    """Return the topics that come with kitgen."""
    return load_topics(TOPICS_FILE)


def load_topics(file: Path) -> tuple[Topic, ...]:
    """Read a file of topics; raises InvalidInput with every fault of it."""
    source = read(file)
    faults = Faults()
    found = faults.gather(lambda number: _topic(source, number), range(len(source.value)))
    faults.raise_found()
    return tuple(found)


def _clause(text: str, found: re.Match[str]) -> str:
    """Return the clause of a text in which something was found."""
    start = max((end.end() for end in _END_OF_CLAUSE.finditer(text, 0, found.start())), default=0)
    end = _END_OF_CLAUSE.search(text, found.end())
    return text[start : end.start() if end else len(text)]


def _topic(source: Source, number: int) -> Topic:
    return validate(Topic, source, (number,))
