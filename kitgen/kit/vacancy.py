"""The place of a question that leaves a kit, with what the loop asks around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kitgen.bank.load import QuestionBank
from kitgen.bank.question import DEFAULT, Question
from kitgen.errors import BadRequest, UnknownName
from kitgen.kit.kit import Kit
from kitgen.kit.question import KitQuestion
from kitgen.role.inherit import role_names
from kitgen.role.load import load_role
from kitgen.role.loaded import LoadedRole
from kitgen.role.options import RoleOptions
from kitgen.role.role import Role, Round
from kitgen.role.rows import Exclude, Include, Require
from kitgen.selection import SelectionOptions, SelectionProblem
from kitgen.selection.evidence import needs
from kitgen.selection.order import requirements
from kitgen.selection.pools import eligible
from kitgen.selection.problem import Need, Pool


@dataclass(frozen=True, slots=True)
class Vacancy:
    """The place of a question in a kit, and what the loop asks around it.

    `rounds` are the questions of each round of the role, as far as their kits are at hand; where
    one is missing, the sums that the role wants of the whole loop are left out. `needs` is the
    evidence that the role wants. The vacancy is at `place` of round `number`, both from 0.
    """

    kit: Kit
    problem: SelectionProblem
    rounds: tuple[Pool, ...]
    needs: tuple[Need, ...]
    number: int
    place: int

    @property
    def leaving(self) -> Question:
        """The question to be replaced."""
        return self.rounds[self.number][self.place]

    def filled(self, question: Question) -> tuple[Pool, ...]:
        """Return the rounds with another question in the place."""
        asked = list(self.rounds[self.number])
        asked[self.place] = question
        rounds = list(self.rounds)
        rounds[self.number] = tuple(asked)
        return tuple(rounds)


def role_of(kit: Kit, name: str | None, bank: QuestionBank, own: Path | None) -> LoadedRole:
    """Load the role of a kit: by the kit's name of it, or by the `name` or path that is given.

    Raises BadRequest for a kit that was planned without a role, or with one that is elsewhere.
    """
    if name is None and kit.role.name not in role_names(own):
        raise BadRequest(
            f"there is no role '{kit.role.name}', for which this kit was planned",
            "name its file with --role; for a kit that was planned without a role, plan it again "
            "with the same options and --exclude",
        )
    loaded = load_role(name or kit.role.name, RoleOptions(), bank, own)
    if loaded.role.name != kit.role.name:
        raise BadRequest(f"this kit is of the role '{kit.role.name}', not '{loaded.role.name}'")
    if loaded.role.seniority == kit.role.seniority:
        return loaded
    return load_role(name or kit.role.name, RoleOptions(kit.role.seniority), bank, own)


def find_vacancy(
    question_id: str, kit: Kit, beside: Sequence[Kit], bank: QuestionBank, loaded: LoadedRole
) -> Vacancy:
    """Find the place of a question in a kit of the role; `beside` are other kits of its loop.

    Raises UnknownName for a question that the kit does not ask, and BadRequest for a role that no
    longer fits the kit, or for a question that another one of the round requires.
    """
    ids = [question.id for question in kit.questions]
    if question_id not in ids:
        raise UnknownName("question of this kit", question_id, ids)
    kits = {each.round.id: each for each in (kit, *beside)}
    role = _with_minutes(loaded.role, kits)
    if any(round_.id not in kits for round_ in role.rounds):
        role = _without_sums(role)
    problem = SelectionProblem.of(
        bank, LoadedRole(role, loaded.origins), SelectionOptions(kit.seed)
    )
    _check_role(kit, problem)
    number = [round_.id for round_ in role.rounds].index(kit.round.id)
    rounds = tuple(_asked(kits.get(round_.id), problem) for round_ in role.rounds)
    for name, required in requirements(role, number, rounds[number]).items():
        if question_id in required:
            raise BadRequest(f"'{name}' requires '{question_id}' before it", f"swap '{name}' first")
    needed = needs(problem, eligible(problem))
    return Vacancy(kit, problem, rounds, needed, number, ids.index(question_id))


def _without_sums(role: Role) -> Role:
    """Leave out what only the kits of all rounds could tell: how many of a sort the loop asks."""
    named = tuple(row for row in role.blueprint if isinstance(row, Include | Exclude | Require))
    return role.model_copy(update={"blueprint": named, "evidence": "free"})


def _check_role(kit: Kit, problem: SelectionProblem) -> None:
    role = problem.role
    hint = "plan the loop anew; --keep keeps what its kits ask"
    if kit.round.id not in [round_.id for round_ in role.rounds]:
        raise BadRequest(f"the role '{role.name}' has no round '{kit.round.id}' any more", hint)
    if kit.scale.levels != problem.bank.scale.levels:
        raise BadRequest(f"the role '{role.name}' has another scale than this kit", hint)


def _with_minutes(role: Role, kits: Mapping[str, Kit]) -> Role:
    """Return the role with the minutes that the rounds of these kits have."""
    rounds: list[Round] = []
    for round_ in role.rounds:
        if round_.id in kits:
            own = kits[round_.id].round
            minutes = {name: getattr(own, name) for name in ("minutes", "opening", "closing")}
            round_ = round_.model_copy(update=minutes)
        rounds.append(round_)
    return role.model_copy(update={"rounds": tuple(rounds)})


def _asked(kit: Kit | None, problem: SelectionProblem) -> Pool:
    return tuple(_as_in_kit(question, kit, problem) for question in kit.questions) if kit else ()


def _as_in_kit(question: KitQuestion, kit: Kit, problem: SelectionProblem) -> Question:
    """Return a question as the kit has it; of one that the bank lacks, what is known."""
    for known in problem.bank.questions:
        if known.id == question.id:
            changed = {"minutes": question.minutes, "difficulty": question.difficulty}
            return known.model_copy(update=changed)
    categories = {category.title: category.id for category in problem.bank.categories}
    content = dict(question)
    return Question.model_construct(
        **{name: content[name] for name in Question.model_fields if name in content}
        | {"category": categories.get(question.category, question.category)},
        seniority=(kit.role.seniority,),
        rubric={DEFAULT: question.anchors},
        status="draft" if kit.draft else "reviewed",
    )
