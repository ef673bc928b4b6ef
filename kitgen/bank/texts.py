"""The texts of a question that are searched, each with the name of its field."""

from collections.abc import Iterator

from kitgen.bank.question import Question
from kitgen.files.fields import markdown_texts


def searched_texts(question: Question) -> Iterator[tuple[str, str]]:
    """Yield the texts of a question, each with the name of its field."""
    yield "title", question.title
    yield "id", question.id
    for text in markdown_texts(question):
        yield str(text.place[0]), text.text
    yield "category", question.category
    yield "tags", " ".join(question.tags)
    yield "competencies", " ".join(question.competencies)
    yield "references", " ".join(reference.title for reference in question.references)
    yield "covers", " ".join(question.covers)
