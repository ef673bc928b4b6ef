"""A large bank, whose files several processes read: all is told as if one process read them."""

import pytest

import kitgen.bank.large
from benchmarks.work import large_bank
from kitgen.bank.content import bank_content
from kitgen.bank.large import read_ahead
from kitgen.cache import caching
from kitgen.jobs import cores
from tests.extent import extent


@pytest.fixture
def bank(tmp_path_factory, request, monkeypatch):
    """A bank of as many questions as a test asks for, which counts as large."""
    monkeypatch.setattr(kitgen.bank.large, "_LARGE", 1_000_000)
    bank, _ = large_bank(tmp_path_factory.mktemp("large"), request.param)
    return bank


on_several_cores = pytest.mark.skipif(cores() == 1, reason="one process reads all on one core")


@on_several_cores
@pytest.mark.parametrize("bank", [1_500], indirect=True)
def test_a_bank_with_too_many_questions_is_not_read_to_its_end(bank, tmp_path, monkeypatch):
    monkeypatch.setattr(kitgen.bank.large, "QUESTIONS", 200)
    with caching(tmp_path):
        content = bank_content((bank,))
        read = list(read_ahead(content, list(content.files)))
    # What was given to the processes already is read: usually 64 files of 156.
    assert 0 < len(read) <= len(list(tmp_path.glob("questions/*"))) < len(content.files)


@on_several_cores
@pytest.mark.parametrize("bank", [extent(500, 3_000)], indirect=True)
def test_faults_and_questions_are_told_as_by_one_process(run, bank, tmp_path, monkeypatch):
    def told(*options):
        return run(*options, "questions", "list", "--json", "--bank", bank)

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    files = sorted(bank.glob("*/*.yaml"))
    texts = {file: file.read_text() for file in (files[3], files[30], files[-1])}
    for file, text in texts.items():
        file.write_text(text.replace("minutes: ", "minutes: x", 1))
    alone = told("--no-cache")
    assert (alone.exit_code, alone.stderr.count("expected a whole number")) == (1, 3)
    cold, warm = told(), told()
    assert cold.stderr == warm.stderr == alone.stderr
    kept = list(tmp_path.glob("kitgen/questions/*"))
    assert len(kept) == len(files) - len(texts)  # not read again until the faults are mended
    for file, text in texts.items():
        file.write_text(text)
    assert told().stdout == told("--no-cache").stdout
