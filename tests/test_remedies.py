"""Changes that kitgen proposes for impossible roles, each tried by rules that know none of it."""

import pytest

from tests.extent import extent
from tests.oracle.invent import invent
from tests.oracle.remedies import failing

PART = extent(15, 75)  # cases of one test


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 2 * PART, PART))
def test_every_change_works_alone_and_those_that_are_said_to_together(first):
    found = {seed: failing(invent(seed)) for seed in range(first, first + PART)}
    assert {seed: wrong for seed, wrong in found.items() if wrong} == {}
