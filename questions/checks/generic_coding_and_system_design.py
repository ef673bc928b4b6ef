"""Tests A to F of a cache, as the answer of the question lists them."""

from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Any

from kitgen.bank.harness import expect, refuses

GIVEN = {"Any": Any, "Callable": Callable, "OrderedDict": OrderedDict, "deque": deque}


class Store:
    """Counts what is loaded; its clock is set by hand."""

    def __init__(self):
        self.now, self.loaded, self.broken = 0.0, [], False
        self.value = ...  # stands for: key and time

    def clock(self):
        return self.now

    def load(self, key):
        self.loaded.append(key)
        if self.broken:
            raise ConnectionError(key)
        return f"{key}@{self.now:g}" if self.value is ... else self.value


def made(candidate, size=2, ttl=10):
    store = Store()
    return store, candidate.Cache(store.load, size, ttl, store.clock)


def asked(cache, keys):
    return [cache.get(key) for key in keys]


def test_a_example(candidate):
    """the example of the handout"""
    store, cache = made(candidate)
    asked(cache, "aabca")
    expect(store.loaded, ["a", "b", "c", "a"])


def test_b_least_recently_used(candidate):
    """a key that was asked for again outlives one that was not"""
    store, cache = made(candidate, 3)
    asked(cache, "abcabdab")
    expect(store.loaded, list("abcd"), what="after the fourth key")
    cache.get("c")
    expect(store.loaded, list("abcdc"), what="the key that was forgotten")


def test_c_expiry(candidate):
    """a value is loaded again when it is ttl old, however often it was used, and counts as used"""
    store, cache = made(candidate)
    found = []
    for store.now in (0, 6, 9.9, 10, 19, 20):
        found.append(cache.get("a"))
    expect(found, ["a@0", "a@0", "a@0", "a@10", "a@10", "a@20"])
    store, cache = made(candidate)
    for store.now, key in ((0, "a"), (1, "b"), (2, "a"), (10, "a"), (10, "b")):
        cache.get(key)
    expect(store.loaded, list("aba"), what="loading again forgets no other key")
    store, cache = made(candidate)
    for store.now, key in ((0, "a"), (1, "b"), (10, "a"), (10, "c"), (10, "a")):
        cache.get(key)
    expect(store.loaded, list("abac"), what="a key loaded again is the last one used")


def test_d_errors_and_empty_values(candidate):
    """an error is passed on and not kept; None, 0 and '' are values like others"""
    store, cache = made(candidate)
    store.broken = True
    refuses(cache.get, "a", error=ConnectionError, what="broken store")
    store.broken = False
    expect(cache.get("a"), "a@0", what="afterwards")
    for value in (None, 0, ""):
        store = Store()
        store.value = value
        cache = candidate.Cache(store.load, 2, 10, store.clock)
        expect(asked(cache, "aa"), [value, value])
        expect(store.loaded, ["a"], what=f"loads of {value!r}")


def test_e_sizes(candidate):
    """size 1, and size 0 that is refused"""
    store, cache = made(candidate, 1)
    asked(cache, "aabba")
    expect(store.loaded, ["a", "b", "a"])
    refuses(made, candidate, 0, what="size 0")


def test_f_many_keys(candidate):
    """a hundred thousand keys through a cache of fifty thousand"""
    store, cache = made(candidate, 50_000)
    for number in range(100_000):
        cache.get(f"k{number}")
    cache.get("k99999")
    cache.get("k50000")
    expect(len(store.loaded), 100_000, what="loads")
