"""What single rows mean: which questions they are about, and how many of them."""

from fractions import Fraction

from kitgen.bank.load import load_bank
from tests.oracle.case import Case, some

KNOWN = tuple(competency.id for competency in load_bank().competencies)

FILTERS = ("category", "kind", "competency", "tag", "seniority", "difficulty", "questions")
FILTERS += ("attributes",)
FURTHER = ("also", "without")


def levels(case: Case) -> tuple[str, ...]:
    return (case.role["seniority"], *case.role.get("borrow", ()))


def included(rows) -> set[str]:
    return {name for row in rows if "include" in row for name in some(row["include"])}


def opened(case: Case, number: int) -> list[str]:
    """The categories that the rows of a round name; none where no row names any."""
    return [
        name
        for row in case.round_rows(number)
        if "category" in row and "each" not in row
        for name in some(row["category"])
    ]


def opens(case: Case, number: int, category: str) -> bool:
    named = opened(case, number)
    return not named or category in named


def limits(row) -> tuple[int, int | None]:
    """The least and the most of a row; one that names questions and no number asks for one."""
    if "count" in row:
        return row["count"], row["count"]
    if "at_least" not in row and "at_most" not in row:
        return 1, None
    return row.get("at_least", 0), row.get("at_most")


def parts(case: Case, row, rounds):
    """The rows that a row with `each` is short for, or the row alone."""
    key = row.get("each")
    if key is None:
        return [row]
    values = some(row[key]) if key in row else _all(case, key, rounds)
    return [{**row, key: value} for value in values]


def _all(case: Case, key, rounds):
    if key == "competency":
        return list(case.weights) or list(KNOWN)
    categories = sorted({q["category"] for q in case.questions})
    return [name for name in categories if any(opens(case, n, name) for n in rounds)]


def number(q, name):
    """An attribute of a question, exact; None where it has none."""
    value = q[name] if name in ("minutes", "difficulty") else q["attributes"].get(name)
    return None if value is None else Fraction(str(value))


def fits(row, q) -> bool:
    """Whether a question fits the keys of a row, those of `also`, and not all of `without`."""
    if "also" in row and not fits(row["also"], q):
        return False
    if "without" in row and fits(row["without"], q):
        return False
    has = {
        "category": (q["category"],),
        "kind": (q["kind"],),
        "competency": q["competencies"],
        "tag": q["tags"],
        "seniority": q["seniority"],
        "difficulty": (q["difficulty"],),
        "questions": (q["id"],),
    }
    listed = [key for key in has if key in row]
    if not all(set(some(row[key])) & set(has[key]) for key in listed):
        return False
    return all(_between(number(q, name), span) for name, span in row.get("attributes", {}).items())


def _between(value, span) -> bool:
    if value is None:
        return False
    low, high = (span.get(key) for key in ("at_least", "at_most"))
    return (low is None or value >= Fraction(str(low))) and (
        high is None or value <= Fraction(str(high))
    )
