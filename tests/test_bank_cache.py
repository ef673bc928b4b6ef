"""A bank that is kept between runs is the one that its files have, whatever happened to these."""

import json
import os
import shutil
import time
from pathlib import Path

import pytest

import kitgen.files.source
from kitgen.bank.files import BUILT_IN
from kitgen.bank.load import load_bank
from kitgen.bank.overview import overview
from kitgen.cache import caching
from kitgen.errors import InvalidInput

EXAMPLES = sorted(path.parent for path in Path("examples").glob("**/vocabulary.yaml"))
BANKS = {"built in": (BUILT_IN,), **{str(path): (path,) for path in EXAMPLES}}
QUESTION = """\
- id: {id}
  title: A question
  prompt: What then?
"""


@pytest.fixture
def own(tmp_path):
    """A bank of two files, one of which names a reference solution."""
    bank = tmp_path / "bank"
    bank.mkdir()
    (bank / "one.yaml").write_text(QUESTION.format(id="first") + "  solution: it.py\n")
    (bank / "two.yaml").write_text(QUESTION.format(id="second") + "  enemies: first\n")
    (bank / "it.py").write_text("print(1)\n")
    return bank


@pytest.fixture
def later(monkeypatch):
    """A clock that is a minute ahead, so that files which were just written are no longer new."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 60 * 10**9)


@pytest.fixture
def parsed(monkeypatch):
    """The names of the YAML files that are parsed."""
    names = []
    read = kitgen.files.source.Loader.get_single_node

    def noted(loader):
        names.append(loader)
        return read(loader)

    monkeypatch.setattr(kitgen.files.source.Loader, "get_single_node", noted)
    return names


def fields_set(model):
    """What was set of a model and of all models in it, which tells what a kit has of them."""
    if isinstance(model, tuple | list):
        return [fields_set(part) for part in model]
    if isinstance(model, dict):
        return {key: fields_set(part) for key, part in model.items()}
    if not hasattr(model, "model_fields_set"):
        return type(model)
    return model.model_fields_set, {name: fields_set(part) for name, part in model}


@pytest.mark.parametrize("name", BANKS)
def test_a_kept_bank_is_the_same_as_a_loaded_one(tmp_path, name):
    fresh = load_bank(BANKS[name])
    with caching(tmp_path):
        first, kept = load_bank(BANKS[name]), load_bank(BANKS[name])
    assert first == fresh
    assert kept == fresh
    for field in ("questions", "categories", "competencies", "seniorities", "scales", "cases"):
        assert fields_set(getattr(kept, field)) == fields_set(getattr(fresh, field))
    assert [*kept.solutions] == [*fresh.solutions]
    assert kept.questions[0].model_dump_json() == fresh.questions[0].model_dump_json()


def test_an_override_and_a_draft_are_kept(tmp_path, own):
    later = tmp_path / "later"
    later.mkdir()
    (later / "one.yaml").write_text(QUESTION.format(id="first") + "  override: true\n")
    folders = (own, later)
    with caching(tmp_path / "cache"):
        assert load_bank(folders) == load_bank(folders)
        assert load_bank(folders).origins["first"].file == later / "one.yaml"


def test_a_kept_bank_is_read_without_yaml_and_a_changed_file_alone_is_parsed(tmp_path, own, parsed):
    with caching(tmp_path / "cache"):
        load_bank((own,))
        parsed.clear()
        load_bank((own,))
        assert parsed == []
        (own / "two.yaml").write_text(QUESTION.format(id="other"))
        assert [question.id for question in load_bank((own,)).questions] == ["first", "other"]
        assert len(parsed) == 1
        load_bank((own,))
        assert len(parsed) == 1


def test_a_fault_between_a_kept_file_and_a_changed_one_has_its_place(tmp_path, own):
    with caching(tmp_path / "cache"):
        load_bank((own,))
        (own / "one.yaml").write_text(QUESTION.format(id="another"))
        for _ in range(2):  # what has faults is not kept
            with pytest.raises(InvalidInput) as caught:
                load_bank((own,))
            assert str(caught.value) == (f"{own}/two.yaml:4:12: unknown question 'first'")


def test_a_changed_solution_vocabulary_or_file_name_is_noticed(tmp_path, own):
    with caching(tmp_path / "cache"):
        load_bank((own,))
        (own / "it.py").write_text("print(2)\n")
        assert load_bank((own,)).solutions == {"first": "print(2)\n"}
        (own / "vocabulary.yaml").write_text("competencies: [{id: care, title: Caring}]\n")
        assert "Caring" in [competency.title for competency in load_bank((own,)).competencies]
        (own / "two.yaml").rename(own / "three.yaml")
        assert load_bank((own,)).question("second").category == "three"
        (own / "it.py").unlink()
        with pytest.raises(InvalidInput, match=r"one\.yaml:4:13: no file 'it\.py'"):
            load_bank((own,))


def test_tests_of_candidates_code_that_became_faulty_are_told(tmp_path, own):
    (own / "one.yaml").write_text(QUESTION.format(id="first") + "  checks: it.py\n")
    sound = 'def test_a_sum(candidate):\n    """Adds"""\n'
    (own / "it.py").write_text(sound)
    with caching(tmp_path / "cache"):
        assert load_bank((own,)).checks == {"first": sound}
        (own / "it.py").write_text(sound.replace("test_a_sum", "test_sum"))
        with pytest.raises(InvalidInput, match=r"it\.py:1:1: expected a letter and a word"):
            load_bank((own,))
        with pytest.raises(InvalidInput, match=r"it\.py:1:1: expected a letter and a word"):
            load_bank((own,))  # faults are not kept


@pytest.mark.promise("offline")
def test_a_solution_that_became_a_link_out_of_the_bank_is_refused(tmp_path, own):
    with caching(tmp_path / "cache"):
        load_bank((own,))
        (own / "it.py").rename(tmp_path / "it.py")
        (own / "it.py").symlink_to(tmp_path / "it.py")
        with pytest.raises(InvalidInput, match="no file"):
            load_bank((own,))


def test_a_moved_bank_is_found_where_it_is(tmp_path, own):
    with caching(tmp_path / "cache"):
        load_bank((own,))
        moved = own.rename(tmp_path / "moved")
        bank = load_bank((moved,))
        assert bank.folders == (moved,)
        assert bank.origins["second"].issue("here", "id").file == str(moved / "two.yaml")


@pytest.mark.promise("files")
@pytest.mark.parametrize("kind", ["bank", "questions"])
@pytest.mark.parametrize(
    "spoilt", [lambda whole: whole[:-9], lambda whole: whole.replace(b"first", b"worst")]
)
def test_a_spoilt_entry_is_noticed(tmp_path, own, kind, spoilt):
    with caching(tmp_path / "cache"):
        bank = load_bank((own,))
        for entry in (tmp_path / "cache" / kind).iterdir():
            entry.write_bytes(spoilt(entry.read_bytes()))
        assert load_bank((own,)) == bank


def test_a_spoilt_overview_is_noticed(run, tmp_path, own, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    line = ("questions", "list", "--bank", own)
    listed = run(*line).stdout
    (entry,) = (tmp_path / "cache" / "kitgen" / "overview").iterdir()
    entry.write_bytes(entry.read_bytes().replace(b"first", b"worst"))
    assert run(*line).stdout == listed


@pytest.mark.usefixtures("later")
def test_a_changed_file_of_the_same_size_and_date_is_noticed(tmp_path, own):
    file = own / "two.yaml"
    with caching(tmp_path / "cache"):
        load_bank((own,))
        date = file.stat().st_mtime_ns
        file.write_text(file.read_text().replace("second", "fourth"))
        os.utime(file, ns=(date, date))
        assert [entry.id for entry in overview((own,)).entries] == ["first", "fourth"]


@pytest.mark.usefixtures("later")
def test_an_unchanged_file_is_not_read_again(tmp_path, own, monkeypatch):
    with caching(tmp_path / "cache"):
        first = overview((own,))
        opened = []
        monkeypatch.setattr(Path, "open", noting(Path.open, opened))
        assert len(overview((own,)).entries) == len(first.entries)
    assert opened
    assert [path for path in opened if path.is_relative_to(own)] == []


def noting(call, paths):
    def noted(path, *arguments, **named):
        paths.append(path)
        return call(path, *arguments, **named)

    return noted


@pytest.mark.promise("bytes")
def test_commands_say_the_same_cold_warm_and_without_a_cache(run, tmp_path, own, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for command in (("list",), ("list", "--json"), ("show", "second"), ("search", "then")):
        line = ("questions", *command, "--bank", own)
        said = [run(*before, *line).stdout for before in ((), (), ("--no-cache",))]
        assert len(set(said)) == 1, command
        assert "second" in said[0]
    assert shutil.rmtree(tmp_path / "cache") is None
    rows = json.loads(run("--no-cache", "questions", "list", "--json", "--bank", own).stdout)
    assert [row["id"] for row in rows] == ["first", "second"]
    assert not (tmp_path / "cache").exists()
