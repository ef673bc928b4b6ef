"""Writing: all files of a run appear, or none, and nothing is left behind."""

import os
import stat

import pytest

from kitgen.errors import BadRequest, OutputExists
from kitgen.output import OutputFile, write

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


def test_force_overwrites(tmp_path):
    (tmp_path / "b.txt").write_text("mine")
    write(FILES, tmp_path, force=True)
    assert (tmp_path / "b.txt").read_bytes() == b"b"


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(BadRequest, match="cannot write to"):
        write(FILES, tmp_path / "file", force=True)
    (tmp_path / "out" / "b.txt").mkdir(parents=True)
    with pytest.raises(BadRequest, match="cannot write to"):
        write(FILES, tmp_path / "out", force=True)
    assert not list((tmp_path / "out").glob(".kitgen-*"))
