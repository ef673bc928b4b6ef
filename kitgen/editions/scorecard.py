"""The scorecard: what to rate, on which scale, and how the ratings combine."""

from dataclasses import dataclass
from math import ceil

from kitgen.bank.vocabulary import RatingLevel, Scale
from kitgen.bank.weights import in_shares
from kitgen.editions.occasion import Heading, Occasion, heading
from kitgen.kit.kit import Kit, KitCompetency

# Each verdict of a scale with the least and the greatest score for it, to one decimal: the lowest
# has no least and the highest no greatest.
Verdicts = tuple[tuple[str, float | None, float | None], ...]
_STEP = 0.1  # of scores, which are rounded before they are compared


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    """A competency on the scorecard; questions that inform it come with how often they count."""

    title: str
    definition: str | None
    weight: int
    must_pass: bool
    questions: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ScorecardView:
    """The scorecard; questions come with number and title.

    `shares` tells that weights are percent of the score; the worked line has the ratings
    `example`.
    """

    heading: Heading
    occasion: Occasion
    questions: tuple[tuple[int, str], ...]
    competencies: tuple[CompetencyRow, ...]
    levels: tuple[RatingLevel, ...]
    bar: RatingLevel
    verdicts: Verdicts
    verdict_below_bar: str
    shares: bool
    example: tuple[int, int]


def scorecard_view(kit: Kit, occasion: Occasion) -> ScorecardView:
    """Pair every competency with the questions that inform it."""
    return ScorecardView(
        heading=heading(kit),
        occasion=occasion,
        questions=tuple((n, q.title) for n, q in enumerate(kit.questions, 1)),
        competencies=tuple(_row(kit, competency) for competency in kit.competencies),
        levels=kit.scale.levels,
        bar=bar_of(kit.scale),
        verdicts=verdicts_of(kit.scale),
        verdict_below_bar=kit.scale.below_bar.label,
        shares=in_shares(competency.weight for competency in kit.competencies),
        example=example_of(kit.scale),
    )


def bar_of(scale: Scale) -> RatingLevel:
    """Return the lowest level that meets the standard."""
    return next(level for level in scale.levels if level.value == scale.bar)


def verdicts_of(scale: Scale) -> Verdicts:
    """Return each verdict with the scores that it is given for."""
    least = [_rounded_up(scale.threshold(verdict)) for verdict in scale.verdicts]
    greatest = [*(low - _STEP for low in least if low is not None), None]
    labels = [verdict.label for verdict in scale.verdicts]
    return tuple(zip(labels, least, greatest, strict=True))


def _rounded_up(threshold: float | None) -> float | None:
    """Return the least score of one decimal that reaches a threshold."""
    return None if threshold is None else ceil(round(threshold / _STEP, 6)) * _STEP


def example_of(scale: Scale) -> tuple[int, int]:
    """Return two ratings that differ, for a worked line: the two highest levels."""
    *_, low, high = (level.value for level in scale.levels)
    return low, high


def _row(kit: Kit, competency: KitCompetency) -> CompetencyRow:
    return CompetencyRow(
        title=competency.title,
        definition=competency.definition,
        weight=competency.weight,
        must_pass=competency.must_pass,
        questions=tuple(
            (number, question.counts_in(competency.id))
            for number, question in enumerate(kit.questions, 1)
            if question.counts_in(competency.id)
        ),
    )
