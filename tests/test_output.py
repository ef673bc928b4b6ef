"""Writing: all files of a run appear, or none, and nothing is left behind."""

import os
import stat
import sys
from pathlib import Path

import pytest

from kitgen.errors import OutputExists, OutputFault
from kitgen.output import OutputFile, write

pytestmark = pytest.mark.promise("whole")

FILES = (OutputFile("a.txt", b"a"), OutputFile("b.txt", b"b"))


def test_files_are_written_and_their_paths_returned_in_order(tmp_path):
    paths = write(FILES, tmp_path / "new" / "folder", force=False)
    assert [path.name for path in paths] == ["a.txt", "b.txt"]
    assert [path.read_bytes() for path in paths] == [b"a", b"b"]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(paths[0].stat().st_mode) == 0o666 & ~mask


def test_one_existing_file_stops_all(tmp_path):
    (tmp_path / "b.txt").write_text("mine")
    with pytest.raises(OutputExists, match=r"b\.txt"):
        write(FILES, tmp_path, force=False)
    assert [path.name for path in tmp_path.iterdir()] == ["b.txt"]
    assert (tmp_path / "b.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("there", "message"),
    [
        ("b", "b.txt already exists"),
        ("ab", "a.txt and 1 more already exist"),
        ("abc", "a.txt and 2 more already exist"),
    ],
)
def test_the_first_existing_file_is_named_and_the_others_are_counted(tmp_path, there, message):
    for letter in there:
        (tmp_path / f"{letter}.txt").write_text("mine")
    with pytest.raises(OutputExists) as refusal:
        write((*FILES, OutputFile("c.txt", b"c")), tmp_path, force=False)
    assert str(refusal.value) == f"{tmp_path}/{message}"


def test_force_overwrites(tmp_path):
    (tmp_path / "b.txt").write_text("mine")
    write(FILES, tmp_path, force=True)
    assert (tmp_path / "b.txt").read_bytes() == b"b"


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(OutputFault, match="cannot write to"):
        write(FILES, tmp_path / "file", force=True)


def test_all_files_appear_or_none(tmp_path, monkeypatch):
    """A rename that fails, as it does on Windows while somebody reads the old file."""
    (tmp_path / "a.txt").write_text("mine")
    rename = Path.replace

    def refuse_b(path, target):
        if Path(target).name == "b.txt":
            raise PermissionError(13, "in use")
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", refuse_b)
    with pytest.raises(OutputFault, match="cannot write to"):
        write((*FILES, OutputFile("c.txt", b"c")), tmp_path, force=True)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.txt": "mine"}


def test_a_folder_in_the_place_of_a_file_stops_all(tmp_path):
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(OutputFault, match="it is a folder"):
        write(FILES, tmp_path, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["b.txt"]


@pytest.mark.promise("names")
@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "b/../../a.txt"])
def test_no_file_leaves_the_folder(name, tmp_path):
    with pytest.raises(OutputFault, match="is not a file in"):
        write([OutputFile(name, b"")], tmp_path / "out", force=True)
    assert not list(tmp_path.iterdir())


@pytest.mark.promise("names")
def test_two_files_of_one_name_are_refused(tmp_path):
    with pytest.raises(OutputFault, match=r"would be called a\.txt"):
        write([FILES[0], FILES[0]], tmp_path, force=True)
    assert not list(tmp_path.iterdir())


def test_a_replaced_file_keeps_its_rights_and_a_link_its_target(tmp_path):
    (tmp_path / "own").mkdir()
    real, link = tmp_path / "own" / "real.txt", tmp_path / "a.txt"
    real.write_text("mine")
    real.chmod(0o600)
    link.symlink_to(real)
    write([FILES[0]], tmp_path, force=True)
    assert link.is_symlink()
    assert real.read_bytes() == b"a"
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_folders_that_were_made_for_nothing_are_taken_away(tmp_path, monkeypatch):
    def full(path, mode):
        raise OSError(28, "No space left on device")

    (tmp_path / "here").mkdir()
    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OutputFault, match="No space left on device"):
        write(FILES, tmp_path / "here" / "new" / "folder", force=False)
    assert not list((tmp_path / "here").iterdir())


def test_a_folder_below_that_was_made_for_nothing_is_taken_away(tmp_path):
    (tmp_path / "b").write_text("mine")
    files = [OutputFile("a/x.txt", b"x"), OutputFile("b/x.txt", b"x")]
    with pytest.raises(OutputFault, match="cannot write"):
        write(files, tmp_path, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


@pytest.mark.parametrize("force", [True, False])
def test_a_place_that_no_file_can_have_is_a_fault(tmp_path, force):
    (tmp_path / "a.txt").symlink_to("a.txt")
    with pytest.raises(OutputFault, match=r"cannot write"):
        write(FILES, tmp_path / ("x" * 300), force=force)
    if sys.version_info < (3, 13):  # from then on such a link is replaced, as any other is
        with pytest.raises(OutputFault, match="its links lead in a circle"):
            write(FILES, tmp_path, force=force)
        assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
