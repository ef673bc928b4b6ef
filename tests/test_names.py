"""Names of files: whatever things are called, their files are portable, distinct and in place."""

import csv
import ntpath
import os
import shutil
from pathlib import Path, PureWindowsPath
from tempfile import TemporaryDirectory
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.kit.kit import write_kit
from kitgen.kit.load import read_kit
from tests.extent import extent

pytestmark = pytest.mark.promise("names")

ROOT = Path(__file__).parent.parent
KIT = ROOT / "examples" / "kits" / "senior-ml-engineer-3-coding-kit.yaml"
ROUND = ("--round", "project-and-learning", "--seed", 7, "--edition", "candidate")
# What some file system reserves, folds, cuts or takes for a path.
ODD = (
    *("CON", "nul", "com1", "LPT²", "aux.x", "con .x", "../../x", "/x", "a/b", "a\\b", "C:x", "~"),
    *("x.", "x ", " x", ".x", "..", "-rf", 'a"b', "a<b>c|d?e*f", "$HOME", "%TEMP%", "x'y", "a;=b"),
    *("Straße", "STRASSE", "ſtraße", "É", "E\u0301", "İ", "i", "ı", "\u212a", "k", "ﬁ", "FI"),
    *("a" * 300, "é" * 130, "护" * 90, "a\u0301" * 90, "Ada Lovelace", "ada-lovelace", "王小明"),
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1)
NAMES = st.sampled_from(ODD) | TEXTS
PATTERNS = (
    *("{candidate}/{pack}", "{team}/{candidate}", "a.{team}/{row}", "{team}", "{candidate}.con"),
    *("x{team}{team}{team}{team}{team}{team}{team}/{candidate}", "{team}/{pack}/{team}"),
)


def is_reserved(name):
    """Ask Python, which knows the rules of Windows."""
    ask = getattr(ntpath, "isreserved", None)
    return ask(name) if ask else PureWindowsPath(name).is_reserved()


def require_portable(folder):
    """Look at all that is in a folder; return the paths of its files from there on."""
    paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    for name in {part for path in paths for part in path.split("/")}:
        assert not is_reserved(name), name
        assert not set(name) & set('<>:"/\\|?*'), name
        assert name.isprintable(), name
        assert name == normalize("NFC", name), name
        assert name == name.strip(" ").strip("."), name
        assert len(os.fsencode(name)) <= 255, name
    for form in ("NFC", "NFD"):
        assert len({normalize(form, path).casefold() for path in paths}) == len(paths)
    return set(paths)


@pytest.mark.slow
@settings(max_examples=extent(2, 6), deadline=None)
@given(
    pattern=st.sampled_from(PATTERNS),
    people=st.lists(st.tuples(NAMES, NAMES), min_size=12, max_size=20),
)
def test_whoever_is_in_a_roster_files_are_portable_and_in_the_folder(run, pattern, people):
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "below" / "packs"
        folder.parent.mkdir()
        roster = Path(temporary) / "roster.csv"
        with roster.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("team", "candidate"), *people, ("last", "Last")])
        batch = ("batch", "applied-scientist-intern", roster, *ROUND, "--format", "html")
        options = ("--name", pattern, "--zip", "candidate", "--jobs", 1, "--output", folder)
        result = run(*batch, *options)
        assert result.exit_code in {0, 1}
        made = require_portable(folder)
        with (folder / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
            listed = {row["file"] for row in csv.DictReader(file)}
        assert made - listed == {p for p in made if p.endswith(("-kit.yaml", "manifest.csv"))}
        assert any(name.endswith(".html") for name in listed)
        assert listed <= made
        others = [path for path in Path(temporary).rglob("*") if not path.is_relative_to(folder)]
        assert set(others) == {folder.parent, roster}


@settings(max_examples=12, deadline=None)
@given(name=NAMES)
def test_whatever_role_a_kit_names_its_packs_are_portable_or_it_is_refused(run, name):
    kit = read_kit(KIT)
    renamed = kit.model_copy(
        update={"role": kit.role.model_copy(update={"name": normalize("NFC", name.strip())})}
    )
    with TemporaryDirectory() as temporary:
        file, folder = Path(temporary) / "a-kit.yaml", Path(temporary) / "below" / "packs"
        file.write_bytes(write_kit(renamed.model_copy(update={"id": renamed.digest})))
        options = ("--format", "html", "--edition", "candidate", "--output", folder)
        result = run("render", file, *options)
        made = require_portable(folder)
        assert len(made) == (result.exit_code == 0)
        assert made or f"{file}:" in result.stderr or "is too long" in result.stderr
        others = [path for path in Path(temporary).rglob("*") if path.is_file()]
        assert len(others) == 1 + len(made)


@pytest.mark.parametrize("name", ["con", "aux", "com1", "x" * 300])
def test_what_no_file_may_be_called_is_no_name_of_a_new_one(run, tmp_path, monkeypatch, name):
    assert run("init", tmp_path / "here").exit_code == 0
    monkeypatch.chdir(tmp_path / "here")
    before = sorted(tmp_path.rglob("*"))
    for command in (
        ("roles", "new", name),
        ("questions", "new", "a-question", "--category", name),
        ("init", tmp_path / "there", "--field", name.upper()),
    ):
        result = run(*command)
        assert result.exit_code == 1
        assert "name of a file" in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("one", "other"), [("Nurse", "nurse"), ("\u00c9quipe", "E\u0301quipe"), ("STRASSE", "straße")]
)
def test_kits_whose_files_are_one_on_some_system_are_refused(run, tmp_path, one, other):
    kit, files = read_kit(KIT), []
    for number, name in enumerate((one, other)):
        renamed = kit.model_copy(
            update={"role": kit.role.model_copy(update={"name": normalize("NFC", name)})}
        )
        files.append(tmp_path / f"{number}-kit.yaml")
        files[-1].write_bytes(write_kit(renamed.model_copy(update={"id": renamed.digest})))
    result = run("render", *files, "--format", "html", "--output", tmp_path / "packs")
    assert result.exit_code == 1
    assert "several files of this run would be called" in result.stderr
    assert not (tmp_path / "packs").exists()


@pytest.mark.skipif(os.name == "nt", reason="such files are there on other systems only")
def test_a_role_is_found_in_whichever_normal_form_its_file_is_called(run, tmp_path, monkeypatch):
    assert run("init", tmp_path / "here").exit_code == 0
    monkeypatch.chdir(tmp_path / "here")
    (tmp_path / "here" / "roles" / "E\u0301quipe.yaml").write_text("extends: ml-engineer\n")
    result = run("plan", "\u00c9quipe", "--round", "coding", "--output", "out")
    assert result.exit_code == 0, result.stderr
    assert require_portable(Path("out")) == {"\u00c9quipe-2-coding-kit.yaml"}


def test_pictures_of_imported_lists_get_portable_names(run, tmp_path, monkeypatch):
    assert run("init", tmp_path / "here").exit_code == 0
    monkeypatch.chdir(tmp_path / "here")
    picture = ROOT / "tests" / "imports" / "pictures" / "triage.png"
    for name in ("CON.png", "a:b.PNG", "é" * 100 + ".png"):
        shutil.copy(picture, tmp_path / name)
    shown = " ".join(f"![x](<{name}>)" for name in os.listdir(tmp_path) if name != "here")  # noqa: PTH208
    (tmp_path / "list.md").write_text(f"## Why?\n{shown}\n")
    result = run("questions", "import", tmp_path / "list.md", "--category", "behavioral")
    assert result.exit_code == 0, result.stderr
    assert len(require_portable(Path("questions") / "figures")) == 3


@pytest.mark.parametrize("pattern", ["={candidate}", "x;＝{candidate}"])
def test_a_spreadsheet_computes_nothing_of_the_manifest(run, tmp_path, pattern):
    roster = tmp_path / "roster.csv"
    roster.write_text("candidate,interviewer\n'=A1,+49 30\nB;=A1,\n", encoding="utf-8")
    batch = ("batch", "applied-scientist-intern", roster, *ROUND, "--format", "html", "--jobs", 1)
    options = ("--name", pattern, "--output", tmp_path / "packs")
    assert run(*batch, *options).exit_code == 0
    text = (tmp_path / "packs" / "manifest.csv").read_text(encoding="utf-8-sig")
    assert "''=A1" in text
    for sign in ",;":  # as some countries have them
        cells = [cell for row in csv.reader(text.splitlines(), delimiter=sign) for cell in row]
        assert not [cell for cell in cells if cell.strip()[:1] in "=@＝" and cell.strip()]
    again = run(*batch, *options)
    assert "2 of 2 rows have their packs; 2 had them before" in again.stderr


def test_a_candidate_is_one_person_in_whichever_normal_form_the_name_is(run, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("candidate\nAda\n\u00c9va\nAlan\nE\u0301va\n", encoding="utf-8")
    batch = ("batch", "applied-scientist-intern", roster, *ROUND, "--format", "html", "--jobs", 1)
    options = ("--forms", 2, "--zip", "candidate", "--output", tmp_path / "packs")
    assert run(*batch, *options).exit_code == 0
    assert len(list((tmp_path / "packs").glob("*.zip"))) == 3
    with (tmp_path / "packs" / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["form"] for row in csv.DictReader(file) if row["row"] in {"3", "5"}} == {"B"}
