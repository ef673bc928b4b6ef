"""Several questions about one case, from the bank's files to the packs."""

import json
import shutil
from pathlib import Path

import pytest
import yaml
from lxml import html

from kitgen.bank.load import load_bank
from kitgen.kit.load import read_kit
from tests.leaks import leaks
from tests.reading import (
    body_rows,
    docx_text,
    html_text,
    letters,
    need_pango,
    pdf_pages,
    pdf_text,
)
from tests.test_terms import done, nursing_question, refused, write

TEXT = """You are alone with **14 patients** until six. Two of them:

| bed | pulse | pressure |
|---|---:|---|
| 3 | 112 | 98 |
| 9 | 84 | 135 |

The warning score is $s = \\frac{p}{q}$, which the ward computes as

```python
def score(pulse, pressure):
    return pulse / pressure
```
"""
ABOUT = ("whom-to-see-first", "explain-the-score", "hand-over-bed-three")  # harder, easier, harder
ALONE = ("angry-relative", "missed-dose", "new-colleague")


@pytest.fixture
def ward(tmp_path, monkeypatch):
    """A bank of one case with three questions, and three questions about none."""
    monkeypatch.chdir(tmp_path)
    write_bank()
    write_role()
    return tmp_path


def write_bank(more=(), **case):
    case = {"id": "night", "title": "A night alone", "text": TEXT, "minutes": 4} | case
    write_terms([case])
    levels = zip((*ABOUT, *ALONE), (3, 1, 4, 1, 3, 5), strict=True)
    plain = {"seniority": ["mid"], "rubric": {"default": dict.fromkeys((1, 2, 3, 4), "As seen.")}}
    content = [nursing_question(name, difficulty=level) | plain for name, level in levels]
    for entry in content:
        entry["key_points"] = [{"needed": True, "point": f"Says the point of {entry['id']}"}]
    for entry in content[:3]:
        entry["case"] = "night"
    for name, changes in dict(more).items():
        next(entry for entry in content if entry["id"] == name).update(changes)
    write_here("bank/ward.yaml", content)


def write_terms(cases, folder="bank"):
    write_here(f"{folder}/vocabulary.yaml", {"cases": cases})


def write_here(name, value):
    write(Path.cwd(), name, value)


def write_role(*rows, minutes=60, rounds=1):
    blueprint = list(rows or [{"case": "night"}, {"category": "ward", "count": 4}])
    each = {"minutes": minutes, "blueprint": blueprint}
    named = [{"id": f"r{n}", "title": f"Round {n}", **each} for n in range(1, rounds + 1)]
    write_here("nurse.yaml", {"title": "Nurse", "seniority": "mid", "rounds": named})


def planned(run, *options):
    """The questions of each round, in the order of asking."""
    done(run, "plan", "nurse.yaml", "--bank", "bank", "--output", "out", "--force", *options)
    return [[q.id for q in kit.questions] for kit in kits()]


def kits():
    return [read_kit(path) for path in sorted(Path("out").glob("*-kit.yaml"))]


def of_first(kit):
    """The place of the first question of the case."""
    return [question.id for question in kit.questions].index(ABOUT[0])


def of_case(asked):
    return [name for name in asked if name in ABOUT]


@pytest.mark.parametrize("seed", range(3))
def test_they_follow_one_another_in_the_order_of_the_file(run, ward, seed):
    (asked,) = planned(run, "--seed", seed)
    start = asked.index(ABOUT[0])
    assert tuple(asked[start : start + 3]) == ABOUT
    assert len(asked) == 4


def test_what_they_require_comes_before_the_first_of_them(run, ward):
    write_bank({ABOUT[2]: {"requires": ["new-colleague"]}})
    write_role({"case": "night"}, {"category": "ward", "count": 5})
    (asked,) = planned(run)
    assert asked.index("new-colleague") < asked.index(ABOUT[0])
    assert tuple(of_case(asked)) == ABOUT
    assert asked.index(ABOUT[2]) - asked.index(ABOUT[0]) == 2


def test_they_stay_together_where_a_question_requires_one_and_is_required_by_another(run, ward):
    write_bank({ABOUT[2]: {"requires": ["new-colleague"]}, "new-colleague": {"requires": ABOUT[0]}})
    write_role({"case": "night"}, {"category": "ward", "count": 4}, {"include": ["new-colleague"]})
    (asked,) = planned(run)
    assert asked.index(ABOUT[2]) - asked.index(ABOUT[0]) == 2


@pytest.mark.parametrize(
    ("case", "least", "most"),
    [
        ({}, 3, 3),
        ({"at_least": 2}, 2, 3),
        ({"at_most": 2}, 1, 2),
        ({"at_least": 1, "at_most": 1}, 1, 1),
    ],
)
def test_all_or_as_many_as_the_case_wants_are_asked_in_one_round(run, ward, case, least, most):
    write_bank(**case)
    for count in range(1, 4):
        row = {"case": "night", "count": count}
        write_role({"category": "ward", "at_least": 1}, rounds=2)
        role = yaml.safe_load((ward / "nurse.yaml").read_text())
        write(ward, "nurse.yaml", role | {"blueprint": [row]})
        if least <= count <= most:
            assert sorted(len(of_case(asked)) for asked in planned(run)) == [0, count]
        else:
            command = ("plan", "nurse.yaml", "--bank", "bank", "--output", "no")
            assert "the bank: case 'night': " in refused(run, *command)


def test_those_of_a_retired_question_are_all_without_it(run, ward):
    write_bank({ABOUT[1]: {"status": "retired"}})
    assert of_case(planned(run)[0]) == [ABOUT[0], ABOUT[2]]


def test_reading_takes_its_minutes(run, ward):
    (asked,) = planned(run)
    (kit,) = kits()
    first = asked.index(ABOUT[0])
    assert kit.starts[first] == 5 + 8 * first + 4
    assert kit.closing_start == 5 + 4 * 8 + 4
    write_role({"case": "night"}, {"sum": "minutes", "at_most": 37})
    command = ("plan", "nurse.yaml", "--bank", "bank", "--output", "no")
    assert "sum: minutes, at_most: 37: need 38, have 37" in refused(run, *command)


def test_a_simulation_counts_the_reading_as_used(run, ward):
    told = done(run, "plan", "nurse.yaml", "--bank", "bank", "--simulate", 2, "--json")
    assert json.loads(told)["minutes_unused_at_most"] == 50 - (4 * 8 + 4)


def test_a_conflict_names_the_case_and_what_would_help(run, ward):
    write_role({"case": "night"}, {"category": "ward", "count": 2})
    said = refused(run, "plan", "nurse.yaml", "--bank", "bank", "--output", "no")
    words = "case 'night': all 3 questions in one round, or none, after 4 minutes of reading"
    assert f"  the bank: {words}\n" in said
    assert "  - at_least: 2, in the case 'night' of the bank\n" in said
    write_bank(at_least=2)
    assert len(of_case(planned(run)[0])) == 2


def test_a_chosen_question_is_there_for_its_case(run, ward):
    result = run("plan", "nurse.yaml", "--bank", "bank", "--output", "out", "--explain")
    assert f"{ABOUT[1]} serves:" in result.stderr
    assert result.stderr.count("  - case 'night': all 3 questions in one round") == 3
    assert "  reading the case night" in result.stderr


def test_forms_have_the_case_or_do_without_it(run, ward):
    write_role({"category": "ward", "count": 3})
    asked = planned(run, "--forms", 2)
    assert sorted(len(of_case(names)) for names in asked) == [0, 3]


# --- print ---------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def rendered(run, made_once):
    """All editions of a round, rendered from its kit without the bank, and the kit."""
    need_pango()

    def fill(folder):
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            write_bank()
            write_role()
            planned(run)
            shutil.rmtree("bank")
            formats = ("--format", "html", "--format", "docx", "--format", "pdf")
            editions = ("--edition", "interviewer", "--edition", "candidate")
            done(
                run,
                "render",
                "out/nurse-r1-kit.yaml",
                *formats,
                *editions,
                "--output",
                "packs",
                "--one-folder",
            )

    return made_once("cases", fill)


@pytest.fixture
def packs(rendered, monkeypatch):
    monkeypatch.chdir(rendered)
    return rendered / "packs"


@pytest.mark.parametrize("edition", ["interviewer", "candidate"])
def test_packs_print_the_text_once_and_name_the_case_with_each_question(packs, edition):
    stem = packs / f"nurse-r1-{edition}"
    page = html_text(stem.with_suffix(".html").read_text())
    word = docx_text(stem.with_suffix(".docx").read_bytes())
    for text in (page, word, pdf_text(stem.with_suffix(".pdf"))):
        seen = "".join(text.split())
        for once in ("Case: A night alone", "14 patients", "def score", "Reading the case: A"):
            assert seen.count("".join(once.split())) == 1, once
        assert seen.count("Aboutthecase‘Anightalone’.") == 3
    assert letters(page) == letters(word)


@pytest.mark.parametrize("edition", ["interviewer", "candidate"])
def test_a_case_and_its_first_question_are_on_one_page(packs, edition, tmp_path):
    pages = pdf_pages((packs / f"nurse-r1-{edition}.pdf").read_bytes(), tmp_path)
    (of_text,) = [page for page in pages if "Case: A night alone" in page]
    assert "def score" in of_text
    assert f"({ABOUT[0]})" in of_text.replace("\n", " ")


def test_the_agenda_has_the_reading_and_its_clock(packs):
    tree = html.fromstring((packs / "nurse-r1-interviewer.html").read_text())
    lines = [[cell.text_content() for cell in row] for row in body_rows(tree, "agenda")]
    (n,) = [n for n, line in enumerate(lines) if "Reading the case: A night alone" in line]
    start = kits()[0].starts[of_first(kits()[0])]
    assert lines[n] == [f"0:{start - 4:02}", "", "Reading the case: A night alone", "", "4", ""]
    assert lines[n + 1][0] == f"0:{start:02}"


def test_the_candidate_sees_title_and_text_and_no_more(packs):
    page = html_text((packs / "nurse-r1-candidate.html").read_text())
    assert not list(leaks(kits()[0], page))


def test_the_catalogue_prints_a_case_before_its_first_question(run, ward):
    command = ("questions", "print", "--bank", "bank", "--format", "html", "--output", "all")
    done(run, *command)
    page = html_text((ward / "all/ward-catalogue.html").read_text())
    assert page.count("14 patients") == 1
    assert page.index("14 patients") < page.index(f"({ABOUT[0]})")


def test_a_calibration_sheet_has_the_case_of_its_first_question(run, ward):
    sample = {"id": "a", "answer": "It is low.", "ratings": {"mid": 3}, "reason": "One point."}
    names = ABOUT[1:]
    write_here("bank/samples/ward.yaml", [{"question": name, **sample} for name in names])
    done(run, "calibrate", "nurse.yaml", "--bank", "bank", "--format", "html", "--output", "c")
    page = html_text((ward / "c/nurse-r1-calibration.html").read_text())
    assert page.count("14 patients") == 1
    assert page.index("14 patients") < page.index(f"({ABOUT[1]})")


# --- kits, banks, check --------------------------------------------------------------------------


def test_a_swap_leaves_a_case_whole_and_in_order(run, ward):
    planned(run)
    swap = ("swap", "out/nurse-r1-kit.yaml", "--role", "nurse.yaml", "--bank", "bank")
    said = refused(run, *swap, ABOUT[1], "--with", "new-colleague", "--force")
    assert "case night is used with 2 of its questions, not 3" in said
    write_bank(at_least=1)
    said = refused(run, *swap, ABOUT[1], "--with", "new-colleague", "--force")
    assert "other questions come between those of case night" in said


def test_a_swap_brings_the_case_of_a_question_and_takes_that_of_the_last(run, ward):
    write_bank(at_least=1, at_most=1)
    write_role({"category": "ward", "count": 1}, {"exclude": list(ABOUT)})
    ((alone,),) = planned(run)
    write_role({"category": "ward", "count": 1})
    swap = ("swap", "out/nurse-r1-kit.yaml", "--role", "nurse.yaml", "--bank", "bank", "--force")
    done(run, *swap, alone, "--with", ABOUT[2])
    assert [case.id for case in kits()[0].cases] == ["night"]
    done(run, *swap, ABOUT[2], "--with", alone)
    assert kits()[0].cases == ()


def test_a_swap_inside_a_case_keeps_its_order(run, ward):
    write_bank(at_least=1, at_most=2)
    two = {"case": "night", "count": 2}, {"category": "ward", "count": 2}
    write_role(*two, {"exclude": [ABOUT[0]]})
    assert planned(run) == [list(ABOUT[1:])]
    write_role(*two)
    swap = ("swap", "out/nurse-r1-kit.yaml", "--role", "nurse.yaml", "--bank", "bank", "--force")
    said = refused(run, *swap, ABOUT[2], "--with", ABOUT[0])
    assert f"its case asks it before {ABOUT[1]}" in said
    done(run, *swap, ABOUT[1], "--with", ABOUT[0])
    assert [question.id for question in kits()[0].questions] == [ABOUT[0], ABOUT[2]]


def test_of_two_banks_the_case_of_the_later_counts(run, ward):
    write_terms([{"id": "night", "text": "A quiet night."}], "more")
    bank = load_bank([ward / "bank", ward / "more"])
    assert [(case.title, case.text) for case in bank.cases] == [("Night", "A quiet night.")]
    write_here("kitgen.yaml", {"banks": ["bank", "more"]})
    found = json.loads(run("check", "--json").stdout)
    assert "case 'night' replaces that of" in " ".join(one["message"] for one in found)


@pytest.mark.parametrize(
    ("case", "rule", "message"),
    [
        ({"id": "day"}, "idle-case", "no question is about the case 'day'"),
        (
            {"at_least": 4},
            "idle-case",
            "3 questions are about the case 'night', and at_least asks for 4",
        ),
        ({"text": "One.\n\n| a |\n|---|\n| $x |"}, "markdown", None),
        (
            {"text": "![A ward](ward.png)"},
            "figure",
            "figure 'ward.png': there is no such file in the folder of the bank",
        ),
        ({"text": "See ![a ward](https://example.org/ward.png)."}, "figure-not-set", None),
    ],
)
def test_check_finds_the_faults_of_a_case(run, ward, case, rule, message):
    write_bank()
    night = {"id": "night", "title": "A night alone", "text": "It is two."}
    write_terms([night, case | {"text": "Noon."}] if case.get("id") else [night | case])
    found = json.loads(run("check", "bank", "--json").stdout)
    (one,) = [one for one in found if one["rule"] == rule]
    assert one["file"].endswith("vocabulary.yaml")
    assert message in (one["message"], None)


def test_questions_are_filtered_by_their_case(run, ward):
    listed = done(run, "questions", "list", "--bank", "bank", "--case", "night", "--json")
    assert [row["id"] for row in json.loads(listed)] == list(ABOUT)
    said = refused(run, "questions", "list", "--bank", "bank", "--case", "nigth")
    assert "unknown case 'nigth'; did you mean 'night'?" in said
    write_role({"case": "nigth"})
    said = refused(run, "plan", "nurse.yaml", "--bank", "bank", "--output", "no")
    assert "unknown case 'nigth'; did you mean 'night'?" in said
