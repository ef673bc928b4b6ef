"""The frozen plan of one round: everything its packs show, readable without the bank."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from pydantic import Field

import kitgen
from kitgen.bank import QuestionBank
from kitgen.errors import InvalidInput
from kitgen.question import FollowUp, Id, KeyPoint, Question, Reference, Signals
from kitgen.role import Role, Round
from kitgen.selection import Selection
from kitgen.source import Line, Model, Text, dump, read, validate
from kitgen.terms import Kind, Seniority
from kitgen.vocabulary import Competency, Scale, Scripts


class KitRole(Model):
    """The role a kit was planned for."""

    name: Line
    title: Line
    seniority: Seniority


class KitRound(Model):
    """The round a kit is for: its place in the loop, and its minutes."""

    id: Id
    title: Line
    number: int
    of: int
    minutes: int
    opening: int
    closing: int


class KitCompetency(Model):
    """A competency that this kit's questions give evidence of, with its weight in the score."""

    id: Id
    title: Line
    definition: Line
    weight: int


class KitQuestion(Model):
    """A question as it will be asked: the anchors are those in force for the role's seniority."""

    id: Id
    title: Line
    category: Line
    kind: Kind
    competencies: tuple[Id, ...]
    difficulty: int
    minutes: int
    prompt: Text
    handout: Text | None
    answer: Text
    key_points: tuple[KeyPoint, ...]
    follow_ups: tuple[FollowUp, ...]
    signals: Signals
    anchors: Mapping[int, Line]
    references: tuple[Reference, ...]
    solution: Text | None


class Kit(Model):
    """A kit; its id is a digest of all that the packs show, so that one id is one content."""

    id: Annotated[str, Field(pattern=r"^[0-9A-F]{4}-[0-9A-F]{4}$")]
    version: Line
    seed: int
    role: KitRole
    round: KitRound
    competencies: tuple[KitCompetency, ...]
    scale: Scale
    scripts: Scripts
    questions: Annotated[tuple[KitQuestion, ...], Field(min_length=1)]

    @property
    def digest(self) -> str:
        """The id that the content has now."""
        content = self.model_dump(mode="json", exclude={"id", "version"})
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        code = sha256(text.encode()).hexdigest()[:8].upper()
        return f"{code[:4]}-{code[4:]}"


def plan(
    bank: QuestionBank, role: Role, rounds: Sequence[Round], selection: Selection, seed: int
) -> tuple[Kit, ...]:
    """Freeze the selected questions of each of `rounds` into a kit."""
    return tuple(
        _kit(bank, role, round_, questions, seed)
        for round_, questions in zip(role.rounds, selection.rounds, strict=True)
        if round_ in rounds
    )


def read_kit(path: Path) -> Kit:
    """Read a kit file; raises InvalidInput when it was changed after it was planned."""
    source = read(path)
    kit = validate(Kit, source)
    if kit.id != kit.digest:
        message = (
            f"this kit was changed after it was planned; to use it as it is now, set id: "
            f"{kit.digest}"
        )
        raise InvalidInput([source.issue(("id",), message)])
    return kit


def write_kit(kit: Kit) -> bytes:
    """Return the kit as the YAML that `read_kit` reads."""
    return dump(kit.model_dump(mode="python", exclude_none=False)).encode()


def _kit(
    bank: QuestionBank, role: Role, round_: Round, questions: Sequence[Question], seed: int
) -> Kit:
    weights = _weights(role, questions)
    number = role.rounds.index(round_) + 1
    content = Kit(
        id="0000-0000",
        version=kitgen.__version__,
        seed=seed,
        role=KitRole(name=role.name, title=role.title, seniority=role.seniority),
        round=KitRound(
            number=number, of=len(role.rounds), **round_.model_dump(exclude={"blueprint"})
        ),
        competencies=tuple(
            KitCompetency(**competency.model_dump(), weight=weights[competency.id])
            for competency in _by_weight(bank.competencies, weights)
        ),
        scale=bank.scale,
        scripts=_filled(bank.scripts, role, round_, questions),
        questions=tuple(_kit_question(bank, role, q, set(weights)) for q in questions),
    )
    return content.model_copy(update={"id": content.digest})


def _weights(role: Role, questions: Sequence[Question]) -> dict[str, int]:
    """Return the weight of each competency that these questions are evidence of for the role.

    A question that shows none of the role's competencies brings its main one, with weight 1.
    """
    wanted = {weight.id: weight.weight for weight in role.competencies}
    weights: dict[str, int] = {}
    for question in questions:
        shown = [c for c in question.competencies if c in wanted]
        if not wanted:
            shown = list(question.competencies)
        for competency in shown or question.competencies[:1]:
            weights[competency] = wanted.get(competency, 1)
    return weights


def _by_weight(competencies: Sequence[Competency], weights: Mapping[str, int]) -> list[Competency]:
    return sorted((c for c in competencies if c.id in weights), key=lambda c: -weights[c.id])


def _kit_question(
    bank: QuestionBank, role: Role, question: Question, weighed: set[str]
) -> KitQuestion:
    kept = question.model_dump(
        include=set(KitQuestion.model_fields) - {"category", "competencies", "solution"}
    )
    return KitQuestion(
        **kept,
        category=bank.category(question.category).title,
        competencies=tuple(c for c in question.competencies if c in weighed),
        anchors=question.rubric.anchors(role.seniority),
        solution=bank.solutions.get(question.id),
    )


def _filled(scripts: Scripts, role: Role, round_: Round, questions: Sequence[Question]) -> Scripts:
    """Fill in the names and numbers that the scripts leave open.

    Minutes that no question takes go to the closing.
    """
    values = {
        "role": role.title,
        "round": round_.title,
        "minutes": round_.minutes,
        "opening": round_.opening,
        "closing": round_.minutes - round_.opening - sum(q.minutes for q in questions),
        "questions": _counted(len(questions)),
    }
    return Scripts(**{name: text.format(**values) for name, text in scripts.model_dump().items()})


def _counted(questions: int) -> str:
    """Say how many questions there are, as one says it aloud."""
    spoken = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    if questions == 1:
        return "one question"
    return f"{spoken[questions - 1] if questions <= len(spoken) else questions} questions"
