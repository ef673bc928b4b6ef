"""HTML files: whole documents of their own, which open no address."""

import re
from base64 import b64decode
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from lxml import html

from kitgen.render.browser.browser import render_html_file
from kitgen.render.document import Document
from kitgen.render.markdown import to_inline_html
from tests.reading import page, sample_kit

EDITIONS = ("interviewer", "candidate", "scorecard")
FONT = re.compile(r"font-family:'([^']+)';src:url\('data:font/woff;base64,([^']+)'\)")


@pytest.fixture(scope="module")
def written(run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("html")
    options = [option for edition in EDITIONS for option in ("--edition", edition)]
    kit = sample_kit("1-ml-depth")
    result = run("render", kit, "--format", "html", *options, "--output", folder)
    assert result.exit_code == 0, result.stderr
    return {path.stem.rpartition("-")[2]: path.read_text() for path in folder.rglob("*.html")}


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_file_has_a_size_a_language_and_parts_that_screen_readers_know(written, edition):
    tree = html.document_fromstring(written[edition])
    assert tree.xpath("//meta[@name='viewport']/@content") == [
        "width=device-width, initial-scale=1"
    ]
    assert tree.get("lang") == "en-GB"
    assert [part.tag for part in tree.find("body")] == ["header", "main", "footer"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_file_opens_no_address_and_no_other_file(written, edition):
    (style,) = html.document_fromstring(written[edition]).xpath("//style/text()")
    assert set(re.findall(r"url\(['\"]?(.{5})", style)) == {"data:"}
    assert "@import" not in style
    assert not html.document_fromstring(written[edition]).xpath(
        "//script | //link | //*[@src][not(starts-with(@src, 'data:image/'))]"
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_character_of_a_file_is_in_a_font_inside_it(written, edition):
    fonts = [TTFont(BytesIO(b64decode(data))) for _, data in FONT.findall(written[edition])]
    known = {chr(sign) for font in fonts for sign in font.getBestCmap()}
    text = html.document_fromstring(written[edition]).find("body/main").text_content()
    assert len(text) > 500
    assert set(text) - known <= {"\n", "\t"}


def test_signs_that_the_text_font_lacks_slanted_letters_and_roots_are_in_the_font_of_signs(theme):
    formula = to_inline_html(r"$\sqrt{q}$")
    document = Document.of(page(f"<p>A ∮ and {formula}</p>"), "x.html")
    fonts = FONT.findall(render_html_file(document, theme).decode())
    (signs,) = (data for family, data in fonts if family == "STIX Two Math")
    known = TTFont(BytesIO(b64decode(signs))).getBestCmap()
    assert set(map(ord, "∮q√\N{MATHEMATICAL ITALIC SMALL Q}")) <= set(known)


def test_system_fonts_are_named_and_not_embedded(run, tmp_path, written):
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "theme.yaml").write_text("fonts: {html: system}\n")
    options = ("--format", "html", "--edition", "candidate", "--theme", tmp_path / "theme")
    result = run("render", sample_kit("1-ml-depth"), *options, "--output", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    (path,) = (tmp_path / "out").rglob("*.html")
    text = path.read_text()
    assert FONT.findall(text) == []
    assert "--text-font:'Source Sans 3',system-ui,sans-serif" in text
    assert len(text) + 50_000 < len(written["candidate"])


def test_a_font_that_is_not_installed_is_refused_unless_the_reader_s_are_used(run, tmp_path):
    folder = tmp_path / "theme"
    folder.mkdir()
    options = ("--format", "html", "--theme", folder, "--edition", "scorecard")
    for fonts, code in (("{text: Arial}", 1), ("{text: Arial, html: system}", 0)):
        (folder / "theme.yaml").write_text(f"fonts: {fonts}\n")
        result = run("render", sample_kit("3-coding"), *options, "--output", tmp_path / "out")
        assert result.exit_code == code
    assert "'Arial',system-ui" in next((tmp_path / "out").rglob("*.html")).read_text()


def test_cells_of_wide_tables_know_the_heads_of_their_columns(written):
    tree = html.document_fromstring(written["scorecard"])
    (ratings,) = tree.xpath("//table[contains(@class, 'ratings')]")
    heads = [head.text_content() or None for head in ratings.find("thead/tr")]
    assert len(heads) > 5
    for row in ratings.findall("tbody/tr"):
        assert [cell.get("data-head") for cell in row] == heads


def test_a_running_head_can_contain_any_text(theme):
    name = 'Ann "A" \\ </style><b>x</b> & Co'
    slot = name.replace("&", "&amp;").replace("<", "&lt;")
    head = f"<header class='runhead'><span class='runrole'>{slot}</span></header>"
    document = Document.of(page("<p>x</p>").replace("<header></header>", head), "x.html")
    (style,) = html.document_fromstring(render_html_file(document, theme)).xpath("//style/text()")
    (value,) = re.findall(r'--runrole:"([^"]*)"', style)
    shown = re.sub(r"\\([0-9a-f]+) ", lambda escape: chr(int(escape[1], 16)), value)
    assert shown == name
