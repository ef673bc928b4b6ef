"""The sheet to rate on: its types have no field for a rating or a reason, so none can be shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, product
from string import ascii_uppercase

from kitgen.bank.hint import Hint
from kitgen.bank.question import FollowUp
from kitgen.bank.vocabulary import RatingLevel
from kitgen.calibration.exercise import Exercise, PractisedQuestion
from kitgen.editions.case import CasePart, case_parts
from kitgen.editions.occasion import Heading, Occasion, heading
from kitgen.kit.figures import figures_of
from kitgen.kit.kit import Kit
from kitgen.pictures.figure import Figure


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """What answers are rated by, and the answers: each a letter and its text.

    `points` are the needed key points, `must_ask` the needed follow-ups, `levels` the rating
    levels, each with its anchor. `case` is what it is about.
    """

    number: int
    title: str
    prompt: str
    handout: str | None
    case: CasePart | None
    hints: tuple[Hint, ...]
    points: tuple[str, ...]
    must_ask: tuple[FollowUp, ...]
    levels: tuple[tuple[RatingLevel, str | None], ...]
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SheetView:
    """The calibration sheet of a round."""

    heading: Heading
    occasion: Occasion
    rule: str | None
    bar: int
    questions: tuple[SheetQuestion, ...]
    figures: tuple[Figure, ...]


def sheet_view(exercise: Exercise, occasion: Occasion) -> SheetView:
    """Copy what answers are rated by, and their texts."""
    kit = exercise.kit
    cases = case_parts([practised.question for practised in exercise.questions], kit.cases)
    return SheetView(
        heading=heading(kit),
        occasion=occasion,
        rule=kit.scale.rule,
        bar=kit.scale.bar,
        figures=figures_of(kit, kit),
        questions=tuple(
            _question(kit, practised, case)
            for practised, case in zip(exercise.questions, cases, strict=True)
        ),
    )


def letters() -> Iterator[str]:
    """Yield the names of answers: A to Z, then AA, AB and so on."""
    for length in count(1):
        for name in product(ascii_uppercase, repeat=length):
            yield "".join(name)


def _question(kit: Kit, practised: PractisedQuestion, case: CasePart | None) -> SheetQuestion:
    question = practised.question
    texts = (answer.text for answer in practised.answers)
    return SheetQuestion(
        number=practised.number,
        title=question.title,
        prompt=question.prompt,
        handout=question.handout,
        case=case,
        hints=question.hints,
        points=tuple(point.point for point in question.key_points if point.needed),
        must_ask=tuple(follow_up for follow_up in question.follow_ups if follow_up.needed),
        levels=kit.levels_of(question),
        answers=tuple(zip(letters(), texts, strict=False)),
    )
