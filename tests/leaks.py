"""What only interviewers may see, and where a text gives it away."""

import re

from tests.reading import words


def phrases(text):
    """Sentences of a text as plain words; shorter than five words may stand anywhere."""
    for sentence in re.split(r"(?<=[.?!;:])\s+|\n+", re.sub(r"\$+[^$]*\$+", "\n", text)):
        found = words(sentence)
        if len(found) >= 5:
            yield " ".join(found)


def secrets(question):
    yield question.answer
    yield question.solution or ""
    for point in question.key_points:
        yield point.point
    yield from (*question.signals.strong, *question.signals.weak, *question.anchors.values())
    for follow_up in question.follow_ups:
        yield follow_up.ask
        yield follow_up.listen_for
    for reference in question.references:
        yield reference.title
        yield reference.doi or ""


def leaks(kit, text):
    seen = f" {' '.join(words(text))} "
    public = "\n".join(f"{q.prompt} {q.handout or ''}" for q in kit.questions)
    allowed = f" {' '.join(words(public))} "
    for question in kit.questions:
        for secret in secrets(question):
            for phrase in phrases(secret):
                if f" {phrase} " in seen and f" {phrase} " not in allowed:
                    yield question.id, phrase
