"""The newest record in SQL against a dictionary that is filled in order of the changes."""

import random
import sqlite3
from typing import Any

import pytest

from tests.solutions import load

QUERY = load("sql_latest_record_per_key").QUERY


def by_query(changes: list[tuple[Any, ...]]) -> list[Any]:
    base = sqlite3.connect(":memory:")
    base.execute(
        "CREATE TABLE changes (change_id INTEGER PRIMARY KEY, customer TEXT, op TEXT,"
        " email TEXT, changed_at INTEGER, loaded_at INTEGER)"
    )
    base.executemany("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)", changes)
    return base.execute(QUERY).fetchall()


def by_dictionary(changes: list[tuple[Any, ...]]) -> list[Any]:
    state: dict[str, str | None] = {}
    for _, customer, op, email, _, _ in sorted(changes, key=lambda row: (row[4], row[0])):
        state.pop(customer, None)
        if op == "set":
            state[customer] = email
    return sorted(state.items())


@pytest.mark.parametrize("seed", range(100))
def test_random_changes(seed: int) -> None:
    rng = random.Random(seed)
    changes = []
    for number in rng.sample(range(50), rng.randrange(20)):
        op = rng.choice(["set", "set", "delete"])
        email = rng.choice([None, "x", "y"]) if op == "set" else None
        day = rng.randrange(6)
        changes.append((number, rng.choice("abc"), op, email, day, day + rng.randrange(3)))
    assert by_query(changes) == by_dictionary(changes)
