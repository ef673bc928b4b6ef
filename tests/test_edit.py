"""`questions edit`: the file at its line in the user's editor, and a check when that ends."""

import sys
from pathlib import Path

import pytest

from kitgen.cli.editor import editor_command

BANK = """\
# Questions of our own.
- id: first
  title: First
  prompt: What happens at handover?

- id: first-aid
  title: Second
  prompt: What comes first?
"""
# Writes down how it was called, and changes the file as a user would.
EDITOR = """\
import os, pathlib, sys
pathlib.Path("called.txt").write_text(" ".join(sys.argv[1:]))
file = pathlib.Path(sys.argv[-1])
file.write_text(file.read_text().replace(*os.environ["CHANGE"].split("->")))
"""


@pytest.fixture
def edit(run, tmp_path, monkeypatch):
    """Edit a question with a small editor that makes one change."""
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "behavioral.yaml").write_text(BANK)
    (tmp_path / "kitgen.yaml").write_text("banks: [builtin, questions]\n")
    (tmp_path / "vim.py").write_text(EDITOR)
    program = tmp_path / "vim"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{tmp_path}/vim.py" "$@"\n')
    program.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(program))

    def with_change(question_id, change):
        monkeypatch.setenv("CHANGE", change)
        return run("questions", "edit", question_id)

    return with_change


def test_the_file_is_opened_at_the_line_and_checked_afterwards(edit, tmp_path):
    file = tmp_path / "questions" / "behavioral.yaml"
    result = edit("first-aid", "What comes first?->Is it cold?")
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "called.txt").read_text() == f"+6 {file}"
    assert "questions/behavioral.yaml:8:11: warning yes-no:" in result.stdout
    assert "0 errors" in result.stderr


def test_a_fault_that_was_written_is_named_and_can_be_mended(edit, tmp_path):
    broken = edit("first-aid", "title: Second->titel: Second")
    assert broken.exit_code == 1
    assert "questions/behavioral.yaml:7:3: error load-fault: unknown key 'titel'" in broken.stdout
    mended = edit("first-aid", "titel->title")
    assert mended.exit_code == 0, mended.stdout
    assert (tmp_path / "called.txt").read_text().startswith("+6 ")


@pytest.mark.parametrize(
    ("question_id", "message"),
    [
        ("bayes-theorem", "'bayes-theorem' is built in"),
        ("frist", "unknown question 'frist'; did you mean 'first'?"),
    ],
)
def test_only_questions_of_one_s_own_are_edited(edit, tmp_path, question_id, message):
    result = edit(question_id, "First->Last")
    assert result.exit_code == 1
    assert message in result.stderr
    assert not (tmp_path / "called.txt").exists()


@pytest.mark.parametrize(
    ("editor", "message"),
    [
        ("", "hint: set one, such as: export EDITOR=nano"),
        ("  ", "hint: set one, such as: export EDITOR=nano"),
        ("vim 'x", "cannot run the editor 'vim 'x': No closing quotation"),
        ("no-such-editor", "cannot run the editor 'no-such-editor': No such file"),
        ("false", "the editor 'false' ended with code 1"),
    ],
)
def test_without_an_editor_that_runs_it_tells_what_to_set(edit, monkeypatch, editor, message):
    monkeypatch.setenv("EDITOR", editor)
    result = edit("first", "First->Last")
    assert result.exit_code == 1
    assert message in result.stderr


@pytest.mark.parametrize(
    ("editor", "command"),
    [
        ("/usr/bin/nvim", "/usr/bin/nvim +6 x.yaml"),
        ("hx", "hx x.yaml:6"),
        ("code", "code --wait --goto x.yaml:6"),
        ("code --wait -n", "code --wait -n --goto x.yaml:6"),
        ("subl", "subl --wait x.yaml:6"),
        ("mousepad", "mousepad x.yaml"),
    ],
)
def test_editors_take_the_line_in_their_own_ways(editor, command):
    assert editor_command(editor.split(), Path("x.yaml"), 6) == command.split()
