"""The texts of a question, each with its key: what the candidate hears, what a rater reads."""

from collections.abc import Iterator

from kitgen.bank.question import Question
from kitgen.errors import YamlPath


def spoken(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield what is read aloud to the candidate."""
    yield ("prompt",), question.prompt
    for number, follow_up in enumerate(question.follow_ups):
        yield ("follow_ups", number, "ask"), follow_up.ask


def shown(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield what the candidate hears or sees."""
    yield ("title",), question.title
    if question.handout:
        yield ("handout",), question.handout
    yield from spoken(question)


def rated(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield what the interviewer rates by, with its key."""
    for number, point in enumerate(question.key_points):
        yield ("key_points", number, "point"), point.point
    for number, follow_up in enumerate(question.follow_ups):
        yield ("follow_ups", number, "listen_for"), follow_up.listen_for
    for side, texts in (("strong", question.signals.strong), ("weak", question.signals.weak)):
        yield from ((("signals", side, n), text) for n, text in enumerate(texts))
    for name in question.rubric.model_fields_set:
        anchors = getattr(question.rubric, name) or {}
        yield from ((("rubric", name, level), text) for level, text in anchors.items())
