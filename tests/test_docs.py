"""Every command that the documentation shows is run, in order, in an empty folder."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reading import need_pango

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def shown(page):
    text = page.read_text(encoding="utf-8")
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        yield from (line for line in block.splitlines() if line and not line.startswith("#"))


def files(page):
    """The files that a page shows: a block of YAML whose first line is its name."""
    text = page.read_text(encoding="utf-8")
    yield from re.findall(r"```yaml\n# (\S+\.yaml)\n(.*?)```", text, re.DOTALL)


def test_the_documentation_shows_commands():
    commands = [line for page in PAGES for line in shown(page)]
    assert len(commands) >= 12
    assert {"make kit", "make test"} <= set(commands)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_shown_runs(page, tmp_path):
    need_pango()
    for name, text in files(page):
        (tmp_path / name).write_text(text)
    for command in shown(page):
        if command.startswith("make "):
            assert re.search(rf"^{command.split()[1]}:", (ROOT / "Makefile").read_text(), re.M)
            continue
        program, *rest = command.split(" ", 1)
        assert program in {"kitgen", "cp", "mkdir"}, command
        if program == "kitgen":
            command = f"{sys.executable} -m kitgen {rest[0]}"
        done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}\n{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#]+)\)|<img[^>]*src=\"([^\"]+)\"", page.read_text())
    for link in (a or b for a, b in links):
        if not link.startswith("http"):
            assert (page.parent / link).exists(), link


def test_the_question_shown_as_an_example_is_valid(run, tmp_path):
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    question = next(b for b in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "prompt:" in b)
    (tmp_path / "ml-theory.yaml").write_text(question)
    result = run("questions", "list", "--bank", tmp_path)
    assert result.exit_code == 0, result.stderr


def test_nothing_but_the_product_is_named():
    """No machine's paths in what is committed."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("needs a git checkout")
    files = subprocess.run([git, "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout
    text = [f for f in files.split() if not f.endswith((".png", ".pdf"))]
    assert len(text) > 60
    for name in text:
        if name != "tests/test_docs.py":
            content = (ROOT / name).read_text(encoding="utf-8")
            assert not re.search(r"/root/|/home/\w|/tmp/|/work/", content), name
