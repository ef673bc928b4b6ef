"""The committed sample kits are what the commands make today."""

import pytest

from kitgen.resources import shipped

KITS = sorted((shipped("examples") / "kits").glob("*.yaml"))


def test_there_is_a_sample_for_each_round_of_the_senior_loop():
    assert len(KITS) == 4


@pytest.mark.parametrize("sample", KITS, ids=lambda path: path.stem)
def test_a_sample_kit_is_current(sample, run, tmp_path):
    """To renew them: kitgen plan senior-ml-engineer --seed 7 --output examples/kits --force."""
    run("plan", "senior-ml-engineer", "--seed", 7, "--output", tmp_path)
    assert (tmp_path / sample.name).read_text() == sample.read_text()


@pytest.mark.parametrize("sample", KITS, ids=lambda path: path.stem)
def test_a_sample_kit_renders(sample, run, tmp_path):
    result = run("render", sample, "--format", "docx", "--format", "html", "--output", tmp_path)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 4
