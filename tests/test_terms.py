"""The terms of banks for any profession: seniorities, optional keys, stacked folders, roles."""

import json
import re

import pytest
import yaml

from kitgen.files.dump import dump
from kitgen.resources import shipped
from tests.faults import good

BANDS = {"seniorities": [{"id": "band-5"}, {"id": "band-6"}, {"id": "band-7", "title": "Sister"}]}


def nursing_question(name, competency="patient-safety", **more):
    """A question for bands 5 to 7, which asks more of the higher ones."""
    content = {
        "id": name,
        "title": name.replace("-", " ").capitalize(),
        "kind": "situational",
        "seniority": ["band-5", "band-6", "band-7"],
        "competencies": [competency],
        "difficulty": 2,
        "minutes": 8,
        "prompt": f"Tell me how you would act on the ward ({name}).",
        "answer": "Checks the patient first, then asks for help.",
        "key_points": [
            {"needed": True, "point": f"Looks at the patient ({name})"},
            {"needed": "band-6", "point": f"Calls the outreach team ({name})"},
            {"needed": False, "point": f"Names the early warning score ({name})"},
        ],
        "follow_ups": [
            {"ask": f"Whom would you tell ({name})?", "listen_for": "The nurse in charge."},
            {"ask": f"What would you hand over ({name})?", "listen_for": "S, B, A and R."},
        ],
        "signals": {"strong": ["Names a limit"], "weak": ["Waits for the round"]},
        "rubric": {
            "default": {n: f"Anchor {n} of {name}" for n in (1, 2, 3, 4)},
            "band-7": {3: f"Leads the response of the team ({name})"},
        },
        "status": "reviewed",
    }
    return content | more


@pytest.fixture
def clinic(tmp_path, monkeypatch):
    """A workspace of a nurse: its bank alone, with nothing that is not written here."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "kitgen.yaml", {"banks": ["questions"], "roles": "roles"})
    (tmp_path / "roles").mkdir()
    write(tmp_path, "questions/vocabulary.yaml", BANDS)
    names = ("falling-blood-pressure", "missed-dose", "angry-relative")
    write(tmp_path, "questions/ward-round.yaml", [nursing_question(name) for name in names])
    return tmp_path


def write(folder, name, value):
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(value if isinstance(value, str) else dump(value))


def role(**more):
    round_ = {
        "id": "ward",
        "title": "Ward",
        "minutes": 40,
        "blueprint": [{"category": "ward-round", "count": 3}],
    }
    return {"title": "Ward nurse", "seniority": "band-6", "rounds": [round_]} | more


def done(run, *command):
    result = run(*command)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def refused(run, *command):
    result = run(*command)
    assert result.exit_code == 1, result.stdout
    return result.stderr


def ids(run, *options):
    return [row["id"] for row in json.loads(done(run, "questions", "list", "--json", *options))]


@pytest.mark.parametrize(
    ("level", "needed", "anchor"),
    [
        ("band-5", 1, "Anchor 3 of missed-dose"),
        ("band-6", 2, "Anchor 3 of missed-dose"),
        ("band-7", 2, "Leads the response of the team (missed-dose)"),
    ],
)
def test_a_seniority_of_the_vocabulary_decides_what_is_needed_and_which_anchors(
    run, clinic, level, needed, anchor
):
    write(clinic, "roles/nurse.yaml", role())
    options = ("--seniority", level, "--format", "html", "--edition", "interviewer")
    done(run, "generate", "nurse", *options, "--output", "out")
    kit = (clinic / "out/nurse-ward-kit.yaml").read_text()
    assert kit.count("  - needed: true") == 3 * needed
    assert anchor in kit
    assert anchor in (clinic / "out/nurse-ward-interviewer.html").read_text()


def test_a_pack_of_terms_without_titles_and_definitions_has_no_word_of_another_profession(
    run, clinic
):
    write(clinic, "roles/nurse.yaml", role())
    formats = ("--format", "html", "--format", "docx")
    editions = ("--edition", "interviewer", "--edition", "candidate", "--edition", "loop")
    done(run, "generate", "nurse", *formats, *editions, "--output", "out")
    for file in (clinic / "questions").iterdir():
        file.unlink()
    done(run, "render", "out/nurse-ward-kit.yaml", "--output", "again", "--format", "html")
    page = (clinic / "again/nurse-ward-interviewer.html").read_text()
    text = re.sub("<style>.*?</style>", "", page, flags=re.DOTALL)
    assert "Patient safety" in text
    assert "Ward round" in (clinic / "out/nurse-loop.html").read_text()
    assert not [w for w in ("machine", "learning", "ML ", "model") if w in text]


def test_a_round_without_a_role_is_titled_by_its_seniority(run, clinic):
    options = ("--category", "ward-round=2", "--output", "out")
    done(run, "plan", "--seniority", "band-6", *options)
    done(run, "plan", "--seniority", "band-7", *options)
    assert (
        "title: Band 6 interview"
        in (clinic / "out/band-6-interview-questions-kit.yaml").read_text()
    )
    assert (
        "title: Sister interview"
        in (clinic / "out/band-7-interview-questions-kit.yaml").read_text()
    )


def test_a_seniority_to_borrow_from_is_the_next_of_the_list(run, clinic):
    questions = [nursing_question("missed-dose"), nursing_question("late", seniority=["band-7"])]
    write(clinic, "questions/ward-round.yaml", questions)
    plan = ("plan", "--seniority", "band-6", "--category", "ward-round=2", "--output", "out")
    error = refused(run, *plan)
    assert "--borrow band-7 (in the role, borrow: [band-7])" in error
    done(run, *plan, "--borrow", "band-7")


def test_unknown_seniorities_are_located_with_the_list_and_the_nearest(run, clinic):
    questions = [
        nursing_question("missed-dose", seniority=["band-8"]),
        nursing_question(
            "late", rubric={"default": {1: "a", 2: "b", 3: "c", 4: "d"}, "bnad-5": {}}
        ),
        nursing_question("early", key_points=[{"needed": "senior", "point": "Tells the time"}]),
    ]
    write(clinic, "questions/ward-round.yaml", questions)
    lines = refused(run, "questions", "list").splitlines()
    known = (
        "(known: band-5, band-6, band-7; others are defined under seniorities: in vocabulary.yaml)"
    )
    assert [line.partition("ward-round.yaml:")[2].split(": ", 1)[1] for line in lines] == [
        f"unknown seniority 'band-8'; did you mean 'band-7'? {known}",
        f"unknown seniority 'bnad-5'; did you mean 'band-5'? {known}",
        f"must be true, false or a seniority, not 'senior' {known}",
    ]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"seniority": "band-9"}, "2:12"),
        ({"borrow": ["band-5", "band-9"]}, "12:3"),
        ({"blueprint": [{"seniority": "band-9", "at_least": 1}]}, "11:14"),
        (
            {"questions": {"missed-dose": {"key_points": [{"needed": "band-9", "point": "x"}]}}},
            "13:15",
        ),
    ],
)
def test_a_role_names_seniorities_of_the_vocabulary_only(run, clinic, changes, place):
    write(clinic, "roles/nurse.yaml", role(**changes))
    error = refused(run, "plan", "nurse", "--output", "out")
    assert f"nurse.yaml:{place}: " in error
    assert "'band-9'; did you mean 'band-7'? (known: band-5, " in error


@pytest.mark.parametrize("option", ["--seniority", "--borrow"])
def test_an_option_names_seniorities_of_the_vocabulary_only(run, clinic, option):
    write(clinic, "roles/nurse.yaml", role())
    error = refused(run, "plan", "nurse", option, "bend-6", "--output", "out")
    assert "unknown seniority 'bend-6'; did you mean 'band-6'?" in error
    assert "known: band-5, band-6, band-7; others are listed under seniorities: in " in error


def test_samples_are_rated_for_seniorities_of_the_vocabulary(run, clinic):
    sample = {"question": "missed-dose", "id": "a", "answer": "I tell the nurse.", "reason": "One."}
    ratings = {"band-5": 3, "band-6": 2, "band-7": 1}
    write(clinic, "questions/samples/first.yaml", [sample | {"ratings": ratings}])
    done(run, "check", "questions/samples/first.yaml")
    write(clinic, "roles/nurse.yaml", role())
    done(run, "calibrate", "nurse", "--format", "html", "--output", "out")
    write(clinic, "questions/samples/first.yaml", [sample | {"ratings": {"bend-5": 3}}])
    found = run("check", "questions/samples/first.yaml").stdout
    assert "(but for band-5, band-6, band-7); did you mean 'band-5'?" in found


@pytest.mark.parametrize(
    "vocabulary",
    [
        None,
        "",
        "# nothing yet\n",
        {"scripts": {"closing": "Thank you, and goodbye."}},
        {"scale": "four-level"},
        {"categories": [{"id": "ml-theory"}]},
        {"competencies": [{"id": "ml-fundamentals"}]},
        {
            "scales": {
                "two": {
                    "levels": [{"value": 1, "label": "No"}, {"value": 2, "label": "Yes"}],
                    "bar": 2,
                    "verdicts": [{"label": "No"}, {"label": "Yes", "from_bar": 0.0}],
                }
            }
        },
    ],
    ids=str,
)
def test_every_key_of_a_vocabulary_is_optional(run, tmp_path, vocabulary):
    bank = tmp_path / "bank"
    bank.mkdir()
    write(bank, "ml-theory.yaml", good("question"))
    if vocabulary is not None:
        write(bank, "vocabulary.yaml", vocabulary)
    options = ("--bank", bank, "--output", tmp_path / "out")
    done(run, "plan", "--seniority", "mid", "--category", "ml-theory=1", *options)
    (kit,) = (tmp_path / "out").iterdir()
    planned = yaml.safe_load(kit.read_text(encoding="utf-8"))
    assert [question["id"] for question in planned["questions"]] == ["first-question"]
    assert planned["scripts"]["closing"].startswith("Thank you")
    assert len(planned["scale"]["levels"]) == 4


def test_the_vocabularies_of_the_documentation_load(run, tmp_path):
    page = (shipped("questions").parent / "docs" / "own-bank.md").read_text(encoding="utf-8")
    start = r"(?:# (?:questions/)?vocabulary|scales:)"
    blocks = re.findall(rf"^```yaml\n({start}.*?)^```", page, re.M | re.S)
    assert len(blocks) == 3
    for text in blocks:
        write(tmp_path, "vocabulary.yaml", text)
        done(run, "check", tmp_path / "vocabulary.yaml")


def test_without_lists_files_are_categories_and_questions_name_competencies(run, clinic):
    write(clinic, "questions/night-shift.yaml", [nursing_question("quiet-hour", "team-work")])
    done(run, "plan", "--seniority", "band-5", "--category", "night-shift", "--output", "out")
    kit = (clinic / "out/band-5-interview-questions-kit.yaml").read_text()
    assert "category: Night shift" in kit
    assert "title: Team work" in kit


def test_a_file_whose_name_is_no_id_is_no_category(run, clinic):
    write(clinic, "questions/Night shift.yaml", [nursing_question("quiet-hour")])
    assert "'Night shift' cannot name a category: use small letters" in refused(
        run, "questions", "list"
    )


def test_a_list_protects_from_misspelt_names(run, clinic):
    lists = {"categories": [{"id": "ward-round"}], "competencies": [{"id": "patient-safety"}]}
    write(clinic, "questions/vocabulary.yaml", BANDS | lists)
    write(clinic, "questions/ward-rounds.yaml", [nursing_question("late", "patient-savety")])
    error = refused(run, "questions", "list")
    assert (
        "unknown category 'ward-rounds'; did you mean 'ward-round'? (known: ward-round; to add"
        in error
    )
    assert "list it under categories: in " in error
    assert "unknown competency 'patient-savety'; did you mean 'patient-safety'?" in error


def test_an_unknown_category_is_answered_with_where_to_add_it(run, clinic):
    write(clinic, "questions/vocabulary.yaml", BANDS | {"categories": [{"id": "ward-round"}]})
    error = refused(run, "questions", "list", "--category", "backend")
    assert "unknown category 'backend'" in error
    assert "known: ward-round; others are listed under categories: in " in error
    error = refused(run, "questions", "list", "--category", "backend", "--bank", "builtin")
    assert "for others, start a bank of your own: kitgen init DIR" in error


def test_a_listed_term_has_a_title_of_its_id_and_no_definition(run, clinic):
    competency = {"id": "patient-safety", "definition": "Keeps patients from harm."}
    write(clinic, "questions/vocabulary.yaml", BANDS | {"competencies": [competency]})
    write(clinic, "roles/nurse.yaml", role())
    done(run, "generate", "nurse", "--format", "html", "--output", "out")
    text = (clinic / "out/nurse-ward-interviewer.html").read_text()
    assert "<dt>Patient safety</dt><dd>Keeps patients from harm.</dd>" in text


def test_of_stacked_banks_the_later_folder_wins_and_check_notes_it(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "kitgen.yaml", {"banks": ["builtin", "questions"]})
    own = {
        "categories": [{"id": "ml-theory", "title": "Learning theory"}, {"id": "my-own"}],
        "competencies": [{"id": "coding", "title": "Code"}],
        "scripts": {"closing": "Goodbye."},
    }
    write(tmp_path, "questions/vocabulary.yaml", own)
    write(
        tmp_path,
        "questions/ml-theory.yaml",
        good("question").replace("first-question", "bias-variance-tradeoff") + "  override: true\n",
    )
    options = ("--category", "ml-theory=1", "--include", "bias-variance-tradeoff")
    done(run, "plan", "--seniority", "mid", *options, "--output", "out")
    kit = (tmp_path / "out/mid-interview-questions-kit.yaml").read_text()
    assert "category: Learning theory" in kit
    assert "closing: Goodbye." in kit
    assert "Welcome, and thank you for coming." in kit
    notes = [
        line.split("note replaced: ")[1]
        for line in run("check").stdout.splitlines()
        if "note replaced" in line
    ]
    begins = [note.split(" of ")[0].split(" at ")[0] for note in notes]
    assert begins == [
        "'bias-variance-tradeoff' replaces the question",
        "category 'ml-theory' replaces that",
        "competency 'coding' replaces that",
        "script 'closing' replaces that",
    ]
    assert all("vocabulary.yaml:" in note for note in notes[1:])


@pytest.fixture
def stacked(tmp_path, monkeypatch):
    """A workspace with the built-in bank below an empty one."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "kitgen.yaml", {"banks": ["builtin", "questions"]})
    (tmp_path / "questions").mkdir()
    return tmp_path


def test_a_list_without_the_seniorities_of_an_earlier_folder_is_one_fault(run, stacked):
    write(stacked, "questions/vocabulary.yaml", BANDS)
    (line,) = refused(run, "questions", "list").splitlines()
    assert (
        "questions/vocabulary.yaml:1:1: lacks mid, senior, staff, junior, which questions" in line
    )
    more = [{"id": name} for name in ("junior", "mid", "senior", "staff", "principal")]
    write(stacked, "questions/vocabulary.yaml", {"seniorities": more})
    done(run, "questions", "list", "--seniority", "staff")


@pytest.mark.parametrize(
    ("vocabulary", "place"),
    [
        ({"scale": "three-level"}, "1:8"),
        ({"scales": {"four-level": "three levels"}}, "2:3"),
    ],
)
def test_a_scale_that_does_not_fit_the_rubrics_of_an_earlier_folder_is_one_fault(
    run, stacked, vocabulary, place
):
    three = {"levels": [{"value": n, "label": f"L{n}"} for n in (1, 2, 3)], "bar": 2}
    three["verdicts"] = [{"label": "No"}, {"label": "Yes", "from_bar": 0.0}]
    text = dump(vocabulary).replace("three levels", json.dumps(three))
    write(stacked, "questions/vocabulary.yaml", text)
    (line,) = refused(run, "questions", "list").splitlines()
    assert f"questions/vocabulary.yaml:{place}: the levels of scale " in line


def test_a_built_in_scale_may_be_the_one_that_rubrics_are_written_for(run, clinic):
    rubric = {"default": {1: "Waits", 2: "Calls", 3: "Calls and stays"}}
    questions = [nursing_question(name, rubric=rubric) for name in ("missed-dose", "late")]
    write(clinic, "questions/ward-round.yaml", questions)
    write(clinic, "questions/vocabulary.yaml", BANDS | {"scale": "three-level"})
    plan = ("plan", "--seniority", "band-5", "--category", "ward-round=2", "--output", "out")
    done(run, *plan)
    assert "label: Below" in (clinic / "out/band-5-interview-questions-kit.yaml").read_text()


@pytest.mark.parametrize("text", ["", "[]\n", "# To do\n"])
def test_a_file_may_have_no_question_yet(run, stacked, text):
    write(stacked, "questions/ml-theory.yaml", text)
    assert "bias-variance-tradeoff" in ids(run)
    write(stacked, "kitgen.yaml", {"banks": ["questions"]})
    for command in (("questions", "list"), ("check",), ("plan", "ml-engineer", "--output", "out")):
        error = refused(run, *command)
        assert "no questions in " in error
        assert "write the first one: kitgen questions new ID --category NAME" in error


def test_the_first_question_of_a_bank_and_of_a_category_can_be_added(run, clinic):
    (clinic / "questions/ward-round.yaml").unlink()
    done(run, "questions", "new", "first-one", "--category", "night-shift")
    assert "first-one" in (clinic / "questions/night-shift.yaml").read_text()


def test_built_in_roles_that_do_not_fit_the_bank_are_left_out(run, clinic):
    write(clinic, "roles/nurse.yaml", role())
    write(clinic, "roles/matron.yaml", role(seniority="band-7"))
    result = run("roles", "list")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["name", "nurse", "matron"]
    assert result.stderr == (
        "10 built-in roles need categories, competencies or seniorities that this bank does not "
        "have; they are left out\n"
    )
    assert "hint: roles: matron, nurse\n" in refused(run, "plan")
    assert refused(run, "plan", "ml-engineer-nurse").endswith("hint: known: matron, nurse\n")


def test_roles_without_faults_are_listed_beside_those_with_faults(run, clinic):
    write(clinic, "roles/nurse.yaml", role())
    write(clinic, "roles/matron.yaml", role(seniority="band-9"))
    result = run("roles", "list")
    assert result.exit_code == 1
    assert "nurse" in result.stdout
    assert "matron.yaml:2:12: unknown seniority 'band-9'" in result.stderr


def test_a_role_that_extends_a_built_in_one_of_other_terms_has_one_fault(run, clinic):
    write(clinic, "roles/nurse.yaml", {"extends": "ml-engineer", "title": "Nurse"})
    (line,) = refused(run, "plan", "nurse", "--output", "out").splitlines()
    assert (
        "roles/nurse.yaml:1:10: this built-in role does not fit the bank, so begin a role" in line
    )


@pytest.mark.parametrize(("command", "option"), [("plan", "--seniority"), ("plan", "--borrow")])
def test_seniorities_of_the_bank_complete(run, clinic, monkeypatch, command, option):
    monkeypatch.setenv("COMP_WORDS", f"kitgen {command} {option} ba")
    monkeypatch.setenv("COMP_CWORD", "3")
    monkeypatch.setenv("_KITGEN_COMPLETE", "bash_complete")
    assert run().stdout.split() == ["plain,band-5", "plain,band-6", "plain,band-7"]
