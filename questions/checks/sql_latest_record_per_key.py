"""Tests A to F of the newest record in SQL, as the answer of the question lists them."""

import sqlite3

from kitgen.bank.harness import expect

EXAMPLE = [
    (1, "ana", "set", "a@x", 1, 1),
    (2, "bo", "set", "b@x", 1, 1),
    (3, "cy", "set", "c@x", 2, 2),
    (4, "bo", "delete", None, 5, 5),
    (5, "ana", "set", "a@y", 6, 6),
    (6, "ana", "set", "a@z", 6, 6),
    (7, "cy", "set", None, 7, 7),
    (8, "ana", "set", "a@w", 4, 9),
]


def state(candidate, changes):
    """What the query gives for these rows, in SQLite."""
    base = sqlite3.connect(":memory:")
    base.execute(
        "CREATE TABLE changes (change_id INTEGER PRIMARY KEY, customer TEXT, op TEXT,"
        " email TEXT, changed_at INTEGER, loaded_at INTEGER)"
    )
    base.executemany("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)", changes)
    return [list(row) for row in base.execute(candidate.QUERY)]


def test_a_example(candidate):
    """the example of the handout"""
    expect(state(candidate, EXAMPLE), [["ana", "a@z"], ["cy", None]])


def test_b_late_row(candidate):
    """an old change that arrives last does not win"""
    changes = [(1, "ana", "set", "new", 8, 8), (2, "ana", "set", "old", 3, 9)]
    expect(state(candidate, changes), [["ana", "new"]])


def test_c_equal_times(candidate):
    """equal changed_at: the higher change_id wins, and there is one row"""
    changes = [
        (7, "ana", "set", "a", 3, 4),
        (9, "ana", "set", "c", 3, 3),
        (8, "ana", "set", "d", 3, 5),
    ]
    expect(state(candidate, changes), [["ana", "c"]])


def test_d_deletions(candidate):
    """a customer deleted last is absent; one set again is there"""
    changes = [
        (1, "ana", "set", "a", 1, 1),
        (2, "ana", "delete", None, 2, 2),
        (3, "bo", "set", "b", 1, 1),
        (4, "bo", "delete", None, 2, 2),
        (5, "bo", "set", "b2", 3, 3),
    ]
    expect(state(candidate, changes), [["bo", "b2"]])


def test_e_null_email(candidate):
    """an email that was taken away stays null"""
    changes = [(1, "ana", "set", "a", 1, 1), (2, "ana", "set", None, 2, 2)]
    expect(state(candidate, changes), [["ana", None]])


def test_f_no_changes(candidate):
    """no changes: no rows"""
    expect(state(candidate, []), [])
