"""Banks of other professions under examples/banks: each is a workspace that works by itself."""

import json
import re
import shutil

import pytest

from kitgen.bank.load import load_bank
from kitgen.check.samples import samples_of
from kitgen.resources import shipped
from tests.commands import as_html
from tests.test_checks import check, verdicts

BANKS = {
    path.parent: path.parent / "questions" for path in shipped("examples").glob("banks/*/*.yaml")
}
CHECKED = [(b, q) for b in BANKS.values() for q in load_bank([b]).questions if q.checks]


@pytest.fixture(params=BANKS, ids=lambda folder: folder.name)
def folder(request, monkeypatch, tmp_path):
    """A copy of a bank's folder; commands are given there."""
    copy = shutil.copytree(request.param, tmp_path / request.param.name)
    monkeypatch.chdir(copy)
    return copy


def test_there_is_a_bank_that_is_not_about_machine_learning():
    assert "backend-engineer" in {folder.name for folder in BANKS}


def test_nothing_is_found_in_it(folder, run):
    result = run("check", "--strict", "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_the_commands_of_its_readme_make_a_pack_for_each_round(folder, run):
    (commands,) = re.findall(r"```sh\n(.*?)```", (folder / "README.md").read_text(), re.DOTALL)
    enter, generate = commands.splitlines()
    assert enter == f"cd examples/banks/{folder.name}"
    _, *words = as_html(generate).split()
    assert run(*words).exit_code == 0
    rounds = (folder / "roles" / f"{words[1]}.yaml").read_text().count("    blueprint:")
    packs = sorted(folder.glob("packs/*-interviewer.html"))
    assert len(packs) == rounds > 0
    assert not [pack for pack in packs if "machine learning" in pack.read_text().lower()]


def test_each_question_has_three_samples_on_both_sides_of_the_bar(folder):
    bank = load_bank([folder / "questions"])
    (samples,) = samples_of([folder / "questions"], bank).values()
    for question in bank.questions:
        rated = [sample.ratings for sample in samples if sample.question == question.id]
        assert len(rated) >= 3, question.id
        for seniority in question.seniority:
            ratings = {of_all[seniority] for of_all in rated}
            assert min(ratings) < bank.scale.bar <= max(ratings), question.id


@pytest.mark.parametrize(("bank", "question"), CHECKED, ids=lambda part: getattr(part, "id", ""))
def test_a_solution_passes_the_tests_that_its_answer_names(bank, question, run, tmp_path):
    assert run("tests", question.id, "--bank", bank, "--output", tmp_path).exit_code == 0
    (file,) = tmp_path.iterdir()
    named = "".join(re.findall(r"\*\*([A-Z])\*\*", question.answer))
    assert verdicts(check(file, bank / question.solution)) == (named, "")
