"""A role: whom to hire, at which seniority, and the rounds of the loop that find out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from kitgen.bank import QuestionBank
from kitgen.change import Change, OwnScripts
from kitgen.errors import BadRequest, InvalidInput, Issue, UnknownName, suggest
from kitgen.lineage import merged_role, role_file, role_names
from kitgen.overlay import Merged
from kitgen.question import Id
from kitgen.source import Line, Model, validate
from kitgen.terms import Seniority
from kitgen.vocabulary import Scale

_OPENING = 5
_CLOSING = 5
_ROUND = 60


class Section(Model):
    """Questions of one category; without a count, as many as the time allows, at least one."""

    category: Id = Field(description="A category of the vocabulary.", examples=["ml-theory"])
    count: Annotated[int, Field(ge=1)] | None = Field(
        default=None, description="How many questions; without it, as many as fit."
    )


class Round(Model):
    """One interview of the loop; minutes include opening and closing."""

    id: Id = Field(
        description="Names the round in file names and --round.", examples=["ml-system-design"]
    )
    title: Line = Field(description="As it is printed.", examples=["ML system design"])
    minutes: int = Field(default=_ROUND, ge=1, description="Length, opening and closing included.")
    opening: int = Field(default=_OPENING, ge=0, description="Minutes before the first question.")
    closing: int = Field(default=_CLOSING, ge=0, description="Minutes after the last question.")
    blueprint: tuple[Section, ...] = Field(
        min_length=1,
        description="Categories in the order in which they are asked.",
        examples=[[{"category": "ml-theory", "count": 5}]],
    )

    @property
    def budget(self) -> int:
        """Minutes left for questions."""
        return self.minutes - self.opening - self.closing

    @model_validator(mode="after")
    def _time_to_ask(self) -> "Round":
        if self.budget < 1:
            raise ValueError(
                f"{self.minutes} minutes leave none for questions after "
                f"{self.opening} of opening and {self.closing} of closing"
            )
        return self


class Weight(Model):
    """How much a competency counts in the score."""

    id: Id = Field(description="A competency of the vocabulary.", examples=["model-evaluation"])
    weight: int = Field(ge=1, description="How much it counts beside the others.", examples=[3])


class Role(Model):
    """A role; `name` is the stem of its file."""

    name: str
    title: Line = Field(description="As it is printed.", examples=["Senior ML Engineer"])
    seniority: Seniority = Field(description="Whose questions and anchors are used.")
    summary: Line | None = Field(default=None, description="What the role does, in a sentence.")
    competencies: tuple[Weight, ...] = Field(
        default=(),
        description="What to hire for; none means all, equally.",
        examples=[[{"id": "model-evaluation", "weight": 3}]],
    )
    must_pass: tuple[Id, ...] = Field(
        default=(),
        description="Competencies without which the verdict stays below the bar.",
        examples=[["coding"]],
    )
    scale: Id | None = Field(default=None, description="A scale of the vocabulary.")
    bar: int | None = Field(
        default=None,
        description="The lowest level that meets the standard, if not the scale's.",
        examples=[3],
    )
    scripts: OwnScripts | None = Field(default=None, description="Wording of its own.")
    rounds: tuple[Round, ...] = Field(
        min_length=1, description="The interviews of the loop, in order."
    )
    questions: Mapping[Id, Change] = Field(
        default_factory=dict,
        description="Changes to questions, by question id.",
        examples=[{"high-auc-mostly-false-alerts": {"weight": 2}}],
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """What a user asks for beyond the role's file; None and empty leave the role as it is."""

    seniority: Seniority | None = None
    sections: tuple[Section, ...] = ()
    minutes: int | None = None


def load_role(name: str | None, wish: Wish, bank: QuestionBank, own: Path | None = None) -> Role:
    """Load a role by name, from the folder `own` or built in, or by path, and apply the wish.

    Without a name the wish must say seniority and sections. Raises UnknownName, BadRequest, and
    InvalidInput with every fault of the file, terms unknown to the bank included.
    """
    for section in wish.sections:
        bank.category(section.category)
    if name is None:
        return _role_from(wish, bank)
    merged, role = read_role(role_file(name, own))
    issues = tuple(_cross_faults(merged, role, bank))
    if issues:
        raise InvalidInput(issues)
    return _apply(role, wish, bank)


def read_role(path: Path) -> tuple[Merged, Role]:
    """Read a role file over those it extends, whatever the bank knows; raises InvalidInput."""
    merged = merged_role(path)
    if "name" in merged.value:
        message = "the name is the name of the file; remove this key"
        raise InvalidInput([merged.issue(("name",), message, key=True)])
    return merged, validate(Role, merged, name=path.stem)


def pick_rounds(role: Role, names: Sequence[str]) -> tuple[Round, ...]:
    """Return the rounds of those names, or all; raises UnknownName."""
    known = [round_.id for round_ in role.rounds]
    for name in names:
        if name not in known:
            raise UnknownName("round", name, known)
    return tuple(r for r in role.rounds if not names or r.id in names)


def _role_from(wish: Wish, bank: QuestionBank) -> Role:
    if wish.seniority is None or not wish.sections:
        raise BadRequest(
            "name a role, or say both --seniority and --category",
            f"roles: {', '.join(role_names())}",
        )
    return Role(
        name=f"{wish.seniority}-interview",
        title=f"{wish.seniority.capitalize()} interview",
        seniority=wish.seniority,
        rounds=(_round_from(wish, bank),),
    )


def _round_from(wish: Wish, bank: QuestionBank) -> Round:
    titles = dict.fromkeys(bank.category(section.category).title for section in wish.sections)
    minutes = _ROUND if wish.minutes is None else wish.minutes
    _check_minutes(minutes, _OPENING, _CLOSING)
    title = ", ".join(titles)
    return Round(id="questions", title=title, minutes=minutes, blueprint=wish.sections)


def scale_of(role: Role, bank: QuestionBank) -> Scale:
    """Return the scale that a role rates on, its own bar included."""
    scale = bank.scales[role.scale] if role.scale else bank.scale
    return scale.model_copy(update={"bar": role.bar}) if role.bar is not None else scale


def _apply(role: Role, wish: Wish, bank: QuestionBank) -> Role:
    if wish.seniority:
        role = role.model_copy(update={"seniority": wish.seniority})
    if wish.sections:
        return role.model_copy(update={"rounds": (_round_from(wish, bank),)})
    if wish.minutes is not None:
        for round_ in role.rounds:
            _check_minutes(wish.minutes, round_.opening, round_.closing)
        rounds = (r.model_copy(update={"minutes": wish.minutes}) for r in role.rounds)
        return role.model_copy(update={"rounds": tuple(rounds)})
    return role


def _check_minutes(minutes: int, opening: int, closing: int) -> None:
    if minutes <= opening + closing:
        raise BadRequest(
            f"--minutes {minutes} leaves no time for questions: opening and closing "
            f"take {opening + closing}"
        )


def _cross_faults(merged: Merged, role: Role, bank: QuestionBank) -> Iterator[Issue]:
    """Yield what the bank does not know, and what stands twice."""
    competencies = [c.id for c in bank.competencies]
    for n, weight in enumerate(role.competencies):
        if weight.id not in competencies:
            message = f"unknown competency '{weight.id}'{suggest(weight.id, competencies)}"
            yield merged.issue(("competencies", n, "id"), message)
        if weight.id in [w.id for w in role.competencies[:n]]:
            yield merged.issue(("competencies", n, "id"), f"'{weight.id}' stands here twice")
    for n, round_ in enumerate(role.rounds):
        if round_.id in [r.id for r in role.rounds[:n]]:
            yield merged.issue(("rounds", n, "id"), f"two rounds are called '{round_.id}'")
        yield from _section_faults(merged, n, round_, bank)
    weighed = [weight.id for weight in role.competencies] or competencies
    for n, name in enumerate(role.must_pass):
        if name not in weighed:
            message = f"'{name}' is not a competency of this role{suggest(name, weighed)}"
            yield merged.issue(("must_pass", n), message)
    yield from _change_faults(merged, role, bank)


def _section_faults(
    merged: Merged, number: int, round_: Round, bank: QuestionBank
) -> Iterator[Issue]:
    categories = [c.id for c in bank.categories]
    for m, section in enumerate(round_.blueprint):
        place = ("rounds", number, "blueprint", m, "category")
        if section.category not in categories:
            near = suggest(section.category, categories)
            yield merged.issue(place, f"unknown category '{section.category}'{near}")
        if section.category in [s.category for s in round_.blueprint[:m]]:
            yield merged.issue(place, f"'{section.category}' stands twice in this round")


def _change_faults(merged: Merged, role: Role, bank: QuestionBank) -> Iterator[Issue]:
    known = [question.id for question in bank.questions]
    if role.scale is not None and role.scale not in bank.scales:
        near = suggest(role.scale, bank.scales)
        yield merged.issue(("scale",), f"unknown scale '{role.scale}'{near}")
        return
    levels = [level.value for level in scale_of(role, bank).levels]
    said = ", ".join(map(str, levels))
    if role.bar is not None and role.bar not in levels:
        yield merged.issue(("bar",), f"bar {role.bar} is not one of the levels ({said})")
    for name, change in role.questions.items():
        if name not in known:
            message = f"unknown question '{name}'{suggest(name, known)}"
            yield merged.issue(("questions", name), message, key=True)
        for value in change.anchors:
            if value not in levels:
                message = f"level {value} is not on the scale ({said})"
                yield merged.issue(("questions", name, "anchors", value), message, key=True)
