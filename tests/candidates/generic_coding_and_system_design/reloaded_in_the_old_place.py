# fails: C
from collections import OrderedDict


class Cache:
    def __init__(self, load, size, ttl, clock):
        if size < 1:
            raise ValueError("size")
        self.load, self.size, self.ttl, self.clock = load, size, ttl, clock
        self.kept = OrderedDict()

    def get(self, key):
        now = self.clock()
        if key in self.kept and now - self.kept[key][0] < self.ttl:
            self.kept.move_to_end(key)
            return self.kept[key][1]
        value = self.load(key)
        self.kept[key] = (now, value)
        if len(self.kept) > self.size:
            self.kept.popitem(last=False)
        return value
