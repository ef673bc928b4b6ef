# fails:
"""Another way: no queue, a clock of its own, and a loop that asks again and again."""

import asyncio
from time import perf_counter


class Batcher:
    def __init__(self, run_batch, max_size, max_wait, max_run):
        self.run_batch, self.max_size = run_batch, max_size
        self.max_wait, self.max_run = max_wait, max_run
        self.waiting, self.closed = [], False
        self.worker = asyncio.ensure_future(self.work())

    async def submit(self, request):
        if self.closed:
            raise RuntimeError("closed")
        future = asyncio.get_running_loop().create_future()
        self.waiting.append((request, future, perf_counter()))
        return await future

    async def close(self):
        self.closed = True
        await self.worker

    def is_due(self):
        full = len(self.waiting) >= self.max_size or self.closed
        return self.waiting and (full or perf_counter() - self.waiting[0][2] >= self.max_wait)

    async def work(self):
        while self.waiting or not self.closed:
            if self.is_due():
                batch = self.waiting[: self.max_size]
                del self.waiting[: self.max_size]
                await self.answer([item for item in batch if not item[1].done()])
            else:
                await asyncio.sleep(0.001)

    async def answer(self, batch):
        try:
            run = self.run_batch([request for request, _, _ in batch])
            results = await asyncio.wait_for(run, self.max_run)
            if len(results) != len(batch):
                raise ValueError("wrong number of results")
        except BaseException as error:
            print("failed:", error)
            results = [error] * len(batch)
        for (_, future, _), result in zip(batch, results):
            if not future.done():
                if isinstance(result, BaseException):
                    future.set_exception(result)
                else:
                    future.set_result(result)
