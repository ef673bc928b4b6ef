"""Sample answers with their ratings, apart from the questions: what interviewers train on."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field

from kitgen.bank.question import Id
from kitgen.files.model import Model, Phrase, Prose, validate
from kitgen.files.source import Source, read
from kitgen.files.text import is_folder, yaml_files
from kitgen.literals import Seniority

SAMPLES_FOLDER = "samples"


class Sample(Model):
    """What one candidate said, and how the printed rule rates it."""

    question: Id = Field(description="The id of the question that it answers.")
    id: Id = Field(description="Unique among the samples of the question.", examples=["a"])
    answer: Prose = Field(
        description="Markdown: what was said, hints that were given and replies to follow-ups."
    )
    ratings: Mapping[Seniority, int] = Field(
        min_length=1, description="The rating for each seniority that the question suits."
    )
    reason: Phrase = Field(description="Which needed points are missing, and so the rating.")


def load_samples(folder: Path) -> tuple[Sample, ...]:
    """Return the samples of a bank's folder, in the order of their files; raises InvalidInput."""
    samples = folder / SAMPLES_FOLDER
    if not is_folder(samples):
        return ()
    return tuple(sample for file in yaml_files(samples) for sample in _samples(read(file)))


def _samples(source: Source) -> list[Sample]:
    return [validate(Sample, source, (number,)) for number in range(len(source.value))]
