"""What is handed to candidates: a folder of its own, and nothing that tells of other rounds."""

import pytest

from kitgen.disclosure.contents import contents
from kitgen.kit.load import read_kit
from kitgen.literals import EDITION_NAMES, FORMATS
from tests.reading import need_pango, sample_kit

OWN = "for-candidates"
CODING = ("senior-ml-engineer", "--round", "coding", "--format", "docx", "--format", "html")
ALL = tuple(option for name in EDITION_NAMES[:3] for option in ("--edition", name))


def placed(folder):
    """The files below a folder: those for candidates, and the others."""
    files = [path.relative_to(folder) for path in folder.rglob("*.*")]
    apart = [path for path in files if path.parts[0] == OWN]
    return sorted(path.name for path in apart), sorted(map(str, set(files) - set(apart)))


@pytest.mark.promise("leak")
def test_the_folder_for_candidates_has_their_sheets_and_nothing_else(run, tmp_path):
    people = ("--candidate", "Ada", "--candidate", "Alan")
    made = run("generate", *CODING, *ALL, *people, "--output", tmp_path)
    assert made.exit_code == 0, made.stderr
    sheets, others = placed(tmp_path)
    stem = "senior-ml-engineer-3-coding"
    assert sheets == [
        f"{stem}-candidate-{name}.{suffix}"
        for name in ("ada", "alan")
        for suffix in ("docx", "html")
    ]
    assert f"{stem}-kit.yaml" in others
    assert len(others) == 1 + 2 * 4
    assert not any("candidate" in name for name in others)


@pytest.mark.promise("leak")
def test_sheets_alone_and_sheets_of_kits_have_that_folder_too(run, tmp_path):
    only = ("--edition", "candidate", "--output")
    assert run("generate", *CODING, *only, tmp_path / "new").exit_code == 0
    sheets, others = placed(tmp_path / "new")
    assert (len(sheets), others) == (2, ["senior-ml-engineer-3-coding-kit.yaml"])
    kit = sample_kit("3-coding")
    assert run("render", kit, "--format", "html", *only, tmp_path / "old").exit_code == 0
    assert placed(tmp_path / "old")[1] == []


def test_all_are_in_one_folder_where_that_is_asked_for(run, tmp_path):
    made = run("generate", *CODING, "--one-folder", "--output", tmp_path)
    assert made.exit_code == 0, made.stderr
    sheets, others = placed(tmp_path)
    assert (sheets, len(others)) == ([], 5)
    assert "senior-ml-engineer-3-coding-candidate.html" in others


@pytest.mark.parametrize("existing", [True, False])
def test_a_run_that_writes_nothing_leaves_no_folder(run, tmp_path, existing):
    """A file that it would write is a folder, or the folder is a file."""
    out = tmp_path / "out"
    blocked = out / "senior-ml-engineer-3-coding-interviewer.html"
    if existing:
        blocked.mkdir(parents=True)
    else:
        out.write_text("a file")
    before = sorted(tmp_path.rglob("*"))
    kit = sample_kit("3-coding")
    assert run("render", kit, "--format", "html", "--force", "--output", out).exit_code != 0
    assert sorted(tmp_path.rglob("*")) == before


def test_verify_finds_the_kits_beside_the_folder_for_candidates(run, tmp_path):
    assert run("generate", *CODING, "--output", tmp_path).exit_code == 0
    sheets = sorted((tmp_path / OWN).iterdir())
    assert run("verify", *sheets).exit_code == 0
    page = next(path for path in sheets if path.suffix == ".html")
    secret = next(tmp_path.glob("*interviewer.html")).read_text("utf-8")
    page.write_text(secret, "utf-8")
    told = run("verify", *sheets)
    assert told.exit_code == 1
    assert page.name in told.stdout


def texts_of(path):
    return "\n".join(text.text for text in contents(path.name, path.read_bytes()))


@pytest.mark.promise("leak")
@pytest.mark.parametrize("format_", FORMATS)
def test_a_sheet_has_a_number_that_the_pack_has_too_and_neither_the_kit_s_id_nor_its_seed(
    run, tmp_path, format_
):
    need_pango()
    seed = 5779590418602592166
    chosen = ("--seed", seed, "--seniority", "mid", "--category", "behavioral=1")
    options = ("--minutes", 30, "--format", format_, "--output", tmp_path)
    assert run("generate", *chosen, *options).exit_code == 0
    (kit,) = map(read_kit, tmp_path.glob("*-kit.yaml"))
    sheet, pack = (next(tmp_path.rglob(f"*-{name}.*")) for name in ("candidate", "interviewer"))
    assert f"Sheet {kit.sheet}" in texts_of(sheet)
    assert f"Kit {kit.id} · sheet {kit.sheet}" in texts_of(pack)
    for secret in (kit.id, kit.id.replace("-", ""), str(seed)):
        assert secret not in texts_of(sheet)


@pytest.mark.promise("leak")
def test_kits_of_the_same_questions_and_another_seed_have_another_number():
    kit = read_kit(sample_kit("3-coding"))
    others = [kit.model_copy(update={"seed": seed}) for seed in range(100, 150)]
    numbers = {other.sheet for other in others} | {kit.sheet}
    assert len(numbers) > 45
    assert all(len(number) == 4 and number.isdecimal() for number in numbers)
