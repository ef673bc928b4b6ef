"""The record of use: what a workspace has asked rests, or is asked again as little as can be."""

import json
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest

from kitgen.errors import RecordFault
from kitgen.kit.kit import write_kit
from kitgen.kit.load import read_kit
from kitgen.workspace.exposure import Use, record, resting, uses
from tests.conftest import kit_of
from tests.extent import extent

REQUEST = ("--seniority", "senior", "--category", "ml-theory=3", "--minutes", "45")
FAST = ("--format", "html", "--edition", "candidate")
NAME = "senior-interview-questions-kit.yaml"
DAY = date(2027, 5, 3)


@pytest.fixture
def place(run, tmp_path, monkeypatch):
    assert run("init", tmp_path / "hiring").exit_code == 0
    monkeypatch.chdir(tmp_path / "hiring")
    return tmp_path / "hiring"


@pytest.fixture
def kits(bank):
    """Three kits of one role, with two questions each and none in common."""
    return [kit_of(bank, bank.questions[n : n + 2]) for n in (0, 2, 4)]


def made(run, command, folder, *more):
    """The questions of the kit that a command makes."""
    result = run(command, *REQUEST, *more, "--output", folder)
    assert result.exit_code == 0, result.stderr
    return asked(read_kit(folder / NAME))


def asked(*of_kits):
    return {question.id for kit in of_kits for question in kit.questions}


def used(run):
    rows = json.loads(run("questions", "list", "--used", "--json").stdout)
    return {row["id"]: row["used"] for row in rows}


def times(run):
    return {name: len(of_question) for name, of_question in used(run).items() if of_question}


def few(bank):
    """Options that leave five questions, which may all meet, to choose three from."""
    suit = [
        q
        for q in bank.questions
        if q.category == "ml-theory" and "senior" in q.seniority and q.minutes <= 12
    ]
    kept = []
    for question in suit:
        apart = {q.id for q in kept} | {enemy for q in kept for enemy in q.enemies}
        if len(kept) < 5 and not {question.id, *question.enemies, *question.requires} & apart:
            kept.append(question)
    assert len(kept) == 5
    gone = [q.id for q in bank.questions if q.category == "ml-theory" and q not in kept]
    return ["--bank", "builtin", *(part for name in gone for part in ("--exclude", name))]


@pytest.mark.slow
def test_each_kit_whose_packs_are_made_counts_once(run, place):
    first = made(run, "generate", place / "a", *FAST)
    assert times(run) == dict.fromkeys(first, 1)
    second = made(run, "generate", place / "b", *FAST, "--seed", 1)
    both = dict(Counter([*first, *second]))
    assert times(run) == both
    made(run, "generate", place / "a", *FAST, "--force")
    again = run("render", place / "b" / NAME, "--format", "html", "--output", "again")
    assert again.exit_code == 0
    assert times(run) == both


def test_a_plan_counts_when_it_is_rendered(run, place):
    planned = made(run, "plan", place)
    assert times(run) == {}
    assert not (place / "exposure.sqlite").exists()
    assert run("render", NAME, *FAST).exit_code == 0
    assert times(run) == dict.fromkeys(planned, 1)


def test_no_record_records_nothing(run, place):
    made(run, "generate", place, *FAST, "--no-record")
    assert run("render", NAME, "--format", "docx", "--no-record").exit_code == 0
    assert times(run) == {}


@pytest.mark.promise("whole")
def test_a_run_that_fails_is_not_recorded(run, place):
    (place / "for-candidates").mkdir()
    (place / "for-candidates" / "senior-interview-questions-candidate.html").write_text("mine")
    assert "already exist" in run("generate", *REQUEST, *FAST).stderr
    unwritable = run("generate", *REQUEST, *FAST, "--output", "kitgen.yaml/below")
    assert "cannot write to" in unwritable.stderr
    assert times(run) == {}


def test_the_list_says_how_often_and_when_last(run, place):
    before = date.today()
    first = made(run, "generate", place, *FAST)
    head, *rows = run("questions", "list", "--used").stdout.splitlines()
    assert re.search("  used  of loops +last$", head)
    lines = {row.split()[0]: row for row in rows}
    days = {name: line.split()[-1] for name, line in lines.items()}
    for name in first:
        assert re.search(r"  1 +100 % of 1  ", lines[name])
        assert before <= date.fromisoformat(days[name]) <= date.today()
    never = next(row for row in rows if row.split()[0] not in first)
    assert never.endswith("  reviewed  0")
    (use,) = used(run)[min(first)]
    assert use == {"day": days[min(first)], "kit": read_kit(place / NAME).id}
    assert "used" not in run("questions", "list").stdout.splitlines()[0]


def recorded(run, folder, *options):
    """Plan, record the kits as if packs had been made of them, and return what they ask."""
    assert run("plan", *options, "--output", folder).exit_code == 0
    kits = [read_kit(path) for path in sorted(folder.glob("*-kit.yaml"))]
    record(folder.parent / "exposure.sqlite", kits, DAY)
    return asked(*kits)


def rates(run):
    rows = json.loads(run("questions", "list", "--used", "--json").stdout)
    return {row["id"]: row["rates"] for row in rows}


def test_the_list_has_the_share_of_loops_of_the_roles_that_may_ask_a_question(run, place):
    first = recorded(run, place / "a", "staff-ml-engineer")
    second = recorded(run, place / "b", "staff-ml-engineer", "--seed", 1)
    junior = recorded(run, place / "c", "junior-ml-engineer")
    found = rates(run)
    for name in first | second | junior:
        used = {rate["role"]: (rate["used"], rate["loops"]) for rate in found[name]}
        times = (name in first) + (name in second)
        assert used.get("staff-ml-engineer", (0, 2)) == (times, 2)
        assert used.get("junior-ml-engineer", (0, 1)) == (int(name in junior), 1)
    once = min((first - second) - junior)
    assert {"role": "staff-ml-engineer", "used": 1, "loops": 2, "percent": 50} in found[once]
    shared = "recent-papers-and-trends"
    assert {rate["role"] for rate in found[shared]} == {"staff-ml-engineer", "junior-ml-engineer"}
    assert {rate["role"] for rate in found["most-valuable-data"]} == {"staff-ml-engineer"}


# --- a cap on use --------------------------------------------------------------------------------


def capped(place, cap="34 %"):
    with (place / "kitgen.yaml").open("a", encoding="utf-8") as file:
        file.write(f"exposure: {cap}\n")


@pytest.mark.parametrize("cap", ["34 %", "100 %"])
def test_with_a_cap_what_was_recorded_is_asked_less(run, place, cap):
    capped(place, cap)
    first = recorded(run, place / "a", *REQUEST)
    second = recorded(run, place / "b", *REQUEST)
    assert not first & second


def test_a_question_beyond_the_cap_costs_four_points(run, place):
    capped(place)
    name = min(recorded(run, place / "a", *REQUEST))
    told = run("plan", *REQUEST, "--why", name, "--output", "b").stderr
    assert "no question in more than 34 % of the recorded loops (+4)" in told


def test_without_a_cap_the_record_changes_nothing(run, place):
    assert recorded(run, place / "a", *REQUEST) == recorded(run, place / "b", *REQUEST)


def test_a_cap_counts_the_loops_of_all_roles(run, place):
    capped(place)
    first = recorded(run, place / "a", *REQUEST)
    other = ("--seniority", "mid", "--category", "ml-theory=3")
    assert not first & recorded(run, place / "b", *other)


def test_a_cap_that_cannot_be_kept_costs_points_and_stops_nothing(run, place, bank):
    """Three of five are asked: two are new in the second loop, and at least one is not."""
    capped(place)
    first = recorded(run, place / "a", *REQUEST, *few(bank))
    second = recorded(run, place / "b", *REQUEST, *few(bank))
    assert len(first & second) == 1


@pytest.mark.parametrize("cap", ["0 %", "101 %", "3", "often", "1.5"])
def test_a_cap_is_a_share(run, place, cap):
    capped(place, cap)
    result = run("plan", *REQUEST)
    assert result.exit_code == 1
    assert re.search(r"kitgen.yaml:\d+:\d+: must be a share from 1 % ", result.stderr)


# --- simulated -----------------------------------------------------------------------------------


def simulated(run, *options):
    result = run("plan", *options, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_a_simulation_counts_what_the_plans_of_its_seeds_ask(run, place):
    told = simulated(run, *REQUEST, "--seed", 5, "--simulate", 3)
    plans = [recorded(run, place / f"{n}", *REQUEST, "--seed", n) for n in (5, 6, 7)]
    expected = Counter(name for plan in plans for name in plan)
    assert {q["id"]: q["loops"] for q in told["questions"] if q["loops"]} == expected
    assert told["loops"] == 3
    assert told["asked"] == {"least": 3, "most": 3}
    assert told["distinct_loops"] == len(set(map(frozenset, plans)))


def test_a_simulation_writes_nothing(run, place):
    before = sorted(place.iterdir())
    lines = run("plan", *REQUEST, "--simulate", 2).stdout.splitlines()
    assert lines[0].split() == ["question", "loops", "share", "main", "evidence", "of"]
    assert "distinct loops: 2 of 2" in lines
    assert sorted(place.iterdir()) == before


def test_a_simulation_names_what_no_choice_can_ask_less(run, place, bank):
    told = simulated(run, *REQUEST, *few(bank), "--simulate", 2)
    (crowd,) = told["at_best"]
    assert crowd["share"] == pytest.approx(3 / 5)
    assert sorted(crowd["questions"]) == sorted(q["id"] for q in told["questions"])


def test_with_a_cap_a_simulation_keeps_to_it(run, place):
    capped(place)
    told = simulated(run, *REQUEST, "--simulate", 30)
    uses = [question["loops"] for question in told["questions"]]
    assert max(uses) <= 0.34 * 30


def test_a_simulation_is_of_one_form(run, place):
    result = run("plan", *REQUEST, "--simulate", 2, "--forms", 2)
    assert result.exit_code == 2
    assert "--simulate goes without --forms" in result.stderr


def test_what_the_last_runs_asked_rests(run, place):
    first = made(run, "generate", place / "a", *FAST)
    second = made(run, "generate", place / "b", *FAST, "--rest", 1)
    assert not first & second
    assert not second & made(run, "plan", place / "c", "--rest", 1)
    assert not (first | second) & made(run, "plan", place / "d", "--rest", 2)
    assert not (first | second) & made(run, "plan", place / "e", "--rest", 40)


def test_another_role_does_not_rest(run, place):
    first = made(run, "generate", place / "a", *FAST)
    (place / "roles" / "other.yaml").write_text(
        "extends: senior-ml-engineer\nrounds:\n  - {id: ml-depth}\n"
    )
    options = ("--category", "ml-theory=3", "--rest", 1, "--include", min(first))
    assert run("plan", "other", *options, "--output", "b").exit_code == 0
    assert run("plan", *REQUEST, *options[2:], "--output", "c").exit_code == 1


def test_a_bank_too_small_to_rest_is_a_shortfall_and_repeat_asks_as_few_again(run, place, bank):
    options = few(bank)
    first = made(run, "generate", place / "a", *FAST, *options)
    short = run("plan", *REQUEST, *options, "--rest", 1, "--output", "b")
    assert short.exit_code == 1
    assert "--rest" in short.stderr
    assert not (place / "b").exists()
    again = made(run, "plan", place / "c", *options, "--rest", 1, "--repeat")
    assert len(first & again) == 1


def test_repeat_repeats_nothing_where_the_bank_suffices(run, place):
    first = made(run, "generate", place / "a", *FAST)
    assert not first & made(run, "plan", place / "b", "--rest", 1, "--repeat")


def test_the_kits_of_one_command_are_one_run(kits, tmp_path):
    file, role = tmp_path / "exposure.sqlite", kits[0].role.name
    record(file, kits[:2], DAY)
    record(file, kits, DAY)
    record(file, kits, DAY)
    assert resting(file, role, 1) == (asked(kits[2]),)
    assert resting(file, role, 2) == (asked(kits[2]), asked(*kits[:2]))
    assert resting(file, role, 9) == resting(file, role, 2)
    assert resting(file, "another", 9) == ()


def test_all_forms_are_one_run(run, place):
    forms = ("--forms", 2, "--overlap", 0)
    assert run("generate", *REQUEST, *FAST, *forms, "--output", "a").exit_code == 0
    both = asked(*map(read_kit, (place / "a").glob("*-kit.yaml")))
    assert len(both) == 6
    assert resting(place / "exposure.sqlite", "senior-interview", 9) == (both,)


def test_uses_are_told_in_the_order_of_recording(kits, tmp_path):
    file, (one, *_) = tmp_path / "exposure.sqlite", kits
    later = one.model_copy(update={"id": "0000-0001"})
    record(file, [one], DAY)
    record(file, [later], date(2027, 5, 2))
    told = (Use(one.id, "2027-05-03"), Use("0000-0001", "2027-05-02"))
    assert uses(file) == dict.fromkeys(asked(one), told)


def test_a_kit_that_asks_a_question_twice_uses_it_once(kits, tmp_path):
    twice = kits[0].model_copy(update={"questions": kits[0].questions[:1] * 2})
    record(tmp_path / "exposure.sqlite", [twice], DAY)
    assert [len(told) for told in uses(tmp_path / "exposure.sqlite").values()] == [1]


RECORDING = """
import sys
from datetime import date
from pathlib import Path
from kitgen.workspace.exposure import record
from kitgen.kit.load import read_kit

file, number, kit = Path("exposure.sqlite"), sys.argv[1], read_kit(Path("kit.yaml"))
print("ready", flush=True)
sys.stdin.read()
for n in range(3):
    record(file, [kit, kit.model_copy(update={"id": f"{number}-{n}"})], date(2027, 5, 3))
"""


@pytest.mark.promise("whole")
@pytest.mark.slow
def test_commands_that_run_at_once_lose_and_double_nothing(kits, tmp_path):
    """Processes record three kits each, and all of them one that they share."""
    number_of_them = extent(6, 20)
    (tmp_path / "kit.yaml").write_bytes(write_kit(kits[0]))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    processes = [
        subprocess.Popen([sys.executable, "-c", RECORDING, str(n)], cwd=tmp_path, **pipes)
        for n in range(number_of_them)
    ]
    assert [process.stdout.readline() for process in processes] == ["ready\n"] * number_of_them
    for process in processes:
        process.stdin.close()
    assert [process.wait() for process in processes] == [0] * number_of_them
    for process in processes:
        process.stdout.close()
    expected = {
        kits[0].id,
        *(f"{number}-{n}" for number in range(number_of_them) for n in range(3)),
    }
    for of_question in uses(tmp_path / "exposure.sqlite").values():
        assert sorted(use.kit for use in of_question) == sorted(expected)
    runs = resting(tmp_path / "exposure.sqlite", kits[0].role.name, 100)
    assert runs == (asked(kits[0]),) * 3 * number_of_them


def overwritten(file):
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)


def emptied(file):
    with sqlite3.connect(file) as base:
        base.execute("DROP TABLE uses")
    base.close()


DAMAGED = {
    "text": lambda file: file.write_text("This is no database, though it is long enough." * 30),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "overwritten": overwritten,
    "a table lost": emptied,
}


@pytest.mark.promise("files")
@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_record_is_refused_before_anything_is_written(run, place, kits, damage):
    file = place / "exposure.sqlite"
    record(file, kits, DAY)
    DAMAGED[damage](file)
    for command in (
        ("generate", *REQUEST, *FAST, "--output", "out"),
        ("plan", *REQUEST, "--rest", 1, "--output", "out"),
        ("questions", "list", "--used"),
    ):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (1, ""), command
        assert f"{file} is damaged" in result.stderr
        assert "delete it" in result.stderr
    assert not (place / "out").exists()
    assert run("plan", *REQUEST, "--output", "out").exit_code == 0
    assert run("render", f"out/{NAME}", *FAST, "--no-record", "--output", "out").exit_code == 0


@pytest.mark.promise("files")
def test_a_file_of_another_program_is_refused_and_left_as_it_is(run, place):
    file = place / "exposure.sqlite"
    with sqlite3.connect(file) as base:
        base.execute("CREATE TABLE kits (name TEXT)")
    base.close()
    before = file.read_bytes()
    result = run("generate", *REQUEST, *FAST, "--output", "out")
    assert result.exit_code == 1
    assert f"{file} is not a record of use by kitgen" in result.stderr
    assert not (place / "out").exists()
    assert file.read_bytes() == before


@pytest.mark.promise("files")
def test_a_record_by_a_newer_kitgen_is_refused(kits, tmp_path):
    file = tmp_path / "exposure.sqlite"
    record(file, kits, DAY)
    with sqlite3.connect(file) as base:
        base.execute("PRAGMA user_version = 2")
    base.close()
    with pytest.raises(RecordFault, match="written by a newer kitgen"):
        record(file, kits, DAY)


@pytest.mark.promise("files")
def test_a_record_that_cannot_be_opened_is_said(run, place):
    (place / "exposure.sqlite").mkdir()
    result = run("questions", "list", "--used")
    assert result.exit_code == 1
    assert f"cannot open or write {place / 'exposure.sqlite'}" in result.stderr


def test_an_empty_file_is_a_new_record(run, place):
    (place / "exposure.sqlite").touch()
    assert times(run) == {}
    first = made(run, "generate", place, *FAST, "--rest", 1)
    assert times(run) == dict.fromkeys(first, 1)


def test_outside_a_workspace_nothing_is_recorded(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made(run, "generate", tmp_path / "out", *FAST)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    for command in (("plan", *REQUEST, "--rest", 1), ("questions", "list", "--used")):
        result = run(*command)
        assert result.exit_code == 1
        assert "this folder is in none" in result.stderr
        assert "kitgen init DIR" in result.stderr


def test_repeat_without_rest_is_wrong_usage(run, place):
    result = run("plan", *REQUEST, "--repeat")
    assert result.exit_code == 2
    assert "--repeat goes with --rest" in result.stderr
