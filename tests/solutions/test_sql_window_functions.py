"""Window functions against loops, and the figures of the question in SQLite."""

import random
import sqlite3
from typing import Any

import pytest

from tests.solutions import load

QUERY = load("sql_window_functions").QUERY
EXAMPLE = [(1, "x", 1, 50), (2, "x", 3, 20), (3, "x", 3, 20), (4, "x", 6, 50), (5, "y", 2, 10)]


def ask(query: str, payments: list[Any]) -> list[Any]:
    base = sqlite3.connect(":memory:")
    base.execute(
        "CREATE TABLE payments (payment_id INTEGER PRIMARY KEY, account TEXT, day INTEGER,"
        " amount INTEGER)"
    )
    base.executemany("INSERT INTO payments VALUES (?, ?, ?, ?)", payments)
    return base.execute(query).fetchall()


@pytest.mark.parametrize("seed", range(100))
def test_random_payments(seed: int) -> None:
    rng = random.Random(seed)
    payments = [
        (number, rng.choice("xyz"), rng.randrange(6), rng.randrange(1, 4) * 10)
        for number in rng.sample(range(40), rng.randrange(20))
    ]
    expected: list[Any] = []
    for account in "xyz":
        own = sorted((day, number, amount) for number, a, day, amount in payments if a == account)
        total, last = 0, -1
        for day, number, amount in own:
            total += amount
            gap = None if last < 0 else day - last
            place = 1 + sum(other > amount for _, _, other in own)
            expected.append((account, day, number, amount, total, gap, place))
            last = day
    assert ask(QUERY, payments) == expected


OVER_DAY = "OVER (PARTITION BY account ORDER BY day)"


def test_figures_of_the_question() -> None:
    given = f"SELECT SUM(amount) {OVER_DAY} FROM payments ORDER BY payment_id"
    assert ask(given, EXAMPLE) == [(50,), (90,), (90,), (140,), (10,)]
    inside = QUERY.replace("FROM payments", "FROM payments WHERE day >= 3")
    assert [row[4:6] for row in ask(inside, EXAMPLE)] == [(20, None), (40, 0), (90, 3)]
    last = f"SELECT LAST_VALUE(amount) {OVER_DAY} FROM payments WHERE account = 'x'"
    assert [row[0] for row in ask(last, EXAMPLE)] == [50, 20, 20, 50]
    for name, places in (("DENSE_RANK", [1, 2, 2, 1]), ("RANK", [1, 3, 3, 1])):
        ranks = f"SELECT {name}() OVER (ORDER BY amount DESC) FROM payments WHERE account = 'x'"
        assert [row[0] for row in ask(f"{ranks} ORDER BY payment_id", EXAMPLE)] == places
