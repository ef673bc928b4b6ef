"""Tests A to F of retention in SQL, as the answer of the question lists them."""

import sqlite3

from kitgen.bank.harness import expect

USERS = [("u1", 0), ("u2", 3), ("u3", 6), ("u4", 8), ("u5", 9)]
VISITS = [
    *(("u1", day) for day in (0, 1, 7, 9, 21)),
    *(("u2", day) for day in (3, 9, 24)),
    *(("u4", day) for day in (8, 15)),
    *(("u5", day) for day in (9, 23)),
]
NEAR = 1e-9


def retention(candidate, users, visits, today):
    """What the query gives for these rows, in SQLite."""
    base = sqlite3.connect(":memory:")
    base.executescript(
        "CREATE TABLE users (user_id TEXT PRIMARY KEY, signed_up INTEGER);"
        "CREATE TABLE visits (user_id TEXT, day INTEGER);"
        "CREATE TABLE clock (today INTEGER); CREATE TABLE weeks (n INTEGER);"
    )
    base.executemany("INSERT INTO users VALUES (?, ?)", users)
    base.executemany("INSERT INTO visits VALUES (?, ?)", visits)
    base.execute("INSERT INTO clock VALUES (?)", [today])
    base.executemany("INSERT INTO weeks VALUES (?)", [[n] for n in range(52)])
    return [list(row) for row in base.execute(candidate.QUERY)]


def active(candidate, users, visits, today, weeks):
    """Week and active users of its rows up to so many weeks; other columns have other tests."""
    found = retention(candidate, users, visits, today)
    return [[row[1], row[3]] for row in found if row[1] < weeks]


def test_a_example(candidate):
    """the example of the handout"""
    found = retention(candidate, USERS, VISITS, 28)
    expected = [[0, 0, 3, 2, 2 / 3], [0, 1, 3, 1, 1 / 3], [0, 2, 3, 0, 0],
                [1, 0, 2, 2, 1], [1, 1, 2, 1, 1 / 2]]  # fmt: skip
    expect(found, expected, within=NEAR)


def test_b_weeks_of_the_user(candidate):
    """weeks run from each user's own day, and several visits in one count once"""
    users = [("a", 0), ("b", 5)]
    visits = [("a", 0), ("a", 8), ("a", 9), ("b", 5), ("b", 11), ("b", 11)]
    expect(active(candidate, users, visits, 25, 2), [[0, 2], [1, 1]])


def test_c_users_without_visits(candidate):
    """users who never came count in the cohort"""
    users = [("a", 0), ("b", 0), ("c", 0), ("d", 0)]
    found = retention(candidate, users, [("a", 0)], 13)
    expect(found[:1], [[0, 0, 4, 1, 0.25]], within=NEAR)


def test_d_weeks_without_visits(candidate):
    """a week in which nobody came is there with 0"""
    users, visits = [("a", 0)], [("a", 0), ("a", 14)]
    expect(active(candidate, users, visits, 27, 3), [[0, 1], [1, 0], [2, 1]])


def test_e_unfinished_weeks(candidate):
    """weeks that are not over for the whole cohort are absent"""
    users, visits = [("a", 0), ("b", 4)], [("a", 0), ("b", 4), ("a", 8)]
    expect(active(candidate, users, visits, 10, 52), [], what="day 10")
    expect(active(candidate, users, visits, 11, 52), [[0, 2]], what="day 11")


def test_f_no_users(candidate):
    """no users: no rows"""
    expect(retention(candidate, [], [], 28), [])
