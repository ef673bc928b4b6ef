"""Sample answers with their ratings, apart from the questions: what interviewers train on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from kitgen.bank.files import SAMPLES_FOLDER
from kitgen.bank.question import Id, Question, SeniorityId
from kitgen.bank.vocabulary import Scale
from kitgen.errors import InvalidInput, Issue, cut, quote, suggest
from kitgen.files.faults import Faults
from kitgen.files.model import Model, Phrase, Prose, validate
from kitgen.files.source import Source, read
from kitgen.files.text import yaml_files
from kitgen.paths import is_folder


class Sample(Model):
    """What one candidate said, and how the printed rule rates it."""

    question: Id = Field(
        description="The id of the question that it answers.", examples=["bias-variance-tradeoff"]
    )
    id: Id = Field(description="Unique among the samples of the question.", examples=["a"])
    answer: Prose = Field(
        description="Markdown: what was said, hints that were given and replies to follow-ups."
    )
    ratings: Mapping[SeniorityId, int] = Field(
        min_length=1,
        description="The rating for each seniority that the question suits.",
        examples=[{"mid": 3, "senior": 2}],
    )
    reason: Phrase = Field(description="Which needed points are missing, and so the rating.")


@dataclass(frozen=True, slots=True)
class LocatedSample:
    """A sample, and its place in a file."""

    sample: Sample
    source: Source
    index: int

    def issue(self, message: str, *place: str | int, key: bool = False) -> Issue:
        """Locate `message` in this sample."""
        return self.source.issue((self.index, *place), message, key=key)


def load_samples(folder: Path) -> tuple[Sample, ...]:
    """Return the samples of a bank's folder, in the order of their files.

    Raises InvalidInput with every fault of the files; what they say of the bank's questions is not
    looked at (`sample_faults`).
    """
    faults = Faults()
    samples = locate_samples(sample_files(folder), faults)
    faults.raise_found()
    return tuple(located.sample for located in samples)


def sample_files(folder: Path) -> list[Path]:
    """Return the files of samples in a bank's folder, which may have none."""
    samples = folder / SAMPLES_FOLDER
    return yaml_files(samples) if is_folder(samples) else []


def locate_samples(files: Iterable[Path], faults: Faults) -> tuple[LocatedSample, ...]:
    """Return the samples of some files that are valid by themselves; add the faults of others."""
    sources = faults.gather(_read, files)
    places = [(source, number) for source in sources for number in range(len(source.value))]
    return tuple(faults.gather(_validated, places))


def sample_faults(
    samples: Sequence[LocatedSample], questions: Iterable[Question], scale: Scale
) -> Iterator[Issue]:
    """Yield ids that clash, questions that are not there, and ratings that cannot be given.

    `questions` are those of the bank, `scale` is the one that its rubrics are written for.
    """
    by_id = {question.id: question for question in questions}
    first: dict[tuple[str, str], LocatedSample] = {}
    for located in samples:
        sample = located.sample
        earlier = first.setdefault((sample.question, sample.id), located)
        if earlier is not located:
            there = earlier.issue("", "id")
            place = f"{there.file}:{there.line}"
            message = f"duplicate sample {quote(sample.id)} of this question, first at {place}"
            yield located.issue(message, "id")
        question = by_id.get(sample.question)
        if question:
            yield from _rating_faults(located, question, scale)
        else:
            near = suggest(sample.question, sorted(by_id))
            yield located.issue(f"unknown question {quote(sample.question)}{near}", "question")


def _rating_faults(located: LocatedSample, question: Question, scale: Scale) -> Iterator[Issue]:
    levels = [level.value for level in scale.levels]
    ratings = located.sample.ratings
    for seniority, rating in ratings.items():
        if seniority not in question.seniority:
            suited = ", ".join(question.seniority)
            near = suggest(seniority, question.seniority)
            message = f"'{question.id}' is not for {cut(seniority)} (but for {suited}){near}"
            yield located.issue(message, "ratings", seniority, key=True)
        if rating not in levels:
            message = f"level {rating} is not on the scale ({', '.join(map(str, levels))})"
            yield located.issue(message, "ratings", seniority)
    for seniority in question.seniority:
        if seniority not in ratings:
            message = f"no rating for {seniority}, which '{question.id}' is for"
            yield located.issue(message, "ratings", key=True)


def _read(file: Path) -> Source:
    source = read(file)
    if not isinstance(source.value, tuple):
        raise InvalidInput([source.issue((), "expected a list of samples ('- question: …')")])
    return source


def _validated(place: tuple[Source, int]) -> LocatedSample:
    source, number = place
    if not isinstance(source.value[number], Mapping):
        raise InvalidInput([source.issue((number,), "expected a sample (key: value)")])
    return LocatedSample(validate(Sample, source, (number,)), source, number)
