"""The key of a sheet: how each answer is rated, why, and a table for everybody's ratings."""

from dataclasses import dataclass

from kitgen.bank.vocabulary import RatingLevel
from kitgen.calibration.exercise import Exercise, PractisedQuestion
from kitgen.calibration.sheet import letters
from kitgen.editions.occasion import Heading, Occasion, heading
from kitgen.kit.kit import Kit

Levels = tuple[RatingLevel, ...]


@dataclass(frozen=True, slots=True)
class KeyAnswer:
    """An answer by its letter; several levels are those that its rating does not tell apart."""

    letter: str
    levels: Levels
    reason: str


@dataclass(frozen=True, slots=True)
class KeyQuestion:
    """A question by its number and title, with the ratings of its answers."""

    number: int
    title: str
    reworded: bool
    answers: tuple[KeyAnswer, ...]


@dataclass(frozen=True, slots=True)
class KeyView:
    """The key; `converted` gives each level of the samples' own scale with those of the kit's."""

    heading: Heading
    occasion: Occasion
    questions: tuple[KeyQuestion, ...]
    converted: tuple[tuple[int, Levels], ...]
    own_rule: bool


def key_view(exercise: Exercise, occasion: Occasion) -> KeyView:
    """Copy ratings and reasons."""
    kit = exercise.kit
    return KeyView(
        heading=heading(kit),
        occasion=occasion,
        questions=tuple(_question(kit, practised) for practised in exercise.questions),
        converted=tuple((own, _levels(kit, values)) for own, values in exercise.converted),
        own_rule=exercise.own_rule,
    )


def _question(kit: Kit, practised: PractisedQuestion) -> KeyQuestion:
    answers = tuple(
        KeyAnswer(letter, _levels(kit, answer.levels), answer.reason)
        for letter, answer in zip(letters(), practised.answers, strict=False)
    )
    return KeyQuestion(practised.number, practised.question.title, practised.reworded, answers)


def _levels(kit: Kit, values: tuple[int, ...]) -> Levels:
    return tuple(level for level in kit.scale.levels if level.value in values)
