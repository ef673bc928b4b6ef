"""The batcher on a virtual clock: what ran, when, and who got which answer."""

import asyncio
import gc
import random
import selectors
from collections.abc import Coroutine
from typing import Any

import pytest

from tests.solutions import load

make = load("code_dynamic_batcher").Batcher


def batcher_of(model: Any, size: int, wait: float, run: float = 1000.0) -> Any:
    return make(model, size, wait, run)


class VirtualSelector(selectors.DefaultSelector):
    """Waits by moving a clock: tests take no time and are exact."""

    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "deadlock: nothing is scheduled and nobody can wake up"
        self.now += timeout
        return super().select(0)


def run(main: Coroutine[Any, Any, None]) -> None:
    selector = VirtualSelector()

    def factory() -> asyncio.AbstractEventLoop:
        loop = asyncio.SelectorEventLoop(selector)
        loop.time = lambda: selector.now  # type: ignore[method-assign]
        return loop

    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(main)


def now() -> float:
    return round(asyncio.get_running_loop().time(), 6)


class Model:
    """Squares numbers in `seconds`, records when which batch began, never runs two at once."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.batches: list[tuple[float, list[int]]] = []
        self.running = 0

    async def __call__(self, batch: list[int]) -> list[int]:
        assert batch
        assert self.running == 0
        self.running += 1
        self.batches.append((now(), batch))
        await asyncio.sleep(self.seconds)
        self.running -= 1
        if 13 in batch:
            raise ZeroDivisionError("thirteen")
        return [x * x for x in batch]


async def after(delay: float, batcher: Any, request: int) -> tuple[int, float]:
    await asyncio.sleep(delay)
    return await batcher.submit(request), now()


def test_example_of_the_handout(capsys: pytest.CaptureFixture[str]) -> None:
    async def double(batch: list[int]) -> list[int]:
        print(batch)
        return [2 * x for x in batch]

    async def main() -> None:
        batcher = make(double, max_size=2, max_wait=0.01, max_run=1.0)
        print(await asyncio.gather(*(batcher.submit(x) for x in (1, 2, 3))))
        await batcher.close()

    asyncio.run(main())
    assert capsys.readouterr().out == "[1, 2]\n[3]\n[2, 4, 6]\n"


def test_a_full_batch_starts_at_once() -> None:
    async def main() -> None:
        model = Model(seconds=0.01)
        batcher = batcher_of(model, 3, 5.0)
        got = await asyncio.gather(*(after(0.0, batcher, x) for x in range(3)))
        assert got == [(0, 0.01), (1, 0.01), (4, 0.01)]
        assert model.batches == [(0.0, [0, 1, 2])]

    run(main())


def test_a_lone_request_waits_the_limit() -> None:
    async def main() -> None:
        model = Model(seconds=0.01)
        assert await after(1.0, batcher_of(model, 8, 0.005), 7) == (49, 1.015)
        assert model.batches == [(1.005, [7])]

    run(main())


def test_the_limit_runs_from_the_oldest_and_is_not_renewed() -> None:
    async def main() -> None:
        model = Model()
        batcher = batcher_of(model, 100, 1.0)
        await asyncio.gather(*(after(0.4 * x, batcher, x) for x in range(6)))
        assert model.batches == [(1.0, [0, 1, 2]), (2.2, [3, 4, 5])]

    run(main())


def test_a_backlog_that_is_overdue_still_fills_batches() -> None:
    """Requests that waited while the model was busy go together, not one by one."""

    async def main() -> None:
        model = Model(seconds=1.0)
        batcher = batcher_of(model, 4, 0.1)
        await asyncio.gather(*(after(0.15 * (x > 0) + 0.01 * x, batcher, x) for x in range(8)))
        assert model.batches == [(0.1, [0]), (1.1, [1, 2, 3, 4]), (2.1, [5, 6, 7])]

    run(main())


def test_zero_wait_takes_what_is_there() -> None:
    async def main() -> None:
        model = Model(seconds=1.0)
        batcher = batcher_of(model, 4, 0.0)
        await asyncio.gather(*(after(0.1 * x, batcher, x) for x in range(4)))
        assert model.batches == [(0.0, [0]), (1.0, [1, 2, 3])]

    run(main())


def test_an_error_reaches_its_batch_only_and_the_next_is_served() -> None:
    async def main() -> None:
        batcher = batcher_of(Model(), 2, 0.1)
        jobs = [batcher.submit(x) for x in (1, 13, 3, 4)]
        got = await asyncio.gather(*jobs, return_exceptions=True)
        assert [type(x) for x in got] == [ZeroDivisionError, ZeroDivisionError, int, int]
        assert got[2:] == [9, 16]

    run(main())


def test_a_model_that_is_cancelled_does_not_stop_the_worker() -> None:
    async def model(batch: list[int]) -> list[int]:
        if 13 in batch:
            raise asyncio.CancelledError
        return batch

    async def main() -> None:
        batcher = batcher_of(model, 2, 0.1)
        got = await asyncio.gather(
            *(batcher.submit(x) for x in (1, 13, 3, 4)), return_exceptions=True
        )
        assert [type(x) for x in got] == [asyncio.CancelledError, asyncio.CancelledError, int, int]

    run(main())


class Halt(BaseException):
    pass


def test_an_error_that_is_no_exception_does_not_stop_the_worker() -> None:
    async def model(batch: list[int]) -> list[int]:
        if 13 in batch:
            raise Halt
        return batch

    async def main() -> None:
        batcher = batcher_of(model, 2, 0.1)
        got = await asyncio.gather(
            *(batcher.submit(x) for x in (1, 13, 3, 4)), return_exceptions=True
        )
        assert [type(x) for x in got] == [Halt, Halt, int, int]
        await batcher.close()

    run(main())


def test_a_model_that_ends_the_worker_leaves_nobody_waiting() -> None:
    async def model(batch: list[int]) -> list[int]:
        raise GeneratorExit

    async def main() -> None:
        batcher = batcher_of(model, 2, 0.1)
        got = await asyncio.gather(*(batcher.submit(x) for x in range(5)), return_exceptions=True)
        assert {type(x) for x in got} == {RuntimeError}
        await batcher.close()
        assert isinstance(batcher._worker.exception(), GeneratorExit)

    run(main())


def test_a_model_that_ends_the_program_leaves_nobody_waiting() -> None:
    seen: list[str] = []

    async def model(batch: list[int]) -> list[int]:
        raise SystemExit(3)

    async def caller(batcher: Any, request: int) -> None:
        try:
            await batcher.submit(request)
        except (RuntimeError, asyncio.CancelledError) as error:
            seen.append(type(error).__name__)

    async def main() -> None:
        batcher = batcher_of(model, 2, 0.1)
        await asyncio.gather(*(caller(batcher, x) for x in range(5)))

    with pytest.raises(SystemExit):
        run(main())
    gc.collect()  # asyncio tells of the batcher's end when it goes: here, and not after all tests
    assert len(seen) == 5


def test_a_model_that_hangs_fails_its_batch_and_the_next_is_served() -> None:
    async def model(batch: list[int]) -> list[int]:
        await asyncio.sleep(3600 if 13 in batch else 0.5)
        return batch

    async def main() -> None:
        batcher = batcher_of(model, 2, 0.1, run=2.0)
        jobs = [asyncio.create_task(batcher.submit(x)) for x in (1, 13, 3, 4)]
        done, _ = await asyncio.wait(jobs[:2])
        assert now() == 2.0
        assert {type(job.exception()) for job in done} == {TimeoutError}
        assert [await job for job in jobs[2:]] == [3, 4]
        assert now() == 2.5

    run(main())


def test_close_returns_though_the_model_hangs() -> None:
    async def model(batch: list[int]) -> list[int]:
        await asyncio.get_running_loop().create_future()
        return batch

    async def main() -> None:
        batcher = batcher_of(model, 2, 60.0, run=2.0)
        jobs = [asyncio.create_task(batcher.submit(x)) for x in range(3)]
        await asyncio.sleep(0)
        await batcher.close()
        assert now() == 4.0
        got = await asyncio.gather(*jobs, return_exceptions=True)
        assert [type(x) for x in got] == [TimeoutError] * 3

    run(main())


def test_a_run_within_the_limit_is_not_cut_off() -> None:
    async def main() -> None:
        batcher = batcher_of(Model(seconds=1.0), 2, 0.1, run=1.5)
        assert await asyncio.gather(*(batcher.submit(x) for x in range(4))) == [0, 1, 4, 9]

    run(main())


@pytest.mark.parametrize("when", ["before it runs", "while it waits", "while the model runs"])
def test_a_worker_that_is_cancelled_leaves_nobody_waiting(when: str) -> None:
    async def main() -> None:
        batcher = batcher_of(Model(seconds=1.0), 2, 0.1 if when == "while it waits" else 0.0)
        jobs = [asyncio.create_task(batcher.submit(x)) for x in range(1 if "waits" in when else 5)]
        if when != "before it runs":
            await asyncio.sleep(0.05)
        batcher._worker.cancel()
        got = await asyncio.gather(*jobs, return_exceptions=True)
        assert {type(x) for x in got} == {RuntimeError}
        with pytest.raises(RuntimeError):
            await batcher.submit(1)
        await batcher.close()

    run(main())


def test_a_model_that_cancels_the_task_it_runs_in_leaves_nobody_waiting() -> None:
    async def model(batch: list[int]) -> list[int]:
        task = asyncio.current_task()
        assert task is not None
        task.cancel()
        await asyncio.sleep(1.0)
        return batch

    async def main() -> None:
        batcher = batcher_of(model, 2, 0.1)
        got = await asyncio.gather(*(batcher.submit(x) for x in range(5)), return_exceptions=True)
        assert {type(x) for x in got} == {RuntimeError}
        await batcher.close()

    run(main())


def test_shutting_down_without_close_ends() -> None:
    async def main() -> None:
        batcher = batcher_of(Model(seconds=100.0), 1, 0.0)
        job = asyncio.create_task(batcher.submit(1))
        await asyncio.sleep(1.0)
        assert not job.done()

    run(main())


def test_too_few_results_are_an_error_and_nobody_hangs() -> None:
    async def short(batch: list[int]) -> list[int]:
        return batch[:-1]

    async def main() -> None:
        batcher = batcher_of(short, 3, 0.1)
        got = await asyncio.gather(*(batcher.submit(x) for x in range(4)), return_exceptions=True)
        assert all(isinstance(x, ValueError) for x in got)

    run(main())


def test_a_caller_that_gives_up_harms_nobody() -> None:
    """Given up while waiting: not computed. Given up while running: the others get theirs."""

    async def main() -> None:
        model = Model(seconds=1.0)
        batcher = batcher_of(model, 4, 0.5)
        tasks = [asyncio.create_task(after(0.0, batcher, x)) for x in range(4)]
        early = asyncio.create_task(after(0.1, batcher, 50))
        late = asyncio.create_task(after(0.1, batcher, 51))
        await asyncio.sleep(0.2)
        tasks[2].cancel()
        early.cancel()
        assert await tasks[0] == (0, 1.0)
        assert await tasks[3] == (9, 1.0)
        assert await late == (51**2, 2.0)
        assert model.batches == [(0.0, [0, 1, 2, 3]), (1.0, [51])]

    run(main())


def test_a_batch_whose_callers_all_gave_up_does_not_run() -> None:
    async def main() -> None:
        model = Model()
        batcher = batcher_of(model, 4, 0.5)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(batcher.submit(1), 0.1)
        await asyncio.sleep(1.0)
        assert model.batches == []
        assert (await after(0.0, batcher, 2))[0] == 4

    run(main())


def test_close_serves_what_was_accepted_at_once_and_refuses_more() -> None:
    async def main() -> None:
        model = Model(seconds=0.25)
        batcher = batcher_of(model, 2, 60.0)
        jobs = [asyncio.create_task(batcher.submit(x)) for x in range(5)]
        await asyncio.sleep(0)
        await batcher.close()
        assert now() == 0.75
        assert [await job for job in jobs] == [0, 1, 4, 9, 16]
        assert [batch for _, batch in model.batches] == [[0, 1], [2, 3], [4]]
        with pytest.raises(RuntimeError, match="closed"):
            await batcher.submit(1)
        await batcher.close()

    run(main())


def test_giving_up_on_close_does_not_stop_the_work() -> None:
    async def main() -> None:
        batcher = batcher_of(Model(seconds=1.0), 2, 0.0)
        job = asyncio.create_task(batcher.submit(5))
        await asyncio.sleep(0)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(batcher.close(), 0.1)
        assert await job == 25

    run(main())


@pytest.mark.parametrize("seed", range(20))
def test_random_traffic_keeps_every_promise(seed: int) -> None:
    rng = random.Random(seed)
    size, wait, seconds = rng.randint(1, 6), rng.choice([0.0, 0.01, 0.05]), 0.02
    arrivals = sorted(round(rng.uniform(0, 1), 3) for _ in range(80))

    async def main() -> None:
        model = Model(seconds)
        batcher = batcher_of(model, size, wait)
        got = await asyncio.gather(*(after(t, batcher, 100 + i) for i, t in enumerate(arrivals)))
        assert [x for x, _ in got] == [(100 + i) ** 2 for i in range(80)]
        served = [x for _, batch in model.batches for x in batch]
        assert sorted(served) == list(range(100, 180))
        previous_end = 0.0
        for start, batch in model.batches:
            assert len(batch) <= size
            oldest = min(arrivals[x - 100] for x in batch)
            assert start <= max(oldest + wait, previous_end) + 1e-5
            assert len(batch) == size or start >= oldest + wait - 1e-5
            previous_end = start + seconds

    run(main())


def test_impossible_limits() -> None:
    async def main() -> None:
        for limits in ((0, 1.0, 1.0), (1, -1.0, 1.0), (1, 1.0, 0.0)):
            with pytest.raises(ValueError, match="max_size"):
                make(Model(), *limits)

    run(main())
