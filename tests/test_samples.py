"""Samples: `check` reads them with their bank, wherever they are named; other commands do not."""

import json

import pytest

from kitgen.bank.load import load_bank
from kitgen.bank.samples import load_samples
from kitgen.errors import InvalidInput
from kitgen.files.dump import dump
from tests.test_check import CLEAN, SECOND, bank_of


def sample(question="pump-alarms", sample_id="a", **ratings):
    return {
        "question": question,
        "id": sample_id,
        "answer": "Eight in a hundred.",
        "ratings": ratings or {"mid": 3, "senior": 2},
        "reason": "One of four is missing.",
    }


def several(*ratings):
    """Samples of the clean question, one for each rating at mid and senior."""
    letters = zip("abcdef", ratings, strict=False)
    return [sample(sample_id=a, mid=mid, senior=senior) for a, (mid, senior) in letters]


def write(folder, samples, name="first"):
    file = folder / "samples" / f"{name}.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(dump(tuple(samples)), encoding="utf-8")
    return file


def found(run, *arguments):
    findings = json.loads(run("check", *arguments, "--json").stdout)
    return [(f["rule"], f["subject"], f["message"]) for f in findings]


BELOW_AND_AT = several((2, 2), (3, 2))
FEW = {
    "none": [sample("colliding-keys", staff=1), sample("colliding-keys", "b", staff=3)],
    "one": several((2, 3)),
    "equal ones": several((2, 3), (2, 3), (2, 3)),
    "none below the bar": several((3, 3), (4, 4)),
}
ENOUGH = {
    "one of two seniorities": BELOW_AND_AT,
    "far below": several((1, 4), (4, 4)),
    "both below": several((1, 3), (2, 3)),
}


@pytest.mark.parametrize("case", FEW)
def test_a_reviewed_question_without_samples_at_two_levels_is_noted(run, tmp_path, case):
    bank_of(tmp_path, [CLEAN, SECOND | {"status": "draft"}])
    write(tmp_path, FEW[case])
    noted = [f for f in found(run, "--bank", tmp_path) if f[0] != "draft"]
    assert [(rule, subject) for rule, subject, _ in noted] == [("few-samples", "pump-alarms")]


@pytest.mark.parametrize("case", ENOUGH)
def test_samples_at_and_below_the_bar_are_enough(run, tmp_path, case):
    bank_of(tmp_path, {})
    write(tmp_path, ENOUGH[case])
    assert found(run, "--bank", tmp_path) == []


def test_drafts_and_banks_without_samples_need_none(run, tmp_path):
    bank_of(tmp_path, {})
    assert found(run, "--bank", tmp_path) == []
    bank_of(tmp_path, [CLEAN, SECOND | {"status": "draft"}])
    write(tmp_path, BELOW_AND_AT)
    assert [rule for rule, *_ in found(run, "--bank", tmp_path)] == ["draft"]


def test_samples_of_several_files_count_together_and_their_ids_clash(run, tmp_path):
    bank_of(tmp_path, {})
    one, two = BELOW_AND_AT
    write(tmp_path, [one])
    write(tmp_path, [two], "second")
    assert found(run, "--bank", tmp_path) == []
    file = write(tmp_path, [one], "second")
    assert [message for _, _, message in found(run, "--bank", tmp_path)] == [
        f"duplicate sample 'a' of this question, first at {tmp_path}/samples/first.yaml:2"
    ]
    assert len(found(run, file)) == 1
    assert found(run, tmp_path / "samples" / "first.yaml") == []


@pytest.mark.parametrize("path", ["", "samples", "samples/first.yaml"])
def test_a_file_of_samples_is_checked_with_its_bank(run, tmp_path, path):
    bank_of(tmp_path, {})
    write(tmp_path, [sample(mid=5), sample("pump-alarm", "b")])
    hits = found(run, tmp_path / path)
    assert [(rule, message) for rule, _, message in hits] == [
        ("load-fault", "no rating for senior, which 'pump-alarms' is for"),
        ("load-fault", "level 5 is not on the scale (1, 2, 3, 4)"),
        ("load-fault", "unknown question 'pump-alarm'; did you mean 'pump-alarms'?"),
    ]


def test_samples_of_a_bank_that_does_not_load_are_checked_by_themselves(run, tmp_path):
    bank_of(tmp_path, {"minutes": 0})
    file = write(tmp_path, [sample("nobody", mid=9) | {"reason": ""}])
    messages = [message for *_, message in found(run, file)]
    assert messages == ["must be at least 1", "must not be empty"]


def test_samples_elsewhere_are_checked_with_the_banks_around(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other").mkdir()
    (tmp_path / "answers.yaml").write_text(dump((sample("xylophone"),)), encoding="utf-8")
    assert [message for *_, message in found(run, "answers.yaml")] == [
        "unknown question 'xylophone'"
    ]
    bank_of(tmp_path / "other", {"id": "xylophone"})
    assert found(run, "answers.yaml", "--bank", "other") == []


def test_samples_of_a_question_that_another_bank_overrides_are_not_compared(run, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
    bank_of(one, [CLEAN, SECOND | {"status": "draft"}])
    write(one, BELOW_AND_AT)
    bank_of(other, {"override": True, "seniority": ("staff",)})
    assert {rule for rule, *_ in found(run, "--bank", one, "--bank", other)} == {
        "draft",
        "replaced",
    }


def test_other_commands_read_no_samples(run, tmp_path):
    bank_of(tmp_path, {})
    write(tmp_path, [sample("nobody")])
    assert run("questions", "list", "--bank", tmp_path).exit_code == 0
    assert run("check", "--bank", tmp_path).exit_code == 1
    assert load_bank((tmp_path,)).question("pump-alarms")


def test_samples_are_loaded_in_the_order_of_their_files_or_refused_with_every_fault(tmp_path):
    assert load_samples(tmp_path) == ()
    write(tmp_path, [sample(sample_id="c")], "b")
    write(tmp_path, several((3, 3), (2, 2)), "a")
    assert [s.id for s in load_samples(tmp_path)] == ["a", "b", "c"]
    write(tmp_path, [sample(sample_id="C")], "b")
    write(tmp_path, [sample() | {"answer": ""}], "a")
    with pytest.raises(InvalidInput) as caught:
        load_samples(tmp_path)
    assert [issue.line for issue in caught.value.issues] == [3, 2]


def test_a_comment_may_name_the_schema(run, tmp_path):
    bank_of(tmp_path, {})
    file = write(tmp_path, BELOW_AND_AT)
    first = "# yaml-language-server: $schema=../../schemas/sample.schema.json\n"
    file.write_text(first + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert found(run, file) == []
