"""Tests of the question code-token-bucket. All times and rates are exact in binary."""

from collections.abc import Callable

from kitgen.bank.harness import expect, refuses

GIVEN = {"Callable": Callable, "Clock": Callable[[], float]}


class HandClock:
    """A clock that is moved by hand."""

    def __init__(self, now=1000.0):
        self.now = now

    def __call__(self):
        return self.now


def bucket(candidate, rate, capacity):
    clock = HandClock()
    return candidate.TokenBucket(rate, capacity, clock), clock


def test_a_example(candidate):
    """the example of the handout"""
    limit, clock = bucket(candidate, 2, 3)
    expect([limit.allow() for _ in range(4)], [True, True, True, False], what="at the start")
    clock.now += 0.5
    expect([limit.allow(), limit.allow()], [True, False], what="half a second later")


def test_b_never_above_capacity(candidate):
    """after an hour without requests there is no more than the capacity"""
    limit, clock = bucket(candidate, 2, 3)
    clock.now += 3600
    expect([limit.allow() for _ in range(4)], [True, True, True, False])


def test_c_refused_calls_take_nothing(candidate):
    """refused calls take no tokens, and parts of a token add up between them"""
    limit, clock = bucket(candidate, 1, 2)
    expect(limit.allow(2), True, what="the first two")
    found = []
    for _ in range(4):
        clock.now += 0.25
        found.append(limit.allow())
    expect(found, [False, False, False, True], what="each quarter of a second")


def test_d_clock_set_back(candidate):
    """a clock that goes back by 10 seconds takes nothing away, and no second counts twice"""
    limit, clock = bucket(candidate, 1, 3)
    expect(limit.allow(2), True, what="two of three")
    clock.now -= 10
    expect(limit.allow(), True, what="the third, after the clock went back")
    clock.now += 10
    expect(limit.allow(), False, what="when the clock is where it was")
    clock.now += 1
    expect(limit.allow(), True, what="a second after that")


def test_e_wait(candidate):
    """the wait is right to the second, and takes nothing"""
    limit, clock = bucket(candidate, 2, 4)
    expect([limit.wait(4), limit.wait(1)], [0, 0], what="for all or one of four")
    expect(limit.allow(4), True, what="after asking for the wait")
    expect(limit.wait(3), 1.5, within=1e-9, what="for three")
    clock.now += 0.5
    expect(limit.wait(3), 1.0, within=1e-9, what="for three, half a second later")


def test_f_values_that_cannot_be(candidate):
    """a cost above the capacity or not above 0, and a rate or capacity of 0, are refused"""
    limit, clock = bucket(candidate, 2, 3)
    refuses(limit.allow, 4, what="allow(4) of 3")
    refuses(limit.wait, 4, what="wait(4) of 3")
    refuses(limit.allow, 0, what="allow(0)")
    refuses(candidate.TokenBucket, 0, 3, clock, what="rate 0")
    refuses(candidate.TokenBucket, 2, 0, clock, what="capacity 0")
