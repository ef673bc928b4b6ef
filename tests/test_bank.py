"""Faults of bank files: all of all files at once, each with its place, none with a traceback."""

import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kitgen.bank.load import load_bank
from kitgen.errors import KitgenError
from kitgen.files.dump import dump
from kitgen.resources import shipped

GOOD = """\
- id: first-question
  title: A title
  kind: concept
  seniority: [mid, senior]
  competencies: [ml-fundamentals]
  difficulty: 2
  minutes: 8
  prompt: What happens?
  answer: This happens.
  key_points:
    - needed: true
      point: Says that it happens
  follow_ups:
    - ask: And then?
      listen_for: Nothing more
  signals:
    strong: [Draws it]
    weak: [Guesses]
  rubric:
    default:
      1: Nothing
      2: A part
      3: All
      4: All, and why
  status: reviewed
"""


def bank_of(folder, **files):
    for name, text in files.items():
        content = text if isinstance(text, bytes) else text.encode()
        (folder / f"{name.replace('_', '-')}.yaml").write_bytes(content)
    return folder


def faults(run, folder):
    result = run("questions", "list", "--bank", folder)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return [
        line.removeprefix("kitgen: ").removeprefix(f"{folder}/")
        for line in result.stderr.splitlines()
    ]


def test_a_good_file_has_no_fault(run, tmp_path):
    result = run("questions", "list", "--bank", bank_of(tmp_path, ml_theory=GOOD))
    assert result.exit_code == 0
    assert "first-question" in result.stdout


CASES = {
    "unknown key": (
        "prompt: What",
        "promt: What",
        "ml-theory.yaml:8:3: unknown key 'promt'; did you mean 'prompt'?",
    ),
    "missing key": ("  answer: This happens.\n", "", "ml-theory.yaml:1:3: missing key 'answer'"),
    "wrong type": (
        "minutes: 8",
        "minutes: eight",
        "ml-theory.yaml:7:12: expected a whole number, found 'eight'",
    ),
    "a fraction": (
        "minutes: 8",
        "minutes: 8.5",
        "ml-theory.yaml:7:12: expected a whole number, found the number 8.5 (put a text in quotes)",
    ),
    "a boolean for a text": (
        "title: A title",
        "title: no",
        "ml-theory.yaml:2:10: expected text, found the boolean false "
        "(put a text such as no, yes, on in quotes)",
    ),
    "a number for a text": (
        "title: A title",
        "title: 1_000",
        "ml-theory.yaml:2:10: expected text, found the number 1000 (put a text in quotes)",
    ),
    "unknown level": (
        "[mid, senior]",
        "[mid, seniour]",
        "ml-theory.yaml:4:20: 'seniour' is not one of junior, mid, senior, staff; "
        "did you mean 'senior'?",
    ),
    "unknown competency": (
        "[ml-fundamentals]",
        "[ml-fundamental]",
        "ml-theory.yaml:5:18: unknown competency 'ml-fundamental'; did you mean 'ml-fundamentals'?",
    ),
    "duplicate key": (
        "  minutes: 8\n",
        "  minutes: 8\n  minutes: 9\n",
        "ml-theory.yaml:8:3: duplicate key 'minutes'",
    ),
    "dangling enemy": (
        "  status: reviewed",
        "  enemies: [first-questions]\n  status: reviewed",
        "ml-theory.yaml:25:13: unknown question 'first-questions'; did you mean 'first-question'?",
    ),
    "its own enemy": (
        "  status: reviewed",
        "  enemies: [first-question]\n  status: reviewed",
        "ml-theory.yaml:25:13: a question cannot be its own enemy",
    ),
    "empty text": ("prompt: What happens?", "prompt: ''", "ml-theory.yaml:8:11: must not be empty"),
    "control character": (
        "prompt: What happens?",
        'prompt: "What \\a happens?"',
        "ml-theory.yaml:8:11: control characters are not allowed",
    ),
    "raw control character": (
        "What happens?",
        "What \x07 happens?",
        "ml-theory.yaml:8:16: control character U+0007 is not allowed",
    ),
    "tab": ("  minutes: 8", "\tminutes: 8", "ml-theory.yaml:7:1: tab character; use spaces"),
    "anchor missing": (
        "      2: A part\n",
        "",
        "ml-theory.yaml:20:5: no anchor for level 2 (Mixed)",
    ),
    "anchor off the scale": (
        "      4: All, and why\n",
        "      4: All, and why\n      5: More\n",
        "ml-theory.yaml:25:7: level 5 is not on the scale (1, 2, 3, 4)",
    ),
    "two lines": (
        "title: A title",
        "title: |\n    A\n    title",
        "ml-theory.yaml:2:10: must be one line (fold it with '>-')",
    ),
    "difficulty off its range": (
        "difficulty: 2",
        "difficulty: 6",
        "ml-theory.yaml:6:15: must be at most 5",
    ),
    "no list": ("[mid, senior]", "mid", "ml-theory.yaml:4:14: expected a list, found 'mid'"),
    "unclosed quote": ("title: A title", 'title: "A title', "not valid YAML"),
    "a colon in a text": (
        "prompt: What happens?",
        "prompt: What: happens?",
        "a text that contains ': ' needs quotes",
    ),
    "category in the file": (
        "  kind: concept",
        "  category: ml-theory\n  kind: concept",
        "ml-theory.yaml:3:3: the category is the name of the file; remove this key",
    ),
    "solution that is not there": (
        "  status: reviewed",
        "  solution: solutions/none.py\n  status: reviewed",
        "ml-theory.yaml:25:13: no file 'solutions/none.py' in the bank's folder",
    ),
    "solution outside": (
        "  status: reviewed",
        "  solution: ../../x.py\n  status: reviewed",
        "no file '../../x.py' in the bank's folder",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_located(run, tmp_path, case):
    old, new, expected = CASES[case]
    assert old in GOOD
    found = faults(run, bank_of(tmp_path, ml_theory=GOOD.replace(old, new, 1)))
    assert any(expected in line for line in found), found


def test_five_faults_of_one_file_come_in_one_run(run, tmp_path):
    text = GOOD
    for case in ("unknown key", "wrong type", "unknown level", "dangling enemy", "anchor missing"):
        old, new, _ = CASES[case]
        text = text.replace(old, new, 1)
    found = faults(run, bank_of(tmp_path, ml_theory=text))
    places = [line.split(": ")[0] for line in found]
    assert places == [
        "ml-theory.yaml:1:3",  # promt for prompt: the key it misses
        "ml-theory.yaml:4:20",
        "ml-theory.yaml:7:12",
        "ml-theory.yaml:8:3",
        "ml-theory.yaml:20:5",
        "ml-theory.yaml:24:13",
    ]


def test_faults_of_all_files_come_together(run, tmp_path):
    folder = bank_of(
        tmp_path,
        ml_theory=GOOD,
        behavioral=GOOD,
        ml_thoery=GOOD.replace("first-question", "other-question"),
        ml_coding="",
        general_interest=b"- id: caf\xe9\n",
        company_industry="just text",
    )
    found = "\n".join(faults(run, folder))
    assert "ml-theory.yaml:1:7: duplicate id 'first-question', first used at" in found
    assert "ml-thoery.yaml:1:1: unknown category 'ml-thoery'; did you mean 'ml-theory'?" in found
    assert "ml-coding.yaml:1:1: the file is empty" in found
    assert "general-interest.yaml:1:10: byte 0xe9 is not UTF-8; save the file as UTF-8" in found
    assert "company-industry.yaml:1:1: expected a list of questions" in found


def test_a_folder_without_questions_is_named(run, tmp_path):
    assert "no question files (*.yaml) in" in faults(run, tmp_path)[0]
    assert "no such folder of questions" in faults(run, tmp_path / "none")[0]


def test_banks_combine_and_share_terms(run, tmp_path):
    result = run(
        "questions", "list", "--bank", "builtin", "--bank", bank_of(tmp_path, ml_theory=GOOD)
    )
    assert result.exit_code == 0
    assert "first-question" in result.stdout
    assert "bias-variance-tradeoff" in result.stdout


def test_a_folder_may_be_called_builtin(run, tmp_path, monkeypatch):
    (tmp_path / "builtin").mkdir()
    bank_of(tmp_path / "builtin", ml_theory=GOOD)
    monkeypatch.chdir(tmp_path)
    listed = run("questions", "list", "--bank", "./builtin").stdout
    (tmp_path / "kitgen.yaml").write_text("banks: [./builtin]\n")
    assert run("questions", "list").stdout == listed
    assert len(listed.splitlines()) == 2
    assert "first-question" in listed


def test_a_bank_may_bring_its_own_terms(run, tmp_path):
    own = textwrap.dedent("""\
        categories: [{id: sql, title: SQL}]
        competencies: [{id: joins, title: Joins, definition: Joins tables.}]
        scales:
          two-level:
            levels: [{value: 0, label: Below}, {value: 1, label: Above}]
            bar: 1
            verdicts: [{label: 'No'}, {label: 'Yes', from_bar: 0.0}]
        scale: two-level
        scripts: {opening: Hello., closing: Bye., welcome: Welcome.}
        """)
    question = GOOD.replace("ml-fundamentals", "joins")
    question = question.replace(
        "1: Nothing\n      2: A part\n      3: All\n      4: All, and why",
        "0: Nothing\n      1: All",
    )
    folder = bank_of(tmp_path, sql=question, vocabulary=own)
    bank = load_bank([folder])
    assert [q.id for q in bank.questions] == ["first-question"]
    assert [level.label for level in bank.scale.levels] == ["Below", "Above"]


def test_a_script_may_leave_open_only_what_is_filled_in(run, tmp_path):
    shipped_terms = (shipped("questions") / "vocabulary.yaml").read_text()
    bank_of(
        tmp_path,
        ml_theory=GOOD,
        vocabulary=shipped_terms.replace("called {round}", "called {rounds}"),
    )
    assert "nothing is known to fill in {rounds} (known: {closing}," in faults(run, tmp_path)[0]
    for blank in ("{round:d}", "{round!r}", "{round:>1000000000}"):
        bank_of(tmp_path, vocabulary=shipped_terms.replace("called {round}", f"called {blank}"))
        assert "write {round} without a format" in faults(run, tmp_path)[0]
    bank_of(tmp_path, vocabulary=shipped_terms.replace("called {round}", "called {round"))
    assert "write {{ and }} for braces" in faults(run, tmp_path)[0]


def test_the_scale_is_checked(run, tmp_path):
    bank_of(tmp_path, ml_theory=GOOD, vocabulary="scales: {one: {levels: [], bar: 9}}\n")
    found = "\n".join(faults(run, tmp_path))
    assert "vocabulary.yaml:1:24: needs at least 2, has 0" in found
    assert "missing key 'categories'" in found


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60),
    st.sampled_from(
        [
            "A title",
            "What happens?",
            "[mid, senior]",
            "concept",
            "first-question",
            "Nothing",
            "default:",
            "2\n",
        ]
    ),
)
def test_any_text_anywhere_is_loaded_or_located(tmp_path_factory, text, place):
    """Whatever stands in a file, the answer is a bank or located messages, never a bug."""
    folder = bank_of(tmp_path_factory.mktemp("bank"), ml_theory=GOOD.replace(place, text, 1))
    try:
        bank = load_bank([folder])
    except KitgenError as error:
        assert str(error)
    else:
        assert len(bank.questions) == 1


@settings(max_examples=100, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4).map(tuple)
            | st.dictionaries(st.text(max_size=8), inner, max_size=4)
        ),
    )
)
def test_what_is_written_as_yaml_is_read_back(tmp_path_factory, value):
    from kitgen.errors import InvalidInput
    from kitgen.files.source import read

    path = tmp_path_factory.mktemp("yaml") / "value.yaml"
    path.write_text(dump(value), encoding="utf-8")
    try:
        assert read(path).value == value
    except InvalidInput as error:
        assert "control character" in str(error) or "tab character" in str(error)
