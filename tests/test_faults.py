r"""Faults of every kind of file, as a user gets them: all located, and nothing else is said.

The faults are in `tests/faults/`. To renew the good kit there after a change of what kits contain:

    kitgen plan --bank tests/faults/good/bank --seniority mid --category ml-theory=1 --minutes 30 \
        --output out
"""

import shutil

import pytest

from tests.faults import FOLDER, GOOD, all_faults, faults_of, good

pytestmark = pytest.mark.promise("files")

FAULTS = all_faults()
FOLDERS = sorted((FOLDER / "folders").iterdir())
# What a user calls, in a folder with the file of that name, and the good files beside it.
COMMANDS = {
    "question": ("ml-theory.yaml", ("questions", "list", "--bank", ".")),
    "sample": ("samples/first.yaml", ("check", "samples/first.yaml")),
    "vocabulary": ("vocabulary.yaml", ("questions", "list", "--bank", ".")),
    "role": ("role.yaml", ("plan", "role.yaml", "--output", "out")),
    "workspace": ("kitgen.yaml", ("questions", "list")),
    "theme": (
        "theme/theme.yaml",
        ("render", "kit.yaml", "--theme", "theme", "--format", "html", "--output", "out"),
    ),
    "kit": ("kit.yaml", ("render", "kit.yaml", "--format", "html", "--output", "out")),
}
BESIDE = {
    "question": {"vocabulary.yaml": "vocabulary"},
    "sample": {"ml-theory.yaml": "question"},
    "vocabulary": {"ml-theory.yaml": "question"},
    "workspace": {
        "questions/ml-theory.yaml": "question",
        "roles/role.yaml": "role",
        "theme/theme.yaml": "theme",
    },
    "theme": {"kit.yaml": "kit"},
}


@pytest.fixture
def call(run, tmp_path, monkeypatch):
    """Run the command of a kind on a text of that kind."""
    monkeypatch.chdir(tmp_path)

    def with_text(kind, text):
        name, command = COMMANDS[kind]
        texts = {other: good(other_kind) for other, other_kind in BESIDE.get(kind, {}).items()}
        for path, content in {**texts, name: text}.items():
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_bytes(content.encode())
        return run(*command)

    return with_text


def messages(result, folder):
    """What is said of faults: on stderr, or by `check` as findings, each with its fix beneath."""
    findings = result.stdout.splitlines()[::2]
    lines = [line.replace(": error load-fault: ", ": ") for line in findings]
    lines = lines or result.stderr.splitlines()
    return [line.removeprefix("kitgen: ").replace(f"{folder}/", "") for line in lines]


def assert_refused(result, folder, expected):
    assert result.exit_code == 1
    found = messages(result, folder)
    for number, message in enumerate(expected):
        if message.endswith("…") and number < len(found):
            found[number] = found[number][: len(message) - 1] + "…"
    assert found == list(expected)


def test_there_are_faults_of_every_kind_of_file_and_each_has_its_title():
    assert min(len(list(faults_of(kind))) for kind in GOOD) > 5
    assert len(FOLDERS) > 5
    assert len({str(fault) for fault in FAULTS}) == len(FAULTS) > 100


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_file_has_no_fault(call, kind):
    result = call(kind, good(kind))
    assert result.exit_code == 0, result.stderr


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_every_fault_is_located_and_nothing_else_is_said(call, tmp_path, fault):
    name, _ = COMMANDS[fault.kind]
    assert_refused(
        call(fault.kind, fault.text), tmp_path, [f"{name}:{line}" for line in fault.messages]
    )


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_faults_of_several_files_and_of_bytes_are_located(run, tmp_path, monkeypatch, folder):
    here = tmp_path / "here"
    shutil.copytree(folder, here)
    monkeypatch.chdir(here)
    _, command = COMMANDS[folder.name.partition("-")[0]]
    expected = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert_refused(run(*command), here, expected)
