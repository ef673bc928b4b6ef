# fails: C E
class Cache:
    def __init__(self, load, size, ttl, clock):
        self.load, self.size, self.ttl, self.clock = load, size, ttl, clock
        self.kept = OrderedDict()

    def get(self, key):
        now = self.clock()
        if key in self.kept and now - self.kept[key][0] < self.ttl:
            value = self.kept.pop(key)[1]
        else:
            value = self.load(key)
            self.kept.pop(key, None)
        self.kept[key] = now, value
        if len(self.kept) > self.size:
            self.kept.popitem(last=False)
        return value
