"""What stays of a choice: with --exclude as much as can, with --keep all that a kit asks."""

import re

import pytest

from kitgen import Request, RoleOptions, plan
from kitgen.kit.load import read_kit
from kitgen.pipeline import choose, prepare
from kitgen.selection import SelectionOptions
from kitgen.selection.pools import candidates
from kitgen.selection.verify import faults
from tests.extent import extent
from tests.problems import demands

ROLE, SEED = "senior-ml-engineer", 7


def request(*excluded, forms=1):
    wishes = RoleOptions(exclude=excluded)
    return Request(ROLE, role_options=wishes, selection_options=SelectionOptions(SEED, forms))


def asked(selection):
    return {(n, question.id) for n, pool in enumerate(selection.rounds) for question in pool}


@pytest.fixture(scope="module")
def usual():
    return plan(request()).selections[0]


def replacements(problem, rounds, number, place):
    """The questions that could be asked in that place, all others as they are."""
    needs = demands(problem)

    def fits(other):
        changed = [*rounds[number][:place], other, *rounds[number][place + 1 :]]
        return not list(
            faults(problem, [*rounds[:number], tuple(changed), *rounds[number + 1 :]], needs)
        )

    return {q.id for q in candidates(problem)[number] if fits(q)}


def test_excluding_a_question_changes_no_other_where_one_can_take_its_place(usual):
    """Whether one can is found by trying each question of the bank in its place."""
    replaced = 0
    places = [(n, place) for n, pool in enumerate(usual.rounds) for place in range(len(pool))]
    for number, place in places[:: extent(6, 2)]:
        question = usual.rounds[number][place]
        prepared = prepare(request(question.id))
        possible = replacements(prepared.problem, usual.rounds, number, place)
        if not possible:
            continue
        replaced += 1
        (other,) = choose(prepared).selections
        gone, new = asked(usual) - asked(other), asked(other) - asked(usual)
        assert gone == {(number, question.id)}
        # Two short ones may come for one that was long.
        assert len(new) > 1 or new <= {(number, name) for name in possible}
    assert replaced > extent(1, 3), "the test needs questions that can be replaced"


def test_excluding_what_was_not_chosen_changes_nothing(usual):
    (other,) = plan(request("bayes-theorem")).selections
    assert (0, "bayes-theorem") not in asked(usual)
    assert other.rounds == usual.rounds


def test_in_several_forms_the_others_stay_as_well():
    before = plan(request(forms=2)).selections
    gone = before[0].rounds[0][0].id
    after = plan(request(gone, forms=2)).selections
    lost = [asked(a) - asked(b) for a, b in zip(before, after, strict=True)]
    assert lost == [{(0, gone)}, set()]


def test_what_is_said_of_the_choice_is_true_of_one_that_keeps_the_others(run, tmp_path):
    options = ("--exclude", "too-good-to-be-true-auc", "--why", "code-dynamic-batcher")
    said = run("plan", ROLE, "--seed", SEED, *options, "--output", tmp_path).stderr
    assert "\nWith as many other questions as possible left in place, no choice is better" in said
    assert re.search(r"in the place of .* it would move \d more of the questions that", said)


@pytest.fixture(scope="module")
def kits(run, tmp_path_factory):
    """The files of the kits of the loop, in the order of its rounds."""
    folder = tmp_path_factory.mktemp("kits")
    assert run("plan", ROLE, "--seed", SEED, "--output", folder).exit_code == 0
    return sorted(folder.iterdir())


def questions(file):
    return [question.id for question in read_kit(file).questions]


def test_kept_kits_keep_their_questions_and_the_rest_is_chosen_anew(run, kits, tmp_path):
    keep = ("--keep", kits[0], "--keep", kits[2])
    result = run("plan", ROLE, "--seed", 8, *keep, "--output", tmp_path)
    assert result.exit_code == 0, result.stderr
    new = sorted(tmp_path.iterdir())
    for n in (0, 2):
        assert set(questions(new[n])) == set(questions(kits[n]))
    assert set(questions(new[3])) != set(questions(kits[3]))


def test_an_excluded_question_leaves_a_kept_kit_and_the_others_stay(run, kits, tmp_path):
    gone, *_ = questions(kits[0])
    keep = [option for kit in kits for option in ("--keep", kit)]
    options = ("--seed", 99, *keep, "--exclude", gone, "--round", "ml-depth")
    assert run("plan", ROLE, *options, "--output", tmp_path).exit_code == 0
    (new,) = tmp_path.iterdir()
    assert set(questions(kits[0])) - set(questions(new)) == {gone}
    assert len(questions(new)) == len(questions(kits[0]))


def test_every_form_asks_what_is_kept(run, kits, tmp_path):
    options = ("--forms", 2, "--keep", kits[3], "--round", "behavioral-and-project")
    assert run("plan", ROLE, *options, "--output", tmp_path).exit_code == 0
    for new in tmp_path.iterdir():
        assert set(questions(new)) == set(questions(kits[3]))


def test_kits_that_do_not_fit_the_role_or_each_other_are_named(run, kits, tmp_path):
    keep = ("--keep", kits[2], "--keep", kits[0], "--keep", kits[0])
    result = run("plan", "junior-ml-engineer", *keep, "--output", tmp_path)
    assert result.exit_code == 1
    assert f"{kits[2]}: the role has no round 'coding'" in result.stderr
    twice = run("plan", ROLE, *keep, "--output", tmp_path)
    assert f"{kits[0]}: round 'ml-depth' is kept already, from {kits[0]}" in twice.stderr
    assert not list(tmp_path.iterdir())


def test_a_kept_question_that_left_the_bank_is_named(run, kits, tmp_path):
    text = kits[2].read_text().replace(f"id: {questions(kits[2])[1]}", "id: kmeans-of-old")
    kit = tmp_path / "kit.yaml"
    kit.write_text(text)
    sealed = run("kit", "seal", kit)
    assert sealed.exit_code == 0, sealed.stderr
    result = run("plan", ROLE, "--keep", kit, "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{kit}: question 'kmeans-of-old' is not in the bank" in result.stderr


def test_two_wishes_for_one_place_are_explained(run, kits, tmp_path):
    algorithms = {"code-dynamic-batcher", "code-auc-from-scores"}
    other = min(algorithms - set(questions(kits[2])))
    options = ("--include", other, "--keep", kits[2])
    result = run("plan", ROLE, *options, "--output", tmp_path)
    assert result.exit_code == 1
    assert f"  - without --include {other}\n" in result.stderr
    assert f"  - without --keep {kits[2]}\n" in result.stderr


@pytest.mark.parametrize(
    ("dropped", "competencies"),
    [
        ("coding", {"coding"}),
        ("ml-system-design", {"system-design", "production-judgment"}),
        ("behavioral-and-project", {"ownership", "communication"}),
    ],
)
def test_what_a_dropped_round_leaves_behind_is_named_until_it_is_dropped(
    run, tmp_path, dropped, competencies
):
    role = tmp_path / "own.yaml"
    role.write_text(f"extends: {ROLE}\nrounds:\n  - {{id: {dropped}, drop: true}}\n")
    said = run("plan", role, "--output", tmp_path / "out").stderr
    assert f"Without round {dropped}, few questions are left that are mainly about " in said
    advice = re.findall(r"^  - \{id: (\S+), drop: true\}$", said, re.MULTILINE)
    assert set(advice) == competencies
    lines = "".join(f"  - {{id: {name}, drop: true}}\n" for name in advice)
    role.write_text(f"{role.read_text()}competencies:\n{lines}")
    result = run("plan", role, "--output", tmp_path / "out", "--force")
    assert result.exit_code == 0, result.stderr
    assert "Without round" not in result.stderr


def test_a_role_with_all_its_rounds_is_told_nothing(run, kits, tmp_path):
    assert "Without round" not in run("plan", ROLE, "--output", tmp_path).stderr
