"""Which questions a round may draw from, and the order in which chosen ones are asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from kitgen.bank import QuestionBank
from kitgen.errors import BadRequest
from kitgen.question import Question
from kitgen.role import Role, Round

Pool = tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What steers a selection beyond the role: the seed, and ids that must or must not appear."""

    seed: int = 0
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen questions of each round of a role, in the order in which they are asked."""

    rounds: tuple[Pool, ...]


def draw(question_id: str, seed: int) -> float:
    """Return a number in [0, 1) for a question: a hash, so that new questions move no others."""
    digest = sha256(f"{seed}:{question_id}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


def candidates(bank: QuestionBank, role: Role, choice: Choice) -> tuple[Pool, ...]:
    """Return for each round the questions that its blueprint may choose from.

    These are the reviewed questions of its categories that suit the role's seniority and give
    evidence of one of its competencies, less the excluded ones. A question to include goes to
    the rounds that ask for its category, or else to the only round there is.
    """
    for question_id in (*choice.include, *choice.exclude):
        bank.question(question_id)
    both = set(choice.include) & set(choice.exclude)
    if both:
        raise BadRequest(f"both included and excluded: {', '.join(sorted(both))}")
    pools = tuple(_pool(bank, role, round_, choice) for round_ in role.rounds)
    return tuple(map(tuple, _with_included(bank, role, choice, pools)))


def suits(question: Question, role: Role) -> bool:
    """Tell whether a question may be asked for a role without being named."""
    wanted = {weight.id for weight in role.competencies}
    return (
        question.status == "reviewed"
        and role.seniority in question.seniority
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


def in_order(round_: Round, questions: Iterable[Question], choice: Choice) -> Pool:
    """Order by section of the blueprint, inside a section from easy to hard."""
    sections = [section.category for section in round_.blueprint]

    def place(question: Question) -> tuple[int, int, float]:
        known = question.category in sections
        section = sections.index(question.category) if known else len(sections)
        return section, question.difficulty, draw(question.id, choice.seed)

    return tuple(sorted(questions, key=place))


def _pool(bank: QuestionBank, role: Role, round_: Round, choice: Choice) -> list[Question]:
    categories = {section.category for section in round_.blueprint}
    return [
        question
        for question in bank.questions
        if question.category in categories
        and question.id not in choice.exclude
        and suits(question, role)
    ]


def _with_included(
    bank: QuestionBank, role: Role, choice: Choice, pools: tuple[list[Question], ...]
) -> tuple[list[Question], ...]:
    for question_id in choice.include:
        question = bank.question(question_id)
        homes = [
            pool
            for pool, round_ in zip(pools, role.rounds, strict=True)
            if question.category in {section.category for section in round_.blueprint}
        ] or (list(pools) if len(pools) == 1 else [])
        if not homes:
            raise BadRequest(
                f"no round of this role asks {question.category}, so '{question_id}' has no place",
                "say --category to plan a single round of your own",
            )
        for pool in homes:
            if question not in pool:
                pool.append(question)
    return pools
