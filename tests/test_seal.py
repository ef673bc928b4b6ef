"""Kits that were changed by hand: checked, and given the id of what they contain now."""

import re

import pytest

from kitgen.kit.load import read_kit
from tests.reading import sample_kit

ROUND = "1-ml-depth"


@pytest.fixture
def kit(tmp_path):
    """A kit file of which a user may change the text."""
    path = tmp_path / "a kit.yaml"
    path.write_bytes(sample_kit(ROUND).read_bytes())
    return path


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_the_id_is_set_and_every_other_byte_stays(run, kit, quote, mark, ends):
    change(kit, "minutes: 10", "minutes: 9   # shorter: they are quick at this")
    old = re.search("^id: (.*)\n", kit.read_text())[1]
    change(kit, f"id: {old}", f"id:  {quote}{old}{quote}   # mine")
    before = mark + kit.read_bytes().replace(b"\n", ends)
    kit.write_bytes(before)
    result = run("kit", "seal", kit)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == f"{kit}\n"
    new = read_kit(kit).id
    assert f"{kit}: id is now {new}, was {old}\n" in result.stderr
    assert kit.read_bytes() == before.replace(f"{quote}{old}{quote}".encode(), new.encode(), 1)


def test_the_refusal_of_a_changed_kit_names_the_command_that_works(run, kit, tmp_path):
    change(kit, "minutes: 10", "minutes: 9")
    render = ("render", kit, "--format", "html", "--output", tmp_path / "out")
    refused = run(*render)
    assert refused.exit_code == 1
    assert f"kitgen kit seal '{kit}'" in refused.stderr
    assert run("kit", "seal", kit).exit_code == 0
    assert run(*render).exit_code == 0


def test_a_kit_as_it_was_planned_is_not_written(run, kit):
    before = kit.stat()
    result = run("kit", "seal", kit, kit)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "is as it was planned" in result.stderr
    assert kit.stat() == before


def test_where_one_kit_is_faulty_none_is_sealed_and_all_faults_are_named(run, kit, tmp_path):
    """40 minutes for a question: the candidate would have had −24 for their own questions."""
    change(kit, "minutes: 10", "minutes: 9")
    other = tmp_path / "below" / "other.yaml"
    other.parent.mkdir()
    other.write_bytes(sample_kit(ROUND).read_bytes())
    change(other, "minutes: 10", "minutes: 40")
    before = [kit.read_bytes(), other.read_bytes()]
    result = run("kit", "seal", kit, other, tmp_path / "none.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert [kit.read_bytes(), other.read_bytes()] == before
    assert f"{other}:" in result.stderr
    assert "opening, questions and closing take 94 minutes, and the round has 65" in result.stderr
    assert "none.yaml:1:1: cannot be read" in result.stderr


def test_kits_of_several_folders_are_sealed_together(run, kit, tmp_path):
    other = tmp_path / "below" / "other.yaml"
    other.parent.mkdir()
    other.write_bytes(sample_kit(ROUND).read_bytes())
    for path in (kit, other):
        change(path, "minutes: 10", "minutes: 9")
    assert run("kit", "seal", kit, other).stdout == f"{kit}\n{other}\n"
    assert read_kit(kit).id == read_kit(other).id


def test_an_id_that_cannot_be_replaced_by_itself_is_left_to_the_user(run, kit):
    old = re.search("^id: (.*)\n", kit.read_text())[1]
    change(kit, f"id: {old}", f"id: >-\n  {old}")
    change(kit, "minutes: 10", "minutes: 9")
    result = run("kit", "seal", kit)
    assert result.exit_code == 1
    assert f"{kit}:1:5: write it here as plain text: " in result.stderr


DOUBTS = {
    "minutes of the closing": (
        "minutes: 10",
        "minutes: 9",
        "warning stale-script: promises 6 minutes: the round has 65, and its questions leave 7 "
        "for the closing",
    ),
    "questions in words": (
        "I have five questions",
        "I have six questions",
        "warning stale-script: promises six questions, and the kit has five questions",
    ),
    "equal anchors": (
        None,
        None,
        "error same-anchors: levels 1 and 2 have the same anchor",
    ),
    "too few needed points": (
        None,
        None,
        "warning bar-odds: 0 needed points and follow-ups: with 2 missing, fewer than half are "
        "left; at least 4 are needed",
    ),
}


def changed_text(text, doubt):
    if doubt == "equal anchors":
        return re.sub(
            r"    1: .*\n(      .*\n)*    2: .*\n(      .*\n)*", "    1: A\n    2: A\n", text
        )
    if doubt == "too few needed points":
        return text.replace("needed: true", "needed: false")
    old, new, _ = DOUBTS[doubt]
    return text.replace(old, new, 1)


@pytest.mark.parametrize("doubt", DOUBTS)
def test_what_a_change_left_behind_is_a_finding_when_sealed_and_when_checked(run, kit, doubt):
    text = kit.read_text(encoding="utf-8")
    new = changed_text(text, doubt)
    assert new != text
    kit.write_text(new, encoding="utf-8")
    sealed = run("kit", "seal", kit)
    assert sealed.exit_code == 0, sealed.stderr
    assert DOUBTS[doubt][2] in sealed.stderr
    assert DOUBTS[doubt][2] in run("check", kit).stdout


def test_planned_kits_have_no_such_findings(run):
    kits = sorted(sample_kit(ROUND).parent.iterdir())
    result = run("check", *kits, "--strict")
    assert result.exit_code == 0, result.stdout
