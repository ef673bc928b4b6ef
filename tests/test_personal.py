"""Packs of named candidates, what is refused before anything is chosen, and JSON of both."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.editions.occasion import Occasion
from tests.reading import html_text

CODING = ("senior-ml-engineer", "--round", "coding", "--seed", 7, "--format", "html")
STEM = "senior-ml-engineer-3-coding"
SHEET = "packs/for-candidates/senior-interview-questions-candidate.pdf"
# A choice that cannot be made: where it is not what is refused, nothing was chosen yet.
IMPOSSIBLE = ("--seniority", "senior", "--category", "ml-theory=9", "--minutes", 15)


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.*"))


def test_each_candidate_has_packs_with_the_name_in_them_and_in_their_names(run, tmp_path):
    people = ("--candidate", "Ada Lovelace", "--candidate", "Alan M. Turing")
    assert run("generate", *CODING, *people, "--output", tmp_path).exit_code == 0
    packs = [f"for-candidates/{STEM}-candidate", f"{STEM}-interviewer"]
    people = ("ada-lovelace", "alan-m-turing")
    expected = [f"{pack}-{person}.html" for pack in packs for person in people]
    assert names(tmp_path) == sorted((*expected, f"{STEM}-kit.yaml"))
    sheet = html_text((tmp_path / f"{packs[0]}-alan-m-turing.html").read_text("utf-8"))
    assert "Alan M. Turing" in sheet
    assert "Lovelace" not in sheet


def test_spaces_of_word_and_of_japanese_names_are_printed(run, tmp_path):
    people = ("--candidate", "Käthe\u00a0Müller", "--candidate", "山田\u3000太郎")
    made = (*CODING, *people, "--edition", "scorecard", "--output", tmp_path)
    assert run("generate", *made).exit_code == 0
    sheet = html_text((tmp_path / f"{STEM}-scorecard-käthe-müller.html").read_text("utf-8"))
    assert "Käthe Müller" in " ".join(sheet.split())


def test_the_next_candidate_of_the_same_kits_goes_into_the_same_folder(run, tmp_path):
    for person in ("Ada", "Alan"):
        result = run("generate", *CODING, "--candidate", person, "--output", tmp_path)
        assert result.exit_code == 0
    assert len(names(tmp_path)) == 5
    kit = tmp_path / f"{STEM}-kit.yaml"
    kit.write_text(kit.read_text().replace("seed: 7", "seed: 8"))
    changed = kit.read_bytes()
    refused = run("generate", *CODING, "--candidate", "Grace", "--output", tmp_path)
    assert refused.exit_code == 1
    assert f"{kit} already exists" in refused.stderr
    assert kit.read_bytes() == changed
    assert len(names(tmp_path)) == 5


@pytest.mark.promise("names")
def test_two_candidates_of_one_name_are_refused(run, tmp_path):
    people = ("--candidate", "Ada Lovelace", "--candidate", "ada lovelace")
    refused = run("generate", *CODING, *people, "--output", tmp_path)
    assert refused.exit_code == 1
    assert f"{STEM}-interviewer-ada-lovelace.html" in refused.stderr
    assert names(tmp_path) == []


@pytest.mark.promise("names")
@given(
    st.text(
        st.characters(categories=["L", "M", "N", "P", "S"], include_characters=" "), max_size=200
    ).filter(str.strip)
)
def test_any_name_is_a_safe_part_of_a_file_name(name):
    part = Occasion(candidate=name).in_file_names
    assert not set(part) & set('/\\:*?"<>|. ')
    assert len(part.encode()) <= 160
    assert part == part.strip("-")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--format", "pdf"), f"{SHEET} already exists"),
        (("--theme", "theme", "--format", "html"), "candidate.html:1"),
        (("--round", "nope"), "unknown round 'nope'"),
        (("--candidate", "a\tb"), "characters that cannot be printed: a tab"),
        (("--candidate", "a\u2028b"), "characters that cannot be printed: U+2028"),
        (("--candidate", "Ada", "--candidate", ""), "the candidate is empty"),
        (("--interviewer", " "), "the interviewer is empty"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is_chosen(
    run, tmp_path, monkeypatch, options, message
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / SHEET).parent.mkdir(parents=True)
    (tmp_path / SHEET).write_text("mine")
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "candidate.html").write_text("{% if %}")
    refused = run("generate", *IMPOSSIBLE, *options, "--output", "packs")
    assert refused.exit_code == 1
    assert message in refused.stderr
    assert "cannot" not in refused.stderr.replace("cannot be printed", "")


def test_a_font_that_is_missing_is_refused_before_anything_is_chosen(run, tmp_path):
    (tmp_path / "theme.yaml").write_text("fonts: {text: No Such Font}\n")
    refused = run("generate", *IMPOSSIBLE, "--theme", tmp_path, "--output", tmp_path / "packs")
    assert refused.exit_code == 1
    assert "No Such Font" in refused.stderr


def test_kits_that_exist_are_refused_before_anything_is_chosen(run, tmp_path):
    (tmp_path / "senior-interview-questions-kit.yaml").write_text("mine")
    refused = run("plan", *IMPOSSIBLE, "--output", tmp_path)
    assert refused.exit_code == 1
    assert "senior-interview-questions-kit.yaml already exists" in refused.stderr


@pytest.mark.promise("names")
def test_names_too_long_for_files_are_refused_before_anything_is_chosen(run, tmp_path):
    role = tmp_path / f"{'r' * 220}.yaml"
    role.write_text("extends: senior-ml-engineer\n")
    refused = run("generate", role, "--candidate", "护" * 20, "--output", tmp_path / "packs")
    assert refused.exit_code == 1
    assert f"too long: {role.stem}-1-ml-depth-interviewer-护" in refused.stderr
    assert "proved" not in refused.stderr


@pytest.mark.parametrize(
    ("edition", "command"),
    [("catalogue", "kitgen questions print"), ("calibration-key", "kitgen calibrate")],
)
def test_what_is_not_made_of_kits_is_another_command(run, edition, command):
    refused = run("generate", *IMPOSSIBLE, "--edition", edition)
    assert refused.exit_code == 2
    assert refused.stderr.endswith(f"{command}\n")


def test_a_loop_without_a_round_is_refused_before_anything_is_chosen(run, tmp_path):
    only = ("--round", "coding", "--edition", "loop", "--format", "html")
    refused = run("generate", "senior-ml-engineer", *only, "--output", tmp_path)
    assert refused.exit_code == 1
    assert "no kit of rounds 1, 2 and 4, of 4 in the loop" in refused.stderr
    assert "proved" not in refused.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("plan", "ml-engineer", "--forms", "2", "--seed", "7"),
        ("generate", *map(str, CODING)),
    ],
)
def test_json_gives_what_was_chosen_and_written(tmp_path, command):
    given = [sys.executable, "-m", "kitgen", *command, "--output", tmp_path, "--json"]
    result = subprocess.run(given, capture_output=True, text=True, check=True)
    answer = json.loads(result.stdout)
    assert answer["role"] == command[1]
    assert answer["seed"] == 7
    assert sorted(answer["files"]) == [str(path) for path in sorted(tmp_path.rglob("*.*"))]
    for kit in answer["kits"]:
        text = Path(kit["file"]).read_text(encoding="utf-8")
        assert f"id: {kit['id']}" in text
        assert f"form: {kit['form'] or 'null'}" in text
        for question in kit["questions"]:
            assert f"id: {question['id']}\n" in text
            assert question["title"] in text
