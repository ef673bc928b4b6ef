"""--protect: nobody reads a pack without its password, and none lies about unprotected."""

import csv
import os
import pty
import subprocess
import sys
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from kitgen.errors import BadRequest
from kitgen.kit.kit import write_kit
from kitgen.kit.load import read_kit
from kitgen.protection import Protection
from tests.commands import read_some
from tests.reading import need, need_package, need_pango, pdf_tags, sample_kit

pytestmark = pytest.mark.promise("password")

PASSWORD = "seven-quiet-herons"
KIT = sample_kit("4-behavioral-and-project")
STEM = "senior-ml-engineer-4-behavioral-and-project"
ROLE = ("senior-ml-engineer", "--round", "behavioral-and-project", "--seed", 7)
NAMES = ("--candidate", "Ada Lovelace", "--interviewer", "Grace Hopper")
EDITIONS = ("candidate", "interviewer", "scorecard")


@pytest.fixture(scope="module")
def password_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("secret") / "password.txt"
    path.write_text(f"{PASSWORD}\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folders(run, made_once, password_file):
    """The packs of a kit, protected in one folder and without protection in another."""
    need_pango()

    def fill(folder):
        editions = [option for name in EDITIONS for option in ("--edition", name)]
        for name, more in {
            "plain": (),
            "safe": ("--protect", "--password-file", password_file),
        }.items():
            result = run("render", KIT, *editions, *NAMES, *more, "--output", folder / name)
            assert result.exit_code == 0, result.stderr

    made = made_once("protected", fill)
    return made / "plain", made / "safe"


def packs_in(folder):
    found = {path.name.split("-ada")[0].rpartition("-")[2]: path for path in folder.rglob("*.pdf")}
    assert sorted(found) == sorted(EDITIONS)
    return found


def unlocked(path, password=PASSWORD):
    return pikepdf.open(path, password=password)


def test_only_the_password_opens_a_pack(folders):
    for path in packs_in(folders[1]).values():
        for wrong in ("", "seven-quiet-heron", PASSWORD.upper()):
            with pytest.raises(pikepdf.PasswordError):
                unlocked(path, wrong)
        with unlocked(path) as document:
            encryption = document.encryption
            assert (encryption.R, encryption.V, encryption.bits) == (6, 5, 256)
            methods = {encryption.stream_method, encryption.string_method, encryption.file_method}
            assert {method.name for method in methods} == {"aesv3"}
            assert document.user_password_matched and not document.owner_password_matched
            allowed = document.allow
            assert allowed.print_highres and allowed.print_lowres and allowed.accessibility
            assert allowed.modify_annotation
            assert not allowed.extract and not allowed.modify_other


def test_names_titles_and_properties_cannot_be_read_in_the_bytes(folders):
    plain, safe = folders
    said = (b"Senior ML", b"xmpmeta", b"kitgen", b"Behavior", b"behavior")
    assert any(word in packs_in(plain)["scorecard"].read_bytes() for word in said)
    for path in packs_in(safe).values():
        content = path.read_bytes()
        assert not [word for word in (*said, b"Lovelace", b"Hopper") if word in content]


def text_of(path, *options):
    command = [need("pdftotext"), *options, "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True)


def test_each_page_of_an_interviewers_pack_names_whose_copy_it_is(folders):
    plain, safe = folders
    for edition in ("interviewer", "scorecard"):
        path = packs_in(safe)[edition]
        assert text_of(path).returncode != 0
        pages = text_of(path, "-upw", PASSWORD).stdout.removesuffix("\f").split("\f")
        assert len(pages) == len(unlocked(path).pages)
        for page in pages:
            assert "confidential: for Grace Hopper" in " ".join(page.split())
        assert "confidential: for" not in text_of(packs_in(plain)[edition]).stdout
    sheet = text_of(packs_in(safe)["candidate"], "-upw", PASSWORD).stdout
    assert "Ada Lovelace" in sheet and "Hopper" not in sheet


def test_a_protected_sheet_has_the_content_and_tags_of_one_without_protection(folders):
    plain, safe = (packs_in(folder)["candidate"] for folder in folders)
    with pikepdf.open(plain) as ours, unlocked(safe) as theirs:
        for one, other in zip(ours.pages, theirs.pages, strict=True):
            assert one.Contents.read_bytes() == other.Contents.read_bytes()
        tags = [pdf_tags(document.Root.StructTreeRoot.K, {}) for document in (ours, theirs)]
        assert tags[0] == tags[1] and tags[0]["/H1"] == 1
        assert ours.Root.Metadata.read_bytes() == theirs.Root.Metadata.read_bytes()
        assert theirs.Root.MarkInfo.Marked and theirs.Root.Lang == ours.Root.Lang


def test_protected_packs_are_accessible_as_those_without_protection(folders, tmp_path):
    """The checker opens no encrypted file, so it gets what a reader of it shows."""
    pdfua = need_package("pdfua")
    for edition, path in packs_in(folders[1]).items():
        opened = tmp_path / f"{edition}.pdf"
        with unlocked(path) as document:
            document.save(opened)
        found = pdfua.validate(str(opened)).findings
        assert [(finding.rule_id, finding.message) for finding in found] == [], edition


@pytest.mark.parametrize("format_", ["docx", "html"])
def test_formats_that_no_password_protects_are_refused_before_anybody_is_asked(
    run, tmp_path, format_
):
    given = ("--format", "pdf", "--format", format_, "--protect", "--output", tmp_path / "out")
    for command in (("render", KIT), ("generate", *ROLE)):
        refused = run(*command, *given)
        assert refused.exit_code == 1
        assert f"PDFs alone can be protected with a password, and no {format_}" in refused.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "fewer than 8 characters"),
        ("short\n", "fewer than 8 characters"),
        ("one line\nand another\n", "more than one line"),
        ("x" * 128, "more than 127 bytes"),
        ("tab\tin the midst", "cannot be typed"),
        (b"\xff\xfe\x00 no text", "not UTF-8"),
        (None, "cannot read"),
    ],
)
def test_a_password_that_would_be_found_or_changed_is_refused(run, tmp_path, content, message):
    path = tmp_path / "password.txt"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    given = ("--protect", "--password-file", path, "--output", tmp_path / "out")
    refused = run("render", KIT, *given)
    assert refused.exit_code == 1
    assert message in refused.stderr
    assert content in (None, "") or str(content) not in refused.stderr
    assert not (tmp_path / "out").exists()


def test_a_password_is_the_same_however_its_letters_are_composed():
    one, other = Protection("Zu\u0308rich, bei Nacht"), Protection("Z\u00fcrich, bei Nacht")
    content = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(content)
    made = one.protected(content.getvalue())
    assert other.opens(made)
    assert made != one.protected(content.getvalue())
    assert "rich" not in repr(one)
    with pytest.raises(BadRequest):
        Protection("x" * 7)


def test_what_does_not_go_with_protection_is_refused(run, tmp_path, password_file, monkeypatch):
    monkeypatch.delenv("KITGEN_PASSWORD", raising=False)
    alone = run("render", KIT, "--password-file", password_file, "--output", tmp_path / "out")
    assert alone.exit_code == 2 and "--password-file is for --protect" in alone.stderr
    watched = run("render", KIT, "--protect", "--watch", "--output", tmp_path / "out")
    assert watched.exit_code == 2 and "--watch makes drafts" in watched.stderr
    unasked = run("render", KIT, "--protect", "--output", tmp_path / "out")
    assert unasked.exit_code == 1 and "KITGEN_PASSWORD" in unasked.stderr
    assert not (tmp_path / "out").exists()


def answering(command, *lines, **environment):
    """Run a command on a terminal, type these lines, and return its exit code and what it shows."""
    screen, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "kitgen", *map(str, command)],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
        preexec_fn=lambda: __import__("fcntl").ioctl(0, __import__("termios").TIOCSCTTY, 0),
        env={**os.environ, **environment},
    )
    os.close(terminal)
    shown, left = b"", list(lines)
    while part := read_some(screen):
        shown += part
        while left and shown.endswith(b": ") and shown.count(b": ") > len(lines) - len(left):
            os.write(screen, f"{left.pop(0)}\n".encode())
            shown += b"|"
    os.close(screen)
    return process.wait(), shown.decode()


def test_the_password_is_asked_for_twice_and_not_shown(tmp_path):
    need_pango()
    command = ("render", KIT, "--edition", "scorecard", "--protect", "--output", tmp_path / "out")
    code, shown = answering(command, PASSWORD, "another one", PASSWORD, PASSWORD)
    assert code == 0, shown
    assert "do not match" in shown
    assert PASSWORD not in shown
    (pack,) = (tmp_path / "out").iterdir()
    unlocked(pack).close()


def test_kits_of_protected_packs_are_apart_and_that_is_said(run, tmp_path, monkeypatch):
    need_pango()
    monkeypatch.setenv("KITGEN_PASSWORD", PASSWORD)
    out = tmp_path / "out"
    given = (*ROLE, "--edition", "candidate", "--protect", "--output", out)
    result = run("generate", *given)
    assert result.exit_code == 0, result.stderr
    kit = out / "not-protected" / f"{STEM}-kit.yaml"
    assert f"note: {kit.parent} has the kits, with all answers" in result.stderr
    sheet = out / "for-candidates" / f"{STEM}-candidate.pdf"
    assert sorted(path for path in out.rglob("*") if path.is_file()) == [sheet, kit]
    assert result.stdout.split() == [str(kit), str(sheet)]
    again = run("generate", *given, "--force")
    assert again.exit_code == 0, again.stderr
    monkeypatch.delenv("KITGEN_PASSWORD")
    locked = run("verify", sheet)
    assert locked.exit_code == 1 and "KITGEN_PASSWORD" in locked.stderr
    monkeypatch.setenv("KITGEN_PASSWORD", PASSWORD)
    assert run("verify", sheet).exit_code == 0


def test_verify_reads_protected_files_with_their_password(
    run, folders, tmp_path, password_file, monkeypatch
):
    sheet, secret = (
        packs_in(folders[1])["candidate"],
        read_kit(KIT).questions[0].key_points[0].point,
    )
    given = ("--kit", KIT, "--password-file", password_file)
    assert run("verify", sheet, *given).exit_code == 0
    with unlocked(sheet) as document:
        document.docinfo["/Subject"] = secret
        planted = tmp_path / "planted.pdf"
        document.save(planted, encryption=pikepdf.Encryption(user=PASSWORD, owner="x"))
    with ZipFile(tmp_path / "sent.zip", "w") as archive:
        archive.write(planted, "planted.pdf")
    for file in (planted, tmp_path / "sent.zip"):
        found = run("verify", file, *given)
        assert found.exit_code == 1 and "words of" in found.stdout, file
    monkeypatch.setenv("KITGEN_PASSWORD", "not this one")
    wrong = run("verify", sheet, "--kit", KIT)
    assert wrong.exit_code == 1
    assert f"{sheet.name}: the password does not open it" in wrong.stderr


@pytest.mark.promise("leak")
def test_a_sheet_with_an_answer_is_refused_before_it_is_encrypted(run, tmp_path, password_file):
    need_pango()
    kit = read_kit(KIT)
    scripts = kit.scripts.model_copy(update={"welcome": kit.questions[0].answer})
    changed = kit.model_copy(update={"scripts": scripts})
    file = tmp_path / "a-kit.yaml"
    file.write_bytes(write_kit(changed.model_copy(update={"id": changed.digest})))
    given = ("--protect", "--password-file", password_file, "--output", tmp_path / "out")
    refused = run("render", file, "--edition", "candidate", *given)
    assert refused.exit_code == 1
    assert "scripts.welcome: words of" in refused.stderr
    assert not (tmp_path / "out").exists()


_WATCHED: dict[Path, list[bytes]] = {}


def _look(event, arguments):
    """Read each file below a watched folder at the moment when another name is given to it."""
    if event != "os.rename":
        return
    source = Path(os.fsdecode(arguments[0]))
    for folder, seen in _WATCHED.items():
        if source.is_relative_to(folder):
            paths = [source] if source.is_file() else source.rglob("*")
            seen += [path.read_bytes() for path in paths if path.is_file()]


@contextmanager
def contents_of_files_in(folder):
    """Collect the contents of all files that appear in a folder, under temporary names too."""
    if not hasattr(_look, "is_set"):
        sys.addaudithook(_look)
        _look.is_set = True
    _WATCHED[folder] = []
    try:
        yield _WATCHED[folder]
    finally:
        del _WATCHED[folder]


def listed(folder):
    with (folder / "manifest.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_protected_batch_is_at_no_time_unprotected_and_goes_on_with_its_password(
    run, tmp_path, password_file
):
    need_pango()
    roster, out = tmp_path / "roster.csv", tmp_path / "out"
    roster.write_text("candidate,interviewer\nAda,Grace\nAlan,Grace\n", encoding="utf-8")
    look = ("--edition", "scorecard", "--zip", "interviewer", "--jobs", 1, "--protect")
    given = ("batch", ROLE[0], roster, *ROLE[1:], *look, "--output", out)
    with contents_of_files_in(out) as seen:
        result = run(*given, "--password-file", password_file)
    assert result.exit_code == 0, result.stderr
    pdfs = [content for content in seen if content.startswith(b"%PDF")]
    zips = [ZipFile(BytesIO(content)) for content in seen if content.startswith(b"PK")]
    pdfs += [archive.read(name) for archive in zips for name in archive.namelist()]
    assert len(zips) == 1 and len(pdfs) == 4
    for content in pdfs:
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(BytesIO(content))
        assert Protection(PASSWORD).opens(content)
    for entry in listed(out):
        assert sha256((out / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    files = {path: path.read_bytes() for path in out.rglob("*.pdf")}
    (tmp_path / "other.txt").write_text("another password")
    other = run(*given, "--password-file", tmp_path / "other.txt")
    assert other.exit_code == 1 and "was made with another password" in other.stderr
    roster.write_text("candidate,interviewer\nAda,Grace\nAlan,Grace\nEmmy,\n", encoding="utf-8")
    more = run(*given, "--password-file", password_file, "--force")
    assert more.exit_code == 0, more.stderr
    assert "2 had them before" in more.stderr and "whose copy they are" in more.stderr
    assert {path: path.read_bytes() for path in files} == files
    assert len(list(out.rglob("*.pdf"))) == 3
    assert [path.name for path in out.glob("*-kit.yaml")] == []


def test_what_was_typed_into_a_protected_pack_is_collected(
    run, tmp_path, password_file, monkeypatch
):
    need_pango()
    monkeypatch.delenv("KITGEN_PASSWORD", raising=False)
    given = ("--fillable", "--edition", "scorecard", *NAMES, "--output", tmp_path)
    assert run("render", KIT, *given, "--protect", "--password-file", password_file).exit_code == 0
    (card,) = tmp_path.glob("*.pdf")
    collected = run("collect", card, "--password-file", password_file)
    assert collected.exit_code == 0, collected.stderr
    assert "Ada Lovelace" in collected.stdout and "Grace Hopper" in collected.stdout
    locked = run("collect", card)
    assert locked.exit_code == 1 and "KITGEN_PASSWORD" in locked.stderr
