"""Dynamic batching in front of an async model: O(1) work for each request."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class _Item(NamedTuple, Generic[T, R]):
    request: T
    future: asyncio.Future[R]
    deadline: float


class Batcher(Generic[T, R]):
    """Runs requests in batches, in order of arrival, one batch at a time, in a running event loop.

    A batch starts when `max_size` requests wait or the oldest has waited `max_wait` seconds; if
    the model is busy then, as soon as it is free.
    """

    def __init__(
        self, run_batch: Callable[[list[T]], Awaitable[list[R]]], max_size: int, max_wait: float
    ) -> None:
        if max_size < 1 or max_wait < 0:
            raise ValueError("max_size must be at least 1 and max_wait at least 0")
        self._run_batch, self._max_size, self._max_wait = run_batch, max_size, max_wait
        self._closed = False
        self._queue: asyncio.Queue[_Item[T, R] | None] = asyncio.Queue()  # None: no more come
        self._worker = asyncio.create_task(self._work())

    async def submit(self, request: T) -> R:
        """Return the result for `request`, or raise what its batch raised."""
        if self._closed:
            raise RuntimeError("the batcher is closed")
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        deadline = future.get_loop().time() + self._max_wait
        self._queue.put_nowait(_Item(request, future, deadline))
        return await future  # cancelling the caller cancels the future

    async def close(self) -> None:
        """Refuse new requests, serve the accepted ones without further waiting, and stop."""
        if not self._closed:
            self._closed = True
            self._queue.put_nowait(None)
        await asyncio.shield(self._worker)

    async def _work(self) -> None:
        while (item := await self._queue.get()) is not None:
            batch = [item]
            await self._fill(batch)
            await self._answer([entry for entry in batch if not entry.future.done()])

    async def _fill(self, batch: list[_Item[T, R]]) -> None:
        """Add requests until the batch is full, its oldest is due, or no more can come."""
        with suppress(TimeoutError):
            async with asyncio.timeout_at(batch[0].deadline):
                while len(batch) < self._max_size:
                    item = await self._queue.get()  # takes a backlog even when already due
                    if item is None:
                        self._queue.put_nowait(None)
                        return
                    batch.append(item)

    async def _answer(self, batch: list[_Item[T, R]]) -> None:
        """Run the model and give each caller that still waits a result or the error."""
        try:
            results = await self._run_batch([item.request for item in batch]) if batch else []
            for item, result in list(zip(batch, results, strict=True)):  # checks before it answers
                if not item.future.done():
                    item.future.set_result(result)
        except (Exception, asyncio.CancelledError) as error:
            if self._worker.cancelling():  # the loop is shutting down; else only the model stopped
                raise
            for item in batch:
                if not item.future.done():
                    item.future.set_exception(error)
