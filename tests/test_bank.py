"""Faults of bank files: all of all files at once, each with its place, none with a traceback."""

import json
import shutil
import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kitgen.bank.load import load_bank
from kitgen.errors import KitgenError
from kitgen.files.dump import dump
from kitgen.resources import shipped
from tests.faults import FOLDER, good

GOOD = good("question")


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


def test_faults_of_all_files_come_together(run, tmp_path):
    folder = bank_of(
        tmp_path,
        vocabulary="categories: [{id: ml-theory}, {id: behavioral}, {id: general-interest}]",
        ml_theory=GOOD,
        behavioral=GOOD,
        ml_thoery=GOOD.replace("first-question", "other-question"),
        general_interest=b"- id: caf\xe9\n",
        company_industry="just text",
    )
    assert [line.split(": ")[0] for line in faults(run, folder)] == [
        "company-industry.yaml:1:1",
        "company-industry.yaml:1:1",
        "general-interest.yaml:1:10",
        "ml-theory.yaml:1:7",
        "ml-thoery.yaml:1:1",
    ]


def test_a_category_may_be_a_folder_of_files(run, tmp_path):
    """Figures, solutions and faults have their paths from the bank's folder on, as in one file."""
    bank_of(tmp_path, vocabulary="categories: [{id: ml-theory}]", ml_theory=GOOD)
    for folder in ("ml-theory", "ml-thoery", "samples", ".git"):
        (tmp_path / folder).mkdir()
    second = GOOD.replace("first-question", "second-question") + "  solution: solutions/two.py\n"
    (tmp_path / "ml-theory" / "trees.yaml").write_text(second)
    (tmp_path / "ml-thoery" / "trees.yaml").write_text(second.replace("second", "third"))
    solutions = tmp_path / "solutions"
    solutions.mkdir()
    (solutions / "two.py").write_text("TWO = 2\n")
    [line] = faults(run, tmp_path)
    assert line.startswith("ml-thoery/trees.yaml:1:1: unknown category 'ml-thoery'; did you mean")
    shutil.rmtree(tmp_path / "ml-thoery")
    shown = run("questions", "list", "--bank", tmp_path, "--json").stdout
    categories = {question["id"]: question["category"] for question in json.loads(shown)}
    assert categories == {"first-question": "ml-theory", "second-question": "ml-theory"}
    one_file = run("check", tmp_path / "ml-theory" / "trees.yaml")
    assert "unknown category" not in one_file.stdout
    assert run("check", tmp_path / "ml-theory").stdout == one_file.stdout
    bank = bank_of(tmp_path / "ml-theory", vocabulary="categories: [{id: trees}]")
    assert "duplicate id" not in run("check", bank).stdout  # a bank beside files of questions


def test_refused_topics_are_checked(run, tmp_path):
    bank_of(tmp_path, ml_theory=f"{GOOD}  covers: [list/Q1]\n")
    topic = "topic: Favourite books, covers: [{}], reason: Spare time, measured_by: {}"
    refused = tmp_path / "refused.yaml"
    refused.write_text(f"- {{{topic.format('list/Q2', 'first-question')}}}\n")
    assert "refused.yaml" not in run("check", tmp_path).stdout
    lines = [f"- {{{topic.format('list/Q1', 'first-qestion')}}}", "- {topic: Books}"]
    refused.write_text("\n".join(lines) + "\n")
    found = run("check", refused).stdout
    assert "unknown question 'first-qestion'; did you mean 'first-question'?" in found
    assert "refused.yaml:1:37: error load-fault: 'list/Q1' is covered by the question" in found
    assert "refused.yaml:2:3: error load-fault: missing key" in found


def test_a_folder_without_questions_is_named(run, tmp_path):
    assert "no questions in" in faults(run, tmp_path)[0]
    assert "no such folder of questions" in faults(run, tmp_path / "none")[0]


def test_a_folder_that_is_named_twice_is_one_bank(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(shipped("questions"), tmp_path / "bank")
    result = run("questions", "list", "--bank", "bank", "--bank", tmp_path / "bank")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == run("questions", "list", "--bank", "bank").stdout


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


def test_one_name_may_be_written_without_a_list(tmp_path):
    lists = {"competencies": "ml-fundamentals", "seniority": "mid", "tags": "llm", "covers": "a/1"}
    loaded = []
    for form in ("[{}]", "{}"):
        folder = tmp_path / f"bank{len(loaded)}"
        shutil.copytree(FOLDER / "good" / "bank", folder)
        file = folder / "ml-theory.yaml"
        lines = file.read_text().splitlines()
        kept = [line for line in lines if line.split(":")[0].strip() not in lists]
        kept += [f"  {key}: {form.format(name)}" for key, name in lists.items()]
        file.write_text("\n".join(kept) + "\n")
        loaded.append(load_bank((folder,)).questions)
    assert loaded[0] == loaded[1]
    assert loaded[0][-1].tags == ("llm",)


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


@pytest.mark.promise("files")
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
