# fails: B E G I
import asyncio


class Batcher:
    def __init__(self, run_batch, max_size, max_wait, max_run):
        self.run_batch, self.max_size, self.max_wait = run_batch, max_size, max_wait
        self.queue, self.closed = asyncio.Queue(), False
        self.worker = asyncio.create_task(self.work())

    async def submit(self, request):
        if self.closed:
            raise RuntimeError("closed")
        future = asyncio.get_running_loop().create_future()
        await self.queue.put((request, future))
        return await future

    async def close(self):
        self.closed = True
        await self.queue.put(None)
        await self.worker

    async def work(self):
        last = False
        while not last:
            item = await self.queue.get()
            batch = []
            while item is not None:
                batch.append(item)
                if len(batch) == self.max_size:
                    break
                try:
                    item = await asyncio.wait_for(self.queue.get(), self.max_wait)
                except TimeoutError:
                    break
            last = item is None
            try:
                results = await self.run_batch([request for request, _ in batch]) if batch else []
                for (_, future), result in zip(batch, results):
                    if not future.done():
                        future.set_result(result)
            except Exception as error:
                for _, future in batch:
                    if not future.done():
                        future.set_exception(error)
