"""A question bank of any size, made up but shaped like a real one, and a round to plan from it."""

import random
from dataclasses import replace

from kitgen.bank.load import QuestionBank, load_bank
from kitgen.bank.question import Question
from kitgen.literals import KINDS
from kitgen.role.loaded import LoadedRole
from kitgen.role.role import Role, Round, Weight
from kitgen.role.rows import Count, Mean, Minutes, Row

SECTIONS = {"ml-theory": 3, "ml-programming": 1, "ml-system-design": 1, "behavioral": 1}
LEAST_MINUTES = 55  # of the hour, opening and closing included
MEAN_DIFFICULTY, OFF = 3.0, 0.5

_SHORTEST, _LONGEST, _USUAL = 4, 20, 6  # minutes of a question
_ENEMIES = 20  # one pair for so many questions


def synthetic_bank(size: int, seed: int) -> QuestionBank:
    """Return the shipped bank with `size` made-up questions instead of its own."""
    shipped = load_bank()
    rng = random.Random(seed)
    questions = [_question(shipped, number, rng) for number in range(1, size + 1)]
    return replace(shipped, questions=tuple(_with_enemies(questions, rng)), solutions={})


def hour(bank: QuestionBank) -> LoadedRole:
    """Return a role of one 60-minute round that hires for all competencies equally."""
    rows: tuple[Row, ...] = (
        *(Count(category=(name,), count=count) for name, count in SECTIONS.items()),
        Mean(mean="difficulty", about=MEAN_DIFFICULTY, within=OFF),
        Minutes(sum="minutes", at_least=LEAST_MINUTES),
    )
    role = Role(
        name="benchmark",
        title="Benchmark",
        seniority="senior",
        competencies=tuple(Weight(id=c.id, weight=1) for c in bank.competencies),
        evidence="free",
        rounds=(Round(id="hour", title="Hour", minutes=60, blueprint=rows),),
    )
    return LoadedRole(role)


def _question(shipped: QuestionBank, number: int, rng: random.Random) -> Question:
    """Return question `number`: of six in a row, three are of ml-theory."""
    categories = [name for name, count in SECTIONS.items() for _ in range(count)]
    ids = [competency.id for competency in shipped.competencies]
    tags = sorted({tag for question in shipped.questions for tag in question.tags})
    return rng.choice(shipped.questions).model_copy(
        update={
            "id": f"q{number:04}",
            "category": categories[number % len(categories)],
            "kind": rng.choice(KINDS),
            "seniority": ("senior",),
            "competencies": tuple(rng.sample(ids, rng.randint(1, 3))),
            "tags": tuple(rng.sample(tags, rng.randint(0, 3))),
            "difficulty": rng.randint(1, 5),
            "minutes": round(rng.triangular(_SHORTEST, _LONGEST, _USUAL)),
            "enemies": (),
            "requires": (),
            "solution": None,
            "status": "reviewed",
        }
    )


def _with_enemies(questions: list[Question], rng: random.Random) -> list[Question]:
    """Declare pairs of enemies, each pair once."""
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < len(questions) // _ENEMIES:
        one, other = sorted(rng.sample(range(len(questions)), 2))
        pairs.add((one, other))
    enemies: dict[int, tuple[str, ...]] = {}
    for one, other in sorted(pairs):
        enemies[one] = (*enemies.get(one, ()), questions[other].id)
    return [q.model_copy(update={"enemies": enemies.get(n, ())}) for n, q in enumerate(questions)]
