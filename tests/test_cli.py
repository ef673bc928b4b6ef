"""The command line as a user meets it: paths on stdout, the rest on stderr, exit codes."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from openpyxl import Workbook

from kitgen.kit.load import read_kit
from kitgen.resources import shipped
from kitgen.system import PANGO, install_command
from tests.commands import all_commands, as_html, on_terminal
from tests.reading import need_pango, sample_kit

ALL = all_commands()
ROLE_FILE = shipped("examples") / "roles" / "senior-ml-engineer.yaml"


def test_generate_writes_packs_and_kits_and_prints_their_paths(run, tmp_path):
    result = run(
        "generate", "senior-ml-engineer", "--format", "docx", "--seed", 7, "--output", tmp_path
    )
    assert result.exit_code == 0
    assert result.stderr == "No choice is better (0 points against this one).\n"
    paths = result.stdout.splitlines()
    rounds = ("1-ml-depth", "2-ml-system-design", "3-coding", "4-behavioral-and-project")
    sheets = tmp_path / "for-candidates"
    expected = [
        folder / f"senior-ml-engineer-{round_}-{part}"
        for folder, part in (
            (tmp_path, "kit.yaml"),
            (tmp_path, "interviewer.docx"),
            (sheets, "candidate.docx"),
        )
        for round_ in rounds
    ]
    assert paths == [str(path) for path in expected]
    assert sorted(tmp_path.rglob("*.*")) == sorted(expected)


def test_generate_needs_no_role(run, tmp_path):
    result = run(
        "generate",
        "--seniority",
        "senior",
        "--category",
        "ml-theory=3",
        "--category",
        "ml-system-design=1",
        "--minutes",
        60,
        "--format",
        "html",
        "--output",
        tmp_path,
    )
    assert result.exit_code == 0, result.stderr
    text = (tmp_path / "senior-interview-questions-interviewer.html").read_text()
    assert "ML theory, ML system design" in text
    assert text.count("<article ") == 4


def test_a_category_without_a_count_fills_the_time(run, tmp_path):
    result = run(
        "plan",
        "--seniority",
        "mid",
        "--category",
        "ml-theory",
        "--minutes",
        60,
        "--output",
        tmp_path,
    )
    assert result.exit_code == 0
    minutes = re.search(r"of 50 minutes, mean difficulty +(\d+)", result.stderr)
    assert 44 <= int(minutes[1]) <= 50
    assert len(re.findall(r"^.+ \d+ +\d +[a-z]", result.stderr, re.M)) >= 4


def test_nothing_is_overwritten_without_force(run, tmp_path):
    command = ("plan", "ml-engineer", "--output", tmp_path)
    assert run(*command).exit_code == 0
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    again = run(*command)
    assert again.exit_code == 1
    assert again.stdout == ""
    assert "already exist" in again.stderr
    assert "--force" in again.stderr
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert run(*command, "--force").exit_code == 0


def test_the_refusal_comes_before_any_rendering_and_writes_nothing(run, tmp_path):
    sheet = "for-candidates/senior-ml-engineer-4-behavioral-and-project-candidate.docx"
    (tmp_path / "for-candidates").mkdir()
    (tmp_path / sheet).write_text("mine")
    result = run("generate", "senior-ml-engineer", "--format", "docx", "--output", tmp_path)
    assert result.exit_code == 1
    assert f"{sheet} already exists" in result.stderr
    assert list(tmp_path.rglob("*.*")) == [tmp_path / sheet]


def test_render_needs_no_bank_and_makes_the_same_pack(run, tmp_path):
    made, again = tmp_path / "made", tmp_path / "again"
    options = ("--seed", 7, "--round", "ml-depth", "--format", "docx", "--output", made)
    assert run("generate", "senior-ml-engineer", *options).exit_code == 0
    kit = made / "senior-ml-engineer-1-ml-depth-kit.yaml"
    assert run("render", kit, "--format", "docx", "--output", again).exit_code == 0
    packs = [path.relative_to(made) for path in made.rglob("*.docx")]
    assert len(packs) == 2
    for name in packs:
        assert (again / name).read_bytes() == (made / name).read_bytes()


def test_names_and_date_stand_on_the_pack(run, tmp_path):
    run(
        "render",
        sample_kit("3-coding"),
        "--format",
        "html",
        "--candidate",
        "Ada <L>",
        "--interviewer",
        "Grace",
        "--date",
        "3 May 2027",
        "--output",
        tmp_path,
    )
    text = (tmp_path / "senior-ml-engineer-3-coding-interviewer-ada-l.html").read_text()
    for value in ("Ada &lt;L&gt;", "Grace", "3 May 2027"):
        assert f"<dd>{value}</dd>" in text


MISTAKES = {
    "unknown role": (
        ("generate", "nosuchrole"),
        1,
        "unknown role 'nosuchrole'\nhint: known: applied-scientist-intern, data-scientist",
    ),
    "nearly a role": (("generate", "senior-ml-enginer"), 1, "did you mean 'senior-ml-engineer'?"),
    "no role file": (("generate", "roles/x.yaml"), 1, "no such role file: roles/x.yaml"),
    "too many": (
        ("generate", "--seniority", "senior", "--category", "ml-theory=500"),
        1,
        "count: 500: need 500, have ",
    ),
    "a range upside down": (
        ("plan", "--seniority", "senior", "--category", "ml-theory=4-2"),
        2,
        "'ml-theory=4-2': the count must be a whole number of 1 or more, as 3, 2-4 or 2+",
    ),
    "unknown tag": (("questions", "list", "--tag", "lmm"), 1, "did you mean 'llm'?"),
    "unknown question to explain": (
        ("plan", "senior-ml-engineer", "--why", "bayes-theorm"),
        1,
        "did you mean 'bayes-theorem'?",
    ),
    "unknown category": (
        ("plan", "--seniority", "senior", "--category", "ml-thoery=1"),
        1,
        "unknown category 'ml-thoery'; did you mean 'ml-theory'?",
    ),
    "no count": (
        ("plan", "--seniority", "senior", "--category", "ml-theory=two"),
        2,
        "the count must be a whole number of 1 or more",
    ),
    "category twice": (
        ("plan", "--seniority", "senior", "--category", "behavioral", "--category", "behavioral=2"),
        2,
        "'behavioral' is given twice",
    ),
    "nothing said": (("plan",), 1, "name a role, or give both --seniority and --category"),
    "no time": (
        ("plan", "senior-ml-engineer", "--minutes", "10"),
        1,
        "--minutes 10 leaves no time for questions: opening and closing take 10",
    ),
    "unknown round": (
        ("plan", "senior-ml-engineer", "--round", "codding"),
        1,
        "unknown round 'codding'; did you mean 'coding'?",
    ),
    "unknown question": (
        ("questions", "show", "bayes-theorm"),
        1,
        "unknown question 'bayes-theorm'; did you mean 'bayes-theorem'?",
    ),
    "unknown level": (
        ("plan", "ml-engineer", "--seniority", "principal"),
        1,
        "unknown seniority 'principal'",
    ),
    "unknown edition": (("generate", "ml-engineer", "--edition", "panel"), 2, "'panel'"),
    "no kit": (("render", "none-kit.yaml"), 1, "no such kit file: none-kit.yaml"),
    "a folder of kits": (("render", "."), 1, "hint: name the files whose names end in -kit.yaml"),
    "a kit for a role": (
        ("generate", "{kit}"),
        1,
        "this is a kit, not a role: kitgen render {kit} prints it",
    ),
    "a role for a kit": (
        ("render", "{role}"),
        1,
        "this is a role, not a kit: kitgen generate {role} makes kits",
    ),
    "a PDF for a kit": (("render", "{pdf}"), 1, "{pdf}:1:1: is a PDF, and a file of text"),
    "minutes that fit no round": (
        ("plan", "senior-ml-engineer", "--minutes", "45"),
        1,
        "these changes together would do:\n  - --minutes 52 instead of --minutes 45\n",
    ),
    "a name of two lines": (
        ("generate", "ml-engineer", "--candidate", "Ada\nLovelace"),
        1,
        "the candidate contains characters that cannot be printed",
    ),
    "no theme": (
        ("generate", "ml-engineer", "--theme", "none"),
        1,
        "no such theme folder: none",
    ),
}


@pytest.mark.parametrize("name", ["nope", "x", "backend"])
@pytest.mark.parametrize(
    "command",
    [
        ("roles", "show"),
        ("questions", "show"),
        ("questions", "list", "--tag"),
        ("questions", "list", "--category"),
        ("plan", "senior-ml-engineer", "--round"),
    ],
)
def test_what_is_near_nothing_gets_no_suggestion(run, command, name):
    result = run(*command, name)
    assert result.exit_code == 1
    assert f"'{name}'" in result.stderr
    assert "did you mean" not in result.stderr


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_gets_a_message_and_an_exit_code(run, mistake, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    pdf = tmp_path / "pack.pdf"
    pdf.write_bytes(b"%PDF-1.7\n%\xbf")
    files = {"kit": sample_kit("3-coding"), "role": ROLE_FILE, "pdf": pdf}
    arguments, code, message = MISTAKES[mistake]
    result = run(*(argument.format(**files) for argument in arguments))
    assert result.exit_code == code
    assert message.format(**files) in result.stderr
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == [pdf]


def test_a_known_word_may_have_capitals(run, tmp_path):
    look = ("--format", "HTML", "--paper", "A4", "--edition", "Scorecard", "--layout", "Compact")
    result = run("render", sample_kit("3-coding"), *look, "--output", tmp_path)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.endswith("-scorecard.html\n")


def test_questions_list_as_json_has_what_programs_need(run, bank):
    rows = json.loads(run("questions", "list", "--json").stdout)
    assert len(rows) == len(bank.questions)
    assert {
        "id",
        "title",
        "category",
        "kind",
        "seniority",
        "competencies",
        "difficulty",
        "minutes",
        "covers",
        "tags",
        "status",
    } <= set(rows[0])


def test_questions_list_filters(run, bank):
    rows = json.loads(
        run("questions", "list", "--json", "--category", "ml-theory", "--seniority", "staff").stdout
    )
    expected = [
        q.id for q in bank.questions if q.category == "ml-theory" and "staff" in q.seniority
    ]
    assert [row["id"] for row in rows] == expected
    rows = json.loads(run("questions", "list", "--json", "--tag", "llm", "--tag", "cost").stdout)
    expected = [q.id for q in bank.questions if {"llm", "cost"} & set(q.tags)]
    assert [row["id"] for row in rows] == expected


@pytest.mark.parametrize(
    ("count", "least", "most"), [("3", 3, 3), ("1-2", 1, 2), ("2+", 2, 12), ("1-1", 1, 1)]
)
def test_a_count_may_be_a_range(run, tmp_path, count, least, most):
    flags = ("--category", f"ml-theory={count}", "--category", "behavioral", "--minutes", 90)
    result = run("plan", "--seniority", "senior", *flags, "--output", tmp_path)
    assert result.exit_code == 0, result.stderr
    (kit,) = map(read_kit, tmp_path.iterdir())
    assert least <= sum(q.category == "ML theory" for q in kit.questions) <= most


def test_each_form_has_its_kits_its_name_and_a_place_in_the_comparison(run, tmp_path):
    result = run("plan", "ml-engineer", "--forms", 2, "--seed", 3, "--output", tmp_path)
    assert result.exit_code == 0
    kits = [read_kit(path) for path in tmp_path.iterdir()]
    assert Counter(kit.form for kit in kits) == {"A": 4, "B": 4}
    assert {path.name[: len("ml-engineer-form-a")] for path in tmp_path.iterdir()} == {
        "ml-engineer-form-a",
        "ml-engineer-form-b",
    }
    for kit in kits:
        minutes = sum(q.minutes for q in kit.questions)
        column = 1 + "AB".index(kit.form)
        line = next(x for x in result.stderr.splitlines() if x.startswith(f"{kit.round.id}: min"))
        assert line.split()[column + 1] == str(minutes)


def test_forms_that_are_generated_say_what_they_share(run, tmp_path):
    flags = ("--forms", 2, "--edition", "candidate", "--format", "html", "--output", tmp_path)
    result = run("generate", "--seniority", "senior", "--category", "ml-theory=3", *flags)
    assert result.stderr.splitlines()[0] == "No two forms share a question."
    pages = [path.read_text() for path in sorted(tmp_path.rglob("*.html"))]
    assert ["form A" in page for page in pages] == [True, False]
    assert ["form B" in page for page in pages] == [False, True]


def test_plan_shows_the_rounds_that_it_writes(run, tmp_path):
    result = run("plan", "ml-engineer", "--round", "coding", "--output", tmp_path)
    (kit,) = map(read_kit, tmp_path.iterdir())
    assert all(q.id in result.stderr for q in kit.questions)
    assert "ml-depth" not in result.stderr


def test_plan_explains_what_was_chosen_and_what_was_not(run, tmp_path):
    why = ("bayes-theorem", "most-valuable-data", "hash-table")
    flags = [part for name in why for part in ("--why", name)]
    result = run(
        "plan", "senior-ml-engineer", "--seed", 7, "--explain", *flags, "--output", tmp_path
    )
    said = result.stderr
    assert "bayes-theorem: it is for junior, mid, and the role asks senior." in said
    assert "most-valuable-data: no round asks company-industry" in said
    served = re.findall(r"^(\S+) serves:$", said, re.M)
    kits = [read_kit(path) for path in tmp_path.iterdir()]
    assert sorted(served) == sorted(q.id for kit in kits for q in kit.questions)
    assert said.count("  - category: ml-theory, count: 4 (senior-ml-engineer.yaml:21)") == 4


def test_why_says_what_a_question_would_cost_or_that_the_lot_decided(run, tmp_path):
    flags = ("--seniority", "senior", "--category", "ml-theory=3", "--seed", 1)
    chosen = run("plan", *flags, "--output", tmp_path)
    others = [
        name
        for name in ("loss-becomes-nan", "bias-variance-tradeoff", "selection-bias")
        if name not in chosen.stderr
    ]
    asked = [part for name in others for part in ("--why", name)]
    said = run("plan", *flags, *asked, "--output", tmp_path, "--force").stderr
    for name in others:
        assert re.search(
            rf"^{name}: in the place of .*(would do as well|worse by \d+ point)", said, re.M
        )


def test_questions_show_has_every_field(run, bank):
    shown = json.loads(run("questions", "show", "kmeans-from-scratch", "--json").stdout)
    assert shown == bank.question("kmeans-from-scratch").model_dump(mode="json")
    text = run("questions", "show", "kmeans-from-scratch").stdout
    assert "prompt: |" in text
    assert "solution: solutions/kmeans_from_scratch.py" in text
    keys = [line.partition(":")[0] for line in text.splitlines() if re.match(r"[a-z_]+:", line)]
    assert keys == [name for name in shown if name in keys]
    signs = {sign for sign in str(shown) if not sign.isascii()}
    assert signs <= set(text)


def test_roles_are_listed_from_junior_to_staff_and_shown(run):
    rows = json.loads(run("roles", "list", "--json").stdout)
    ranks = [["junior", "mid", "senior", "staff"].index(row["seniority"]) for row in rows]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2, 3}
    assert "senior-ml-engineer" in run("roles", "list").stdout
    shown = json.loads(run("roles", "show", "senior-ml-engineer", "--json").stdout)
    assert [r["id"] for r in shown["rounds"]] == [
        "ml-depth",
        "ml-system-design",
        "coding",
        "behavioral-and-project",
    ]


def matching(word):
    """The files that a word of a command stands for, as shells find them."""
    return sorted(map(str, Path().glob(word))) if "*" in word else [word]


def with_lists(run):
    run("init", ".")
    Path("questions.csv").write_text("question\nWhy?\n")
    Path("list.md").write_text("## How?\n")


def with_rosters(run):
    Path("roster.csv").write_text("candidate,date\nAda Lovelace,3 May\n")
    workbook = Workbook()
    workbook.active.append(["candidate", "date"])
    workbook.active.append(["Ada Lovelace", "3 May"])
    workbook.save("roster.xlsx")


def with_kits(run):
    for name in ("1-ml-depth", "3-coding"):
        shutil.copy(sample_kit(name), "out")


def with_sheets(run):
    with_kits(run)
    for name in ("out/senior-ml-engineer-1-ml-depth-candidate.pdf", "sheets/coding.docx"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("a sheet")  # whatever it is, it has no answer


def with_forms(run):
    look = ("--edition", "scorecard", "--fillable", "--output", "filled")
    for name, ending in (("grace", "docx"), ("ada", "pdf")):
        made = run("render", sample_kit("3-coding"), *look, "--format", ending).stdout.strip()
        Path(made).rename(f"filled/{name}-scorecard.{ending}")


def with_a_candidate(run):
    look = ("--edition", "candidate", "--candidate", "Ada Lovelace", "--format", "html")
    run("render", sample_kit("3-coding"), *look, "--output", "campus")


# What examples of help find in their folder, by the words of the command.
PREPARED = {
    "check": lambda run: run("init", "hiring"),
    **dict.fromkeys(("new", "edit"), lambda run: run("init", ".")),
    "import": with_lists,
    "batch": with_rosters,
    **dict.fromkeys(("render", "swap", "kit"), with_kits),
    "verify": with_sheets,
    "collect": with_forms,
    "forget": with_a_candidate,
}


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_help_ends_with_an_example_that_runs(run, path, tmp_path, monkeypatch):
    result = run(*path, "--help")
    assert result.exit_code == 0
    tail = result.stdout[result.stdout.rindex("Example") :]
    examples = re.findall(r"^ +(kitgen .*)$", tail, re.MULTILINE)
    assert examples
    assert "--help" not in tail
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VISUAL", "true")  # an editor that changes nothing
    Path("out").mkdir()
    for word in path:
        PREPARED.get(word, lambda run: None)(run)
    for example in examples:
        typed = [*map(matching, shlex.split(as_html(example))[1:])]
        ran = run(*chain(*typed), *(["--force"] if "--output" in example else []))
        assert ran.exit_code == 0, ran.stderr


HEAVY = {"weasyprint", "docx", "jinja2", "highspy", "lxml", "numpy", "markdown_it", "pygments"}
HEAVY |= {"PIL", "fontTools", "resvg_py", "openpyxl"}


def loaded(*arguments):
    """Run a command in a process; return what it prints and the libraries that it loads."""
    code = (
        "import sys\nfrom kitgen.cli import main\n"
        f"try:\n    main({[*map(str, arguments)]!r})\nexcept SystemExit:\n    pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout, {*done.stderr.split()}


@pytest.mark.parametrize(
    ("arguments", "heavy", "printed"),
    [
        (["--help"], HEAVY | {"pydantic", "yaml", "rich", "difflib", "kitgen.cache"}, "generate"),
        (["generate", "--help"], HEAVY | {"pydantic", "yaml", "rich"}, "--seed"),
        (["questions", "list"], HEAVY, "attention-mechanism"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_commands_load_no_library_that_they_do_not_need(arguments, heavy, printed):
    stdout, libraries = loaded(*arguments)
    assert printed in stdout
    assert heavy & libraries == set()


def test_a_word_pack_loads_nothing_that_it_does_not_need(tmp_path):
    pack = ["--round", "ml-depth", "--edition", "interviewer", "--format", "docx"]
    stdout, libraries = loaded("generate", "senior-ml-engineer", *pack, "--output", tmp_path)
    assert "interviewer.docx" in stdout
    unneeded = {
        "kitgen.disclosure.scan",
        "kitgen.calibration",
        "kitgen.selection.explain.shortfall",
    }
    assert libraries & {*unneeded, "rich", "sqlite3", "weasyprint"} == set()


@pytest.mark.parametrize("command", ["list --tag llm", "list --json", "search overfit"])
def test_a_kept_bank_is_looked_through_without_loading_questions(command, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    loaded("init", "mine")
    monkeypatch.chdir("mine")
    printed, libraries = zip(
        *(loaded("questions", *command.split()) for _ in range(2)), strict=True
    )
    assert printed[0] == printed[1]
    assert [{"pydantic", "yaml"} & of for of in libraries] == [{"pydantic", "yaml"}, set()]


@pytest.mark.skipif(sys.platform != "linux", reason="names of libraries are looked up elsewhere")
def test_pdf_starts_no_process_to_find_its_libraries_and_loads_none_to_cut_fonts():
    need_pango()
    code = (
        "import sys\nfrom kitgen.render.pdf.pango import load_weasyprint\n"
        "sys.addaudithook(lambda event, args: event == 'subprocess.Popen' and "
        "print(args[1], file=sys.stderr))\n"
        "load_weasyprint()\n"
        "print('weasyprint' in sys.modules, 'fontTools.subset' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("True False\n", "")


def test_the_same_choice_is_made_again_without_a_solver(tmp_path):
    kits = []
    for folder in ("first", "second"):
        arguments = ["plan", "ml-engineer", "--seed", 7, "--output", tmp_path / folder]
        _, libraries = loaded(*arguments)
        kits.append({path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()})
    assert kits[0] == kits[1]
    assert not {"highspy", "numpy"} & libraries


@pytest.mark.slow
def test_docx_needs_neither_pango_nor_weasyprint(tmp_path):
    code = (
        "import sys\n"
        "sys.modules['weasyprint'] = None\n"
        "from kitgen.cli import main\n"
        "main(['generate', 'ml-engineer', '--round', 'coding', '--format', 'docx',"
        f" '--output', {str(tmp_path)!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(list(tmp_path.rglob("*.docx"))) == 2


def test_without_pango_pdf_says_what_to_install(tmp_path):
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text(
        "print('please follow the installation steps')\n"
        "raise OSError(\"cannot load library 'libpango-1.0-0': not found\")"
    )
    code = (
        f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\n"
        "from kitgen.cli import main\n"
        "main(['generate', 'ml-engineer', '--round', 'coding', '--output', 'never'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "PDF needs the Pango library" in done.stderr
    assert f"install it with: {install_command(PANGO)}; or choose" in done.stderr
    assert "--format docx" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "never").exists()


@pytest.mark.slow
def test_a_longer_run_shows_its_progress_on_a_terminal_only(tmp_path):
    need_pango()
    typed = ["--no-cache", "generate", "ml-engineer", "--round", "coding", "--round", "ml-depth"]
    typed += ["--jobs", "1", "--output", str(tmp_path)]
    shown, told = on_terminal([sys.executable, "-m", "kitgen", *typed], "stderr")
    assert "candidate.pdf" in shown
    assert len(told.splitlines()) == 6
