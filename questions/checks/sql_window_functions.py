"""Tests A to F of window functions, as the answer of the question lists them."""

import sqlite3

from kitgen.bank.harness import expect

EXAMPLE = [(1, "x", 1, 50), (2, "x", 3, 20), (3, "x", 3, 20), (4, "x", 6, 50), (5, "y", 2, 10)]
EXPECTED = [
    ["x", 1, 1, 50, 50, None, 1],
    ["x", 3, 2, 20, 70, 2, 3],
    ["x", 3, 3, 20, 90, 0, 3],
    ["x", 6, 4, 50, 140, 3, 1],
    ["y", 2, 5, 10, 10, None, 1],
]
TOTAL, GAP, PLACE = 4, 5, 6


def rows(candidate, payments):
    """What the query gives for these rows, in SQLite."""
    base = sqlite3.connect(":memory:")
    base.execute(
        "CREATE TABLE payments (payment_id INTEGER PRIMARY KEY, account TEXT, day INTEGER,"
        " amount INTEGER)"
    )
    # without an order by id, payments of one day are now read in the wrong order
    base.execute("CREATE INDEX later_id_first ON payments (account, day, payment_id DESC, amount)")
    base.executemany("INSERT INTO payments VALUES (?, ?, ?, ?)", payments)
    return [list(row) for row in base.execute(candidate.QUERY)]


def column(candidate, payments, number):
    return [row[number] for row in rows(candidate, payments)]


def test_a_example(candidate):
    """the example of the handout"""
    expect(rows(candidate, EXAMPLE), EXPECTED)


def test_b_totals_of_one_day(candidate):
    """payments of one day add up one by one"""
    payments = [(n, "x", 1, 10) for n in (1, 2, 3)] + [(9, "y", 1, 5)]
    expect(column(candidate, payments, TOTAL), [10, 20, 30, 5])


def test_c_gaps(candidate):
    """the first payment of each account has no gap"""
    payments = [(1, "x", 1, 10), (2, "y", 4, 10), (3, "x", 6, 10), (4, "y", 7, 10)]
    expect(column(candidate, payments, GAP), [None, 5, None, 3])


def test_d_places(candidate):
    """equal amounts share a place, and the next place counts them"""
    payments = [(n, "x", n, amount) for n, amount in enumerate((30, 40, 40, 10, 30))]
    expect(column(candidate, [*payments, (9, "y", 1, 20)], PLACE), [3, 1, 1, 5, 3, 1])


def test_e_ids_against_days(candidate):
    """payment ids that do not follow the days"""
    payments = [(1, "x", 9, 4), (2, "x", 5, 2), (3, "x", 2, 1)]
    found = rows(candidate, payments)
    expect([row[2:5] for row in found], [[3, 1, 1], [2, 2, 3], [1, 4, 7]])
    expect([row[GAP] for row in found[1:]], [3, 4], what="gaps from the second on")


def test_f_no_payments(candidate):
    """no payments: no rows"""
    expect(rows(candidate, []), [])
