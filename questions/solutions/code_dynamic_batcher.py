"""Dynamic batching in front of an async model: O(1) work for each request."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
END = (KeyboardInterrupt, SystemExit, GeneratorExit)  # of the program, or of the loop


class Batcher(Generic[T, R]):
    """Runs requests in batches, in order of arrival, one batch at a time, in a running event loop.

    A batch starts when `max_size` requests wait or the oldest has waited `max_wait` seconds; if
    the model is busy then, as soon as it is free. After `max_run` seconds a run is cancelled.
    """

    def __init__(
        self,
        run_batch: Callable[[list[T]], Awaitable[list[R]]],
        max_size: int,
        max_wait: float,
        max_run: float,
    ) -> None:
        if max_size < 1 or max_wait < 0 or max_run <= 0:
            raise ValueError("max_size must be at least 1, max_wait at least 0, max_run above 0")
        self._run_batch, self._max_size = run_batch, max_size
        self._max_wait, self._max_run = max_wait, max_run
        self._closed, self._waiting = False, set[asyncio.Future[R]]()
        self._queue: asyncio.Queue[tuple[T, asyncio.Future[R], float] | None] = asyncio.Queue()
        self._worker = asyncio.create_task(self._work())
        # However the worker ends, cancelled or not, nobody is left waiting.
        self._worker.add_done_callback(lambda _: self._fail(self._waiting, RuntimeError("stopped")))

    async def submit(self, request: T) -> R:
        """Return the result for `request`, or raise what its batch raised."""
        if self._closed or self._worker.done():
            raise RuntimeError("the batcher is closed")
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        future.add_done_callback(self._waiting.discard)
        self._queue.put_nowait((request, future, future.get_loop().time() + self._max_wait))
        return await future  # cancelling the caller cancels the future

    async def close(self) -> None:
        """Refuse new requests, serve the accepted ones without further waiting, and stop."""
        if not self._closed:
            self._closed = True
            self._queue.put_nowait(None)  # no more come
        await asyncio.wait([self._worker])  # who gives up here does not stop the worker

    async def _work(self) -> None:
        while (item := await self._queue.get()) is not None:
            batch, (_, _, deadline) = [item], item
            with suppress(TimeoutError):  # the oldest is due
                async with asyncio.timeout_at(deadline):
                    while len(batch) < self._max_size and (item := await self._queue.get()):
                        batch.append(item)  # a backlog too is taken, though it is due already
            await self._answer({f: request for request, f, _ in batch if not f.done()})
            if item is None:
                break

    async def _answer(self, batch: dict[asyncio.Future[R], T]) -> None:
        """Run the model and give each caller that still waits a result or the error."""
        try:
            async with asyncio.timeout(self._max_run):
                results = await self._run_batch(list(batch.values())) if batch else []
            for future, result in list(zip(batch, results, strict=True)):  # checks, then answers
                if not future.done():
                    future.set_result(result)
        except BaseException as error:
            if self._worker.cancelling() or isinstance(error, END):
                raise  # and the callers are told when the worker is done
            self._fail(batch, error)

    def _fail(self, futures: Iterable[asyncio.Future[R]], error: BaseException) -> None:
        for future in [future for future in futures if not future.done()]:
            future.set_exception(error)
