"""Check files: the named tests of a question on code that is right, wrong, or hangs the process."""

import ast
import os
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from kitgen.bank.checks import check_faults, check_file
from kitgen.bank.files import BUILT_IN
from kitgen.bank.load import load_bank
from kitgen.kit.kit import write_kit
from kitgen.kit.load import read_kit
from tests.conftest import kit_of
from tests.faults import FOLDER, good

CANDIDATES = sorted((Path(__file__).parent / "candidates").glob("*/*.py"))
QUESTIONS = tuple(q.id for q in load_bank().questions if q.checks)
KNN = "code-knn-vectorised"
ROOT = Path(__file__).parent.parent
REPEATABLE = {**os.environ, "PYTHONHASHSEED": "0"}  # as check files start their tests
RIGHT = BUILT_IN / "solutions" / "code_knn_vectorised.py"


@pytest.fixture(scope="session")
def check_files(bank, made_once):
    """The check files of all questions that have one."""

    def fill(folder):
        for name in QUESTIONS:
            file = check_file(bank.question(name), bank.checks[name])
            (folder / file.name).write_bytes(file.content)

    return made_once("checks", fill)


def check(file, candidate, *options, **others):
    """Run a check file as a process; return its lines."""
    command = [sys.executable, str(file), str(candidate), *map(str, options)]
    done = subprocess.run(command, capture_output=True, text=True, **others)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout.splitlines()


def verdicts(lines):
    """The letters that pass and those that fail; the last line counts them."""
    found = [re.match(r"([A-Z])  (pass|fail)  \S", line) for line in lines[:-1]]
    assert all(found), lines
    passed = "".join(m[1] for m in found if m[2] == "pass")
    failed = "".join(m[1] for m in found if m[2] == "fail")
    assert lines[-1] == f"{len(passed)} of {len(found)} pass"
    assert max(map(len, lines)) < 250
    return passed, failed


@pytest.fixture
def knn(check_files):
    return check_files / "check_code_knn_vectorised.py"


THREE_TESTS = '''\
from kitgen.bank.harness import expect


def test_a_square(candidate):
    """the square of three"""
    expect(candidate.square(3), 9)


def test_b_negative(candidate):
    """a negative number"""
    expect(candidate.square(-2), 4, what="of -2")


def test_c_fraction(candidate):
    """a fraction"""
    expect(candidate.square(0.1), 0.01, within=1e-9)
'''
SQUARE = "def square(x):\n    return x * x\n"


def bank_with(folder, text, path="checks/square.py"):
    """A bank whose question names these checks."""
    (folder / "checks").mkdir()
    (folder / "checks" / "square.py").write_text(text)
    question = good("question").replace("  status:", f"  checks: {path}\n  status:")
    (folder / "ml-theory.yaml").write_text(question)
    return folder


@pytest.fixture(scope="session")
def square(run, made_once):
    """A check file of three tests, which need no package."""

    def fill(folder):
        bank = bank_with(folder, THREE_TESTS)
        run("tests", "first-question", "--bank", bank, "--output", folder)

    return made_once("square", fill) / "check_first_question.py"


@pytest.fixture
def candidate(tmp_path):
    """Write a candidate's file."""

    def written(text):
        file = tmp_path / "candidate.py"
        file.write_text(text)
        return file

    return written


def test_each_named_test_of_an_answer_is_in_the_check_file(bank, check_files):
    assert len(QUESTIONS) >= 24
    for name in QUESTIONS:
        named = re.findall(r"\*\*([A-Z])\*\*", bank.question(name).answer)
        text = (check_files / f"check_{name.replace('-', '_')}.py").read_text()
        assert [letter.upper() for letter in re.findall(r"^def test_([a-z])_", text, re.M)] == named


def candidates_of(name):
    return [file for file in CANDIDATES if file.parent.name == name.replace("-", "_")]


def expected_to_fail(file):
    """The letters of the first line, those of tests that are too slow included."""
    first = file.read_text().split("\n")[0]
    assert first.startswith("# fails:")
    found = re.findall(r"(?:fails|too slow):([A-Z ]*)", first)
    return "".join(sorted("".join(found).replace(" ", "")))


def test_there_are_two_wrong_candidates_for_each_question():
    wrong = [file.parent.name for file in CANDIDATES if expected_to_fail(file)]
    assert {name: wrong.count(name) >= 2 for name in wrong} == {
        name.replace("-", "_"): True for name in QUESTIONS
    }


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_reference_solution_passes_and_a_candidate_fails_exactly_what_it_should(
    bank, check_files, name
):
    reference, candidates = BUILT_IN / bank.question(name).solution, candidates_of(name)
    check_file = check_files / f"check_{name.replace('-', '_')}.py"
    files = (check_file, reference, *candidates)
    lines = check("-m", "tests.checked", *files, env=REPEATABLE, cwd=ROOT)
    begins = [lines.index(str(file)) for file in (reference, *candidates)]
    found = [verdicts(lines[a + 1 : b]) for a, b in pairwise([*begins, len(lines)])]
    assert [failed for _, failed in found] == ["", *map(expected_to_fail, candidates)]
    assert len(found[0][0]) >= 5


def test_what_is_expected_and_found_is_said(knn):
    counter = Path(__file__).parent / "candidates" / "code_knn_vectorised" / "counter_in_a_loop.py"
    assert check(knn, counter) == [
        "A  pass  the example of the handout",
        "B  pass  rows at equal distance: the lower index is nearer",
        "C  fail  labels with equal votes: the smallest wins: expected [2], found [4]",
        "D  pass  labels 1000 and -5",
        "E  fail  k = n, and k that is refused: k = 0 of 4 rows: expected ValueError, found "
        "IndexError: list index out of range",
        "F  pass  no queries: an empty result",
        "4 of 6 pass",
    ]


# What a candidate's function does with a negative number, and what test B then says.
SPOILING = {
    "hangs": ("while True: pass", "timed out after 2 s"),
    "sleeps": ("import time; time.sleep(60)", "timed out after 2 s"),
    "leaves": ("import os; os._exit(3)", "ended the process (exit code 3)"),
    "leaves with 0": ("import os; os._exit(0)", "ended the process (exit code 0)"),
    "exits": ("raise SystemExit('bye')", "raised SystemExit: bye (line 3)"),
    "interrupts": ("raise KeyboardInterrupt", "raised KeyboardInterrupt (line 3)"),
    "raises": ("raise ValueError('a\\n  b')", "raised ValueError: a b (line 3)"),
    "asserts": ("assert False, 'no'", "raised AssertionError: no (line 3)"),
    "reads": ("input()", "raised EOFError: EOF when reading a line (line 3)"),
    "returns nothing": ("return None", "of -2: expected 4, found None"),
    "returns much": ("return [0] * 10**6", f"of -2: expected 4, found [{'0, ' * 18}0,..."),
    "lacks an attribute": (
        "x.y",
        "raised AttributeError: 'int' object has no attribute 'y' (line 3)",
    ),
}
if sys.platform != "win32":
    SPOILING["kills"] = ("import os; os.kill(os.getpid(), 11)", "crashed (signal 11)")


@pytest.mark.parametrize("case", SPOILING)
def test_what_goes_wrong_in_one_test_spoils_its_line_only(square, candidate, case):
    code, problem = SPOILING[case]
    file = candidate(f"def square(x):\n    if x < 0:\n        {code}\n    return x * x\n")
    limit = 2 if "timed out" in problem else 60
    assert check(square, file, "--seconds", limit) == [
        "A  pass  the square of three",
        f"B  fail  a negative number: {problem}",
        "C  pass  a fraction",
        "2 of 3 pass",
    ]


def test_what_a_candidate_prints_or_leaves_running_does_not_reach_the_lines(square, candidate):
    noise = (
        "import os, subprocess, sys, threading, time\n"
        "print('A  fail  printed')\nprint('to stderr', file=sys.stderr)\nos.write(1, b'raw')\n"
        "threading.Thread(target=time.sleep, args=(60,)).start()\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; print(1); time.sleep(3)'])\n"
    )
    assert verdicts(check(square, candidate(SQUARE + noise), timeout=30)) == ("ABC", "")


IMPORTS = {
    "def f(:\n": r"raised SyntaxError: invalid syntax.* line 1\)",
    "import no_such_package\n": r"raised ModuleNotFoundError: No module named .* \(line 1\)",
    "x = 1\nx / 0\n": r"raised ZeroDivisionError: division by zero \(line 2\)",
    "import sys\nsys.exit()\n": r"raised SystemExit \(line 2\)",
    "import os\nos._exit(1)\n": r"ended the process \(exit code 1\)",
    "while True: pass\n": r"timed out after 2 s",
}


@pytest.mark.parametrize("text", IMPORTS)
def test_a_file_that_cannot_be_imported_says_so_once(square, candidate, text):
    limit = 2 if "timed out" in IMPORTS[text] else 60
    lines = check(square, candidate(text), "--seconds", limit, timeout=120)
    assert verdicts(lines) == ("", "ABC")
    begin = "the file cannot be imported"
    assert re.fullmatch(f"A  fail  the square of three: {begin}: {IMPORTS[text]}", lines[0])
    assert all(line.endswith(f": {begin}") for line in lines[1:-1])


def test_a_function_that_is_missing_is_named(square, candidate):
    lines = check(square, candidate(SQUARE.replace("square", "sqare")))
    assert verdicts(lines) == ("", "ABC")
    assert all(line.endswith(": no 'square' in the file") for line in lines[:-1])


def test_candidates_may_import_what_is_beside_them_and_leave_no_trace(square, candidate, tmp_path):
    (tmp_path / "beside.py").write_text(SQUARE)
    file = candidate("from beside import square\n")
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    assert verdicts(check(square, "../candidate.py", cwd=folder)) == ("ABC", "")
    names = sorted(path.name for path in tmp_path.rglob("*"))
    assert names == ["beside.py", "candidate.py", "elsewhere"]
    assert verdicts(check(square, file.rename(tmp_path / "a b ü"))) == ("ABC", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: CANDIDATE.py"),
        (["none.py"], "no file none.py"),
        (["."], "no file ."),
        ([RIGHT, "--seconds", "0"], "--seconds must be above 0"),
        ([RIGHT, RIGHT], "unrecognized arguments"),
    ],
)
def test_wrong_usage_ends_with_2(knn, tmp_path, arguments, message):
    command = [sys.executable, str(knn), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_check_file_stands_alone(check_files, tmp_path):
    """Python 3.10, its library and numpy; no kitgen, which this process cannot import."""
    files = sorted(check_files.glob("*.py"))
    assert len(files) == len(QUESTIONS)
    for file in files:
        tree = ast.parse(file.read_text(), feature_version=(3, 10))
        nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        names = {alias.name for node in nodes for alias in node.names}
        names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
        assert "kitgen" not in {name.split(".")[0] for name in names}
    shutil.copy(files[0], tmp_path)
    command = [sys.executable, "-I", files[0].name, "--help"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0
    assert "executes that file" in done.stdout


def test_a_package_that_is_not_installed_is_named(knn, tmp_path):
    file = tmp_path / "check.py"
    file.write_text(knn.read_text().replace('_require("numpy")', '_require("numpyy")'))
    done = subprocess.run([sys.executable, file, RIGHT], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("these tests need numpyy: ")


def test_tests_may_need_a_newer_python(check_files, tmp_path):
    text = (check_files / "check_code_dynamic_batcher.py").read_text()
    assert "PYTHON = (3, 11)" in text
    file = tmp_path / "check.py"
    file.write_text(text.replace("PYTHON = (3, 11)", "PYTHON = (4, 1)"))
    done = subprocess.run([sys.executable, file, RIGHT], capture_output=True, text=True)
    assert done.returncode == 2
    assert "these tests need Python 4.1 or later" in done.stderr


# In a bank


def test_checks_of_a_bank_of_one_s_own(run, tmp_path):
    bank = bank_with(tmp_path, THREE_TESTS)
    result = run("tests", "first-question", "--bank", bank, "--output", tmp_path / "out")
    file = tmp_path / "out" / "check_first_question.py"
    assert (result.stdout, result.stderr) == (f"{file}\n", "")
    (tmp_path / "mine.py").write_text("def square(x):\n    return x + x\n")
    assert check(file, tmp_path / "mine.py") == [
        "A  fail  the square of three: expected 9, found 6",
        "B  fail  a negative number: of -2: expected 4, found -4",
        "C  fail  a fraction: expected 0.01, found 0.2",
        "0 of 3 pass",
    ]
    again = run("tests", "first-question", "--bank", bank, "--output", tmp_path / "out")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "already exists\nhint: use --force" in again.stderr
    forced = ("--output", tmp_path / "out", "--force")
    assert run("tests", "first-question", "--bank", bank, *forced).exit_code == 0


def test_asserts_are_shown(run, tmp_path):
    text = (
        'def test_a_one(candidate):\n    """one"""\n    assert candidate.x == 1\n\n\n'
        'def test_b_two(candidate):\n    """two"""\n    assert candidate.x == 2, "not two"\n'
    )
    run("tests", "first-question", "--bank", bank_with(tmp_path, text), "--output", tmp_path)
    (tmp_path / "mine.py").write_text("x = 3\n")
    assert check(tmp_path / "check_first_question.py", tmp_path / "mine.py") == [
        "A  fail  one: not so: assert candidate.x == 1",
        "B  fail  two: not two",
        "0 of 2 pass",
    ]


TEST = 'def test_a_b(candidate):\n    """title"""\n'
FAULTS = {
    "def f(:\n": "1:7: no Python: invalid syntax",
    "x = 1\n": "1:1: no test: expected functions 'test_a_…(candidate)'",
    "def test_a(candidate):\n    'x'\n": "1:1: expected a letter and a word in its name, such as "
    "'test_a_example'",
    TEST + TEST.replace("a_b", "a_c"): "3:1: another test is A already",
    "def test_a_b(candidate):\n    pass\n": "1:1: a test needs a docstring, which is its title",
    "def test_a_b():\n    'x'\n": "1:1: a test takes one argument, the candidate's module",
    f"async {TEST}": "1:1: a test must not be async: run the event loop in it",
    "from kitgen import plan\n" + TEST: "1:1: of kitgen, only 'from kitgen.bank.harness import …' "
    "is there where the tests run",
    "import kitgen.bank.harness\n" + TEST: "1:1: of kitgen, only 'from kitgen.bank.harness import "
    "…' is there where the tests run",
    "from kitgen.bank.harness import expect as e\n" + TEST: "1:1: import it by its name",
    "from . import other\n" + TEST: "1:1: the tests must not import a file beside them",
    "_tests = 1\n" + TEST: "1:1: the name '_tests' is taken by kitgen.bank.harness",
    "from os import path as json\n" + TEST: "1:1: the name 'json' is taken by kitgen.bank.harness",
}


@pytest.mark.parametrize("text", FAULTS)
def test_checks_that_could_not_run_are_located(run, tmp_path, text):
    result = run("tests", "first-question", "--bank", bank_with(tmp_path, text))
    assert (result.exit_code, result.stdout) == (1, "")
    path = tmp_path / "checks" / "square.py"
    assert result.stderr == f"kitgen: {path}:{FAULTS[text]}\n"
    assert f"{path}:{FAULTS[text].split(': ')[0]}" in run("check", tmp_path).stdout


def test_what_the_harness_imports_may_be_imported_again():
    text = "import json\nimport os.path\nfrom pathlib import Path\n" + TEST
    assert check_faults(text, Path("x.py")) == ()


def test_a_question_without_checks_is_an_error(run, tmp_path):
    result = run("tests", "bias-variance-tradeoff", "--output", tmp_path)
    assert (result.exit_code, result.stdout, list(tmp_path.iterdir())) == (1, "", [])
    assert "question 'bias-variance-tradeoff' has no tests for code" in result.stderr
    assert "kmeans-from-scratch" in result.stderr
    unknown = run("tests", "kmeans-from-scrach", "--output", tmp_path)
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "did you mean 'kmeans-from-scratch'?" in unknown.stderr


# In a kit


def test_an_older_kit_loads_and_keeps_its_id():
    path = FOLDER / "good" / "kit.yaml"
    kit = read_kit(path)
    assert "has_checks" not in path.read_text()
    assert not kit.questions[0].has_checks
    assert f"id: {kit.digest}\n" in path.read_text()


@pytest.mark.parametrize("has_solution", [True, False])
def test_the_interviewer_is_told_how_to_get_the_file_and_nobody_else(
    run, bank, tmp_path, has_solution
):
    kit = kit_of(bank, (bank.question("kmeans-from-scratch"), bank.question("bayes-theorem")))
    assert [question.has_checks for question in kit.questions].count(True) == 1
    if not has_solution:
        questions = [q.model_copy(update={"solution": None}) for q in kit.questions]
        kit = kit.model_copy(update={"questions": tuple(questions)})
        kit = kit.model_copy(update={"id": kit.digest})
    (tmp_path / "kit.yaml").write_bytes(write_kit(kit))
    result = run("render", tmp_path / "kit.yaml", "--format", "html", "--output", tmp_path)
    assert result.exit_code == 0, result.stderr
    told = "To check a candidate’s file: <code>kitgen tests kmeans-from-scratch</code>"
    counts = {
        path.stem.split("-")[-1]: path.read_text().count(told) for path in tmp_path.rglob("*.html")
    }
    assert counts == {"interviewer": 1, "candidate": 0}
    assert "kitgen tests" not in next(tmp_path.rglob("*candidate.html")).read_text()


def test_the_same_tests_make_the_same_bytes(run, bank, knn, tmp_path):
    assert run("tests", KNN, "--output", tmp_path).stdout == f"{tmp_path / knn.name}\n"
    assert (tmp_path / knn.name).read_bytes() == knn.read_bytes()
    again = check_file(bank.question(KNN), load_bank().checks[KNN])
    assert again.content == knn.read_bytes()
    assert again.name == "check_code_knn_vectorised.py"


def test_the_tests_shown_in_the_documentation_run(run, tmp_path):
    page = Path(__file__).parent.parent / "docs" / "coding.md"
    shown = re.findall(r"```python\n(import numpy.*?)```", page.read_text("utf-8"), re.S)
    bank = bank_with(tmp_path, shown[0])
    assert run("tests", "first-question", "--bank", bank, "--output", tmp_path).exit_code == 0
    (tmp_path / "mine.py").write_text(
        "def running_mean(x, k):\n    return np.convolve(x, np.ones(k) / k, 'valid')\n"
    )
    lines = check(tmp_path / "check_first_question.py", tmp_path / "mine.py")
    assert verdicts(lines) == ("A", "B")
