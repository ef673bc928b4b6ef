"""A role: whom to hire, at which seniority, and the rounds of the loop that find out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, model_validator

from kitgen.bank import QuestionBank
from kitgen.errors import BadRequest, InvalidInput, Issue, UnknownName, suggest
from kitgen.lineage import merged_role, role_file, role_names
from kitgen.overlay import Merged
from kitgen.question import Anchors, FollowUp, Id, KeyPoint
from kitgen.source import Line, Model, Text, validate
from kitgen.terms import Seniority
from kitgen.vocabulary import Script

_OPENING = 5
_CLOSING = 5
_ROUND = 60


class Section(Model):
    """Questions of one category; without a count, as many as the time allows, at least one."""

    category: Id
    count: Annotated[int, Field(ge=1)] | None = None


class Round(Model):
    """One interview of the loop; minutes include opening and closing."""

    id: Id
    title: Line
    minutes: Annotated[int, Field(ge=1)] = _ROUND
    opening: Annotated[int, Field(ge=0)] = _OPENING
    closing: Annotated[int, Field(ge=0)] = _CLOSING
    blueprint: Annotated[tuple[Section, ...], Field(min_length=1)]

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

    id: Id
    weight: Annotated[int, Field(ge=1)]


class Change(Model):
    """What a role changes in a question; anchors level by level, the rest whole."""

    prompt: Text | None = None
    handout: Text | None = None
    minutes: Annotated[int, Field(ge=1, le=120)] | None = None
    key_points: Annotated[tuple[KeyPoint, ...], Field(min_length=1)] | None = None
    follow_ups: Annotated[tuple[FollowUp, ...], Field(min_length=1)] | None = None
    more_follow_ups: tuple[FollowUp, ...] = ()
    anchors: Anchors = Field(default_factory=dict)


class OwnScripts(Model):
    """The scripts that a role words itself."""

    opening: Script | None = None
    closing: Script | None = None
    welcome: Script | None = None


class Role(Model):
    """A role; `name` is the stem of its file. No competencies means: all, with equal weight."""

    name: str
    title: Line
    seniority: Seniority
    summary: Line | None = None
    competencies: tuple[Weight, ...] = ()
    bar: int | None = None
    scripts: OwnScripts | None = None
    rounds: Annotated[tuple[Round, ...], Field(min_length=1)]
    questions: Mapping[Id, Change] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a user asks for beyond the role's file; None and empty leave the role as it is."""

    seniority: Seniority | None = None
    sections: tuple[Section, ...] = ()
    minutes: int | None = None


def load_role(name: str | None, wish: Wish, bank: QuestionBank) -> Role:
    """Load a built-in role by name, or one from a YAML file by path, and apply the wish.

    Without a name the wish must say seniority and sections. Raises UnknownName, BadRequest, and
    InvalidInput with every fault of the file, terms unknown to the bank included.
    """
    for section in wish.sections:
        bank.category(section.category)
    if name is None:
        return _role_from(wish, bank)
    path = role_file(name)
    merged = merged_role(path)
    if "name" in merged.value:
        message = "the name is the name of the file; remove this key"
        raise InvalidInput([merged.issue(("name",), message, key=True)])
    role = validate(Role, merged, name=path.stem)
    issues = tuple(_cross_faults(merged, role, bank))
    if issues:
        raise InvalidInput(issues)
    return _apply(role, wish, bank)


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
    levels = [level.value for level in bank.scale.levels]
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
