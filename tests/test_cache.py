"""What is kept between runs: found again, and never trusted where it was changed."""

import os
from pathlib import Path

import pytest

from kitgen.cache import caching, digest, find, keep, kept, shrink


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*/*") if path.is_file())


def test_an_entry_is_made_once(tmp_path):
    made = []
    with caching(tmp_path):
        for _ in range(2):
            assert kept("text", digest("a"), lambda: made.append(1) or b"words") == b"words"
    assert made == [1]


def test_nothing_is_kept_without_a_folder(tmp_path):
    with caching(tmp_path), caching(None):
        keep("text", digest("a"), b"words")
        assert find("text", digest("a")) is None
    assert entries(tmp_path) == []


@pytest.mark.promise("files")
@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes().replace(b"words", b"swords")),
        lambda path: path.unlink() or path.mkdir(),
    ],
    ids=["cut short", "empty", "changed", "a folder"],
)
def test_a_spoilt_entry_is_made_again(tmp_path, spoil):
    with caching(tmp_path):
        keep("text", digest("a"), b"words")
        (entry,) = entries(tmp_path)
        spoil(entry)
        assert kept("text", digest("a"), lambda: b"new words") == b"new words"


def test_an_entry_in_the_place_of_another_is_noticed(tmp_path):
    with caching(tmp_path):
        keep("text", digest("a"), b"words")
        (entry,) = entries(tmp_path)
        entry.rename(entry.with_name(digest("b")))
        assert find("text", digest("b")) is None


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    with caching(tmp_path / "file"):
        assert kept("text", digest("a"), lambda: b"words") == b"words"


@pytest.mark.promise("privacy")
def test_only_its_user_reads_what_is_kept(tmp_path):
    folder = tmp_path / "cache"
    with caching(folder):
        keep("text", digest("a"), b"words")
    assert folder.stat().st_mode & 0o077 == 0


def test_what_was_not_used_for_longest_is_removed_first(tmp_path):
    with caching(tmp_path):
        for number, name in enumerate("abc"):
            keep("text", digest(name), b"x" * 1000)
            os.utime(tmp_path / "text" / digest(name), (number, number))
        assert find("text", digest("a"))  # used now
        shrink(most_bytes=2500)
        assert find("text", digest("b")) is None
        assert find("text", digest("a")) and find("text", digest("c"))


def test_parts_of_a_name_do_not_run_together():
    assert digest("ab", "c") != digest("a", "bc")
