"""Tests A to F of sessions in SQL, as the answer of the question lists them."""

import sqlite3

from kitgen.bank.harness import expect

EXAMPLE = [
    (1, "ada", 0),
    (2, "ben", 10),
    (3, "ada", 25),
    (4, "ada", 55),
    (5, "ben", 41),
    (6, "ada", 90),
    (7, "ada", 90),
]
EXPECTED = [
    ["ada", 1, 0, 55, 3],
    ["ada", 2, 90, 90, 2],
    ["ben", 1, 10, 10, 1],
    ["ben", 2, 41, 41, 1],
]


def sessions(candidate, events):
    """What the query gives for these rows, in SQLite."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE events (event_id INTEGER PRIMARY KEY, user_id TEXT, at INTEGER)")
    base.executemany("INSERT INTO events VALUES (?, ?, ?)", events)
    return [list(row) for row in base.execute(candidate.QUERY)]


def test_a_example(candidate):
    """the example of the handout"""
    expect(sessions(candidate, EXAMPLE), EXPECTED)


def test_b_the_limit(candidate):
    """a gap of 30 minutes stays, one of 31 does not"""
    events = [(1, "ada", 0), (2, "ada", 30), (3, "ada", 61)]
    expect(sessions(candidate, events), [["ada", 1, 0, 30, 2], ["ada", 2, 61, 61, 1]])


def test_c_users_interleaved(candidate):
    """two users whose events alternate"""
    events = [(n, "ab"[n % 2], 20 * n) for n in range(6)]
    a = [["a", n + 1, 40 * n, 40 * n, 1] for n in range(3)]
    b = [["b", n + 1, 40 * n + 20, 40 * n + 20, 1] for n in range(3)]
    expect(sessions(candidate, events), a + b)


def test_d_long_session(candidate):
    """a session longer than any limit: 100 events, 29 minutes apart"""
    events = [(n, "ada", 29 * n) for n in range(100)]
    expect(sessions(candidate, events), [["ada", 1, 0, 2871, 100]])


def test_e_ids_out_of_order(candidate):
    """event ids that do not follow the time"""
    events = [(1, "ada", 70), (2, "ada", 35), (3, "ada", 20), (4, "ada", 0), (5, "ada", 70)]
    expect(sessions(candidate, events), [["ada", 1, 0, 35, 3], ["ada", 2, 70, 70, 2]])


def test_f_no_events(candidate):
    """no events: no rows"""
    expect(sessions(candidate, []), [])
