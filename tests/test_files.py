"""Files that cannot be read, and YAML that cannot be built: each a located fault, no traceback."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kitgen.bank.load import load_bank
from kitgen.errors import KitgenError
from kitgen.files.dump import dump
from tests.test_bank import GOOD, bank_of, faults

pytestmark = pytest.mark.promise("files")

TOO_MANY = "aliases (*name) repeat parts of this file until it has too many values"
DEEP = "[" * 500 + "]" * 500


def one_fault(run, folder):
    found = faults(run, folder)
    assert len(found) == 1, found
    return found[0]


SCALARS = {
    "2020-13-45": "'2020-13-45' cannot be read as a date (put a text in quotes)",
    "!!timestamp x": "'x' cannot be read as a date (put a text in quotes)",
    "!!int abc": "'abc' cannot be read as a whole number (put a text in quotes)",
    "!!int ''": "'' cannot be read as a whole number (put a text in quotes)",
    "0b_": "'0b_' cannot be read as a whole number (put a text in quotes)",
    "0x_": "'0x_' cannot be read as a whole number (put a text in quotes)",
    "!!float x": "'x' cannot be read as a number (put a text in quotes)",
    "!!bool maybe": "'maybe' cannot be read as true or false (put a text in quotes)",
    "9" * 5000: f"'{'9' * 59}…' cannot be read as a whole number (put a text in quotes)",
    "0x" + "f" * 5000: f"'0x{'f' * 57}…' cannot be read as a whole number (put a text in quotes)",
    "!!binary aGVsbG8=": "expected text, found binary data",
    "!!set {a, b}": "expected text, found a set",
    "!!omap [a: 1]": "expected text, found a list",
    "[{a: b}]": "expected text, found a list",
}


@pytest.mark.parametrize("scalar", SCALARS, ids=lambda scalar: scalar[:20])
def test_a_value_that_cannot_be_built_is_located(run, tmp_path, scalar):
    folder = bank_of(tmp_path, ml_theory=GOOD.replace("A title", scalar))
    assert one_fault(run, folder) == f"ml-theory.yaml:2:10: {SCALARS[scalar]}"


def test_all_values_that_cannot_be_built_are_named_at_once(run, tmp_path):
    text = GOOD.replace("A title", "2020-13-45").replace("minutes: 8", "minutes: 0b_")
    places = [fault.split(": ")[0] for fault in faults(run, bank_of(tmp_path, ml_theory=text))]
    assert places == ["ml-theory.yaml:2:10", "ml-theory.yaml:7:12"]


@pytest.mark.parametrize("key", ["[{a: b}]", "{a: b}", "!!set {a}"])
def test_a_key_that_is_no_text_is_located(run, tmp_path, key):
    text = GOOD.replace("  title:", f"  ? {key}\n  : 1\n  title:")
    found = faults(run, bank_of(tmp_path, ml_theory=text))
    assert found == ["ml-theory.yaml:2:5: a key must be a text, not a list or a mapping"]


@pytest.mark.parametrize("text", [DEEP, "- " * 500 + "x", GOOD.replace("A title", DEEP)])
def test_what_is_nested_too_deep_is_located(run, tmp_path, text):
    fault = one_fault(run, bank_of(tmp_path, ml_theory=text))
    assert fault.startswith("ml-theory.yaml:")
    assert fault.endswith(": nested more than 50 levels deep")


@pytest.mark.parametrize("field", ["kind", "seniority", "status", "title", "rubric", "signals"])
@pytest.mark.parametrize(("shape", "line"), [("[{}]", 6), ("{{{}}}", 7)])
def test_aliases_upon_aliases_are_refused_before_they_are_unfolded(
    run, tmp_path, field, shape, line
):
    """Nine aliases of nine aliases and so on, eight times over, are 43 million values."""
    lines = ["- &b0 x"]
    for level in range(1, 9):
        names = [f"k{n}: *b{level - 1}" for n in range(9)]
        lines.append(f"- &b{level} {shape.format(', '.join(names))}")
    text = "\n".join(lines) + "\n" + GOOD.replace(f"  {field}:", f"  {field}: *b8\n  x{field}:", 1)
    fault = one_fault(run, bank_of(tmp_path, ml_theory=text))
    assert fault == f"ml-theory.yaml:{line}:3: {TOO_MANY}"


def test_levels_that_aliases_add_are_counted(run, tmp_path):
    lines = ["- &b0 x", *(f"- &b{n} [*b{n - 1}]" for n in range(1, 900))]
    found = faults(run, bank_of(tmp_path, ml_theory="\n".join(lines)))
    assert "ml-theory.yaml:52:3: nested more than 50 levels deep" in found
    assert len(found) < 20


def test_a_value_is_quoted_no_longer_than_one_can_read(run, tmp_path):
    long = "x" * 5000
    text = GOOD.replace("concept", long).replace("prompt", f"? {long}\n  ").replace("ml-fu", long)
    terms = "competencies: [{id: ml-fundamentals}]"
    found = faults(run, bank_of(tmp_path, ml_theory=text, vocabulary=terms))
    assert len(found) == 4
    assert all(len(fault) < 200 for fault in found), found


def test_a_name_that_is_like_no_other_is_not_guessed_at(run):
    for arguments in (
        ("questions", "show", "nope"),
        ("roles", "show", "x"),
        ("questions", "new", "rest-api", "--category", "backend"),
    ):
        result = run(*arguments)
        assert result.exit_code == 1
        assert "did you mean" not in result.stderr
    assert "did you mean 'ml-engineer'?" in run("roles", "show", "ml-enginer").stderr


def link(path, target):
    path.symlink_to(target)


UNREADABLE = {
    "a folder": (lambda path: path.mkdir(), "is a folder, not a file"),
    "a link to nothing": (
        lambda path: link(path, "nothing.yaml"),
        "cannot be read: No such file or directory",
    ),
    "a link to itself": (
        lambda path: link(path, path.name),
        "cannot be read: Too many levels of symbolic links",
    ),
    "a pipe": (lambda path: os.mkfifo(path), "is not a file"),
    "a device": (lambda path: link(path, "/dev/zero"), "is not a file"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
@pytest.mark.parametrize("name", ["behavioral", "vocabulary"])
def test_what_cannot_be_read_in_a_bank_is_a_fault_at_the_file(run, tmp_path, kind, name):
    make, message = UNREADABLE[kind]
    bank_of(tmp_path, ml_theory=GOOD)
    make(tmp_path / f"{name}.yaml")
    assert one_fault(run, tmp_path) == f"{name}.yaml:1:1: {message}"


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read_is_a_fault_at_the_file_in_every_command(
    run, tmp_path, monkeypatch, kind
):
    make, message = UNREADABLE[kind]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "theme").mkdir()
    make(tmp_path / "theme" / "theme.yaml")
    make(tmp_path / "it.yaml")
    theme = ("--theme", "theme", "--round", "coding", "--format", "html")
    for arguments, file in (
        (("plan", "./it.yaml"), "it.yaml"),
        (("roles", "show", "./it.yaml"), "it.yaml"),
        (("render", "it.yaml"), "it.yaml"),
        (("generate", "ml-engineer", *theme), "theme/theme.yaml"),
    ):
        result = run(*arguments)
        refused = (f"{file}:1:1: {message}", "no such role file", "no such kit file")
        assert result.exit_code in {1, 2}
        assert any(text in result.stderr for text in refused), result.stderr


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read_in_a_workspace_is_a_fault_at_the_file(
    run, tmp_path, monkeypatch, kind
):
    make, message = UNREADABLE[kind]
    monkeypatch.chdir(tmp_path)
    for name in ("roles", "questions"):
        (tmp_path / name).mkdir()
    bank_of(tmp_path / "questions", ml_theory=GOOD)
    (tmp_path / "kitgen.yaml").write_text("banks: [questions]\nroles: roles\n")
    make(tmp_path / "roles" / "nurse.yaml")
    for arguments in (("roles", "list"), ("roles", "show", "nurse"), ("plan", "nurse")):
        assert f"roles/nurse.yaml:1:1: {message}" in run(*arguments).stderr
    assert f"roles/nurse.yaml:1:1: error load-fault: {message}" in run("check").stdout
    (tmp_path / "kitgen.yaml").write_text(f"roles: {'x' * 300}\n")
    assert "kitgen.yaml:1:8: no such folder" in run("roles", "list").stderr
    (tmp_path / "kitgen.yaml").unlink()
    make(tmp_path / "kitgen.yaml")
    assert f"kitgen.yaml:1:1: {message}" in run("roles", "list").stderr


def test_hidden_files_are_no_part_of_a_bank_or_of_the_roles(run, tmp_path, monkeypatch):
    (tmp_path / "questions").mkdir()
    (tmp_path / "roles").mkdir()
    (tmp_path / "kitgen.yaml").write_text("banks: [questions]\nroles: roles\n")
    bank_of(tmp_path / "questions", ml_theory=GOOD)
    for folder in ("questions", "roles"):
        (tmp_path / folder / ".yaml").write_text("- [")
        (tmp_path / folder / "._ml-theory.yaml").write_bytes(b"\x00\x05\x16\x07")
        (tmp_path / folder / ".ml-theory.yaml").write_text("- [")
        (tmp_path / folder / ".#ml-theory.yaml").symlink_to("me@host.1234")
    monkeypatch.chdir(tmp_path)
    assert "first-question" in run("questions", "list").stdout
    (tmp_path / "kitgen.yaml").write_text("banks: [builtin, questions]\nroles: roles\n")
    listed = run("roles", "list")
    assert (listed.exit_code, "theory" in listed.stdout) == (0, False), listed.stderr


@pytest.mark.promise("names")
def test_a_name_that_is_too_long_is_a_message(run, tmp_path):
    long = "x" * 300
    for arguments in (
        ("questions", "list", "--bank", long),
        ("plan", f"{long}.yaml"),
        ("check", "--bank", tmp_path / long),
    ):
        result = run(*arguments)
        assert result.exit_code == 1
        assert "no such" in result.stderr


@pytest.mark.parametrize("key", ["solution", "checks"])
@pytest.mark.parametrize("path", ["x" * 5000, '"a\\0b"', "..", "/etc/passwd", "./", "none.py"])
def test_the_path_of_a_question_s_code_that_leads_nowhere_is_located(run, tmp_path, key, path):
    text = GOOD.replace("  status:", f"  {key}: {path}\n  status:")
    fault = faults(run, bank_of(tmp_path, ml_theory=text))[0]
    assert fault.startswith(f"ml-theory.yaml:25:{5 + len(key)}: ")
    assert len(fault) < 200


SOLUTIONS = {
    "empty": (b"\n  \n", "s.py:1:1: the file is empty"),
    "Latin-1": (b"# caf\xe9\n", "s.py:1:6: byte 0xe9 is not UTF-8; save the file as UTF-8"),
    "form feed": (b"a = 1\n\x0c\n", "s.py:2:1: control character U+000C is not allowed"),
}


@pytest.mark.parametrize("key", ["solution", "checks"])
@pytest.mark.parametrize("case", SOLUTIONS)
def test_code_that_could_not_be_printed_is_located(run, tmp_path, key, case):
    content, expected = SOLUTIONS[case]
    (tmp_path / "s.py").write_bytes(content)
    text = GOOD.replace("  status:", f"  {key}: s.py\n  status:")
    assert one_fault(run, bank_of(tmp_path, ml_theory=text)) == expected


def test_a_solution_with_a_fence_in_it_loads(run, tmp_path):
    code = 'def f():\n    """\n    ```\n    f()\n    ```\n    """\n'
    (tmp_path / "s.py").write_text(code)
    text = GOOD.replace("  status:", "  solution: s.py\n  status:")
    assert load_bank([bank_of(tmp_path, ml_theory=text)]).solutions == {"first-question": code}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(["int", "float", "bool", "timestamp", "binary", "null", "set", "omap", "map"]),
    st.text(alphabet="0123456789abcdefxXob_.:-+eE[]{}, é'", max_size=20),
)
def test_any_tag_on_any_value_is_loaded_or_located(tmp_path_factory, tag, text):
    folder = tmp_path_factory.mktemp("bank")
    bank_of(folder, ml_theory=GOOD.replace("A title", f"!!{tag} {text}", 1))
    try:
        load_bank([folder])
    except KitgenError as error:
        assert str(error).startswith(f"{folder}/ml-theory.yaml:")


@settings(max_examples=1_000, deadline=None)
@given(st.text(alphabet="a0-.:#,?[]{}&*!|>'\"%@`~ \n\t\u0085\u2028\ufeffé", max_size=8))
def test_a_text_is_written_in_the_style_that_pyyaml_finds(text):
    written = dump({"key": text})
    with pytest.MonkeyPatch.context() as patch:
        patch.delattr("kitgen.files.dump._Dumper.analyze_scalar")
        assert dump({"key": text}) == written
