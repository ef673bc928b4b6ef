"""A few damaged and hostile files of every kind, and all that were once not handled."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.faults import good
from tests.fuzz.attempt import outcome
from tests.fuzz.found import all_found
from tests.fuzz.targets import FORMULAS, ROSTER, ROWS, TABLE, TARGETS, WORKSPACE
from tests.fuzz.trial import REFUSED
from tests.marked import PROMPT
from tests.reading import need_pango

PROMISE = "files"


def marked(target):
    attack = f"damaged and hostile input: {target.name.replace('-', ' ')}"
    promise = pytest.mark.promise(PROMISE, attack=attack, inputs=target.few)
    return pytest.param(target, id=target.name, marks=promise)


@pytest.fixture
def folder(tmp_path):
    """A folder for one kind of input: what another kind leaves would be read with it."""
    return tmp_path


def assert_same_twice(target, content, folder):
    need_pango()
    first = outcome(target.action, content, folder)
    assert outcome(target.action, content, folder) == first


@pytest.mark.parametrize("target", [marked(target) for target in TARGETS.values()])
def test_any_file_is_read_or_refused(folder, target):
    @settings(max_examples=target.few, suppress_health_check=list(HealthCheck))
    @given(target.inputs)
    def every(content):
        assert_same_twice(target, content, folder)

    every()


GOOD = {
    "banks": good("question"),
    "vocabularies": good("vocabulary"),
    "samples": good("sample"),
    "workspaces": WORKSPACE,
    "roles": good("role"),
    "blueprints": ROWS,
    "kits": good("kit"),
    "rosters": ROSTER[0],
    "imported-tables": TABLE,
    "latex": FORMULAS[0],
    "markdown": PROMPT,
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_damaged_was_good_before(folder, name):
    came = outcome(TARGETS[name].action, GOOD[name].encode(), folder)
    assert not came.startswith(REFUSED), came


@pytest.mark.promise(PROMISE)
@pytest.mark.parametrize(("name", "file"), all_found())
def test_what_was_once_not_handled_is_read_or_refused(folder, name, file):
    assert_same_twice(TARGETS[name], file.read_bytes(), folder)
