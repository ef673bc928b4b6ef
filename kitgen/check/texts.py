"""The texts of a question, each with its key: what the candidate hears, what a rater reads."""

from collections.abc import Iterator

from kitgen.bank.question import Question
from kitgen.errors import YamlPath
from kitgen.files.fields import markdown_texts

_READ = {"prompt", "handout", "translations"}
_NOT_RATED_BY = {*_READ, "answer"}


def shown(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield what the candidate hears or sees."""
    yield ("title",), question.title
    for text in markdown_texts(question):
        if text.place[0] in _READ or text.place[-1] == "ask":
            yield text.place, text.text


def rated(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield what the interviewer rates by."""
    for text in markdown_texts(question):
        if text.place[0] not in _NOT_RATED_BY and text.place[-1] != "ask":
            yield text.place, text.text
