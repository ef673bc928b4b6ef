# fails: D E; too slow: F
class Cache:
    def __init__(self, load, size, ttl, clock):
        self.load, self.size, self.ttl, self.clock = load, size, ttl, clock
        self.kept, self.order = {}, []

    def get(self, key):
        if key in self.order:
            self.order.remove(key)
        self.order.append(key)
        if len(self.order) > self.size:
            self.kept.pop(self.order.pop(0), None)
        if key not in self.kept or self.clock() - self.kept[key][0] >= self.ttl:
            try:
                self.kept[key] = self.clock(), self.load(key)
            except Exception:
                self.kept[key] = self.clock(), None
        return self.kept[key][1]
