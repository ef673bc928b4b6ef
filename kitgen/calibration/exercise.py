"""An exercise: the questions of a kit, each with sample answers to rate and how they are rated."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from kitgen.bank.samples import Sample
from kitgen.bank.vocabulary import Scale
from kitgen.errors import BadRequest
from kitgen.kit.kit import Kit
from kitgen.kit.question import KitQuestion
from kitgen.role.override import QuestionOverride
from kitgen.role.role import Role
from kitgen.role.scale import levels_for

# What a role may change in a question without any effect on how an answer is rated; of follow-ups
# that it adds, those that are needed have one.
_NO_MATTER = {"minutes", "weight", "figures", "more_follow_ups"}


@dataclass(frozen=True, slots=True)
class RatedAnswer:
    """A sample answer, the level of the kit's scale that it has, and the reason.

    It has two or more levels where the scale that it was rated on does not tell these apart.
    """

    text: str
    levels: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PractisedQuestion:
    """A question with its number in the kit, and its answers in the order in which they are rated.

    `reworded` tells that the role changes what its answers were rated by.
    """

    number: int
    question: KitQuestion
    answers: tuple[RatedAnswer, ...]
    reworded: bool


@dataclass(frozen=True, slots=True)
class Exercise:
    """The questions of a kit that have samples, and the ids of those that have none.

    `converted` gives, on another scale than that of the samples, each of its levels with those of
    the kit's scale that it may be; `own_rule` tells that the role words the rule itself.
    """

    kit: Kit
    questions: tuple[PractisedQuestion, ...]
    without: tuple[str, ...]
    converted: tuple[tuple[int, tuple[int, ...]], ...]
    own_rule: bool


def pair(
    kits: Iterable[Kit], role: Role, samples: Sequence[Sample], rated_on: Scale
) -> Iterator[Exercise]:
    """Yield the exercise of each kit of `role`: its questions with those `samples` that fit.

    Samples fit that are rated for the role's seniority; `rated_on` is the scale of their ratings.
    Raises BadRequest for a role whose scale does not tell how its levels compare with those.
    """
    for kit in kits:
        conversion = _conversion(kit, rated_on)
        questions = tuple(
            PractisedQuestion(number, question, answers, _is_reworded(role, question.id))
            for number, question in enumerate(kit.questions, 1)
            if (answers := _answers(kit, question, samples, conversion))
        )
        practised = {asked.question.id for asked in questions}
        yield Exercise(
            kit=kit,
            questions=questions,
            without=tuple(q.id for q in kit.questions if q.id not in practised),
            converted=() if _is_one_scale(kit.scale, rated_on) else tuple(conversion.items()),
            own_rule=role.rule is not None,
        )


def require_samples(exercises: tuple[Exercise, ...]) -> tuple[Exercise, ...]:
    """Return the exercises; raises BadRequest where no question of any has samples."""
    if any(exercise.questions for exercise in exercises):
        return exercises
    names = ", ".join(dict.fromkeys(name for one in exercises for name in one.without))
    seniority = exercises[0].kit.role.seniority
    raise BadRequest(
        f"none of these questions has sample answers rated for {seniority}: {names}",
        "samples are in the folder samples/ of a bank; kitgen schema sample describes them",
    )


def _conversion(kit: Kit, rated_on: Scale) -> Mapping[int, tuple[int, ...]]:
    levels = [level.value for level in rated_on.levels]
    if _is_one_scale(kit.scale, rated_on):
        return {level: (level,) for level in levels}
    if kit.scale.anchors_from is None:
        raise BadRequest(
            f"the scale of {kit.role.name} does not tell how its levels compare with those that "
            "samples are rated on",
            "give it anchors_from in the vocabulary, or use another scale",
        )
    return {level: levels_for(kit.scale, rated_on, level) for level in levels}


def _is_one_scale(scale: Scale, other: Scale) -> bool:
    """Tell whether two scales have the same levels, wherever their bars are."""
    return scale.levels == other.levels


def _answers(
    kit: Kit,
    question: KitQuestion,
    samples: Sequence[Sample],
    conversion: Mapping[int, tuple[int, ...]],
) -> tuple[RatedAnswer, ...]:
    seniority = kit.role.seniority
    fitting = [s for s in samples if s.question == question.id and seniority in s.ratings]
    return tuple(
        RatedAnswer(sample.answer, conversion[sample.ratings[seniority]], sample.reason)
        for sample in sorted(fitting, key=lambda sample: _lot(kit.seed, sample))
    )


def _lot(seed: int, sample: Sample) -> bytes:
    """Return what answers are sorted by: it knows no rating, and hides the order of the file."""
    return sha256(f"{seed}:{sample.question}:{sample.id}".encode()).digest()


def _is_reworded(role: Role, question_id: str) -> bool:
    changes = role.questions.get(question_id, QuestionOverride())
    adds_needed = any(follow_up.needed for follow_up in changes.more_follow_ups)
    return adds_needed or bool(changes.model_fields_set - _NO_MATTER)
