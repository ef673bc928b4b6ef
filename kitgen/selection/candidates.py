"""What is to be chosen from: the questions that each round may ask, and the order of asking."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from kitgen.bank import QuestionBank
from kitgen.errors import BadRequest
from kitgen.question import Question
from kitgen.role import Role, Round

Pool = tuple[Question, ...]
Cell = tuple[int, str]  # number of a round from 0, and id of a question


@dataclass(frozen=True, slots=True)
class Choice:
    """What steers a selection beyond the role.

    Of several `forms`, two share at most `overlap` questions; None means as few as can be.
    `resting` holds the questions of recent runs, the latest first: they stay out, or with
    `repeat` are chosen only where nothing else will do.
    """

    seed: int = 0
    forms: int = 1
    overlap: int | None = None
    resting: tuple[frozenset[str], ...] = ()
    repeat: bool = False

    @property
    def rested(self) -> frozenset[str]:
        """All questions that rest."""
        return frozenset().union(*self.resting)


@dataclass(frozen=True, slots=True)
class Case:
    """A selection to be made."""

    bank: QuestionBank
    role: Role
    choice: Choice


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen questions of each round of a role, in the order in which they are asked.

    `form` names it among several; `gap` is how far it may be from the best choice, as a share;
    `overlap` is how many questions two forms share at most.
    """

    rounds: tuple[Pool, ...]
    form: str | None = None
    gap: float = 0.0
    overlap: int = 0


def draw(question_id: str, round_id: str, seed: int, form: int = 0) -> int:
    """Return a number below 2**20: a hash of seed, round and question, and of nothing else."""
    lot = f"{seed}:{round_id}:{question_id}" + (f":{form}" if form else "")
    return int.from_bytes(sha256(lot.encode()).digest()[:4], "big") >> 12


def candidates(case: Case) -> tuple[Pool, ...]:
    """Return for each round the questions that it may ask.

    These are the reviewed questions of its categories that suit the role's seniority, or one to
    borrow from, and give evidence of one of its competencies. A question to include needs none of
    that: it joins its round, or the rounds that ask for its category, or the only round there is.
    """
    pools = [
        [q for q in case.bank.questions if round_.asks(q.category) and suits(q, case.role)]
        for round_ in case.role.rounds
    ]
    for number, question_id in _included(case.role):
        question = case.bank.question(question_id)
        for pool in [pools[number]] if number is not None else _homes(case.role, question, pools):
            if question not in pool:
                pool.append(question)
    return tuple(tuple(sorted(pool, key=lambda q: q.id)) for pool in pools)


def suits(question: Question, role: Role) -> bool:
    """Tell whether a question may be asked for a role without being named."""
    wanted = {weight.id for weight in role.competencies}
    return (
        question.status == "reviewed"
        and not {role.seniority, *role.borrow}.isdisjoint(question.seniority)
        and (not wanted or not wanted.isdisjoint(question.competencies))
    )


def enemy_pairs(questions: Iterable[Question]) -> list[tuple[str, str]]:
    """Return each pair of these questions that must not meet, once."""
    known = {q.id: q for q in questions}
    pairs = {
        (min(q.id, enemy), max(q.id, enemy))
        for q in known.values()
        for enemy in q.enemies
        if enemy in known
    }
    return sorted(pairs)


def in_order(role: Role, number: int, questions: Iterable[Question], seed: int) -> Pool:
    """Order by section of the blueprint, inside a section from easy to hard.

    A question that another one requires comes before it, unless each requires the other.
    """
    round_ = role.rounds[number]
    asked = {q.id: q for q in questions}
    needs = requirements(role, number, asked.values())
    ordered: dict[str, Question] = {}

    def ask(question: Question, waiting: frozenset[str]) -> None:
        for before in sorted(needs.get(question.id, ())):
            if before in asked and before not in ordered and before not in waiting:
                ask(asked[before], waiting | {before})
        ordered.setdefault(question.id, question)

    for question in sorted(asked.values(), key=lambda q: _place(round_, q, seed)):
        ask(question, frozenset({question.id}))
    return tuple(ordered.values())


def requirements(role: Role, number: int, questions: Iterable[Question]) -> dict[str, set[str]]:
    """Return what each of these questions requires in a round, by the bank and by the role."""
    needs = {q.id: set(q.requires) for q in questions}
    for row in (*role.blueprint, *role.rounds[number].blueprint):
        if row.question in needs and not row.skip:
            needs[row.question] |= set(row.requires or ())
    return {name: required for name, required in needs.items() if required}


def _place(round_: Round, question: Question, seed: int) -> tuple[int, int, int]:
    sections = [row.category or () for row in round_.sections]
    section = next((n for n, names in enumerate(sections) if question.category in names), 99)
    return section, question.difficulty, draw(question.id, round_.id, seed)


def _included(role: Role) -> Iterator[tuple[int | None, str]]:
    """Yield the questions to include, with the number of their round; None is any round."""
    for row in role.blueprint:
        yield from ((None, name) for name in row.include or () if not row.skip)
    for number, round_ in enumerate(role.rounds):
        for row in round_.blueprint:
            yield from ((number, name) for name in row.include or () if not row.skip)


def _homes(role: Role, question: Question, pools: list[list[Question]]) -> list[list[Question]]:
    homes = [
        pool
        for pool, round_ in zip(pools, role.rounds, strict=True)
        if round_.asks(question.category)
    ] or (pools if len(pools) == 1 else [])
    if not homes:
        raise BadRequest(
            f"no round of this role asks {question.category}, so '{question.id}' has no place",
            "say --category to plan a single round of your own",
        )
    return homes
