"""A large bank, whose files several processes read: all is told as if one process read them."""

import os
import subprocess
import sys

import pytest

import kitgen.bank.large
from benchmarks.work import large_bank
from kitgen.bank.content import bank_content
from kitgen.bank.large import read_ahead
from kitgen.cache import caching
from kitgen.jobs import cores

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    bank, _ = large_bank(tmp_path_factory.mktemp("large"), 3_000)
    assert sum(file.stat().st_size for file in bank.glob("*/*.yaml")) > 20_000_000
    return bank


def told(bank, cache, *options):
    """What a list of the bank prints, its faults, and its exit code, by a real process."""
    env = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    command = (sys.executable, "-m", "kitgen", *options, "questions", "list", "--json")
    return subprocess.run((*command, "--bank", bank), env=env, capture_output=True, text=True)


on_several_cores = pytest.mark.skipif(cores() == 1, reason="one process reads all on one core")


@on_several_cores
def test_a_bank_with_too_many_questions_is_not_read_to_its_end(bank, tmp_path, monkeypatch):
    monkeypatch.setattr(kitgen.bank.large, "QUESTIONS", 200)
    with caching(tmp_path):
        content = bank_content((bank,))
        read = list(read_ahead(content, list(content.files)))
    assert 0 < len(read) <= len(list(tmp_path.glob("questions/*"))) < len(content.files) / 2


@on_several_cores
def test_faults_and_questions_are_told_as_by_one_process(bank, tmp_path):
    files = sorted(bank.glob("*/*.yaml"))
    texts = {file: file.read_text() for file in (files[3], files[200], files[-1])}
    for file, text in texts.items():
        file.write_text(text.replace("minutes: ", "minutes: x", 1))
    alone = told(bank, tmp_path, "--no-cache")
    assert (alone.returncode, alone.stderr.count("expected a whole number")) == (1, 3)
    cold, warm = told(bank, tmp_path), told(bank, tmp_path)
    assert cold.stderr == warm.stderr == alone.stderr
    kept = list(tmp_path.glob("kitgen/questions/*"))
    assert len(kept) == len(files) - len(texts)  # not read again until the faults are mended
    for file, text in texts.items():
        file.write_text(text)
    assert told(bank, tmp_path).stdout == told(bank, tmp_path, "--no-cache").stdout
