"""docs/limits.md: what is larger than a limit is refused with its place, and nothing is made."""

import io
import re
import subprocess
import sys
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from kitgen import limits, unseen
from kitgen.repeats import repeats
from kitgen.resources import shipped
from tests.faults import good
from tests.reading import need_pango, sample_kit

pytestmark = pytest.mark.promise("files")
RENDER = ("render", "kit.yaml", "--theme", "theme", "--edition", "scorecard")
ROLE = (
    "title: T\nseniority: mid\nrounds:\n"
    "  - {id: r, title: R, minutes: 30, blueprint: [{category: ml-theory, count: 1}]}\n"
)


@pytest.fixture
def refuse(run, tmp_path, monkeypatch):
    """Run a command that fails; return what it says."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bank").mkdir()
    (tmp_path / "bank" / "vocabulary.yaml").write_text(good("vocabulary"))

    def call(*command):
        result = run(*command)
        assert result.exit_code == 1, result.output
        assert not (tmp_path / "out").exists()
        return result.stderr

    return call


def question(tmp_path, *changes, more=""):
    text = good("question")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "bank" / "ml-theory.yaml").write_text(text + more, encoding="utf-8")


LIST = ("questions", "list", "--bank", "bank")


@pytest.mark.parametrize(
    ("before", "most"),
    [
        ("answer: This happens.", limits.PROSE),
        ("point: Says that it happens", limits.PHRASE),
        ("title: ML theory", limits.LINE),
    ],
)
def test_a_text_has_a_most(run, refuse, tmp_path, before, most):
    question(tmp_path)
    file = next(path for path in (tmp_path / "bank").iterdir() if before in path.read_text())
    whole, key = file.read_text(), before.partition(": ")[0]
    for length in (most, most + 1):
        file.write_text(whole.replace(before, f"{key}: {'x' * length}"))
        if length == most:
            assert run(*LIST).exit_code == 0
    told = refuse(*LIST)
    assert f"must have at most {most} characters" in told
    assert f"bank/{file.name}:" in told


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("".join(f"  k{n}: 1\n" for n in range(limits.KEYS)), "it may have 10,000"),
        ("- [" + "a," * limits.VALUES + "]\n", "500,000 values"),
        ("  x: " + "[" * (limits.LEVELS + 1) + "]" * (limits.LEVELS + 1), "50 levels deep"),
    ],
    ids=["keys", "values", "levels"],
)
def test_a_yaml_file_has_a_most(refuse, tmp_path, more, message):
    question(tmp_path, more=more)
    told = refuse(*LIST)
    assert message in told
    assert "bank/ml-theory.yaml:" in told


def test_so_many_faults_are_told_and_no_more(refuse, tmp_path):
    entries = (f"- {{id: q{n}, titel: T}}\n" for n in range(limits.FAULTS))
    question(tmp_path, more="".join(entries))
    *faults, last = (line for line in refuse(*LIST).splitlines() if "hint:" not in line)
    assert len(faults) == limits.FAULTS
    assert last == "and more faults, to be seen when these are mended"


def test_names_are_not_compared_with_thousands_of_others(refuse, tmp_path):
    known = "".join(f"  - {{id: c{n}, title: Category {n}}}\n" for n in range(3_000))
    vocabulary = good("vocabulary").replace("categories:\n", f"categories:\n{known}")
    (tmp_path / "bank" / "vocabulary.yaml").write_text(vocabulary)
    question(tmp_path)
    message = refuse(*LIST, "--category", "c2999x")
    assert "c2999x" in message
    assert "did you mean" not in message


ROW = "{category: ml-theory, count: 1}"
ROLES = {
    "rounds": (
        "".join(
            f"  - {{id: r{n}, title: R, minutes: 30, blueprint: [{ROW}]}}\n"
            for n in range(limits.ROUNDS)
        ),
        "role.yaml:4:3: may have at most 100, has 101",
    ),
    "rows": (
        f"  - {{id: s, title: R, blueprint: [{', '.join([ROW] * (limits.BLUEPRINT_ROWS + 1))}]}}\n",
        "at most 1000, has 1001",
    ),
}


@pytest.mark.parametrize("kind", ROLES)
def test_a_role_has_a_most(refuse, tmp_path, kind):
    more, message = ROLES[kind]
    question(tmp_path)
    (tmp_path / "role.yaml").write_text(ROLE + more)
    assert message in refuse("roles", "show", "role.yaml", "--bank", "bank")


class Compared:
    """A value that counts how often one is compared with another."""

    times = 0

    def __eq__(self, other):
        Compared.times += 1
        return self is other

    __hash__ = object.__hash__


def test_what_is_listed_twice_is_found_without_comparing_all():
    once = [Compared() for _ in range(1_000)]
    assert list(repeats([*once, once[7]])) == [(1_000, once[7])]
    assert Compared.times < len(once)


UNSEEN = {
    "override": ("\u202e", "U+202E changes the order"),
    "isolate": ("\u2066", "U+2066 changes the order"),
    "no width": ("\u200b", "U+200B is invisible"),
    "tag": ("\U000e0041", "U+E0041 is invisible"),
    "joiner between Latin letters": ("\u200d", "U+200D is invisible"),
}


@pytest.mark.parametrize("kind", UNSEEN)
def test_what_nobody_sees_is_refused_with_its_place(refuse, tmp_path, kind):
    sign, message = UNSEEN[kind]
    question(tmp_path, ("title: A title", f"title: A ti{sign}tle"))
    assert f"bank/ml-theory.yaml:2:14: {message}" in refuse(*LIST)


def test_a_letter_of_another_script_is_named(refuse, tmp_path):
    question(tmp_path)
    told = refuse(*LIST, "--category", "ml-th\u0435ory")
    assert "did you mean 'ml-theory'? ('\u0435' is U+0435, cyrillic small letter ie)" in told


_SIGNS = st.sampled_from(
    [*"aé \n\r\t\x7f\u2028\ufe0f\u200d\u3164", *(one for one, _ in UNSEEN.values())]
)


@given(st.text(_SIGNS, max_size=9))
def test_what_nobody_sees_is_found_line_by_line_as_in_the_whole(text):
    assert unseen.has_unseen(text) == bool(unseen.UNSEEN.search(text))


@pytest.mark.parametrize(
    "title", ["می\u200cخواهم", "क\u094d\u200dष", "\u200fA!\u200e", "👩\u200d🔬"]
)
def test_signs_that_scripts_need_are_read(run, tmp_path, refuse, title):
    question(tmp_path, ("title: A title", f"title: '{title}'"))
    result = run(*LIST)
    assert result.exit_code == 0, result.stderr
    assert title.strip("\u200f\u200e") in result.stdout


@pytest.fixture
def themed(refuse, tmp_path):
    """Return what is said of a file of a theme that has some text more."""

    def call(name, more, format_="html"):
        (tmp_path / "theme").mkdir()
        own = (shipped("templates") / name).read_text(encoding="utf-8")
        changed = own.replace("</section>", f"{more}</section>") if "html" in name else own + more
        (tmp_path / "theme" / name).write_text(changed, encoding="utf-8")
        (tmp_path / "kit.yaml").write_text(good("kit"))
        return refuse(*RENDER, "--format", format_, "--output", "out")

    return call


LOOP = "{% for _ in range(99999) %}"
DOUBLED = "{% set n = namespace(s='xxxxxxxx') %}{% for _ in range(60) %}@{% endfor %}"
VALUE, PRINT = "makes a value of more than 5,000,000", "repeats more than 100,000,000"
TEMPLATES = {
    "loops in each other": (LOOP * 3 + "{% endfor %}" * 3, PRINT),
    "macros that call themselves twice": (
        "{% macro m(n) %}{% if n %}"
        "{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        PRINT,
    ),
    "text times a number": ("{{ 'x' * 10000000000 }}", VALUE),
    "number to the power of another": ("{{ 10 ** 99999 }}", VALUE),
    "width of a format": ("{{ '%9999999999d' | format(1) }}", VALUE),
    "text that doubles": (DOUBLED.replace("@", "{% set n.s = n.s ~ n.s %}"), VALUE),
    "filter that fills": ("{{ 'x' | center(10000000000) }}", "No filter named 'center'"),
    "size of a file": ("{#" + "x" * limits.THEME_FILE_BYTES + "#}", "larger than 1 MB"),
}


@pytest.mark.promise("templates")
@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_template_has_limits(themed, kind):
    more, message = TEMPLATES[kind]
    told = themed("scorecard.html", more)
    assert message in told
    assert "scorecard.html" in told


LAST = 30
STYLES = {
    "functions in each other": ("p{width:" + "calc(" * 40 + "1px" + ")" * 40 + "}", "32 levels"),
    "properties that double": (
        ":root{--v0:1}"
        + "".join(f":root{{--v{n}:var(--v{n - 1}) var(--v{n - 1})}}" for n in range(1, LAST)),
        "more than 10,000 parts",
    ),
    "length": ("p{margin:0 1e6mm}", "10,000mm at most"),
    "number": ("p{line-height:1e9}", "1,000,000 at most"),
    "columns": ("body{column-count:100000}", "100 columns at most"),
    "columns of a grid": ("body{grid-template-columns:repeat(9999,1fr)}", "1,000 times"),
    "size of a page": ("@media print{@page{size:1mm 1mm}}", "40 to 2,000 mm"),
    "property of itself": (":root{--a:var(--b);--b:var(--a)}", "refers to itself"),
}


@pytest.mark.promise("templates")
@pytest.mark.parametrize("kind", STYLES)
def test_a_stylesheet_has_limits(themed, kind):
    more, message = STYLES[kind]
    assert re.search(rf"style\.css:\d+:\d+: .*{message}", themed("style.css", more))


SLOW = "*::before{content:'" + "x " * 2_000 + "'}"
LAYOUTS = {
    "time": ({"LAYOUT_SECONDS": 1}, SLOW, "takes more than 1 seconds of the processor"),
    # Of what earlier tests gave back, a layout takes any amount before the process needs more.
    "memory": ({"LAYOUT_MEGABYTES": -1}, SLOW, "takes more than -1 MB of memory"),
    "styles that fail": ({}, "*{display:table-cell;width:1px}", "WeasyPrint cannot lay this out"),
}


@pytest.mark.promise("templates")
@pytest.mark.parametrize("kind", LAYOUTS)
def test_a_layout_has_limits(themed, monkeypatch, kind):
    """What no rule for a single length can see is ended while it is laid out."""
    need_pango()
    least, more, message = LAYOUTS[kind]
    for name, value in {"LAYOUT_CHARACTERS": 1_000_000, **least}.items():
        monkeypatch.setattr(limits, name, value)
    assert re.search(f"theme/style.css: .*{message}", themed("style.css", more, "pdf"))


def svg(inside):
    return f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{inside}</svg>"


def repeated(element, used):
    """Groups that each draw ten of the one before."""
    first = f"<{element} id='a0'><rect width='1' height='1'/></{element}>"
    levels = (f"<{element} id='a{n}'>{used(n - 1) * 10}</{element}>" for n in range(1, 12))
    return svg(f"<defs>{first}{''.join(levels)}</defs>{used(11)}")


DRAWINGS = {
    "uses of uses": (repeated("g", lambda n: f"<use href='#a{n}'/>"), "100,000 elements"),
    "patterns of patterns": (
        repeated("pattern", lambda n: f"<rect width='1' height='1' fill='url(#a{n})'/>"),
        "100,000 elements",
    ),
    "part of itself": (svg("<g id='a'><use href='#a'/></g>"), "contains itself"),
    "groups in groups": (svg("<g>" * 101 + "<rect/>" + "</g>" * 101), "nested more than 100 deep"),
}


@pytest.mark.parametrize("kind", DRAWINGS)
def test_a_drawing_has_limits(refuse, tmp_path, kind):
    drawing, message = DRAWINGS[kind]
    question(tmp_path, ("answer: This happens.", "answer: '![x](figures/a.svg)'"))
    (tmp_path / "bank" / "figures").mkdir()
    (tmp_path / "bank" / "figures" / "a.svg").write_text(drawing)
    assert message in refuse(*generate())


def generate():
    chosen = ("--seniority", "mid", "--category", "ml-theory=1", "--minutes", "30")
    return ("generate", "--bank", "bank", *chosen, "--format", "docx", "--output", "out")


def batch(tmp_path, name, content):
    question(tmp_path)
    (tmp_path / "role.yaml").write_text(ROLE)
    (tmp_path / name).write_bytes(content)
    return ("batch", "role.yaml", name, "--bank", "bank", "--format", "html", "--output", "out")


ROSTERS = {
    "rows": ("candidate\n" + "A\n" * (limits.ROWS + 1), "r.csv:20002:1: a roster may have 20,000"),
    "columns": (
        "candidate," + ",".join(f"c{n}" for n in range(limits.COLUMNS)) + "\nA\n",
        "201 columns; a roster may have 200",
    ),
}


@pytest.mark.parametrize("kind", ROSTERS)
def test_a_roster_has_limits(refuse, tmp_path, kind):
    content, message = ROSTERS[kind]
    assert message in refuse(*batch(tmp_path, "r.csv", content.encode()))


def test_a_sheet_has_no_cell_far_away(refuse, tmp_path):
    book, content = Workbook(), io.BytesIO()
    book.active["A1"], book.active["XFD1048576"] = "candidate", "Ada"
    book.save(content)
    message = refuse(*batch(tmp_path, "r.xlsx", content.getvalue()))
    assert "cells up to row 1,048,576 and column 16,384" in message


@pytest.mark.parametrize("name", ["it.docx", "it.xlsx"])
def test_a_file_with_too_many_others_packed_in_is_refused(refuse, tmp_path, name):
    (tmp_path / "kitgen.yaml").write_text("banks: [bank]\n")
    question(tmp_path)
    with zipfile.ZipFile(tmp_path / name, "w") as file:
        for number in range(limits.ARCHIVED_FILES + 1):
            file.writestr(f"{number}", "")
    message = refuse("questions", "import", name, "--category", "ml-theory")
    assert "more than 10,000 files are packed into this file" in message


PROFILED = """
import cProfile, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))  # seconds, of which it needs about six
from kitgen.cli import main
cProfile.runctx("main(sys.argv[1:], standalone_mode=False)", globals(), {})
"""


@pytest.mark.skipif(sys.platform != "linux", reason="needs an end after so much processor time")
def test_a_layout_that_was_watched_leaves_python_as_it_was(tmp_path):
    """Else code with a profiler does not end afterwards."""
    need_pango()
    options = ("--edition", "scorecard", "--jobs", "1", "--output", tmp_path / "out")
    command = [sys.executable, "-c", PROFILED, "--no-cache", "render", sample_kit("3-coding")]
    done = subprocess.run([*command, *options], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
