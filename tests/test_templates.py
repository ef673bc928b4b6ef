"""A user's templates: what goes wrong in them is named by file and line, never a traceback."""

import pytest

from kitgen.resources import shipped

pytestmark = pytest.mark.promise("templates")

KIT = shipped("examples") / "kits" / "senior-ml-engineer-3-coding-kit.yaml"


@pytest.fixture
def render(run, tmp_path):
    """Render the scorecard with files of one's own."""

    def call(**files):
        folder = tmp_path / "theme"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            (folder / name.replace("_", ".")).write_bytes(data)
        options = ("--theme", folder, "--edition", "scorecard", "--format", "html")
        return run("render", KIT, *options, "--output", tmp_path / "out", "--force")

    return call


def with_content(content):
    return '{% extends "base.html" %}\n{% block name %}x{% endblock %}\n{% block content %}\n' + (
        f"{content}\n{{% endblock %}}\n"
    )


FAULTS = {
    "{{ 1 / 0 }}": "scorecard.html:4: division by zero",
    "{{ heading.minutes + 'x' }}": "scorecard.html:4: unsupported operand type",
    "{{ none | markdown }}": "scorecard.html:4: ",
    "{{ '$a' | markdown('x') }}": "scorecard.html:4: ",
    "{% for n in range(10000000) %}{% endfor %}": "scorecard.html:4: Range too big",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}": "a macro or a template calls itself",
    "{{ heading.titel }}": "scorecard.html:4: ",
    "{{ counted(3, 'goose') }}": "scorecard.html:4: ",
    "{{ words.between.format(below=1) }}": "scorecard.html:4: 'above'",
    "{% include 'scores.html' %}": "scorecard.html:4: no such template: scores.html",
    "{% if %}": "scorecard.html:4: ",
    "<ul>loose</ul>": "scorecard.html: the text 'loose' has no place in <ul>",
}


@pytest.mark.parametrize("content", FAULTS)
def test_a_mistake_in_a_template_is_named(render, content):
    result = render(scorecard_html=with_content(content))
    assert result.exit_code == 1
    assert FAULTS[content] in result.stderr
    assert len(result.stderr.splitlines()) < 4


@pytest.mark.parametrize("name", ["scorecard_html", "style_css", "macros_html"])
def test_a_file_that_is_not_utf_8_is_named(render, name):
    result = render(**{name: "/* é */".encode("latin-1")})
    assert result.exit_code == 1
    assert f"{name.replace('_', '.')}: not UTF-8" in result.stderr


def test_an_empty_template_is_named(render):
    result = render(scorecard_html="")
    assert result.exit_code == 1
    assert "scorecard.html: the template renders nothing" in result.stderr


def test_a_theme_that_is_changed_is_read_again(render, tmp_path):
    for text in ("first", "second"):
        assert render(scorecard_html=with_content(f"<p>{text}</p>")).exit_code == 0
        (file,) = (tmp_path / "out").iterdir()
        assert f"<p>{text}</p>" in file.read_text()
