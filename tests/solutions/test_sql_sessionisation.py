"""Sessions in SQL against a loop over each user's sorted events."""

import random
import sqlite3

import pytest

from tests.solutions import load

QUERY = load("sql_sessionisation").QUERY
Row = tuple[str, int, int, int, int]


def by_query(events: list[tuple[str, int]]) -> list[Row]:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE events (event_id INTEGER PRIMARY KEY, user_id TEXT, at INTEGER)")
    base.executemany("INSERT INTO events (user_id, at) VALUES (?, ?)", events)
    return base.execute(QUERY).fetchall()


def by_loop(events: list[tuple[str, int]]) -> list[Row]:
    rows = []
    for user in sorted({user for user, _ in events}):
        times = sorted(at for name, at in events if name == user)
        groups = [[times[0]]]
        for at in times[1:]:
            if at - groups[-1][-1] > 30:
                groups.append([])
            groups[-1].append(at)
        rows += [(user, k, g[0], g[-1], len(g)) for k, g in enumerate(groups, 1)]
    return rows


@pytest.mark.parametrize("seed", range(100))
def test_random_events(seed: int) -> None:
    rng = random.Random(seed)
    events = [(rng.choice("abc"), rng.randrange(400)) for _ in range(rng.randrange(40))]
    assert by_query(events) == by_loop(events)


def test_figures_of_the_question() -> None:
    assert len(by_query([("a", 0), ("a", 40)])) == 2
    assert by_query([("a", 0), ("a", 40), ("a", 20)]) == [("a", 1, 0, 40, 3)]
