"""Tests A to I of the batcher, as the answer of the question lists them.

They run on an event loop whose clock moves by itself, so that they take no time.
"""

import asyncio
import selectors
import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from kitgen.bank.harness import Unmet, expect

PYTHON = (3, 11)
T, R = TypeVar("T"), TypeVar("R")
GIVEN = {
    "asyncio": asyncio,
    "Awaitable": Awaitable,
    "Callable": Callable,
    "Generic": Generic,
    "TypeVar": TypeVar,
    "T": T,
    "R": R,
}

NEAR = 0.02  # seconds: far below all that is measured, and above what the turns of a loop add


class MovedClock(selectors.DefaultSelector):
    """Moves a clock where an event loop would wait."""

    now = 0.0
    turn = 1e-5  # what a turn of the loop takes, so that a loop that asks the clock comes to an end
    end = 100.0  # by then every test is over

    def select(self, timeout=None):
        if timeout is None:  # no timer: either a thread of the candidate works, or nobody
            ready = super().select(1.0)
            if not ready:
                raise Unmet("somebody waits for ever")
            return ready
        type(self).now += max(timeout, 0.0) + self.turn
        if self.now > self.end:
            raise Unmet(f"not at an end after {self.end:g} s")
        return super().select(0)


def prepare():
    """Let the candidate's code read the moved clock, however it does."""
    for name in ("time", "monotonic", "perf_counter"):
        setattr(time, name, lambda: MovedClock.now)
        setattr(time, f"{name}_ns", lambda: int(MovedClock.now * 1e9))


def run(main):
    loop = asyncio.SelectorEventLoop(MovedClock())
    loop.time = lambda: MovedClock.now
    loop.set_exception_handler(lambda loop, context: None)
    asyncio.set_event_loop(loop)
    loop.run_until_complete(main)


class Model:
    """Squares numbers in `seconds`, and remembers what ran when; 13 raises `error`."""

    def __init__(self, seconds=0.0, error=None):
        self.seconds, self.error = seconds, error
        self.starts, self.batches = [], []
        self.running, self.most = 0, 0

    async def __call__(self, batch):
        self.starts.append(MovedClock.now)
        self.batches.append(list(batch))
        self.running += 1
        self.most = max(self.most, self.running)
        try:
            await asyncio.sleep(self.seconds)
        finally:
            self.running -= 1
        if self.error and 13 in batch:
            raise self.error
        return [x * x for x in batch]


async def after(delay, batcher, request):
    await asyncio.sleep(delay)
    return await batcher.submit(request)


async def answers(batcher, requests):
    """The result or the error of each request; all are submitted at once."""
    return await asyncio.gather(*map(batcher.submit, requests), return_exceptions=True)


def expect_errors(found, kind, what):
    shown = [type(x).__name__ if isinstance(x, BaseException) else repr(x) for x in found]
    if not all(isinstance(x, kind) for x in found):
        raise Unmet(f"{what}: expected {kind.__name__} for each, found {', '.join(shown)}")


def test_a_example(candidate):
    """the example of the handout"""

    async def main():
        batches = []

        async def double(batch):
            batches.append(list(batch))
            return [2 * x for x in batch]

        batcher = candidate.Batcher(double, max_size=2, max_wait=0.01, max_run=1.0)
        expect(await answers(batcher, (1, 2, 3)), [2, 4, 6], what="results")
        await batcher.close()
        expect(batches, [[1, 2], [3]], what="batches")

    run(main())


def test_b_limit_of_the_oldest(candidate):
    """the limit counts from the oldest and is not renewed"""

    async def main():
        model = Model()
        batcher = candidate.Batcher(model, max_size=100, max_wait=1.0, max_run=50.0)
        await asyncio.gather(*(after(0.4 * x, batcher, x) for x in range(6)))
        expect(model.starts[0], 1.0, within=NEAR, what="start of the first batch")
        expect(model.batches[0], [0, 1, 2], what="first batch")

    run(main())


def test_c_backlog(candidate):
    """an overdue backlog goes out in full batches"""

    async def main():
        model = Model(seconds=1.0)
        batcher = candidate.Batcher(model, max_size=4, max_wait=0.1, max_run=50.0)
        arrivals = [0.0, *(0.2 + 0.05 * x for x in range(7))]
        await asyncio.gather(*(after(delay, batcher, x) for x, delay in enumerate(arrivals)))
        expect([len(batch) for batch in model.batches], [1, 4, 3], what="lengths of the batches")
        expect(model.most, 1, what="batches at the same time")

    run(main())


def expect_its_own_error(candidate, error, kind):
    """The batch with 13 gets an error of that kind, and the next one its results."""

    async def main():
        batcher = candidate.Batcher(Model(error=error), max_size=2, max_wait=0.1, max_run=50.0)
        found = await answers(batcher, (1, 13, 3, 4))
        expect_errors(found[:2], kind, "its batch")
        expect(found[2:], [9, 16], what="the next batch")

    run(main())


def test_d_error_of_the_model(candidate):
    """the model raises: its batch gets the error, the next is served"""
    expect_its_own_error(candidate, ZeroDivisionError("thirteen"), ZeroDivisionError)


def test_e_model_that_hangs(candidate):
    """the model never returns: its batch gets TimeoutError, the next is served"""

    async def main():
        async def model(batch):
            if 13 in batch:
                await asyncio.get_running_loop().create_future()
            return batch

        batcher = candidate.Batcher(model, max_size=2, max_wait=0.1, max_run=2.0)
        requests = [asyncio.ensure_future(batcher.submit(x)) for x in (1, 13, 3, 4)]
        found = await asyncio.gather(*requests[:2], return_exceptions=True)
        expect_errors(found, TimeoutError, "its batch")
        expect(MovedClock.now, 2.0, within=NEAR, what="time of the errors")
        expect(await asyncio.gather(*requests[2:]), [3, 4], what="the next batch")

    run(main())


def test_f_caller_that_gives_up(candidate):
    """a caller gives up while its batch runs: all others get results"""

    async def main():
        batcher = candidate.Batcher(Model(seconds=1.0), max_size=4, max_wait=0.5, max_run=50.0)
        requests = [asyncio.ensure_future(batcher.submit(x)) for x in range(4)]
        await asyncio.sleep(0.2)
        requests[2].cancel()
        others = await asyncio.gather(*requests[:2], requests[3], return_exceptions=True)
        expect(others, [0, 1, 9], what="the others")
        expect(await answers(batcher, [5]), [25], what="the next batch")

    run(main())


def test_g_too_few_results(candidate):
    """one result too few: an error"""

    async def main():
        async def model(batch):
            return batch[:-1]

        batcher = candidate.Batcher(model, max_size=3, max_wait=0.1, max_run=50.0)
        expect_errors(await answers(batcher, (1, 2, 3)), Exception, "its batch")

    run(main())


def test_h_close(candidate):
    """close with five waiting: all are served, later ones refused"""

    async def main():
        batcher = candidate.Batcher(Model(seconds=0.25), max_size=2, max_wait=5.0, max_run=50.0)
        requests = [asyncio.ensure_future(batcher.submit(x)) for x in range(5)]
        await asyncio.sleep(0.1)
        await batcher.close()
        expect([request.done() for request in requests], [True] * 5, what="served by then")
        found = await asyncio.gather(*requests, return_exceptions=True)
        expect(found, [0, 1, 4, 9, 16], what="results")
        later = await answers(batcher, [6])
        expect_errors(later, RuntimeError, "a later one")

    run(main())


def test_i_cancelled_model(candidate):
    """as D, with CancelledError"""
    expect_its_own_error(candidate, asyncio.CancelledError(), BaseException)
