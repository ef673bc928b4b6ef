"""Tests of the question code-bounded-retry: nothing sleeps, and nothing is random."""

from collections.abc import Callable
from typing import TypeVar

from kitgen.bank.harness import expect, refuses

GIVEN = {"Callable": Callable, "TypeVar": TypeVar, "T": TypeVar("T")}


class Service:
    """Raises each error in turn, and then answers; it counts its calls."""

    def __init__(self, *errors):
        self.errors, self.calls = list(errors), 0

    def __call__(self):
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        return "answer"


def run(candidate, service, attempts=5, base=1.0, cap=60.0, budget=1000.0, part=1.0):
    """Call it with pauses that are `part` of the longest; return what came and the pauses."""
    pauses = []
    try:
        came = candidate.call_with_retries(
            service,
            (ConnectionError, TimeoutError),
            attempts,
            base,
            cap,
            budget,
            pauses.append,
            lambda low, high: low + part * (high - low),
        )
    except BaseException as error:
        came = error
    return came, pauses


def test_a_example(candidate):
    """the example of the handout: two failures, then an answer"""
    service = Service(TimeoutError(), ConnectionError())
    came, pauses = run(candidate, service, part=0.5)
    expect(came, "answer")
    expect(pauses, [0.5, 1.0], within=1e-9, what="the pauses")
    expect(service.calls, 3, what="calls")


def test_b_attempts_are_used_up(candidate):
    """after the last attempt its own error is raised, without another pause"""
    errors = [TimeoutError(f"number {i}") for i in range(5)]
    service = Service(*errors)
    came, pauses = run(candidate, service, attempts=3)
    assert came is errors[2], f"expected the third error, found {came!r}"
    expect(service.calls, 3, what="calls")
    expect(pauses, [1.0, 2.0], within=1e-9, what="the pauses")


def test_c_other_errors_pass_at_once(candidate):
    """an error that is not to be repeated passes at once"""
    for error in (ValueError("wrong amount"), KeyboardInterrupt(), SystemExit(1)):
        service = Service(error)
        came, pauses = run(candidate, service)
        assert came is error, f"expected {error!r}, found {came!r}"
        expect((service.calls, pauses), (1, []), what=f"calls and pauses for {error!r}")


def test_d_cap_and_budget(candidate):
    """no pause is above the cap, and none that breaks the budget is begun"""
    service = Service(*(TimeoutError() for _ in range(6)))
    came, pauses = run(candidate, service, attempts=7, cap=5.0)
    expect(came, "answer")
    expect(pauses, [1.0, 2.0, 4.0, 5.0, 5.0, 5.0], within=1e-9, what="pauses with a cap of 5")
    errors = [TimeoutError(f"number {i}") for i in range(6)]
    service = Service(*errors)
    came, pauses = run(candidate, service, attempts=7, budget=7.0)
    assert came is errors[3], f"expected the fourth error, found {came!r}"
    expect(pauses, [1.0, 2.0, 4.0], within=1e-9, what="pauses with a budget of 7")


def test_e_two_thousand_attempts(candidate):
    """two thousand attempts, whose pauses stay at the cap"""
    service = Service(*(TimeoutError() for _ in range(1999)))
    came, pauses = run(candidate, service, attempts=2000, cap=2.0, budget=1e9)
    expect(came, "answer")
    expect(pauses[-1], 2.0, within=1e-9, what="the last pause")


def test_f_no_attempts(candidate):
    """no attempts are refused before the first call"""
    service = Service()
    refuses(candidate.call_with_retries, service, (), 0, 1.0, 1.0, 1.0, print, max)
    expect(service.calls, 0, what="calls")
