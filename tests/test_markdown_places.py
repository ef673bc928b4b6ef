"""A Markdown fault has the line and column of the file it is in: bank, vocabulary, role or kit."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.bank.load import load_bank
from kitgen.bank.question import Question
from kitgen.errors import Issue
from kitgen.files.dump import dump
from kitgen.files.fields import markdown_texts
from kitgen.files.model import Markdown
from kitgen.files.scalar import locate
from kitgen.kit.load import read_kit
from kitgen.resources import shipped
from tests.reading import docx_text, need_pango, pdf_text
from tests.test_bank import GOOD

PROMPT = "  prompt: What happens?\n"
OPTIONS = ("--seniority", "mid", "--category", "ml-theory=1", "--minutes", "30")


def bank_with(folder, prompt):
    """A bank of one question, with the YAML of its prompt from line 8 on."""
    folder.mkdir(exist_ok=True)
    (folder / "ml-theory.yaml").write_text(GOOD.replace(PROMPT, prompt))
    return folder


def generate(run, bank, folder, *arguments):
    return run(
        "generate", *arguments, "--bank", bank, "--format", "html", "--output", folder, "--force"
    )


def places(text, what=".yaml:"):
    """Line and column of each fault that a command reports."""
    lines = [line.removeprefix("kitgen: ") for line in text.splitlines() if what in line]
    return [":".join(line.rpartition("/")[2].split(":")[:3]) for line in lines]


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("  prompt: See [this](x).\n", "8:15"),
        ("  prompt: 'It''s [this](x).'\n", "8:18"),
        ('  prompt: "A \\"b\\"\\n\\\n    c [this](x)."\n', "9:7"),
        ("  prompt: |\n    One.\n\n    See [this](x).\n", "11:9"),
        ("  prompt: |2-  # a comment\n      One [this](x).\n", "9:11"),
        ("  prompt: >-\n    One and\n    two [this](x).\n", "10:9"),
        ("  prompt: One and\n    two [this](x).\n", "9:9"),
        ("  prompt: &name !!str\n    One [this](x).\n", "9:9"),
        (
            "  prompt: |\n    - a\n\n      | b | c |\n      |---|---|\n      | d | `e` $f_g_h$ |\n",
            "13:17",
        ),
        ("  prompt: |\n    a\n\n    ```\n    b\tc\n    ```\n\n    <div>\n", "15:5"),
    ],
)
def test_a_fault_is_located_however_its_text_is_written(run, tmp_path, prompt, place):
    bank = bank_with(tmp_path / "bank", prompt)
    checked = run("check", "--bank", bank)
    assert places(checked.stdout)[0] == f"ml-theory.yaml:{place}"
    made = generate(run, bank, tmp_path / "out", *OPTIONS)
    assert (made.exit_code, places(made.stderr)) == (1, [f"ml-theory.yaml:{place}"])
    assert not (tmp_path / "out").exists()


def test_check_reports_all_faults_of_all_fields(run, tmp_path):
    bank = bank_with(tmp_path, PROMPT)
    file = bank / "ml-theory.yaml"
    text = file.read_text().replace("This happens.", "$x_i_j$ and [a](b)")
    text = text.replace("Nothing more", "$\\frac{1}$").replace("[Guesses]", "[a, a <b>]")
    file.write_text(text.replace("3: All", "3: a $ b"))
    found = places(run("check", "--bank", bank).stdout, "error markdown")
    marks = ("$x_i_j$", "[a](b)", "$\\frac{1}$", "<b>", "$ b")
    lines = file.read_text().splitlines()
    assert found == [
        f"ml-theory.yaml:{number}:{line.index(mark) + 1}"
        for number, line in enumerate(lines, 1)
        for mark in marks
        if mark in line
    ]
    assert len(found) == len(marks)


def test_only_the_questions_that_are_asked_are_reported(run, tmp_path):
    bank = bank_with(tmp_path / "bank", PROMPT)
    second = GOOD.replace("first-question", "second-question").replace("[Draws it]", "[a <b>]")
    file = bank / "ml-theory.yaml"
    file.write_text(file.read_text() + second)
    other = generate(run, bank, tmp_path / "a", *OPTIONS, "--exclude", "second-question")
    assert other.exit_code == 0
    asked = generate(run, bank, tmp_path / "b", *OPTIONS, "--exclude", "first-question")
    assert places(asked.stderr) == [f"ml-theory.yaml:{GOOD.count(chr(10)) + 17}:16"]


def test_a_fault_of_a_script_is_located_in_the_vocabulary(run, tmp_path):
    bank = bank_with(tmp_path / "bank", PROMPT)
    text = (shipped("questions") / "vocabulary.yaml").read_text(encoding="utf-8")
    (bank / "vocabulary.yaml").write_text(
        text.replace("  closing: |\n", "  closing: |\n    <h2>Hi\n\n")
    )
    line = text.splitlines().index("  closing: |") + 2
    for result in (run("check", "--bank", bank), generate(run, bank, tmp_path / "out", *OPTIONS)):
        assert f"vocabulary.yaml:{line}:5" in places(result.stdout + result.stderr)
        assert result.exit_code == 1


def test_a_fault_of_the_rule_is_located_in_the_vocabulary(run, tmp_path):
    """The rule is printed, and no script."""
    bank = bank_with(tmp_path / "bank", PROMPT)
    text = (shipped("questions") / "vocabulary.yaml").read_text(encoding="utf-8")
    first = "      Count what is needed"
    (bank / "vocabulary.yaml").write_text(text.replace(first, f"      ![](b.png)\n\n{first}", 1))
    line = 1 + text[: text.index(first)].count("\n")
    for result in (generate(run, bank, tmp_path, *OPTIONS), run("check", "--bank", bank)):
        assert result.exit_code == 1
        assert f"vocabulary.yaml:{line}:7" in places(result.stdout + result.stderr)


ROLE = """\
extends: senior-ml-engineer
questions:
  base-rate-precision:
    prompt: |
      Say it.

      > <p>Why?
    anchors: {3: a <b>}
    more_follow_ups:
      - ask: And $x_i_j$?
        listen_for: This
scripts:
  welcome: Hello {role}, see [this](x)
"""


def test_a_role_s_faults_are_located_in_the_role_when_it_is_loaded(run, tmp_path, bank):
    known = bank.questions[0].id
    role = tmp_path / "search.yaml"
    role.write_text(ROLE.replace("base-rate-precision", known))
    result = run("plan", role, "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert places(result.stderr) == [
        "search.yaml:7:9",
        "search.yaml:8:20",
        "search.yaml:10:18",
        "search.yaml:13:30",
    ]


def test_a_role_may_replace_a_faulty_text(run, tmp_path):
    bank = bank_with(tmp_path / "bank", "  prompt: 'What <b>happens?'\n")
    role = tmp_path / "role.yaml"
    role.write_text(
        "title: R\nseniority: mid\nrounds:\n- {id: a, title: A, minutes: 30, blueprint: "
        "[{category: ml-theory, count: 1}]}\nquestions: {first-question: {prompt: What happens?}}\n"
    )
    result = generate(run, bank, tmp_path / "out", role)
    assert result.exit_code == 0, result.stderr


def test_a_kit_s_faults_are_located_in_the_kit(run, tmp_path):
    kit = tmp_path / "kit.yaml"
    sample = shipped("examples") / "kits" / "senior-ml-engineer-1-ml-depth-kit.yaml"
    lines = sample.read_text(encoding="utf-8").splitlines(keepends=True)
    ask = next(number for number, line in enumerate(lines) if "- ask: " in line)
    lines[ask] = "  - ask: Why <b>?\n"
    kit.write_text("".join(lines), encoding="utf-8")
    result = run("render", kit, "--format", "html", "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert places(result.stderr) == [f"kit.yaml:{ask + 1}:14"]
    assert not (tmp_path / "out").exists()


def test_tabs_are_accepted_in_code_only(run, tmp_path):
    make = "  prompt: |\n    - a\n    - ```make\n      all:\n      \tcc -o a\n      ```\n"
    bank = bank_with(tmp_path / "bank", make)
    result = generate(run, bank, tmp_path / "out", *OPTIONS)
    assert result.exit_code == 0, result.stderr
    assert "\n    cc -o a" in next((tmp_path / "out").rglob("*candidate.html")).read_text()
    bank_with(tmp_path / "bank", make + "  # a\tcomment\n")
    assert places(run("check", "--bank", bank).stdout) == ["ml-theory.yaml:14:6"]
    bank_with(tmp_path / "bank", '  prompt: "a\\tb"\n')
    assert places(run("check", "--bank", bank).stdout)[:1] == ["ml-theory.yaml:8:15"]


def test_a_list_resumes_in_every_format(run, tmp_path):
    need_pango()
    prompt = (
        "  prompt: |\n    1. a\n    2. b\n\n    ```\n    x\n    ```\n\n    3. see\n    4. say\n"
        "    - in\n      1. it\n"
    )
    bank = bank_with(tmp_path / "bank", prompt)
    formats = ("--format", "pdf", "--format", "docx", "--edition", "candidate")
    result = generate(run, bank, tmp_path / "out", *OPTIONS, *formats)
    assert result.exit_code == 0, result.stderr
    sheets = {path.suffix: path for path in (tmp_path / "out").rglob("*candidate.*")}
    assert re.search(r"3\.\s+see\s+4\.\s+say\s+–\s*in\s+1\.\s+it", pdf_text(sheets[".pdf"]))
    assert re.search(r"3\.\s+see\s+4\.\s+say", docx_text(sheets[".docx"].read_bytes()))
    assert '<ol start="3">' in sheets[".html"].read_text(encoding="utf-8")


def test_a_reference_solution_is_printed_as_it_is(run, tmp_path):
    code = 'def f():\n\t"""Example:\n\n\t```\n\tf(1)\n\t```\n\t"""\n'
    bank = bank_with(tmp_path / "bank", PROMPT + "  solution: f.py\n")
    (bank / "f.py").write_text(code)
    result = generate(run, bank, tmp_path / "out", *OPTIONS)
    assert result.exit_code == 0, result.stderr
    kit = read_kit(next((tmp_path / "out").glob("*kit.yaml")))
    assert kit.questions[0].solution == code.rstrip()
    page = next((tmp_path / "out").glob("*interviewer.html")).read_text()
    assert "    ```\n    f(1)\n    ```\n" in page


def test_the_kind_of_each_text_is_known_from_its_type():
    kinds = {text.place[0]: text.kind for q in load_bank().questions for text in markdown_texts(q)}
    blocks = dict.fromkeys(("prompt", "handout", "answer"), Markdown.BLOCKS)
    inline = ("hints", "figures", "key_points", "follow_ups", "signals", "rubric")
    lines = dict.fromkeys(inline, Markdown.INLINE)
    assert kinds == blocks | lines
    assert not {"title", "references", "covers", "allow"} - set(Question.model_fields)


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.one_of(st.sampled_from(" \n'\"\\:#-|>é"), st.characters(categories=["L", "N"])))
    .map(str.strip)
    .filter(bool),
    st.data(),
)
def test_any_character_is_found_in_the_file_that_has_it(tmp_path_factory, text, data):
    file = tmp_path_factory.mktemp("scalar") / "a.yaml"
    written = dump({"a": text})
    file.write_text(written, encoding="utf-8")
    visible = [n for n, character in enumerate(text) if not character.isspace()]
    offset = data.draw(st.sampled_from(visible))
    (found,) = locate(Issue(str(file), 1, 4, ""), text, [offset])
    sign = written.split("\n")[found.line - 1][found.column - 1 :]
    assert sign.startswith((text[offset], "\\"))
