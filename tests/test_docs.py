"""Every command that the documentation shows is run, in order, in an empty folder."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kitgen.bank.load import load_bank
from kitgen.check.rules.bar import meets_bar
from kitgen.editions.edition import EDITIONS
from kitgen.literals import EDITION_NAMES, FORMATS
from kitgen.render.formats import RENDERERS
from tests.commands import as_html
from tests.reading import docx_text, need_pango, pdf_text, words

ROOT = Path(__file__).parent.parent
README, TUTORIAL = ROOT / "README.md", ROOT / "docs" / "tutorial.md"
PAGES = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
OTHERS = [page for page in PAGES if page not in (README, TUTORIAL)]


def steps(page):
    """What a reader does, in order: a command, or a file to write, which its first line names.

    A command of a console block fails; the text block after a command is what it says.
    """
    text = page.read_text(encoding="utf-8")
    for language, block in re.findall(r"```(sh|yaml|python|console|text)\n(.*?)```", text, re.S):
        if language == "sh":
            yield from (("run", line) for line in block.splitlines() if line[:1] not in {"", "#"})
        elif language == "console":
            yield "fail", block.removeprefix("$ ").strip()
        elif language == "text":
            yield "say", block
        elif name := re.match(r"# (\S+\.(yaml|py))\n", block):
            yield name[1], block


def test_the_documentation_shows_commands():
    commands = [command for page in PAGES for step, command in steps(page) if step == "run"]
    assert len(commands) >= 25
    assert {"make kit", "make test"} <= set(commands)


def follow(page, here, adapt=lambda command: command):
    """Do in the folder `here` what a page tells its reader to do, and compare what it shows."""
    said = ""
    for step, content in steps(page):
        if step == "fail":
            said = run_as_shown(content, here, exit_code=1)
            assert ("say", said) in steps(page), said
        elif step == "say":
            assert set(content.splitlines()) - {"…"} <= set(said.splitlines()), said
        elif step != "run":
            (here / step).write_text(content)
        elif content.startswith("cd "):
            here = here / content.removeprefix("cd ")
        elif content.startswith("make "):
            assert re.search(rf"^{content.split()[1]}:", (ROOT / "Makefile").read_text(), re.M)
        else:
            said = run_as_shown(adapt(content), here)


def run_as_shown(command, folder, exit_code=0):
    """Run it and return what it said, on stderr last."""
    program, rest = command.split(" ", 1)
    assert program in {"kitgen", "python", "mkdir"}, command
    if program != "mkdir":
        command = f"{sys.executable} {'-m kitgen ' * (program == 'kitgen')}{rest}"
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True)
    assert done.returncode == exit_code, f"{command}\n{done.stderr}"
    return done.stdout + done.stderr


@pytest.mark.slow
def test_every_command_of_the_readme_runs(tmp_path):
    need_pango()
    follow(README, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("page", OTHERS, ids=lambda page: page.name)
def test_every_command_shown_runs(page, tmp_path):
    follow(page, tmp_path, as_html)


@pytest.mark.slow
def test_the_tutorial_ends_with_the_changed_rubric(tmp_path):
    """Followed word for word, in PDF and Word."""
    need_pango()
    follow(TUTORIAL, tmp_path)
    pack = tmp_path / "hiring" / "kits" / "ranking-engineer-1-ml-depth-interviewer"
    changed = words("sets the threshold from our review capacity")
    for text in (
        pdf_text(pack.with_suffix(".pdf")),
        docx_text(pack.with_suffix(".docx").read_bytes()),
    ):
        assert " ".join(changed) in " ".join(words(text))


def test_every_edition_and_format_is_made_and_documented():
    text = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")
    assert tuple(EDITIONS) == EDITION_NAMES
    assert set(RENDERERS) == set(FORMATS)
    for name in EDITION_NAMES:
        assert f"\n| `{name}` | " in text
    for name in FORMATS:
        assert f"`{name}`" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page):
    text = re.sub(r"(?<!`)`[^`\n]+`(?!`)", "", page.read_text())  # without code in a sentence
    links = re.findall(r"\]\(([^)#]+)\)|<img[^>]*src=\"([^\"]+)\"", text)
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
    text = [
        f
        for f in files.split()
        if not f.endswith((".png", ".pdf")) and not f.startswith("tests/faults/folders/")
    ]
    assert len(text) > 60
    for name in text:
        if name != "tests/test_docs.py":
            content = (ROOT / name).read_text(encoding="utf-8")
            assert not re.search(r"/root/|/home/\w|/tmp/|/work/", content), name


def test_the_rule_is_quoted_as_it_is_printed():
    lines = (ROOT / "docs" / "rubrics.md").read_text(encoding="utf-8").splitlines()
    quoted = " ".join(line.removeprefix(">") for line in lines if line.startswith(">"))
    rule = load_bank().scale.rule
    assert rule is not None
    # The last sentences explain, and are not quoted.
    assert words(quoted) == words(rule[: rule.index("The count decides")])


def test_the_odds_of_the_bar_are_those_that_check_computes():
    text = (ROOT / "docs" / "rubrics.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (needed|at most one missing|none missing) \| (.*) \|$", text, re.M)
    table = {name: [float(cell) for cell in cells.split(" | ")] for name, cells in rows}
    needed = [int(n) for n in table["needed"]]
    assert needed == [4, 5, 6, 7, 8, 9]
    for name, may_miss in (("at most one missing", 1), ("none missing", 0)):
        assert table[name] == [round(meets_bar(n, may_miss), 2) for n in needed]
