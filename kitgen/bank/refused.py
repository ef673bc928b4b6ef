"""Topics that a bank leaves out on purpose: what others ask and a fair interview does not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from kitgen.bank.files import REFUSED_FILE
from kitgen.bank.question import Id, Question
from kitgen.errors import InvalidInput, Issue, quote, suggest
from kitgen.files.faults import Faults
from kitgen.files.model import Line, Model, Phrase, validate
from kitgen.files.source import Source, read
from kitgen.paths import is_there


class RefusedTopic(Model):
    """What a published question asks, why the bank does not, and what it asks instead."""

    topic: Line = Field(description="What is asked elsewhere.")
    covers: tuple[Line, ...] = Field(min_length=1, description="Where it is asked.")
    reason: Phrase = Field(description="Why a fair interview does not ask it.")
    measured_by: Id = Field(description="The question that measures what it was meant to.")


@dataclass(frozen=True, slots=True)
class _Located:
    topic: RefusedTopic
    source: Source
    index: int

    def issue(self, message: str, *place: str | int) -> Issue:
        return self.source.issue((self.index, *place), message)


def load_refused(folder: Path, questions: Sequence[Question]) -> tuple[RefusedTopic, ...]:
    """Return the refused topics of a bank's folder, which may have none.

    Raises InvalidInput with every fault, a topic that a question covers all the same included.
    """
    file = folder / REFUSED_FILE
    if not is_there(file):
        return ()
    faults = Faults()
    source = read(file, if_empty=())
    if not isinstance(source.value, tuple):
        raise InvalidInput([source.issue((), "expected a list of topics ('- topic: …')")])
    topics = faults.gather(lambda index: _validated(source, index), range(len(source.value)))
    for located in topics:
        faults.add(_faults(located, questions))
    faults.raise_found()
    return tuple(located.topic for located in topics)


def _validated(source: Source, index: int) -> _Located:
    return _Located(validate(RefusedTopic, source, (index,)), source, index)


def _faults(located: _Located, questions: Sequence[Question]) -> Iterator[Issue]:
    asked = [question.id for question in questions if question.status != "retired"]
    name = located.topic.measured_by
    if name not in asked:
        yield located.issue(f"unknown question {quote(name)}{suggest(name, asked)}", "measured_by")
    for number, reference in enumerate(located.topic.covers):
        for question in questions:
            if reference in question.covers:
                message = f"{quote(reference)} is covered by the question '{question.id}'"
                yield located.issue(message, "covers", number)
