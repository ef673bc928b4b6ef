"""What the hiring manager sees of a loop: its rounds, what they cover, and how scores combine."""

from dataclasses import dataclass
from string import ascii_uppercase

from kitgen.bank.vocabulary import RatingLevel
from kitgen.bank.weights import in_shares, share_of
from kitgen.editions.components import Structure, structure
from kitgen.editions.occasion import Occasion
from kitgen.editions.scorecard import Verdicts, bar_of, example_of, verdicts_of
from kitgen.kit.kit import Kit, KitCompetency
from kitgen.kit.loop import Loop
from kitgen.kit.question import KitQuestion
from kitgen.literals import Kind, Likeness


@dataclass(frozen=True, slots=True)
class LoopHeading:
    """What is printed on the cover and at the edge of pages; `kit_id` lists that of each round."""

    role: str
    minutes: int
    kit_id: str
    form: str | None
    draft: bool


@dataclass(frozen=True, slots=True)
class LoopQuestion:
    """A question by its name: the loop edition has no field for what is asked or right."""

    number: int
    title: str
    category: str
    kind: Kind
    minutes: int
    competencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LoopRound:
    """A round of the loop, with its questions in the order in which they are asked."""

    number: int
    title: str
    minutes: int
    kit_id: str
    questions: tuple[LoopQuestion, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A competency of the role, and how much evidence of it each round gives.

    `questions` counts those that inform it; `weights` sums their weights, by which the round's
    mean rating counts among the others. `by_weight` is how many questions its weight asks for.
    """

    title: str
    definition: str | None
    weight: int
    must_pass: bool
    questions: tuple[int, ...]
    weights: tuple[int, ...]
    by_weight: int

    @property
    def covered(self) -> bool:
        """Whether any question of the loop informs it."""
        return any(self.questions)


@dataclass(frozen=True, slots=True)
class Difference:
    """What the forms of a role do not have alike; `sums` of each form, from form A on."""

    sort: Likeness
    subject: str
    sums: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LoopView:
    """The hiring manager's pack; verdicts come with the scores that they are given for.

    `shares` and `example` are as on the scorecard. `forms` name those of `differences`.
    """

    heading: LoopHeading
    occasion: Occasion
    rounds: tuple[LoopRound, ...]
    competencies: tuple[Coverage, ...]
    differences: tuple[Difference, ...]
    forms: tuple[str, ...]
    structure: Structure
    bar: RatingLevel
    verdicts: Verdicts
    verdict_below_bar: str
    shares: bool
    example: tuple[int, int]


def loop_view(loop: Loop, occasion: Occasion) -> LoopView:
    """Copy what a hiring manager needs from the kits of a whole loop, in order."""
    role, scale = loop[0].role, loop[0].scale
    return LoopView(
        heading=_heading(loop),
        occasion=occasion,
        rounds=tuple(map(_round, loop)),
        competencies=tuple(_coverage(loop, competency) for competency in role.competencies),
        differences=tuple(Difference(**dict(one)) for one in loop[0].uneven),
        forms=_forms(loop[0]),
        structure=structure(loop),
        bar=bar_of(scale),
        verdicts=verdicts_of(scale),
        verdict_below_bar=scale.below_bar.label,
        shares=in_shares(competency.weight for competency in role.competencies),
        example=example_of(scale),
    )


def _heading(loop: Loop) -> LoopHeading:
    return LoopHeading(
        role=loop[0].role.title,
        minutes=sum(kit.round.minutes for kit in loop),
        kit_id=", ".join(kit.id for kit in loop),
        form=loop[0].form,
        draft=any(kit.draft for kit in loop),
    )


def _forms(kit: Kit) -> tuple[str, ...]:
    """Return the names of the forms that a kit is compared with, its own included."""
    number = max((len(one.sums) for one in kit.uneven), default=0)
    return tuple(ascii_uppercase[:number])


def _round(kit: Kit) -> LoopRound:
    questions = tuple(_question(kit, number, q) for number, q in enumerate(kit.questions, 1))
    return LoopRound(kit.round.number, kit.round.title, kit.round.minutes, kit.id, questions)


def _question(kit: Kit, number: int, question: KitQuestion) -> LoopQuestion:
    titles = {competency.id: competency.title for competency in kit.competencies}
    return LoopQuestion(
        number,
        question.title,
        question.category,
        question.kind,
        question.minutes,
        tuple(titles[c] for c in question.competencies),
    )


def _coverage(loop: Loop, competency: KitCompetency) -> Coverage:
    informing = [_counts(kit, competency) for kit in loop]
    asked = sum(len(kit.questions) for kit in loop)
    total = sum(other.weight for other in loop[0].role.competencies)
    return Coverage(
        competency.title,
        competency.definition,
        competency.weight,
        competency.must_pass,
        tuple(map(len, informing)),
        tuple(map(sum, informing)),
        share_of(asked, competency.weight, total),
    )


def _counts(kit: Kit, competency: KitCompetency) -> list[int]:
    """Return how often each question counts that gives evidence of a competency."""
    counts = (question.counts_in(competency.id) for question in kit.questions)
    return [count for count in counts if count]
