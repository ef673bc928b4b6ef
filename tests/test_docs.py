"""Every command that the documentation shows is run, in the order of reading, in one folder."""

import contextlib
import re
import shlex
import shutil
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from kitgen.bank.load import load_bank
from kitgen.check.rules.bar import meets_bar
from kitgen.cli import main
from kitgen.editions.edition import EDITIONS
from kitgen.literals import EDITION_NAMES, FORMATS
from kitgen.render.formats import RENDERERS
from tests.commands import as_html
from tests.extent import THOROUGH
from tests.reading import docx_text, need_pango, pdf_text, words

ROOT = Path(__file__).parent.parent
README, TUTORIAL = ROOT / "README.md", ROOT / "docs" / "tutorial.md"
OWN_BANK, LOOK = ROOT / "docs" / "own-bank.md", ROOT / "docs" / "look.md"
PAGES = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def links(page):
    """The files that a page links, in order."""
    code = r"```.*?```|(?<!`)`[^`\n]+`(?!`)"  # which shows how a link is written
    text = re.sub(code, "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    found = re.findall(r"\]\(([^)#]+)[^)]*\)|<img[^>]*src=\"([^\"]+)\"", text)
    names = [markdown or html for markdown, html in found]
    return [(page.parent / name).resolve() for name in names if "://" not in name]


def reading_order():
    """README and the pages that it links, then those that these link, each once."""
    order = [README]
    for page in order:
        order += dict.fromkeys(link for link in links(page) if link in PAGES and link not in order)
    return order


def steps(page):
    """What a reader does, in order: a command, or a file to write, which its first line names.

    A command of a console block fails; the text block after a command is what it says.
    """
    text = page.read_text(encoding="utf-8")
    for language, block in re.findall(
        r"```(sh|yaml|python|console|text|csv|markdown|xml)\n(.*?)```", text, re.S
    ):
        if language == "sh":
            yield from (("run", line) for line in block.splitlines() if line[:1] not in {"", "#"})
        elif language == "console":
            yield "fail", block.removeprefix("$ ").strip()
        elif language == "text":
            yield "say", block
        elif language in {"csv", "markdown"}:
            name, content = block.split("\n", 1)
            yield re.sub(r"[^\w.-]", "", name).strip("-"), content
        elif name := re.match(r"(?:#|<!--) (\S+\.(yaml|py|svg))\b.*\n", block):
            yield name[1], block


def test_the_documentation_shows_commands():
    commands = [command for page in PAGES for step, command in steps(page) if step == "run"]
    assert len(commands) >= 25
    assert {"make kit", "make test"} <= set(commands)


def test_every_page_can_be_reached_from_the_readme():
    assert set(reading_order()) == set(PAGES)


def follow(page, here, adapt=lambda command: command):
    """Do in the folder `here` what a page tells its reader to do, and compare what it shows."""
    earlier = {path for path in here.rglob("*") if path.is_file()}
    said = ""
    for step, content in steps(page):
        if step == "fail":
            said = run_as_shown(content, here, exit_code=1)
            assert ("say", said) in steps(page), said
        elif step == "say":
            assert set(content.splitlines()) - {"…"} <= set(said.splitlines()), said
        elif step != "run":
            assert here / step not in earlier, f"{page.name}: an earlier page has a file {step}"
            (here / step).write_text(content)
        elif content.startswith("cd "):
            here = here / content.removeprefix("cd ")
        elif content.startswith("make "):
            make(content.removeprefix("make "), here)
        else:
            said = run_as_shown(adapt(content), here)


def make(target, here):
    """Make the kit in the folder `here`; of other targets see that they are there."""
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    if target == "kit" and THOROUGH:  # CI makes it before the tests, on a clean machine
        variables = (f"OUT={here / 'out'}", f"BIN={Path(sys.executable).parent}")
        done = ("--old-file=.venv/installed", "--old-file=pango")
        subprocess.run(["make", "kit", *variables, *done], cwd=ROOT, check=True)
    elif target == "kit":
        run_as_shown(as_html("kitgen generate senior-ml-engineer --seed 7 --output out"), here)


IN_THIS_PROCESS = {name: {"jobs": 1} for name in ("generate", "render", "batch", "calibrate")}


def run_as_shown(command, folder, exit_code=0):
    """Run it and return what it said, on stderr last."""
    program, *rest = shlex.split(command)
    assert program in {"kitgen", "python", "mkdir"}, command
    if program == "kitgen":  # in this process, which saves half a second of each command
        with contextlib.chdir(folder):
            typed = [
                sorted(map(str, Path().glob(word))) if "*" in word else [word] for word in rest
            ]
            called = CliRunner().invoke(main, list(chain(*typed)), default_map=IN_THIS_PROCESS)
        assert called.exit_code == exit_code, f"{command}\n{called.stderr}{called.exception}"
        return called.stdout + called.stderr
    given = [sys.executable if program == "python" else program, *rest]
    done = subprocess.run(given, cwd=folder, capture_output=True, text=True)
    assert done.returncode == exit_code, f"{command}\n{done.stderr}"
    return done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_all_pages_can_be_followed_in_one_folder_in_the_order_of_reading(tmp_path):
    """No page is stopped by the files of an earlier one, nor needs what is in them."""
    for page in reading_order():
        for path in tmp_path.rglob("*"):
            if path.is_file():
                path.write_bytes(b"")
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


@pytest.mark.slow
def test_the_page_on_other_professions_ends_with_a_pack_of_one_s_own(tmp_path):
    """Followed word for word, in PDF and Word, without a word of machine learning."""
    need_pango()
    follow(OWN_BANK, tmp_path)
    for name in ("packs", "drafts"):
        for edition in ("interviewer", "candidate"):
            (pack,) = (tmp_path / "clinic" / name).rglob(f"ward-nurse-interview-{edition}.pdf")
            texts = [pdf_text(pack)]
            if name == "packs":
                texts.append(docx_text(pack.with_suffix(".docx").read_bytes()))
            for text in texts:
                assert "talkative at midnight" in " ".join(text.split())
                assert not re.search(r"\b(ML|machine|model|engineer)\b", text, re.IGNORECASE)
                assert ("DRAFT" in text) == (name == "drafts")


@pytest.mark.slow
def test_the_page_on_a_company_s_look_ends_with_it_in_every_format(tmp_path):
    """Followed word for word: logo, fonts, foot lines, and a document for Word."""
    need_pango()
    follow(LOOK, tmp_path)
    packs = tmp_path / "firm" / "packs"
    pdf, word, page = (min(packs.glob(f"*-interviewer.{suffix}")) for suffix in FORMATS)
    lines = ("Confidential: do not copy or pass on", "Example Ltd, 1 High Street, Exampleton")
    head, foot = (
        Document(word).sections[0].first_page_header,
        Document(word).sections[0].footer,
    )
    assert "Example Ltd" in head._element.xpath(".//wp:docPr/@descr")
    said = page.read_text(encoding="utf-8")
    assert 'alt="Example Ltd"' in said
    for line in lines:
        assert pdf_text(pdf).count(line) == len(pdf_text(pdf).removesuffix("\f").split("\f"))
        assert line in [paragraph.text for paragraph in foot.paragraphs]
        assert line in said
    letter = tmp_path / "firm" / "letters" / word.name
    assert Document(letter).sections[0].header.paragraphs[0].text == "Example Ltd"
    assert docx_text(letter.read_bytes()).split() == docx_text(word.read_bytes()).split()


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
    assert [link for link in links(page) if not link.exists()] == []


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
        if not f.endswith((".png", ".pdf", ".ttf"))
        and not f.startswith(("tests/faults/folders/", "tests/fuzz/found/"))
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


def test_the_readme_counts_the_questions_and_names_the_roles_and_categories(bank):
    text = " ".join(README.read_text(encoding="utf-8").split())
    roles = [path.stem for path in (ROOT / "examples" / "roles").glob("*.yaml")]
    assert f"{len(bank.questions)} questions and {len(roles)} roles" in text
    for name in (*roles, *(category.id for category in bank.categories)):
        assert f"`{name}`" in text, name
