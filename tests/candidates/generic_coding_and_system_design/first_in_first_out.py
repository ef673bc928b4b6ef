# fails: B D
class Cache:
    def __init__(self, load, size, ttl, clock):
        if size < 1:
            raise ValueError(size)
        self.load, self.size, self.ttl, self.clock, self.kept = load, size, ttl, clock, {}

    def get(self, key):
        value, loaded = self.kept.get(key, (None, 0))
        if value and self.clock() - loaded < self.ttl:
            return value
        self.kept.pop(key, None)
        self.kept[key] = value, _ = self.load(key), self.clock()
        if len(self.kept) > self.size:
            self.kept.pop(next(iter(self.kept)))
        return value
