"""What is stored of a candidate: nowhere but where it was asked for, and gone when forgotten."""

import csv
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from shutil import copytree
from zipfile import BadZipFile, ZipFile

import pytest
from openpyxl import Workbook

from kitgen.batch.manifest import MANIFEST
from kitgen.disclosure.contents import contents
from kitgen.forgetting.person import Person
from tests.reading import need_pango

pytestmark = pytest.mark.promise("privacy")

STEM = "senior-ml-engineer-4-behavioral-and-project"
ROLE = ("senior-ml-engineer", "--round", "behavioral-and-project", "--seed", 7)
FAST = ("--format", "html", "--jobs", 1)
WIDE = "Wilhelmina Alexandrina Konstantinowna von und zu Brandenburg"  # needs its own layout
PEOPLE = ("Ada Lovelace", "Ada", "Ada Lovelace-King", "Lovelace", "Emmy Noether")


@pytest.fixture(scope="module")
def made(run, tmp_path_factory):
    """A folder with a batch, its roster, and packs that were made one by one."""
    folder = tmp_path_factory.mktemp("made")
    roster = folder / "roster.csv"
    rows = "".join(f"{name},Grace Hopper\n" for name in PEOPLE)
    roster.write_text(f"candidate,interviewer\n{rows}", encoding="utf-8")
    options = (*FAST, "--edition", "scorecard", "--zip")
    for by in ("candidate", "interviewer"):
        result = run("batch", ROLE[0], roster, *ROLE[1:], *options, by, "--output", folder / "wave")
        assert result.exit_code == 0, result.stderr
    people = [option for name in PEOPLE for option in ("--candidate", name)]
    result = run("generate", *ROLE, *FAST, *people, "--output", folder / "single")
    assert result.exit_code == 0, result.stderr
    return folder


@pytest.fixture
def here(made, tmp_path, monkeypatch):
    """A copy of that folder, which is the current one."""
    copytree(made, tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def files(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def everything(folder):
    """All bytes and names below a folder, by path; those in zips as well."""
    for path, content in files(folder).items():
        yield path, path.relative_to(folder).as_posix().encode() + content
        with suppress(BadZipFile), ZipFile(BytesIO(content)) as archive:
            for name in archive.namelist():
                yield path, name.encode() + archive.read(name)


def naming(folder, *spellings):
    """The files that have a name of a candidate, in whichever spelling."""
    found = {
        path.relative_to(folder).as_posix()
        for path, content in everything(folder)
        if any(spelling in content for spelling in spellings)
    }
    return {name for name in found if "king" not in name}


ADA = (b"Ada Lovelace\n", b"Ada Lovelace,", b"Ada Lovelace<", b"/ada-lovelace/", b"-ada-lovelace.")


def test_a_forgotten_candidate_is_in_no_file_but_those_of_the_user(run, here):
    notes = here / "wave" / "ada-lovelace" / "notes.txt"
    notes.write_text("She asked about ADA  LOVELACE's machine.")
    book = Workbook()
    for row in (("candidate", "date"), ("Ada", "3 May"), ("Ada Lovelace", "4 May")):
        book.active.append(row)
    book.save(here / "roster.xlsx")
    before = files(here)
    of_user = {"roster.csv", "roster.xlsx", "wave/ada-lovelace/notes.txt"}
    assert len(naming(here, *ADA) - of_user) == 6  # three packs, two zips and the manifest
    result = run("forget", "ada-lovelace", "--yes")
    assert result.exit_code == 0, result.stderr
    after = files(here)
    assert naming(here, *ADA) == of_user
    gone = set(before) - set(after)
    assert {path.relative_to(here).as_posix() for path in gone} == {
        f"wave/ada-lovelace/{STEM}-scorecard.html",
        "wave/ada-lovelace.zip",
        f"single/{STEM}-interviewer-ada-lovelace.html",
        f"single/for-candidates/{STEM}-candidate-ada-lovelace.html",
    }
    changed = {path.name for path in after if after[path] != before[path]}
    assert changed == {"manifest.csv", "grace-hopper.zip"}
    told = {here / line for line in result.stdout.splitlines()}
    assert told == {*gone, here / "wave" / "grace-hopper.zip", here / "wave" / MANIFEST}
    assert "has the name: roster.csv:2" in result.stderr
    assert "has the name: roster.xlsx:3" in result.stderr
    assert "has the name: wave/ada-lovelace/notes.txt:1" in result.stderr
    with (here / "wave" / MANIFEST).open(encoding="utf-8-sig", newline="") as file:
        left = {entry["candidate"] for entry in csv.DictReader(file)}
    assert left == {*PEOPLE, ""} - {"Ada Lovelace"}
    again = run("forget", "Ada Lovelace", "wave")
    assert again.exit_code == 0 and again.stdout == ""  # the notes are left, and named


def test_a_batch_goes_on_without_the_forgotten(run, here):
    roster = here / "roster.csv"
    assert run("forget", "Ada Lovelace", "wave", "--yes").exit_code == 0
    assert not (here / "wave" / "ada-lovelace").exists()
    roster.write_text(roster.read_text().replace("Ada Lovelace,Grace Hopper\n", ""))
    made = files(here / "wave")
    options = (*FAST, "--edition", "scorecard", "--zip", "interviewer", "--output", "wave")
    result = run("batch", ROLE[0], roster, *ROLE[1:], *options)
    assert result.exit_code == 0, result.stderr
    assert "4 of 4 rows have their packs; 3 had them before." not in result.stderr
    after = files(here / "wave")
    assert {p.name: c for p, c in after.items() if p.suffix == ".zip"} == {
        p.name: c for p, c in made.items() if p.suffix == ".zip"
    }


def test_nothing_is_removed_without_a_yes(run, here):
    from click.testing import CliRunner

    from kitgen.cli import main

    before = files(here)
    for answer in ("n\n", "\n", ""):
        result = CliRunner().invoke(main, ["forget", "Ada Lovelace"], input=answer)
        assert result.exit_code == 1
        assert f"to remove: wave/ada-lovelace/{STEM}-scorecard.html" in result.stderr
        assert files(here) == before
    result = CliRunner().invoke(main, ["forget", "Ada Lovelace"], input="y\n")
    assert result.exit_code == 0
    assert naming(here, *ADA) == {"roster.csv"}


@pytest.mark.parametrize("part", ["Ada Love", "lovelace ada", "Emmy", "Noether"])
def test_a_part_of_a_name_finds_nobody(run, here, part):
    before = files(here)
    result = run("forget", part, "--yes")
    assert files(here) == before
    assert result.exit_code == 1
    assert f"unknown candidate '{part}'" in result.stderr
    assert "has the name" not in result.stderr


def test_a_short_name_is_not_looked_for_in_longer_ones(run, here):
    before = {path: content for path, content in files(here).items() if "lovelace" in str(path)}
    result = run("forget", "Ada", "--yes")
    assert result.exit_code == 0, result.stderr
    assert set(result.stdout.splitlines()) == {
        f"wave/ada/{STEM}-scorecard.html",
        "wave/ada.zip",
        f"single/for-candidates/{STEM}-candidate-ada.html",
        f"single/{STEM}-interviewer-ada.html",
        "wave/grace-hopper.zip",
        "wave/manifest.csv",
    }
    assert result.stderr.splitlines()[-1].endswith("has the name: roster.csv:3")
    assert before.items() <= files(here).items()


@pytest.mark.parametrize(
    ("name", "file", "is_of"),
    [
        ("Ada Lovelace", "role-1-depth-interviewer-ada-lovelace.pdf", True),
        ("Ada Lovelace", "role-candidate-ada-lovelace.docx", True),
        ("Lovelace", "role-1-depth-interviewer-ada-lovelace.pdf", False),
        ("Ada", "role-1-depth-interviewer-ada-lovelace.pdf", False),
        ("Ada", "role-1-depth-interviewer-ada.txt", False),
        ("Ada", "role-ada.pdf", False),
        ("Lee", "role-1-depth-interviewer-candidate-lee.pdf", None),
        ("Candidate Lee", "role-1-depth-interviewer-candidate-lee.pdf", None),
        ("Ada", "role-1-training-loop-interviewer-ada.html", None),
        ("N" * 60, f"role-1-depth-candidate-{'n' * 40}.pdf", None),
    ],
)
def test_a_pack_is_known_by_the_whole_name(tmp_path, name, file, is_of):
    (tmp_path / file).touch()
    assert Person(name).has_pack(tmp_path / file) is is_of


def test_a_kit_tells_whose_pack_it_is_and_what_is_unsure_stays(run, tmp_path):
    pack = tmp_path / "role-1-training-loop-interviewer-ada.html"
    pack.touch()
    result = run("forget", "Ada", tmp_path, "--yes")
    assert result.exit_code == 0 and pack.exists()
    assert f"not removed, and has the name: {pack}" in result.stderr
    (tmp_path / "role-1-training-loop-kit.yaml").touch()
    assert run("forget", "Ada", tmp_path, "--yes").exit_code == 0
    assert not pack.exists()


def test_a_manifest_does_not_lead_out_of_its_folder(run, here):
    mine, wave = here / "mine.pdf", here / "wave"
    mine.write_text("mine")
    (wave / "link").symlink_to(here / "single")
    manifest = wave / MANIFEST
    for outside in ("../mine.pdf", str(mine), f"link/{STEM}-kit.yaml"):
        line = f"9,Emmy Noether,,A,k,{outside},0,0\n"
        manifest.write_text(manifest.read_text("utf-8-sig") + line, "utf-8-sig")
    before = files(here / "single")
    assert run("forget", "Emmy Noether", wave, "--yes").exit_code == 0
    assert mine.exists()
    assert files(here / "single") == before
    assert not (wave / "emmy-noether").exists()


def test_what_a_killed_run_left_beside_a_pack_is_removed_too(run, here):
    left = here / "single" / ".kitgen-0123456789abcdef"
    left.write_bytes(b"half a pack of Ada Lovelace")
    assert run("forget", "Ada Lovelace", "single", "--yes").exit_code == 0
    assert not left.exists()


@pytest.mark.parametrize(("name", "message"), [("", "is no name"), (" .- ", "is no name")])
def test_what_is_no_name_is_refused(run, tmp_path, name, message):
    result = run("forget", name, tmp_path)
    assert result.exit_code == 1 and message in result.stderr
    missing = run("forget", "Ada", tmp_path / "nowhere")
    assert missing.exit_code == 1 and "no such folder" in missing.stderr


def test_names_are_in_packs_and_file_names_and_nowhere_else(run, tmp_path, monkeypatch):
    """Not in the cache, the kit, the record of use, nor among temporary files."""
    need_pango()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    assert run("init", tmp_path / "hiring").exit_code == 0
    monkeypatch.chdir(tmp_path / "hiring")
    formats = [option for name in ("pdf", "docx", "html") for option in ("--format", name)]
    people = ("--candidate", "Wanda Quxmann", "--candidate", WIDE, "--interviewer")
    options = (*formats, *people, "Xaver Hoppenstedt", "--edition", "scorecard", "--edition")
    request = ("--bank", "builtin", "--seniority", "senior", "--category", "behavioral=2")
    made = run("generate", *request, "--minutes", 30, *options, "candidate", "--output", "out")
    assert made.exit_code == 0, made.stderr
    names = [name.casefold() for name in ("Quxmann", "Konstantinowna", "Hoppenstedt", "Zq7")]
    packs = set(Path("out").rglob("*-wanda-quxmann.*")) | set(Path("out").rglob("*-wilhelmina-*"))
    assert len(packs) == 12
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".lock"]
    others = [path for path in kept if path not in {pack.resolve() for pack in packs}]
    assert {"cache", "hiring"} <= {path.relative_to(tmp_path).parts[0] for path in others}
    for path in others:
        texts = texts_in(path)
        assert not [name for name in names if name in texts], path


def texts_in(path):
    """All that a file says: an entry of the cache begins with a seal, and a line of facts."""
    whole = path.read_bytes()
    inner = [whole, whole[32:], whole[32:].partition(b"\n")[2]]
    texts = [path.name, *(part.decode("utf-8", "ignore") for part in inner[:1])]
    for part in inner:
        if part.startswith((b"%PDF", b"PK")):
            texts += [text.text for text in contents("entry", part)]
    return "\n".join(texts).casefold()
