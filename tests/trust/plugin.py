"""Measures the tests that try a promise, in any process of xdist, and writes docs/trust.md."""

import re

import pytest

from tests.trust.measure import Measurement
from tests.trust.page import Try, kept_with, write_tests

_KEY = "promise"
_tries: dict[str, Try] = {}


def pytest_collection_modifyitems(config, items):
    """Leave out what tries no promise."""
    tried = [item for item in items if item.get_closest_marker(_KEY)]
    config.hook.pytest_deselected(items=[item for item in items if item not in tried])
    items[:] = tried


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    marker = item.get_closest_marker(_KEY)
    told = {
        "promise": marker.args[0],
        "attack": marker.kwargs.get("attack") or _in_words(item),
        "inputs": 0,
        "seconds": 0.0,
        "megabytes": 0,
    }
    item.user_properties.append((_KEY, told))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item):
    with Measurement() as spent:
        yield
    dict(item.user_properties)[_KEY] |= {
        "inputs": _inputs(item),
        "seconds": spent.seconds,
        "megabytes": spent.megabytes,
    }


def _in_words(item):
    """What a test is called, as words."""
    name = getattr(item, "originalname", None) or item.name
    return name.removeprefix("test_").replace("_", " ")


def _inputs(item):
    """How many inputs a case tried: as its mark or a parameter says, or examples of hypothesis."""
    inputs = item.get_closest_marker(_KEY).kwargs.get("inputs")
    if isinstance(inputs, str):
        return item.callspec.params[inputs]
    if inputs:
        return inputs
    told = getattr(item, "hypothesis_statistics", "")
    return sum(map(int, re.findall(r"(\d+) passing", told))) or 1


def pytest_runtest_logreport(report):
    """Note what came of a test, which ends before its call where a fixture fails or skips it."""
    told = dict(report.user_properties).get(_KEY)
    if told and (report.when == "call" or report.outcome != "passed"):
        _tries[report.nodeid] = Try(**told, outcome=report.outcome)


def pytest_terminal_summary(terminalreporter):
    """Write the page, with the tests of earlier runs that this one left out."""
    if _tries:
        made = kept_with(_tries)
        write_tests(made.values())
        terminalreporter.write_line(f"{len(made)} tests are in docs/trust.md")
