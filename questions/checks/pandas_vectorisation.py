"""Tests A to F of fees in pandas, as the answer of the question lists them."""

import math

import numpy as np
import pandas as pd

from kitgen.bank.harness import expect

GIVEN = {"np": np, "pd": pd}


def table(customers, weights, express, index=None):
    content = {
        "customer": pd.Series(list(customers), dtype=object),
        "weight": np.array(weights, dtype=float),
        "express": np.array(express, dtype=bool),
    }
    frame = pd.DataFrame(content)
    if index is not None:
        frame.index = index
    return frame


def found(candidate, *columns, index=None):
    """The fees, with None for a missing one."""
    values = candidate.fees(table(*columns, index=index))
    return [None if math.isnan(value) else value for value in values]


def test_a_example(candidate):
    """the example of the handout"""
    weights = [3, 25, math.nan, 25, 5, 5]
    express = [False, False, True, True, True, False]
    expect(found(candidate, "aabbaa", weights, express), [0, 12, 0, 12, 9, 4])


def test_b_order_of_rules(candidate):
    """each pair of rules that hold together: the upper one wins"""
    weights, express = [30, 30, 20, 20.5, 1], [True, True, False, False, True]
    expect(found(candidate, "aaaaa", weights, express), [0, 12, 4, 12, 9])


def test_c_missing_weights(candidate):
    """a missing weight: no fee, but 0 for a first order"""
    missing = [math.nan] * 3
    expect(found(candidate, "aab", missing, [False, True, False]), [0, None, 0])


def test_d_index(candidate):
    """labels that repeat and are out of order: the result has them too"""
    columns = "abab", [1, 1, 1, 30], [False] * 4
    result = candidate.fees(table(*columns, index=[7, 3, 7, 3]))
    expect(list(result), [0, 0, 4, 12], what="fees")
    expect(list(result.index), [7, 3, 7, 3], what="labels")


def test_e_no_orders(candidate):
    """no orders: an empty series of float64"""
    result = candidate.fees(table([], [], []))
    expect((len(result), str(result.dtype)), (0, "float64"))


def test_f_many_orders(candidate):
    """100,000 orders, and the table is unchanged"""
    numbers = np.arange(100_000)
    columns = numbers % 25_000, numbers % 40, numbers % 3 == 0
    orders = table(*columns)
    before = orders.copy()
    result = np.asarray(candidate.fees(orders))
    expect(int((result == 0).sum()), 25_000, what="first orders")
    expect(bool(orders.equals(before)), True, what="table as before")
