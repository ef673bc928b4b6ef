# fails: C D E F G I
import asyncio
import time
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Batcher(Generic[T, R]):
    def __init__(self, run_batch, max_size, max_wait, max_run):
        self.run_batch, self.max_size, self.max_wait = run_batch, max_size, max_wait
        self.queue = asyncio.Queue()
        self.closed = False
        self.worker = asyncio.create_task(self.work())

    async def submit(self, request):
        if self.closed:
            raise RuntimeError("closed")
        future = asyncio.get_running_loop().create_future()
        self.queue.put_nowait((request, future, time.monotonic() + self.max_wait))
        return await future

    async def close(self):
        self.closed = True
        while not self.queue.empty():
            await asyncio.sleep(0.01)
        await asyncio.sleep(self.max_wait + 1)
        self.worker.cancel()

    async def work(self):
        while True:
            batch = [await self.queue.get()]
            deadline = batch[0][2]
            while len(batch) < self.max_size and time.monotonic() < deadline:
                try:
                    left = deadline - time.monotonic()
                    batch.append(await asyncio.wait_for(self.queue.get(), left))
                except asyncio.TimeoutError:
                    break
            results = await self.run_batch([request for request, _, _ in batch])
            for (_, future, _), result in zip(batch, results):
                future.set_result(result)
