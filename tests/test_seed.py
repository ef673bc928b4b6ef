"""The seed: drawn from very many where none is given, told, kept, and good for the same choice."""

import json
import re

import pytest
from click.testing import CliRunner

from kitgen.cli import main
from kitgen.kit.load import read_kit

ROUND = ("senior-ml-engineer", "--round", "coding")
TOLD = re.compile(r"for the same choice again: --seed (\d+)$", re.MULTILINE)


def done(*arguments):
    """What a user's command says, who gives just these options."""
    called = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert called.exit_code == 0, called.stderr
    return called


@pytest.mark.promise("leak")
def test_two_runs_without_a_seed_draw_two_that_are_told_and_in_the_kits(tmp_path):
    seeds = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        said = done("plan", *ROUND, "--output", folder)
        (kit,) = map(read_kit, folder.iterdir())
        assert [str(kit.seed)] == TOLD.findall(said.stderr)
        seeds.append(kit.seed)
    assert len(set(seeds)) == 2
    assert all(2**40 < seed < 2**63 for seed in seeds)  # less than once in 4 million runs it fails


def test_the_seed_that_was_told_gives_the_same_files(tmp_path):
    options = ("generate", *ROUND, "--format", "docx", "--output")
    (seed,) = TOLD.findall(done(*options, tmp_path / "a").stderr)
    again = done(*options, tmp_path / "b", "--seed", seed)
    assert not TOLD.search(again.stderr)
    first, second = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in (tmp_path / "a", tmp_path / "b")
    )
    assert first == second
    assert len(first) == 3


def test_json_has_the_drawn_seed_and_simulations_and_exercises_tell_it(tmp_path):
    said = done("plan", *ROUND, "--json", "--output", tmp_path)
    assert [str(json.loads(said.stdout)["seed"])] == TOLD.findall(said.stderr)
    assert TOLD.search(done("plan", *ROUND, "--simulate", 2).stderr)
    exercise = ("calibrate", *ROUND, "--format", "html", "--output", tmp_path)
    assert TOLD.search(done(*exercise).stderr)


def test_other_kits_than_those_that_are_there_are_refused_with_the_way_to_add_a_candidate(tmp_path):
    options = ("--format", "html", "--output", tmp_path)
    done("generate", *ROUND, *options, "--candidate", "Ada Lovelace")
    (kit,) = tmp_path.glob("*-kit.yaml")
    before = kit.read_bytes()
    second = ["generate", *ROUND, *options, "--candidate", "Alan Turing"]
    refused = CliRunner().invoke(main, list(map(str, second)))
    assert refused.exit_code == 1
    assert "kitgen render KIT… --candidate NAME" in refused.stderr
    assert kit.read_bytes() == before
    done("render", kit, *options, "--candidate", "Alan Turing")
    assert sorted(
        path.stem.partition("candidate-")[2] for path in tmp_path.rglob("*candidate-*")
    ) == [
        "ada-lovelace",
        "alan-turing",
    ]
