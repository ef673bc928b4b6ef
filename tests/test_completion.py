"""What a shell offers after TAB, by the protocol that its completion script speaks."""

import shutil
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from kitgen.cli import main
from tests.commands import all_commands
from tests.reading import sample_kit

# Values that only their user knows: texts, numbers, new names.
FREE = {
    "forget candidate",
    *(
        "seed",
        "forms",
        "overlap",
        "rest",
        "simulate",
        "minutes",
        "difficulty",
        "date",
        "candidates",
        "candidate_language",
        "jobs",
    ),
    *("pattern", "scheduler"),
    *("interviewer", "text", "words", "title", "field"),
    *("source", "source_url", "licence", "attribution", "columns"),
    *("questions new question_id", "roles new name"),
}


@pytest.fixture
def workspace(run, tmp_path, monkeypatch):
    """A folder with a workspace in `hiring`, in which a kit and a theme are."""
    monkeypatch.chdir(tmp_path)
    assert run("init", "hiring").exit_code == 0
    (tmp_path / "hiring" / "looks").mkdir()
    (tmp_path / "hiring" / "out").mkdir()
    shutil.copy(sample_kit("3-coding"), tmp_path / "hiring" / "out")
    return tmp_path / "hiring"


def offered(line):
    """Complete the last word of a line, as bash asks for it."""
    environment = {
        "_KITGEN_COMPLETE": "bash_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(line.split()) - (not line.endswith(" "))),
    }
    done = CliRunner().invoke(main, env=environment)
    return [item for item in done.stdout.splitlines() if item]


LINES = {
    "gen": ["plain,generate"],
    "generate senior": ["plain,senior-ml-engineer"],
    "generate roles/mine": ["file,roles/mine"],
    "generate --category ml-sys": ["plain,ml-system-design"],
    "generate senior-ml-engineer --round co": ["plain,coding"],
    "generate ml-engineer --format do": ["plain,docx"],
    "generate --theme lo": ["dir,lo"],
    "plan ml-engineer --include bayes": ["plain,bayes-theorem"],
    "plan ml-engineer --why bayes": ["plain,bayes-theorem"],
    "questions list --tag ll": ["plain,llm"],
    "questions list --competency comm": ["plain,communication"],
    "questions search bias --seniority st": ["plain,staff"],
    "questions print --kind sit": ["plain,situational"],
    "questions list --status dr": ["plain,draft"],
    "questions list --bank bu": ["plain,builtin"],
    "questions show kmeans": ["plain,kmeans-from-scratch"],
    "questions new x --category beh": ["plain,behavioral"],
    "roles show staff": ["plain,staff-ml-engineer"],
    "roles new x --extends ml-eng": ["plain,ml-engineer", "plain,ml-engineering-manager"],
    "tests k": ["plain,kmeans-from-scratch"],
    "swap x kmeans": ["plain,kmeans-from-scratch"],
    "render hir": ["file,hir"],
    "batch senior": ["plain,senior-ml-engineer"],
    "batch ml-engineer hir": ["file,hir"],
    "-C hir": ["dir,hir"],
}


@pytest.mark.parametrize("line", LINES)
def test_a_value_is_completed(workspace, line):
    assert offered(f"kitgen {line}") == LINES[line]


OWN = {
    "generate se": ["plain,search-engineer", "plain,senior-ml-engineer"],
    "generate roles/s": ["plain,roles/search-engineer.yaml"],
    "generate roles/search-engineer.yaml --round ml-d": ["plain,ml-depth"],
    "questions show flat": ["plain,flat-learning-curve"],
    "questions list --bank questions --category ml-th": ["plain,ml-theory"],
    "questions list --bank que": ["plain,questions"],
    "questions list --bank loo": ["plain,looks"],
    "questions show --bank builtin flat": [],
    "render ": ["plain,out/senior-ml-engineer-3-coding-kit.yaml"],
    "render o": ["plain,out/senior-ml-engineer-3-coding-kit.yaml"],
    "kit seal o": ["plain,out/senior-ml-engineer-3-coding-kit.yaml"],
    "swap o": ["plain,out/senior-ml-engineer-3-coding-kit.yaml"],
    "swap x y --role roles/s": ["plain,roles/search-engineer.yaml"],
    "generate --theme lo": ["plain,looks"],
    "check kitg": ["plain,kitgen.yaml"],
}


@pytest.mark.parametrize("line", OWN)
def test_after_a_folder_its_names_and_paths_are_completed(workspace, line):
    assert offered(f"kitgen -C hiring {line}") == OWN[line]


def test_files_with_faults_offer_nothing(workspace):
    (workspace / "questions" / "ml-theory.yaml").write_text("- id: [")
    assert offered("kitgen -C hiring questions show ") == []


def test_every_option_and_argument_is_completed_or_free():
    """A new one gets `shell_complete=` of kitgen.cli.completion, a type that has it, or a row."""
    missing = [
        (*path, parameter.name)
        for path, command in all_commands().items()
        for parameter in command.params
        if not has_completion(parameter)
        and not {parameter.name, " ".join((*path, str(parameter.name)))} & FREE
    ]
    assert missing == []


def has_completion(parameter):
    is_flag = isinstance(parameter, click.Option) and parameter.is_flag
    is_typed = isinstance(parameter.type, click.Choice | click.Path)
    return is_flag or is_typed or parameter._custom_shell_complete is not None


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_gets_the_values_from_the_script_that_the_readme_loads(tmp_path):
    program = tmp_path / "kitgen"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m kitgen "$@"\n')
    program.chmod(0o755)
    script = (
        f'PATH={tmp_path}:$PATH; eval "$(_KITGEN_COMPLETE=bash_source kitgen)"; '
        "COMP_WORDS=(kitgen roles show staff); COMP_CWORD=3; _kitgen_completion kitgen; "
        'echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("staff-ml-engineer\n", "")
