"""Attacks that once printed a wrong page, left the output folder or ended in a traceback.

What a user's command makes of each: a message at its place, or the page that was meant.
"""

import re

import pytest

from kitgen.kit.kit import write_kit
from kitgen.kit.load import read_kit
from tests.faults import good
from tests.fuzz.archives import archive, parts, word_file, workbook
from tests.reading import docx_text, html_text, need_pango, pdf_text

pytestmark = pytest.mark.promise("files")
REFUSED = {
    "$p = 5% + 3%$": "% begins a comment in LaTeX",
    r"$\frac{5%}{2}$": "% begins a comment in LaTeX",
    "| a | b |\n|---|---|\n| P(A|B) | 0.30 |": "3 cells in a table of 2 columns",
    "$x_i_j$": "not valid LaTeX maths",
    r"$\left( x$": "not valid LaTeX maths",
    r"$\frac{1}$": "not valid LaTeX maths",
    r"$\big$": "not valid LaTeX maths",
    r"$\,$": "prints nothing",
    r"$\href{javascript:alert(1)}{x}$": "unknown command",
    r"$\style{background:url(http://127.0.0.1:9)}{y}$": "unknown command",
    r"$\input{/etc/passwd}$": "unknown command",
    "a&#12;b": "control character &#12;",
    "<script>alert(1)</script>": "HTML (<script>) is not allowed",
    "[a](javascript:alert(1))": "needs a web address",
    "![a](/etc/passwd)": "a picture is a file of the bank",
    "![a](../../secret.svg)": "figure '../../secret.svg'",
    "![a](http://127.0.0.1:9/a.svg)\n\n![a](data:image/png;base64,AA)": "a picture is a file",
}
PRINTED = {
    "$5-$6 an hour": "$5-$6 an hour",
    "US$5 (US$6), $5M–$6M": "US$5 (US$6), $5M–$6M",
    r"a $\text{<!--}$ b": "a <!-- b",
    r"$\text{<BOS>}$ begins": "<BOS> begins",
    "Go on:\n\n3. third\n4. fourth": "3. third 4. fourth",
    "`a || b` and {{ 7 * 7 }} and {role.__class__}": "a || b and {{ 7 * 7 }} and {role.__class__}",
}


@pytest.fixture
def make(run, tmp_path):
    """Make the candidate's sheet of a bank of one question with this prompt."""

    def call(prompt, *formats, **files):
        bank = tmp_path / "bank"
        bank.mkdir(exist_ok=True)
        texts = {"vocabulary": good("vocabulary"), "ml-theory": good("question"), **files}
        lines = "\n".join(f"    {line}" for line in prompt.split("\n"))
        texts["ml-theory"] = texts["ml-theory"].replace("What happens?", f"|\n{lines}")
        for name, text in texts.items():
            (bank / f"{name}.yaml").write_text(text, encoding="utf-8")
        options = [option for format_ in formats for option in ("--format", format_)]
        bank_of_one = ("--bank", bank, "--seniority", "mid", "--category", "ml-theory=1")
        here = ("--minutes", 30, "--edition", "candidate", "--output", tmp_path / "out")
        return run("generate", *bank_of_one, *options, *here)

    return call


def sheet(tmp_path, format_):
    (path,) = (tmp_path / "out" / "for-candidates").glob(f"*.{format_}")
    return path


def shown(tmp_path, format_):
    path = sheet(tmp_path, format_)
    if format_ == "docx":
        return " ".join(docx_text(path.read_bytes()).split())
    return " ".join(html_text(path.read_text(encoding="utf-8")).split())


@pytest.mark.parametrize("prompt", REFUSED)
def test_a_text_that_no_page_can_show_is_refused_where_it_stands(make, tmp_path, prompt):
    result = make(prompt, "html")
    assert result.exit_code == 1
    assert re.search(r"ml-theory\.yaml:\d+:\d+: ", result.stderr)
    assert REFUSED[prompt] in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("prompt", PRINTED)
def test_a_text_that_looks_like_markup_is_printed_with_all_that_follows(make, tmp_path, prompt):
    result = make(prompt, "html", "docx")
    assert result.exit_code == 0, result.stderr
    for format_ in ("html", "docx"):
        text = shown(tmp_path, format_)
        assert PRINTED[prompt] in text
        assert "Room to work" in text


def test_a_long_line_of_code_stays_on_the_page(make, tmp_path):
    need_pango()
    assert make(f"```\n{'A' * 120}END\n```", "pdf").exit_code == 0
    assert "END" in pdf_text(sheet(tmp_path, "pdf"))


@pytest.mark.parametrize("blank", ["{role:d}", "{round.__class__}", "{minutes:>1000000000}"])
def test_a_script_has_only_blanks_that_there_are(make, blank):
    vocabulary = good("vocabulary").replace("{round}", blank)
    result = make("What?", "html", vocabulary=vocabulary)
    assert result.exit_code == 1
    assert "vocabulary.yaml:" in result.stderr


def sealed(tmp_path, name, old, new):
    """A file of the good kit with a change, and the id that fits it."""
    path = tmp_path / name
    text = good("kit")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: mid-interview", "name: ../escaped/x"),
        ("name: mid-interview", "name: /var/x"),
        ("form: null", "form: ../A"),
        ("minutes: 8", "minutes: 80"),
        ("minutes: 8", "minutes: -8"),
        ("weight: 1", "weight: -3"),
        ("from_bar: 0.0", "from_bar: .nan"),
        ("    1: Nothing\n", ""),
        ("    4: All, and why\n", ""),
        ("  - ml-fundamentals\n  difficulty", "  - nope\n  difficulty"),
    ],
)
def test_a_kit_that_was_changed_by_hand_is_sealed_only_where_it_can_be_printed(
    run, tmp_path, old, new
):
    path = sealed(tmp_path, "a-kit.yaml", old, new)
    before = path.read_bytes()
    result = run("kit", "seal", path)
    assert result.exit_code == 1
    assert re.search(r"a-kit\.yaml:\d+:\d+: ", result.stderr)
    assert path.read_bytes() == before


@pytest.mark.promise("names")
def test_two_kits_of_one_name_are_not_written_over_each_other(run, tmp_path):
    path = sealed(tmp_path, "a-kit.yaml", "What happens?", "Another prompt?")
    assert run("kit", "seal", path).exit_code == 0
    other = tmp_path / "b-kit.yaml"
    other.write_bytes(write_kit(read_kit(path)).replace(b"Another", b"A third"))
    assert run("kit", "seal", other).exit_code == 0
    result = run("render", path, other, "--format", "html", "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert "interviewer.html" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.promise("templates")
@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{{ 1 / 0 }}", "candidate.html:1: division by zero"),
        ('{{ 1 + "x" }}', "candidate.html:1: unsupported operand"),
        ("<p>loose</p>", "<html> has no attribute"),
        ("{{ ''.__class__.__mro__ }}", "candidate.html:1: "),
        ("{{ cycler.__init__.__globals__.os }}", "candidate.html:1: "),
        ("{% include '/etc/passwd' %}", "candidate.html:1: no such template"),
        ("{% include '../../etc/passwd' %}", "candidate.html:1: no such template"),
    ],
)
def test_a_template_that_fails_is_named_with_its_line(run, tmp_path, content, message):
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "candidate.html").write_text(content)
    (tmp_path / "a-kit.yaml").write_text(good("kit"))
    options = ("--theme", tmp_path / "theme", "--format", "docx", "--output", tmp_path / "out")
    result = run("render", tmp_path / "a-kit.yaml", "--edition", "candidate", *options)
    assert result.exit_code == 1
    assert message in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.promise("templates")
def test_a_control_character_in_a_stylesheet_is_refused(run, tmp_path):
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "style.css").write_text("p { color: red } \x1f")
    (tmp_path / "a-kit.yaml").write_text(good("kit"))
    options = ("--theme", tmp_path / "theme", "--format", "html", "--output", tmp_path / "out")
    result = run("render", tmp_path / "a-kit.yaml", "--edition", "candidate", *options)
    assert result.exit_code == 1
    assert "style.css: control character U+001F" in result.stderr


@pytest.mark.parametrize("name", ["My question: x", "../x", "a\nb", "", "- a", "CON\x00"])
def test_no_name_of_a_new_question_or_role_spoils_the_workspace(run, tmp_path, monkeypatch, name):
    run("init", tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert run("questions", "new", name, "--category", "ml-theory").exit_code in (1, 2)
    assert run("roles", "new", name).exit_code in (1, 2)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.promise("whole")
def test_a_changed_bank_keeps_the_rights_of_its_file(run, tmp_path, monkeypatch):
    run("init", tmp_path)
    monkeypatch.chdir(tmp_path)
    (file,) = tmp_path.glob("questions/ml-theory.yaml")
    file.chmod(0o600)
    assert run("questions", "new", "a-b", "--category", "ml-theory").exit_code == 0
    assert file.stat().st_mode & 0o777 == 0o600


LIST = (("Question", "Answer"), ("Why so?", "Because."))
DAMAGED = {
    "list.docx: a list without its definition": (
        *("word/numbering.xml", "<w:abstractNumId [^>]*>", "", "this is no Word document"),
    ),
    "list.docx: parts of no type": (
        *("[Content_Types].xml", "<Override", "<Other", "this is no Word document"),
    ),
    "list.xlsx: no sheet": ("xl/workbook.xml", "<sheets>.*</sheets>", "<sheets/>", "no question"),
    "list.xlsx: a cell without a row": (
        *("xl/worksheets/sheet1.xml", 'r="A1"', 'r="A"', "this is no Excel workbook"),
    ),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_file_of_another_program_is_refused(run, tmp_path, damage):
    part, old, new, message = DAMAGED[damage]
    file = tmp_path / damage.partition(":")[0]
    contents = parts(word_file() if file.suffix == ".docx" else workbook(*LIST))
    changed = re.sub(old, new, contents[part].decode())
    assert changed != contents[part].decode()
    file.write_bytes(archive({**contents, part: changed.encode()}))
    run("init", tmp_path / "here")
    into = ("--category", "ml-theory")
    result = run("-C", tmp_path / "here", "questions", "import", file, *into)
    assert result.exit_code == 1
    assert message in result.stderr


def test_a_roster_without_a_sheet_is_refused(run, tmp_path):
    contents = parts(workbook(("candidate",), ("Ada",)))
    name = "xl/workbook.xml"
    contents[name] = re.sub(b"<sheets>.*</sheets>", b"<sheets/>", contents[name])
    (tmp_path / "roster.xlsx").write_bytes(archive(contents))
    options = ("--round", "coding", "--output", tmp_path / "out")
    result = run("batch", "senior-ml-engineer", tmp_path / "roster.xlsx", *options)
    assert result.exit_code == 1
    assert "roster.xlsx" in result.stderr
    assert not (tmp_path / "out").exists()
