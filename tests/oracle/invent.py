"""Random cases with every kind of row; a seed makes the same one every time."""

from random import Random

from tests.oracle.case import Case

CATEGORIES = ("behavioral", "ml-coding", "ml-theory")
COMPETENCIES = ("coding", "communication", "ownership")
KINDS = ("concept", "design")
TAGS = ("cost", "llm")
LEVELS = ("mid", "senior")
LARGE = 12  # one case in so many is too large to enumerate


def invent(seed: int) -> Case:
    """A case of 8 to 14 questions and 1 to 3 rounds, of 1 to 3 forms; some are larger."""
    rng = Random(seed)
    large = rng.randrange(LARGE) == 0
    names = [f"q{n}" for n in range(rng.randint(20, 40) if large else rng.randint(8, 14))]
    questions = tuple(_question(rng, name, names) for name in names)
    forms = rng.choice((1, 1, 1, 1, 2, 2, 3)) if not large else rng.choice((1, 1, 2))
    return Case(
        questions,
        _role(rng, questions, forms),
        seed=rng.randrange(1000),
        forms=forms,
        overlap=rng.choice((None, None, 0, 1, 2)) if forms > 1 else None,
        rested=_rested(rng, names),
        repeat=rng.random() < 0.5,
    )


def _rested(rng: Random, names) -> tuple[str, ...]:
    return tuple(rng.sample(names, rng.randint(1, 4))) if rng.random() < 0.25 else ()


def _question(rng: Random, name: str, names):
    others = [other for other in names if other != name]
    return {
        "id": name,
        "category": rng.choice(CATEGORIES),
        "kind": rng.choice(KINDS),
        "competencies": tuple(rng.sample(COMPETENCIES, rng.choice((1, 1, 2)))),
        "tags": tuple(rng.sample(TAGS, rng.choice((0, 1, 1, 2)))),
        "difficulty": rng.randint(1, 5),
        "minutes": rng.randint(4, 15),
        "attributes": _attributes(rng),
        "seniority": rng.choice((("senior",),) * 5 + (("mid",), LEVELS)),
        "status": rng.choice(("reviewed",) * 12 + ("draft", "retired")),
        "enemies": tuple(rng.sample(others, 1)) if rng.random() < 0.12 else (),
        "requires": tuple(rng.sample(others, 1)) if rng.random() < 0.08 else (),
    }


def _attributes(rng: Random):
    """A number with decimals, which one question in four lacks."""
    number = rng.choice((rng.randint(-2, 6), rng.randint(-20, 60) / 10, rng.randint(1, 9) / 1000))
    return {} if rng.random() < 0.25 else {"x": number}


def _role(rng: Random, questions, forms: int):
    number = rng.choice((1, 1, 2, 2, 3)) if forms == 1 else rng.choice((1, 1, 2))
    rounds = [_round(rng, n, questions) for n in range(number)]
    weights = rng.choice(((), (), (3, 2), (1, 1, 1), (4, 1), (1,)))
    listed = rng.sample(COMPETENCIES, len(weights))
    return {
        "title": "Role",
        "seniority": "senior",
        "evidence": rng.choice(("by-weight", "where-possible", "where-possible", "free")),
        "borrow": ["mid"] if rng.random() < 0.3 else [],
        "competencies": [{"id": c, "weight": w} for c, w in zip(listed, weights, strict=True)],
        "blueprint": _loop_rows(rng, questions, rounds),
        "rounds": rounds,
    }


def _round(rng: Random, number: int, questions):
    rows = [_section(rng) for _ in range(rng.choice((1, 1, 2)))]
    if len({str(row["category"]) for row in rows}) < len(rows):
        rows = rows[:1]  # a category that is listed twice is a fault of the file
    if rng.random() < 0.1:
        rows = [{"count": rng.randint(1, 4)}]  # which opens all categories
    rows += _more_rows(rng, questions, rng.choice((0, 0, 1, 1, 2)))
    return {
        "id": f"r{number}",
        "title": f"Round {number}",
        "minutes": rng.choice((30, 45, 45, 60)),
        "opening": rng.choice((5, 5, 3)),
        "closing": rng.choice((5, 5, 0)),
        "blueprint": rows,
    }


def _section(rng: Random):
    category = rng.choice((*CATEGORIES, *CATEGORIES, rng.sample(CATEGORIES, 2)))
    row = {"category": category, **rng.choice((_number(rng), {}))}
    if rng.random() < 0.1:
        row |= {"sum": "minutes", **_range(rng, 8, 20, 20)}
        row.pop("count", None)
    if rng.random() < 0.1:
        row["kind"] = rng.choice(KINDS)
    return row


def _number(rng: Random):
    count = {"count": rng.choice((1, 1, 2, 2, 3))}
    return rng.choice((_range(rng, 1, 2, 2), count, {"at_most": rng.choice((1, 2, 3))}))


def _range(rng: Random, least: int, most: int, wide: int):
    low = rng.randint(least, most)
    return rng.choice(({"at_least": low}, {"at_least": low, "at_most": low + rng.randint(0, wide)}))


def _loop_rows(rng: Random, questions, rounds):
    rows = _more_rows(rng, questions, rng.choice((0, 0, 1, 1)))
    if rng.random() < 0.15:
        rows.append({rng.choice(("at_least", "at_most", "count")): rng.randint(2, 6)})
    return [row for row in rows if _has_a_place(row, questions, rounds)]


def _has_a_place(row, questions, rounds) -> bool:
    """Whether each question that the loop includes is of a category that a round asks by a row."""
    if "include" not in row or len(rounds) == 1:
        return True
    named = {str(part) for one in rounds for r in one["blueprint"] for part in [r.get("category")]}
    categories = {q["id"]: q["category"] for q in questions}
    return not row.get("skip") and categories[row["include"]] in named


def _more_rows(rng: Random, questions, number: int):
    rows = [_other_row(rng, questions) for _ in range(number)]
    wanted = {row.get("include") for row in rows} - {None}
    allowed = [row for row in rows if row.get("exclude") not in wanted]
    for row in allowed:
        if rng.random() < 0.08:
            row["skip"] = True
    return allowed


def _other_row(rng: Random, questions):
    reviewed = [q["id"] for q in questions if q["status"] == "reviewed"]
    names = [q["id"] for q in questions]
    one, other = rng.sample(names, 2)
    least, within = rng.randint(1, 2), rng.choice((0.35, 1))
    return rng.choice(
        (
            {"kind": rng.choice(KINDS), **_number(rng)},
            {"competency": rng.sample(COMPETENCIES, rng.randint(1, 2)), **_number(rng)},
            {"tag": rng.choice(TAGS), **_number(rng)},
            {"seniority": "mid", **_number(rng)},
            {"difficulty": sorted(rng.sample(range(1, 6), 2)), **_number(rng)},
            {"questions": rng.sample(names, 3), **_number(rng)},
            {"kind": rng.choice(KINDS), "difficulty": [2, 3, 4], "at_least": least},
            {"tag": "llm", "also": {"tag": "cost"}, **_number(rng)},
            {"kind": rng.choice(KINDS), "without": {"tag": rng.choice(TAGS)}, **_number(rng)},
            {"without": {"kind": rng.choice(KINDS), "difficulty": [1, 2, 3]}, **_number(rng)},
            {"each": "competency", "at_least": 1},
            {"each": "competency", "competency": rng.sample(COMPETENCIES, 2), "at_most": 2},
            {"each": "category", "at_most": least},
            {"each": "category", "category": rng.sample(CATEGORIES, 2), "at_least": 1},
            {"each": "kind", "kind": list(KINDS), "at_least": 1},
            {"each": "tag", "tag": list(TAGS)},
            {"each": "difficulty", "difficulty": [1, 2, 3, 4, 5], "at_most": 2},
            {"sum": "minutes", **_range(rng, 15, 40, 25)},
            {"sum": "minutes", "kind": rng.choice(KINDS), **_range(rng, 4, 12, 20)},
            {"mean": "difficulty", "about": rng.choice((2, 2.5, 3, 3.4)), "within": 0.5},
            {"mean": "difficulty", "about": rng.choice((2, 3, 3.3)), "within": within},
            {"attributes": {"x": _from_to(rng, -1, 3)}, **_number(rng)},
            {"attributes": {"x": _from_to(rng, 0, 3), "minutes": {"at_least": 6}}, "at_least": 1},
            {"without": {"attributes": {"minutes": {"at_most": 9}}}, **_number(rng)},
            _of_attribute(rng),
            {"kind": rng.choice(KINDS), **_of_attribute(rng)},
            {"include": rng.choice(reviewed)},
            {"exclude": rng.choice(names)},
            {"question": one, "requires": other},
        )
    )


def _from_to(rng: Random, least: int, most: int):
    return {"at_least": rng.randint(least, most), "at_most": most + rng.randint(0, 20) / 10}


def _of_attribute(rng: Random):
    """A sum or a mean of the bank's own number, of difficulty or of minutes."""
    name, low = rng.choice((("x", -10), ("x", -10), ("difficulty", 20), ("minutes", 60)))
    number = (low + rng.randint(0, 60)) / 10
    within = rng.choice((0.25, 1, 1.125))
    if rng.random() < 0.5:
        about = min(5.0, max(1.0, number)) if name == "difficulty" else number
        return {"mean": name, "about": about, "within": within}
    name = "x" if name == "minutes" else name  # its numbers are whole
    return {
        "sum": name,
        **rng.choice(
            (
                {"at_least": number},
                {"at_most": number},
                {"at_least": number, "at_most": number + 2.5},
            )
        ),
    }
