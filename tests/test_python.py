"""The public face: what the documentation shows for other programs works as it is shown."""

import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

import kitgen

DOCUMENT = Path(__file__).parent.parent / "docs" / "python.md"


def test_every_public_name_is_there_and_documented():
    text = DOCUMENT.read_text(encoding="utf-8")
    for name in kitgen.__all__:
        assert getattr(kitgen, name)
        assert f"`{name}`" in text


UNKNOWN = {
    "edition 'candidates'; did you mean 'candidate'?": lambda theme: kitgen.Packing(
        theme, editions=("candidates",)
    ),
    "format 'doc'; did you mean 'docx'?": lambda theme: kitgen.Packing(theme, formats=("doc",)),
    "paper 'A4'; did you mean 'a4'?": lambda _: kitgen.load_theme(paper="A4"),
    "seniority 'seniour'; did you mean 'senior'?": lambda _: kitgen.plan(
        kitgen.Request("ml-engineer", role_options=kitgen.RoleOptions(seniority="seniour"))
    ),
    "seniority 'junor'; did you mean 'junior'?": lambda _: kitgen.plan(
        kitgen.Request("ml-engineer", role_options=kitgen.RoleOptions(borrow=("junor",)))
    ),
}


@pytest.mark.parametrize("message", UNKNOWN)
def test_a_word_that_kitgen_does_not_know_is_named_as_on_the_command_line(theme, message):
    with pytest.raises(kitgen.KitgenError, match=re.escape(f"unknown {message}")):
        UNKNOWN[message](theme)


def test_importing_it_loads_nothing_heavy():
    code = "import sys, kitgen; assert 'pydantic' not in sys.modules, 'pydantic'"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.slow
def test_the_program_of_the_documentation_writes_the_packs(tmp_path):
    programs = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert len(programs) == 2
    for program in programs:
        path = tmp_path / "program.py"
        path.write_text(program, encoding="utf-8")
        subprocess.run([sys.executable, path.name], cwd=tmp_path, check=True)
    names = {path.name for path in (tmp_path / "depth").rglob("*.*")}
    assert names == {
        "senior-ml-engineer-1-ml-depth-candidate-ada-lovelace.docx",
        "senior-ml-engineer-1-ml-depth-interviewer-ada-lovelace.docx",
        "senior-ml-engineer-1-ml-depth-kit.yaml",
        "senior-ml-engineer-1-ml-depth-scorecard.html",
    }


@pytest.mark.slow
def test_the_program_of_the_package_s_docstring_writes_the_round_that_it_asks_for(tmp_path):
    lines = [line for line in (kitgen.__doc__ or "").splitlines() if line.startswith("    ")]
    program = "from pathlib import Path\nfrom kitgen import *\n" + dedent("\n".join(lines))
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True)
    assert {path.name for path in (tmp_path / "out").rglob("*.*")} == {
        "senior-ml-engineer-1-ml-depth-candidate.docx",
        "senior-ml-engineer-1-ml-depth-interviewer.docx",
    }
