"""Paths that no file system can have, or that lead in a circle: what commands say of them."""

import json
import os
import re

import pytest

from kitgen.resources import shipped
from tests.reading import sample_kit
from tests.test_files import GOOD, bank_of

pytestmark = pytest.mark.promise("files")
LONG = "a" * 300
PATHS = (LONG, f"{LONG}/x", "loop", "loop/x")
KIT = sample_kit("3-coding")
NAMED = {"KIT": str(KIT), "ROSTER": str(shipped("examples") / "rosters" / "campus.csv")}
# In each command, PATH is such a path.
COMMANDS = (
    "batch senior-ml-engineer PATH",
    "batch ml-engineer ROSTER --round coding --format html --output PATH",
    "calibrate senior-ml-engineer --round ml-depth --format html --output PATH",
    "check PATH",
    "collect PATH",
    "forget Ada PATH",
    "generate PATH",
    "generate senior-ml-engineer --bank PATH",
    "init PATH/y",
    "kit seal PATH",
    "-C PATH questions list",
    "questions import PATH",
    "questions list --bank PATH",
    "render PATH",
    "render KIT --edition candidate --format html --output PATH",
    "render KIT --edition candidate --format html --theme PATH",
    "render KIT --format docx --reference-docx PATH",
    "render KIT --protect --password-file PATH",
    "roles show PATH",
    "swap PATH x",
    "templates eject PATH",
    "tests kmeans-from-scratch --output PATH",
    "verify KIT --kit PATH",
    "verify PATH --kit KIT",
)
needs_links = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and pipes")


@needs_links
@pytest.mark.parametrize("command", COMMANDS)
def test_a_path_that_leads_nowhere_is_an_error(run, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop").symlink_to("loop")
    for path in PATHS:
        result = run(*(NAMED.get(w, w.replace("PATH", path)) for w in command.split()))
        assert (result.exit_code, bool(result.stderr)) in {(1, True), (2, True)}, path
    assert [path.name for path in tmp_path.iterdir()] == ["loop"]


@needs_links
@pytest.mark.parametrize("name", [LONG, "loop"])
@pytest.mark.parametrize(
    ("ending", "look"),
    [("svg", "logo: {{file: {}, alt: Example}}"), ("ttf", "fonts: {{files: [{}]}}")],
    ids=["a logo", "a font"],
)
def test_a_theme_that_names_such_a_file_is_refused(run, tmp_path, name, ending, look):
    file = f"{name}.{ending}"
    (tmp_path / f"loop.{ending}").symlink_to(f"loop.{ending}")
    (tmp_path / "theme.yaml").write_text(look.format(file))
    result = run("render", KIT, "--format", "html", "--theme", tmp_path, "--output", tmp_path / "o")
    assert result.exit_code == 1
    assert f"{tmp_path / 'theme.yaml'}:1:" in result.stderr


@needs_links
@pytest.mark.parametrize("name", [LONG, "loop"])
def test_a_question_that_names_such_a_figure_is_refused(run, tmp_path, name):
    (tmp_path / "loop.svg").symlink_to("loop.svg")
    bank_of(tmp_path, ml_theory=GOOD.replace("What happens?", f'"A\\n\\n![it]({name}.svg)"'))
    result = run("check", tmp_path)
    assert result.exit_code == 1
    assert re.search(rf"ml-theory.yaml:8:\d+: error .*{name[:3]}", result.stdout)


@needs_links
def test_a_catalogue_that_leads_out_of_its_theme_is_refused(run, tmp_path):
    (tmp_path / "secret").write_text('msgid ""\nmsgstr ""\n')
    languages = tmp_path / "theme" / "languages"
    languages.mkdir(parents=True)
    (languages / "de.po").symlink_to(tmp_path / "secret")
    look = ("--theme", tmp_path / "theme", "--language", "de", "--format", "html")
    result = run("render", KIT, *look, "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert "de.po:1:1: is a link that leads out of the theme" in result.stderr


@needs_links
def test_a_pipe_in_place_of_a_form_is_not_waited_for(run, tmp_path):
    os.mkfifo(tmp_path / "typed.pdf")
    result = run("collect", tmp_path / "typed.pdf")
    assert result.exit_code == 1
    assert "typed.pdf: is not a file" in result.stderr


def test_what_was_typed_into_a_form_moves_no_terminal(run, tmp_path):
    fields = {"kit": "AAAA-BBBB", "candidate": "Ada\x1b[2J\u202e", "question/1/rating": "3"}
    (tmp_path / "typed.json").write_text(json.dumps({"fields": fields}))
    shown = run("collect", tmp_path / "typed.json").stdout
    assert r"Ada\x1b[2J\u202e" in shown
    fields |= {"question/1/rating/2\x1b": True, "question/1/rating/3": True, "\x1b[1m": 5}
    (tmp_path / "typed.json").write_text(json.dumps({"fields": fields}))
    assert "\x1b" not in run("collect", tmp_path / "typed.json").stderr
