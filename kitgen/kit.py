"""The frozen plan of one round: everything its packs show, readable without the bank."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from pydantic import Field

import kitgen
from kitgen.bank import QuestionBank
from kitgen.errors import BadRequest, InvalidInput
from kitgen.question import FollowUp, Id, KeyPoint, Question, Reference, Signals
from kitgen.role import Role, Round
from kitgen.selection import Selection
from kitgen.source import Line, Model, Text, dump, read, validate
from kitgen.terms import Kind, Seniority
from kitgen.vocabulary import Competency, Scale, Scripts


class KitRole(Model):
    """The role a kit was planned for."""

    name: Line = Field(
        description="The name of its file, without .yaml.", examples=["senior-ml-engineer"]
    )
    title: Line = Field(description="As it is printed.", examples=["Senior ML Engineer"])
    seniority: Seniority = Field(description="Whose questions and anchors are used.")


class KitRound(Model):
    """The round a kit is for: its place in the loop, and its minutes."""

    id: Id = Field(description="Names the round in file names.", examples=["ml-system-design"])
    title: Line = Field(description="As it is printed.", examples=["ML system design"])
    number: int = Field(description="Its place in the loop.")
    of: int = Field(description="How many rounds the loop has.")
    minutes: int = Field(description="Length, opening and closing included.")
    opening: int = Field(description="Minutes before the first question.")
    closing: int = Field(description="Minutes after the last question.")


class KitCompetency(Model):
    """A competency that this kit's questions give evidence of, with its weight in the score.

    One that must pass keeps the verdict below the bar when its own rating is.
    """

    id: Id = Field(description="As the questions name it.", examples=["model-evaluation"])
    title: Line = Field(description="As it is printed.", examples=["Model evaluation"])
    definition: Line = Field(description="What somebody who has it does, in a sentence.")
    weight: int = Field(description="How much it counts beside the others.")
    must_pass: bool = Field(description="Whether the verdict stays below the bar without it.")


class KitQuestion(Model):
    """A question as it will be asked, with the changes that the role makes."""

    id: Id = Field(description="As in the bank.", examples=["bias-variance-tradeoff"])
    title: Line = Field(description="As it is printed.", examples=["Bias and variance"])
    category: Line = Field(description="The category's title.", examples=["ML theory"])
    kind: Kind = Field(description="The sort of task it sets.")
    competencies: tuple[Id, ...] = Field(
        description="Those of this kit that it gives evidence of, the main one first."
    )
    difficulty: int = Field(description="1 (warm-up) to 5 (hard).")
    minutes: int = Field(description="For asking, answering and follow-ups together.")
    weight: int = Field(description="How much its rating counts in its competencies.")
    prompt: Text = Field(description="Markdown, read aloud and shown to the candidate.")
    handout: Text | None = Field(description="Markdown the candidate gets on paper.")
    answer: Text = Field(description="Markdown: what is right, with the reasoning.")
    key_points: tuple[KeyPoint, ...] = Field(description="What a complete answer contains.")
    follow_ups: tuple[FollowUp, ...] = Field(
        description="Scripted probes, each with what to listen for."
    )
    signals: Signals
    anchors: Mapping[int, Line] = Field(description="In force for the role's seniority, by level.")
    references: tuple[Reference, ...] = Field(
        description="Published sources of its facts and figures."
    )
    solution: Text | None = Field(description="The text of the reference solution.")


class Kit(Model):
    """A kit; its id is a digest of all that the packs show, so that one id is one content."""

    id: str = Field(
        pattern=r"^[0-9A-F]{4}-[0-9A-F]{4}$",
        description="Digest of the content; changes with it.",
        examples=["0FE5-1C22"],
    )
    version: Line = Field(description="The kitgen that planned it.", examples=["0.1.0"])
    seed: int = Field(description="The seed of the choice.", examples=[7])
    role: KitRole
    round: KitRound
    competencies: tuple[KitCompetency, ...] = Field(
        description="What the questions give evidence of, with weights."
    )
    scale: Scale
    scripts: Scripts
    questions: tuple[KitQuestion, ...] = Field(
        min_length=1, description="In the order in which they are asked."
    )

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
    """Freeze the selected questions of each of `rounds` into a kit.

    Raises BadRequest for each level of the scale that a question has no anchor for.
    """
    chosen = zip(role.rounds, selection.rounds, strict=True)
    asked = [q for round_, questions in chosen if round_ in rounds for q in questions]
    missing = [line for question in asked for line in _missing_anchors(bank, role, question)]
    if missing:
        raise BadRequest(
            "\n".join(missing), "write them under questions: in the role, or use another scale"
        )
    return tuple(
        _kit(bank, role, round_, questions, seed)
        for round_, questions in zip(role.rounds, selection.rounds, strict=True)
        if round_ in rounds
    )


def _missing_anchors(bank: QuestionBank, role: Role, question: Question) -> list[str]:
    anchors = question.rubric.anchors(role.seniority)
    return [
        f"question '{question.id}': no anchor for level {level.value} ({level.label})"
        for level in bank.scale.levels
        if level.anchored and level.value not in anchors
    ]


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
            KitCompetency(
                **competency.model_dump(),
                weight=weights[competency.id],
                must_pass=competency.id in role.must_pass,
            )
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
        include=set(KitQuestion.model_fields) - {"category", "competencies", "solution", "weight"}
    )
    change = role.questions.get(question.id)
    return KitQuestion(
        **kept,
        weight=(change and change.weight) or 1,
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
