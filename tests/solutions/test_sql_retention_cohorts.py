"""Retention in SQL against loops over users and weeks."""

import random
import sqlite3
from typing import Any

import pytest

from tests.solutions import load

QUERY = load("sql_retention_cohorts").QUERY


def by_query(users: dict[str, int], visits: list[tuple[str, int]], today: int) -> list[Any]:
    base = sqlite3.connect(":memory:")
    base.executescript(
        "CREATE TABLE users (user_id TEXT PRIMARY KEY, signed_up INTEGER);"
        "CREATE TABLE visits (user_id TEXT, day INTEGER);"
        "CREATE TABLE clock (today INTEGER); CREATE TABLE weeks (n INTEGER);"
    )
    base.executemany("INSERT INTO users VALUES (?, ?)", users.items())
    base.executemany("INSERT INTO visits VALUES (?, ?)", visits)
    base.execute("INSERT INTO clock VALUES (?)", [today])
    base.executemany("INSERT INTO weeks VALUES (?)", [[n] for n in range(20)])
    return base.execute(QUERY).fetchall()


def by_loops(users: dict[str, int], visits: list[tuple[str, int]], today: int) -> list[Any]:
    rows = []
    for cohort in sorted({day // 7 for day in users.values()}):
        members = {user: day for user, day in users.items() if day // 7 == cohort}
        for n in range(20):
            spans = {user: range(day + 7 * n, day + 7 * n + 7) for user, day in members.items()}
            if any(span.stop > today for span in spans.values()):
                break
            came = {user for user, day in visits if user in spans and day in spans[user]}
            rows.append((cohort, n, len(members), len(came), len(came) / len(members)))
    return rows


@pytest.mark.parametrize("seed", range(100))
def test_random_users(seed: int) -> None:
    rng = random.Random(seed)
    today = rng.randrange(10, 60)
    users = {f"u{n}": rng.randrange(today) for n in range(rng.randrange(12))}
    visits = []
    for user, day in users.items():
        visits += [(user, rng.randrange(day, today)) for _ in range(rng.randrange(5))]
    assert by_query(users, visits, today) == by_loops(users, visits, today)


def test_figures_of_the_question() -> None:
    assert (0.5 * 40 + 0.5 * 20, 0.25 * 40 + 0.75 * 20) == (30, 25)
