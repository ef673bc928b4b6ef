"""A look of one's own: tokens, stylesheet and templates that win over the built-in ones."""

import re
import shutil

import pytest

from kitgen.resources import shipped
from tests.reading import docx_parts, need_pango, sample_kit


@pytest.fixture
def render(run, tmp_path):
    def call(folder, format_="html"):
        kit = sample_kit("3-coding")
        return run(
            "render",
            kit,
            "--theme",
            folder,
            "--format",
            format_,
            "--edition",
            "scorecard",
            "--output",
            tmp_path / "out",
        )

    return call


def own(tmp_path, name, *changes):
    folder = tmp_path / "theme"
    folder.mkdir(exist_ok=True)
    text = (shipped("templates") / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def written(tmp_path, suffix):
    return (tmp_path / "out" / f"senior-ml-engineer-3-coding-scorecard.{suffix}").read_bytes()


def test_colours_and_fonts_reach_css_and_word(render, tmp_path):
    folder = own(tmp_path, "theme.yaml", ("#0b5563", "#aa0011"), ("Calibri", "Georgia"))
    assert render(folder).exit_code == 0
    assert b"--accent:#aa0011" in written(tmp_path, "html")
    assert render(folder, "docx").exit_code == 0
    styles = dict(docx_parts(written(tmp_path, "docx")))["word/styles.xml"]
    assert b'w:val="AA0011"' in styles
    assert b'w:ascii="Georgia"' in styles


def test_a_changed_template_changes_every_format(render, tmp_path):
    folder = own(tmp_path, "macros.html", ("3. Give your verdict", "3. Our verdict"))
    for suffix in ("html", "docx"):
        assert render(folder, suffix).exit_code == 0
    assert b"3. Our verdict" in written(tmp_path, "html")
    assert b"3. Our verdict" in dict(docx_parts(written(tmp_path, "docx")))["word/document.xml"]


FAULTS = {
    "class": (
        'class="lead">{% trans %}Fill',
        'class="leed">{% trans %}Fill',
        "scorecard.html: class 'leed' is not in the vocabulary of templates; did you mean 'lead'?",
    ),
    "element": (
        '<p class="lead">{% trans %}Fill',
        '<marquee>3</marquee><p class="lead">{% trans %}Fill',
        "scorecard.html: element <marquee> is not in the vocabulary",
    ),
    "style": (
        '<p class="lead">{% trans %}Fill',
        '<p style="color:red">{% trans %}Fill',
        "scorecard.html: attribute 'style' of <p> is not in the vocabulary",
    ),
    "missing value": (
        "{{ competency.title | bank }}",
        "{{ competency.titel | bank }}",
        "has no attribute 'titel'",
    ),
    "control character": (
        "Fill this in",
        "Fill\a this in",
        "control character U+0007 is not allowed, in <p>",
    ),
    "text beside the tokens of an equation": (
        '<p class="lead">{% trans %}Fill',
        '<p class="lead"><math>about<mi>x</mi></math>{% trans %}Fill',
        "the text 'about' has no place in <math>",
    ),
    "a second body": (
        '<p class="lead">{% trans %}Fill',
        '</section></body><body><section><p class="lead">{% trans %}Fill',
        "scorecard.html: <html> needs one <body>",
    ),
    "Markdown": (
        '<p class="lead">{% trans %}Fill',
        '{{ "<b>Title" | markdown }}<p class="lead">{% trans %}Fill',
        "HTML (<b>) is not allowed",
    ),
    "syntax": ("{% endfor %}", "{% endfro %}", "macros.html:"),
    "sandbox": (
        '<p class="lead">{% trans %}Fill',
        "<h2>{{ ''.__class__.__mro__ }}</h2><p>{% trans %}Fill",
        "access to attribute '__class__' of 'str' object is unsafe",
    ),
    "sandbox, asked again": (
        '<p class="lead">{% trans %}Fill',
        "<p>{{ ''.__class__ is defined }}{{ ''.__class__ }}{% trans %}Fill",
        "access to attribute '__class__' of 'str' object is unsafe",
    ),
    "sandbox, after a name that is safe elsewhere": (
        '<p class="lead">{% trans %}Fill',
        "<p>{{ namespace(join=1).join }}{{ ''.join }}{% trans %}Fill",
        "access to attribute 'join' of 'str' object is unsafe",
    ),
}


@pytest.mark.promise("templates")
@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_template_is_named_and_nothing_is_written(render, tmp_path, fault):
    old, new, message = FAULTS[fault]
    result = render(own(tmp_path, "macros.html", (old, new)))
    assert result.exit_code == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.promise("templates")
def test_misspelt_css_is_an_error_in_pdf(render, tmp_path):
    need_pango()
    folder = own(tmp_path, "style.css", ("body { margin: 0; }", "body { margin: 0; colour: red; }"))
    result = render(folder, "pdf")
    assert result.exit_code == 1
    assert "colour" in result.stderr


@pytest.mark.promise("offline")
def test_no_address_is_fetched(render, tmp_path):
    need_pango()
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    for address in ("https://example.org/x.png", secret.as_uri()):
        rule = f"body {{ margin: 0; background: url({address}); }}"
        folder = own(tmp_path, "style.css", ("body { margin: 0; }", rule))
        result = render(folder, "pdf")
        assert result.exit_code == 1
        assert "a stylesheet can use no other file" in result.stderr


def test_a_font_that_is_not_there_names_those_that_are_and_no_package(render, tmp_path):
    need_pango()
    result = render(own(tmp_path, "theme.yaml", ("Source Sans 3", "Arial")), "pdf")
    assert result.exit_code == 1
    assert "font 'Arial'" in result.stderr
    assert "Source Code Pro, Source Sans 3)" in result.stderr
    assert "fontpkg-arial" not in result.stderr


@pytest.mark.parametrize(
    ("written", "printed"), [("'#c12'", "#cc1122"), ("navy", "#000080"), ("'#C8102E'", "#c8102e")]
)
def test_a_colour_may_be_short_or_a_name(render, tmp_path, written, printed):
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "theme.yaml").write_text(f"colours: {{accent: {written}}}\n")
    assert render(tmp_path / "theme").exit_code == 0
    pages = [page.read_text() for page in (tmp_path / "out").rglob("*.html")]
    assert pages
    assert all(f"--accent:{printed}" in page for page in pages)


@pytest.mark.promise("offline")
@pytest.mark.parametrize("address", ["logo.png", "'logo.png'", ' "fonts/own.woff2" '])
def test_a_stylesheet_that_names_a_file_is_refused_with_its_place(render, tmp_path, address):
    folder = own(tmp_path, "style.css")
    rules = (folder / "style.css").read_text()
    extra = f"/* url(this.png) */\nbody {{ background: url({address}); }}\n"
    (folder / "style.css").write_text(rules + extra)
    result = render(folder)
    assert result.exit_code == 1
    line = len(rules.splitlines()) + 2
    name = address.strip("' \"")
    assert re.search(
        rf"style\.css:{line}:\d+: '{re.escape(name)}': a stylesheet can use no other", result.stderr
    )


def test_a_file_that_replaces_nothing_is_a_mistake(render, tmp_path):
    folder = own(tmp_path, "theme.yaml")
    shutil.move(folder / "theme.yaml", folder / "them.yaml")
    result = render(folder)
    assert result.exit_code == 1
    assert "did you mean 'theme.yaml'?" in result.stderr


def test_a_folder_called_as_a_template_is_no_theme_file(render, tmp_path):
    (tmp_path / "theme" / "style.css").mkdir(parents=True)
    result = render(tmp_path / "theme")
    assert result.exit_code == 1
    assert "style.css: is not a file" in result.stderr


@pytest.mark.parametrize("tokens", ["margins: {side: 104}", "margins: {top: .inf}"])
def test_margins_leave_room_for_the_text(render, tmp_path, tokens):
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "theme.yaml").write_text(tokens)
    result = render(tmp_path / "theme")
    assert result.exit_code == 1
    assert "must be at most 60" in result.stderr
