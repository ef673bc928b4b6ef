"""Personal packs for the rows of a roster: what a recruiter gets, also after faults and kills."""

import csv
import os
import signal
import subprocess
import sys
import time
from datetime import date
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from openpyxl import Workbook

from kitgen.kit.load import read_kit
from tests.leaks import leaks
from tests.reading import docx_text, html_text, need_pango, pdf_text

EXAMPLE = Path(__file__).parent.parent / "examples" / "rosters" / "campus.csv"
ROLE = ("applied-scientist-intern", "--round", "project-and-learning", "--seed", 7)
FORMS = ("--forms", 2, "--format", "html")
STEM = "applied-scientist-intern"


@pytest.fixture
def roster(tmp_path):
    """Write a roster from lines, and return its path."""

    def write(*lines, name="roster.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_text("".join(f"{line}\n" for line in lines), encoding=encoding)
        return path

    return write


@pytest.fixture
def batch(run, tmp_path):
    """Make packs of a roster, in HTML and two forms, in the folder `packs`."""

    def call(roster, *options, output="packs"):
        here = ("--jobs", 1, "--output", tmp_path / output)
        given = (ROLE[0], roster, *ROLE[1:], *FORMS, *here)
        return run("batch", *given, *options)

    return call


def files(folder):
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def listed(folder):
    with (folder / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def packs_of(folder):
    return sorted(name for name in files(folder) if name.endswith((".html", ".pdf", ".docx")))


def test_each_row_has_packs_with_its_names_in_its_form(batch, tmp_path):
    result = batch(EXAMPLE)
    assert result.exit_code == 0, result.stderr
    folder = tmp_path / "packs"
    stems = {"ada-lovelace": "a", "turing-alan": "b", "emmy-noether": "a", "jane-goodall": "a"}
    round_ = "2-project-and-learning"
    assert packs_of(folder) == sorted(
        f"{person}/{folder_}{STEM}-form-{form}-{round_}-{edition}.html"
        for person, form in stems.items()
        for folder_, edition in (("for-candidates/", "candidate"), ("", "interviewer"))
    )
    text = html_text(
        (folder / "turing-alan" / f"{STEM}-form-b-{round_}-interviewer.html").read_text("utf-8")
    )
    assert "Turing, Alan" in text
    assert "3 May 2027" in text
    assert "Lovelace" not in text
    kits = {form: read_kit(folder / f"{STEM}-form-{form}-{round_}-kit.yaml") for form in "ab"}
    entries = listed(folder)
    assert [entry["row"] for entry in entries] == [n for n in "6789" for _ in range(2)]
    for entry in entries:
        content = (folder / entry["file"]).read_bytes()
        assert sha256(content).hexdigest() == entry["sha256"]
        assert entry["kit"] == kits[entry["form"].lower()].id
    assert set(result.stdout.splitlines()) == {
        *(str(folder / name) for name in packs_of(folder)),
        *map(str, folder.glob("*-kit.yaml")),
        str(folder / "manifest.csv"),
    }


def test_paper_of_a_row_goes_before_that_of_the_command(batch, roster, tmp_path):
    path = roster("candidate,paper", "Ada,letter", "Alan,", "Grace,A4")
    assert batch(path, "--paper", "letter", "--name", "{candidate}-{edition}").exit_code == 0
    for name, width in {"ada": "215.9mm", "alan": "215.9mm", "grace": "210mm"}.items():
        page = (tmp_path / "packs" / f"{name}-candidate.html").read_text("utf-8")
        assert f"@page{{size:{width}" in page


def test_a_row_with_a_round_has_the_packs_of_that_round(run, roster, tmp_path):
    path = roster(
        "candidate,interviewer,round",
        "Ada,Grace,foundations-and-code",
        "Ada,Emmy,Project-and-Learning",
        "Alan,Maria,",
        "Rosa,Maria,coding",
    )
    options = ("--edition", "scorecard", "--format", "html", "--seed", 7, "--jobs", 1)
    result = run("batch", ROLE[0], path, *options, "--output", tmp_path / "packs")
    assert result.exit_code == 1
    known = "foundations-and-code, project-and-learning"
    assert f"{path}:5:12: unknown round 'coding'; known: {known}" in result.stderr
    made = [(entry["interviewer"], entry["file"]) for entry in listed(tmp_path / "packs")]
    first, second = f"{STEM}-1-foundations-and-code", f"{STEM}-2-project-and-learning"
    assert made == [
        ("Grace", f"ada/{first}-scorecard.html"),
        ("Emmy", f"ada/{second}-scorecard.html"),
        ("Maria", f"alan/{first}-scorecard.html"),
        ("Maria", f"alan/{second}-scorecard.html"),
    ]


def test_excel_rows_are_those_of_the_same_csv(batch, roster, tmp_path):
    path = roster(
        "candidate;interviewer;date;Employee No.",
        "Ada Łovelace;Grace;2027-05-03;12",
        encoding="utf-8-sig",
    )
    book = Workbook()
    book.active.title = "Notes"
    book.active.append(["nothing", "of", "interest", "here", "at", "all"])
    sheet = book.create_sheet("People")
    sheet.append(["# for the spring"])
    sheet.append(["Candidate", "Interviewer", "Date", "Employee No."])
    sheet.append(["Ada Łovelace", "Grace", date(2027, 5, 3), 12.0])
    sheet.append([None, None, None, None])
    book.save(tmp_path / "roster.xlsx")
    assert batch(path).exit_code == 0
    assert batch(tmp_path / "roster.xlsx", output="excel").exit_code == 0
    made = [files(tmp_path / folder) for folder in ("packs", "excel")]
    assert [entry["row"] for entry in listed(tmp_path / "excel")] == ["3", "3"]
    for content in made:
        content.pop("manifest.csv")
    assert made[0] == made[1]
    assert any("Łovelace" in content.decode() for content in made[0].values())


@pytest.mark.promise("files")
def test_bad_rows_are_named_with_line_and_column_and_stop_no_other(batch, roster, tmp_path):
    path = roster(
        "candidate,interviewer,form,paper,note",
        "Ada,Grace,,,",
        ",Grace,,,",
        'Alan,"Grace",C,,"two',
        'lines"',
        "Emmy,Grace,,a5,",
        "=HYPERLINK(x),,,,",
        "Jane,,,,a\x07b",
        f"Lise,,,,{'x' * 2000}",
        'Rosa,"Grace',
        "Hedy,Grace,,,,beyond",
        "Mary,Grace,,,+49 30 1234",
    )
    result = batch(path)
    assert result.exit_code == 1
    for fault in (
        "3:1: the candidate is empty",
        "4:14: unknown form 'C'; known: A, B",
        "6:13: unknown paper 'a5'; known: a4, letter",
        "7:1: '=HYPERLINK(x)' looks like a formula",
        "8:9: control character U+0007 is not allowed",
        "9:9: 2,000 characters; a cell may have 1,000",
        "10:1: not valid CSV",
        "11:15: a cell beyond the last column",
    ):
        assert f"{path}:{fault}" in result.stderr
    assert "2 of 10 rows have their packs" in result.stderr
    assert {entry["candidate"] for entry in listed(tmp_path / "packs")} == {"Ada", "Mary"}


def test_a_mended_row_changes_no_form_of_another(batch, roster, tmp_path):
    rows = ["Ada,", "Alan,a5", "Grace,", "Ada,", "Emmy,"]
    assert batch(roster("candidate,paper", *rows)).exit_code == 1
    before = files(tmp_path / "packs")
    forms = {entry["row"]: entry["form"] for entry in listed(tmp_path / "packs")}
    assert forms == {"2": "A", "4": "A", "5": "A", "6": "B"}
    rows[1] = "Alan,a4"
    result = batch(roster("candidate,paper", *rows))
    assert result.exit_code == 0, result.stderr
    assert "5 of 5 rows have their packs; 4 had them before." in result.stderr
    after = files(tmp_path / "packs")
    del before["manifest.csv"]
    assert before.items() <= after.items()
    assert {entry["form"] for entry in listed(tmp_path / "packs") if entry["row"] == "3"} == {"B"}


@pytest.mark.promise("files")
@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["name,date", "Ada,"], "roster.csv:1:1: no column is called candidate; there are: name"),
        (["candidate,Date,date", "Ada,,"], "roster.csv:1:16: a second column is called 'date'"),
        (["# nothing", "candidate"], "has no row below the names of its columns"),
        ([], "no column is called candidate; there are: none"),
        (
            ["candidate", "<<<<<<< HEAD", "Ada", "=======", "Alan", ">>>>>>> theirs"],
            "roster.csv:2:1: Git could not merge two versions",
        ),
    ],
)
def test_a_roster_without_what_is_needed_is_refused(batch, roster, tmp_path, lines, message):
    result = batch(roster(*lines))
    assert result.exit_code == 1
    assert message in result.stderr
    assert not (tmp_path / "packs").exists()


@pytest.mark.promise("files")
def test_faults_of_excel_cells_are_named_with_row_and_column(batch, tmp_path):
    book = Workbook()
    book.active.append(["candidate", "date"])
    book.active.append(["Ada", "=TODAY()"])
    book.active.append(["Alan", "#N/A"])
    book.active.cell(3, 2).data_type = "e"
    book.active.append(["Grace", None])
    book.save(tmp_path / "roster.xlsx")
    result = batch(tmp_path / "roster.xlsx")
    assert result.exit_code == 1
    assert "roster.xlsx:2:2: a formula without a stored value" in result.stderr
    assert "roster.xlsx:3:2: the value is the error #N/A" in result.stderr
    assert "1 of 3 rows" in result.stderr


@pytest.mark.promise("names")
def test_names_follow_the_pattern_and_are_safe_and_distinct(batch, roster, tmp_path):
    path = roster(
        "candidate,interviewer,team", "../../Ada,,CON", "ADA,,con", "Ada,Grace,Data & AI", "!!!,,x"
    )
    options = ("--name", "{team}/{form}-{candidate}", "--edition", "candidate")
    result = batch(path, *options)
    assert result.exit_code == 0, result.stderr
    assert packs_of(tmp_path / "packs") == [
        "con-/a-ada.html",
        "con-/b-ada.html",
        "data-ai/a-ada.html",
        "x/b-no-candidate.html",
    ]
    again = batch(path, "--name", "all", "--edition", "candidate", output="one")
    assert again.exit_code == 0, again.stderr
    assert packs_of(tmp_path / "one") == ["all-2.html", "all-3.html", "all-4.html", "all.html"]


@pytest.mark.promise("names")
@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{candidat}", "unknown field of --name 'candidat'; did you mean 'candidate'?"),
        ("{candidate.x}", "unknown field of --name 'candidate.x'"),
        ("{candidate!r}", "a field is a name in braces"),
        ("{candidate", "expected '}'"),
        ("../{candidate}", "makes no names of files below the output folder"),
        ("/{candidate}", "makes no names of files below the output folder"),
        ("{candidate}/", "makes no names of files below the output folder"),
        ("a:{candidate}", "makes no names of files below the output folder"),
        ("aux.{candidate}", "of 'aux.x', Windows takes it for a device"),
        ("", "makes no names of files below the output folder"),
    ],
)
def test_patterns_that_name_no_files_are_refused(batch, tmp_path, pattern, message):
    result = batch(EXAMPLE, "--name", pattern)
    assert result.exit_code == 1
    assert message in result.stderr
    assert not (tmp_path / "packs").exists()


def test_further_columns_reach_templates_and_missing_ones_are_faults(batch, tmp_path):
    look = tmp_path / "look"
    look.mkdir()
    built_in = Path(__file__).parent.parent / "templates" / "candidate.html"
    marked = '{{ macros.fact(_("Date"), occasion.date, "date") }}'
    text = built_in.read_text(encoding="utf-8")
    assert text.count(marked) == 1
    for column in ("desk", "table"):
        more = f'{marked}{{{{ macros.fact("Desk", "no. " ~ occasion.columns.{column}) }}}}'
        (look / "candidate.html").write_text(text.replace(marked, more), encoding="utf-8")
        result = batch(EXAMPLE, "--theme", look, "--edition", "candidate", output=column)
    assert result.exit_code == 1
    assert "has no attribute 'table'" in result.stderr
    assert "candidate.html:" in result.stderr
    (page,) = (tmp_path / "desk" / "emmy-noether").rglob("*.*")
    assert "no. 14" in html_text(page.read_text("utf-8"))


def test_files_that_are_not_of_this_batch_are_refused_and_those_that_are_stay(
    batch, roster, tmp_path
):
    path = roster("candidate,date", "Ada,3 May", "Alan,3 May")
    options = ("--name", "{candidate}", "--edition", "candidate")
    assert batch(path, *options).exit_code == 0
    made = files(tmp_path / "packs")
    times = {p: p.stat().st_mtime_ns for p in (tmp_path / "packs").glob("*.html")}
    assert batch(path, *options).exit_code == 0
    assert {p: p.stat().st_mtime_ns for p in times} == times
    (tmp_path / "packs" / "ada.html").write_text("changed by hand")
    refused = batch(path, *options)
    assert refused.exit_code == 1
    assert f"{tmp_path / 'packs' / 'ada.html'} already exists" in refused.stderr
    assert batch(path, *options, "--force").exit_code == 0
    assert files(tmp_path / "packs") == made
    roster("candidate,date", "Ada,3 May", "Alan,4 May")
    refused = batch(path, *options)
    assert refused.exit_code == 1
    assert "alan.html already exists" in refused.stderr
    (tmp_path / "packs" / "ada.html").unlink()
    roster("candidate,date", "Ada,3 May", "Alan,3 May")
    assert batch(path, *options).exit_code == 0
    assert files(tmp_path / "packs") == made


def test_packs_in_another_language_or_look_of_word_are_made_anew(batch, roster, tmp_path):
    path = roster("candidate", "Ada")
    options = ("--edition", "candidate", "--format", "docx")
    assert batch(path, *options).exit_code == 0
    (pack,) = (tmp_path / "packs").rglob("*.docx")
    letter = tmp_path / "letter.docx"
    docx.Document().save(letter)
    german = ("--language", "de")
    for look in (german, (*german, "--reference-docx", letter)):
        before = pack.read_bytes()
        refused = batch(path, *options, *look)
        assert (refused.exit_code, "already exist" in refused.stderr) == (1, True)
        assert batch(path, *options, *look, "--force").exit_code == 0
        assert pack.read_bytes() != before


def test_a_folder_with_another_manifest_is_refused(batch, tmp_path):
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "manifest.csv").write_text("ship,port\n")
    result = batch(EXAMPLE)
    assert result.exit_code == 1
    assert "is not a manifest of kitgen" in result.stderr


def test_zips_have_the_packs_of_each_person(batch, tmp_path):
    options = ("--edition", "candidate", "--name", "{candidate}", "--zip")
    assert batch(EXAMPLE, *options, "interviewer").exit_code == 0
    folder = tmp_path / "packs"
    with ZipFile(folder / "grace-hopper.zip") as archive:
        assert archive.namelist() == ["ada-lovelace.html", "turing-alan.html"]
        for name in archive.namelist():
            assert archive.read(name) == (folder / name).read_bytes()
    made = files(folder)
    assert {"grace-hopper.zip", "maria-goeppert.zip"} == {n for n in made if n.endswith(".zip")}
    assert batch(EXAMPLE, *options, "interviewer").exit_code == 0
    assert files(folder) == made
    (folder / "grace-hopper.zip").write_bytes(b"mine")
    refused = batch(EXAMPLE, *options, "interviewer")
    assert refused.exit_code == 1
    assert "grace-hopper.zip already exists" in refused.stderr


def test_candidates_packs_in_a_zip_with_answers_are_announced(batch):
    with_answers = batch(EXAMPLE, "--zip", "candidate")
    assert "not for candidates" in with_answers.stderr
    without = batch(EXAMPLE, "--zip", "candidate", "--edition", "candidate", output="sheets")
    assert "not for candidates" not in without.stderr


@pytest.mark.promise("leak")
def test_candidates_sheets_of_a_batch_have_no_answer(batch, tmp_path):
    assert batch(EXAMPLE, "--edition", "candidate").exit_code == 0
    folder = tmp_path / "packs"
    entries = listed(folder)
    kits = {kit.id: kit for kit in map(read_kit, folder.glob("*-kit.yaml"))}
    assert len(entries) == 4
    for entry in entries:
        text = html_text((folder / entry["file"]).read_text("utf-8"))
        assert list(leaks(kits[entry["kit"]], text)) == []


def test_the_use_of_each_form_is_recorded_once(run, roster, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("init", "hiring").exit_code == 0
    path = roster("candidate", "Ada", "Alan", "Grace", "Emmy")
    monkeypatch.chdir(tmp_path / "hiring")
    options = (*FORMS, "--bank", "builtin", "--edition", "candidate", "--output", "packs")
    for _ in range(2):
        result = run("batch", ROLE[0], path, *ROLE[1:], *options)
        assert result.exit_code == 0, result.stderr
    kits = list(map(read_kit, Path("packs").glob("*-kit.yaml")))
    asked = sum(len(kit.questions) for kit in kits)
    from kitgen.workspace.exposure import uses

    recorded = uses(next(Path().glob("*.sqlite*"), Path("exposure.sqlite")))
    assert sum(map(len, recorded.values())) == asked


def command(*arguments):
    return [sys.executable, "-m", "kitgen", *map(str, arguments)]


def many(roster, number):
    return roster("candidate,date", *(f"Candidate {n},3 May 2027" for n in range(number)))


def wait_for(path, process):
    """Wait until a file of rows has some."""
    while not path.exists() or path.read_bytes().count(b"\n") < 3:
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)


@pytest.mark.promise("whole")
def test_a_batch_that_was_killed_goes_on_and_ends_as_if_it_had_not_been(run, roster, tmp_path):
    given = ("batch", ROLE[0], many(roster, 60), *ROLE[1:], *FORMS, "--jobs", 1)
    options = ("--edition", "candidate", "--name", "{candidate}", "--output")
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    process = subprocess.Popen(
        command(*given, *options, killed), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    wait_for(killed / "manifest.csv", process)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert 1 <= len(packs_of(killed)) < 60
    with (killed / "manifest.csv").open("ab") as file:
        file.write(b'61,"Candidate 5')  # as a full disk leaves it
    (killed / ".kitgen-0123456789abcdef").write_bytes(b"half a pack")
    for folder in (killed, whole):
        done = run(*given, *options, folder)
        assert done.exit_code == 0, done.stderr
    assert files(killed) == files(whole)
    assert len(packs_of(whole)) == 60


@pytest.mark.promise("bytes")
@pytest.mark.slow
def test_packs_are_the_same_bytes_as_those_of_generate_with_any_number_of_jobs(
    run, roster, tmp_path
):
    need_pango()
    path = roster("candidate,interviewer,date", "Ada Lovelace,Grace,3 May", "Alan,Grace,3 May")
    formats = ("--format", "pdf", "--format", "docx")
    formats += ("--edition", "candidate", "--edition", "scorecard")
    for jobs in (1, 2):
        output = ("--output", tmp_path / str(jobs), "--jobs", jobs, "--name", "{candidate}/{pack}")
        result = run("--no-cache", "batch", ROLE[0], path, *ROLE[1:], *formats, *output)
        assert result.exit_code == 0, result.stderr
    made = files(tmp_path / "1")
    assert made == files(tmp_path / "2")
    given = ("--candidate", "Ada Lovelace", "--interviewer", "Grace", "--date", "3 May")
    result = run("generate", *ROLE, *formats, *given, "--output", tmp_path / "one", "--jobs", 1)
    assert result.exit_code == 0, result.stderr
    for name, content in files(tmp_path / "one").items():
        named = name.replace("-ada-lovelace.", ".")
        assert made[named if named.endswith("yaml") else f"ada-lovelace/{named}"] == content, name
    for person in ("ada-lovelace", "alan"):
        for pack in (tmp_path / "1" / person).rglob("*.*"):
            is_pdf = pack.suffix == ".pdf"
            text = pdf_text(pack) if is_pdf else docx_text(pack.read_bytes())
            assert "Grace" in text or "candidate" in pack.name
            assert ("Lovelace" in text) == (person == "ada-lovelace")


@pytest.fixture
def scheduler():
    """A Dask scheduler with two workers: its address, and the processes of these."""
    pytest.importorskip("distributed")
    started = []

    def start(*arguments):
        log = subprocess.PIPE if "scheduler" in arguments[0] else subprocess.DEVNULL
        line = (sys.executable, "-m", f"distributed.cli.{arguments[0]}", *arguments[1:])
        process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=log, text=True)
        started.append(process)
        return process

    alone = ("--no-dashboard", "--host", "127.0.0.1")
    head = start("dask_scheduler", "--port", "0", *alone)
    address = next(line for line in head.stderr if "Scheduler at:" in line).split()[-1]
    worker = ("dask_worker", address, "--nthreads", "1", "--no-nanny", *alone)
    yield address, [start(*worker), start(*worker)]
    for process in reversed(started):
        process.kill()
        process.communicate()


def wait_for_workers(address):
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(2)


@pytest.mark.promise("whole")
@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_makes_the_same_files(run, roster, tmp_path, scheduler):
    address, workers = scheduler
    wait_for_workers(address)
    given = ("batch", ROLE[0], many(roster, 100), *ROLE[1:], *FORMS)
    options = ("--edition", "candidate", "--name", "{candidate}", "--output")
    there, here = tmp_path / "there", tmp_path / "here"
    process = subprocess.Popen(
        command(*given, "--scheduler", address, *options, there),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for(there / "manifest.csv", process)
    workers[0].kill()
    assert len(packs_of(there)) < 100
    _, said = process.communicate()
    assert process.returncode == 0, said
    assert "100 of 100 rows have their packs" in said
    done = run(*given, "--jobs", 1, *options, here)
    assert done.exit_code == 0, done.stderr
    assert files(there) == files(here)


@pytest.mark.parametrize(
    ("address", "message"),
    [("tcp://127.0.0.1:1", "no Dask scheduler answers"), ("here", "'here' is no address such as")],
)
def test_a_cluster_that_is_not_there_is_named(batch, address, message, monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("kitgen.batch.cluster._PATIENCE", 1)
    refused = batch(EXAMPLE, "--scheduler", address)
    assert refused.exit_code in {1, 2}
    assert message in refused.stderr


def test_without_a_seed_a_batch_goes_on_with_the_one_that_was_drawn(run, roster, tmp_path):
    path = roster("candidate", "Ada")
    look = ("--format", "html", "--edition", "candidate", "--jobs", 1)
    given = (ROLE[0], path, *ROLE[1:3], *look, "--output", tmp_path / "packs")
    first = run("batch", *given)
    assert first.exit_code == 0, first.stderr
    made = files(tmp_path / "packs")
    roster("candidate", "Ada", "Alan")
    again = run("batch", *given)
    assert again.exit_code == 0, again.stderr
    assert "2 of 2 rows have their packs; 1 had them before." in again.stderr
    del made["manifest.csv"]
    assert made.items() <= files(tmp_path / "packs").items()
