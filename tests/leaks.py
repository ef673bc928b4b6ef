"""What only interviewers may see, and where a text gives it away."""

import re

from kitgen.files.fields import markdown_texts
from tests.reading import words

PUBLIC = ("prompt", "handout")


def phrases(text):
    """Sentences of a text as plain words; shorter than five words may stand anywhere."""
    for sentence in re.split(r"(?<=[.?!;:])\s+|\n+", re.sub(r"\$+[^$]*\$+", "\n", text)):
        found = words(sentence)
        if len(found) >= 5:
            yield " ".join(found)


def secrets(question):
    """All texts of a kit's question but those that the candidate may see."""
    for text in markdown_texts(question):
        if text.place[0] not in PUBLIC:
            yield text.text
    yield question.solution or ""
    for reference in question.references:
        yield reference.title
        yield reference.doi or ""


def leaks(kit, text):
    seen = f" {' '.join(words(text))} "
    public = "\n".join(f"{q.prompt} {q.handout or ''}" for q in kit.questions)
    public += "\n".join(case.text for case in kit.cases)
    allowed = f" {' '.join(words(public))} "
    for question in kit.questions:
        for secret in secrets(question):
            for phrase in phrases(secret):
                if f" {phrase} " in seen and f" {phrase} " not in allowed:
                    yield question.id, phrase
