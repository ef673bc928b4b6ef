"""A company's look: its letterhead, readable colours, and themes by name, alike in all formats."""

import re
import subprocess
from collections import Counter
from itertools import product

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import html

from kitgen.brand.folders import theme_folder
from kitgen.literals import THEMES
from kitgen.resources import shipped
from kitgen.theme import load_theme
from tests.extent import extent
from tests.reading import (
    docx_text,
    html_text,
    letters,
    need,
    need_pango,
    once_a_module,
    pdf_tags,
    sample_kit,
    words,
)

FORMATS = ("pdf", "docx", "html")
SHOWN = ("interviewer", "candidate", "scorecard")
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><path d="M0 0h60v20z"/></svg>'
)
LINES = ("Confidential: do not copy", "Example Ltd, 1 High Street")
COMPANY = f"""
logo: {{file: logo.svg, alt: Example Ltd, height: 9}}
confidential: '{LINES[0]}'
foot: '{LINES[1]}'
colours: {{accent: '#8a1538', headings: navy, bars: '#5b0f26'}}
"""


def theme_of(folder, text, **files):
    folder.mkdir(exist_ok=True)
    (folder / "theme.yaml").write_text(text)
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content)
    return folder


def made(run, folder, theme, *options, editions=("interviewer",), formats=FORMATS):
    """Render the kit of a round; return the files by edition and format."""
    given = [part for name in editions for part in ("--edition", name)]
    given += [part for name in formats for part in ("--format", name)]
    kit = sample_kit("3-coding")
    result = run("render", kit, *given, "--theme", theme, *options, "--output", folder)
    assert result.exit_code == 0, result.stderr
    return {
        (edition, format_): next(folder.rglob(f"*-{edition}.{format_}"))
        for edition in editions
        for format_ in formats
    }


def refusal(run, theme, *options, format_="html"):
    result = run("render", sample_kit("3-coding"), "--format", format_, "--theme", theme, *options)
    assert result.exit_code == 1
    assert "Traceback" not in result.stderr
    return result.stderr


@pytest.fixture(scope=once_a_module)
def company(run, tmp_path_factory):
    """A pack and a sheet with a company's letterhead, in every format."""
    need_pango()
    theme = theme_of(tmp_path_factory.mktemp("theme"), COMPANY, logo_svg=LOGO)
    editions = ("interviewer", "candidate")
    return made(run, tmp_path_factory.mktemp("company"), theme, editions=editions)


def test_a_logo_is_on_the_first_page_with_its_words(company):
    with pikepdf.open(company["interviewer", "pdf"]) as pdf:
        assert pdf_tags(pdf.Root.StructTreeRoot.K, {}).get("described") == 1
        tagged = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        figures = [thing for thing in tagged if thing.get("/S") == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == ["Example Ltd"]
    section = Document(company["interviewer", "docx"]).sections[0]
    (picture,) = section.first_page_header._element.iter(qn("wp:docPr"))
    assert picture.get("descr") == "Example Ltd"
    assert not list(section.header._element.iter(qn("wp:docPr")))
    page = html.document_fromstring(company["interviewer", "html"].read_bytes())
    (image,) = page.find_class("logo")[0].iter("img")
    assert image.get("alt") == "Example Ltd"
    assert image.get("src").startswith("data:image/svg+xml;base64,")


def test_lines_of_a_company_are_at_the_foot_of_every_page(company):
    for edition in ("interviewer", "candidate"):
        text = subprocess.run(
            [need("pdftotext"), str(company[edition, "pdf"]), "-"], capture_output=True, text=True
        ).stdout
        pages = text.removesuffix("\f").split("\f")
        assert len(pages) > 2
        assert [page for page in pages if not all(line in page for line in LINES)] == []
        section = Document(company[edition, "docx"]).sections[0]
        for footer in (section.footer, section.first_page_footer):
            assert [paragraph.text for paragraph in footer.paragraphs][1:] == list(LINES)
        page = html.document_fromstring(company[edition, "html"].read_bytes())
        assert [line.text_content() for line in page.find_class("runline")] == list(LINES)


def test_pages_stay_as_many_and_say_the_same(company, run, tmp_path):
    plain = made(run, tmp_path, "plain", formats=("pdf", "html"))
    pages = []
    for files in (company, plain):
        with pikepdf.open(files["interviewer", "pdf"]) as pdf:
            pages.append(len(pdf.pages))
    assert pages[0] == pages[1]
    texts = [html_text(files["interviewer", "html"].read_text()) for files in (company, plain)]
    assert words(texts[0]) == words(texts[1])


# Each theme in one edition: the pack, which has most words, in large print.
THEMED = extent(
    list(zip(reversed(THEMES), SHOWN, strict=True)),
    list(product(THEMES, SHOWN)),
)


@pytest.mark.parametrize(("name", "edition"), THEMED)
def test_every_theme_says_the_same_in_every_format(run, tmp_path, name, edition):
    need_pango()
    files = made(run, tmp_path, name, editions=(edition,))
    page = html_text(files[edition, "html"].read_text())
    assert words(docx_text(files[edition, "docx"].read_bytes())) == words(page)
    ours, theirs = letters(page), letters(body_of(files[edition, "pdf"], name))
    assert (theirs - ours, ours - theirs) == (Counter(), Counter())


def body_of(pdf, name):
    """The text between the margins of a theme, without the heads of continued questions."""
    theme = load_theme(theme_folder(name))
    (_, height), margins = theme.page, theme.tokens.edges
    top, rest = (round(mm / 25.4 * 72) for mm in (margins.top, height - margins.bottom))
    crop = ["-x", "0", "-y", str(top), "-W", "2000", "-H", str(rest - top)]
    command = [need("pdftotext"), *crop, "-enc", "UTF-8", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return re.sub(r"(?m)^\f?\d+ [^\n]*, continued$", "", text)


def test_plain_is_the_look_without_a_theme_to_the_byte(run, tmp_path):
    need_pango()
    plain = made(run, tmp_path / "plain", "plain", editions=("scorecard",))
    usual = run(
        *("render", sample_kit("3-coding"), "--edition", "scorecard", "--format", "pdf"),
        *("--format", "docx", "--format", "html", "--output", tmp_path / "usual"),
    )
    assert usual.exit_code == 0
    for path in plain.values():
        assert (tmp_path / "usual" / path.name).read_bytes() == path.read_bytes()


def test_a_folder_wins_over_a_built_in_theme_of_its_name(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    theme_of(tmp_path / "corporate", "colours: {accent: '#123456'}")
    files = made(run, tmp_path / "out", "corporate", editions=("scorecard",), formats=("html",))
    assert "--accent:#123456" in files["scorecard", "html"].read_text()
    assert "built-in themes: plain, corporate, large-print" in refusal(run, "corporat")


def test_a_workspace_may_name_a_built_in_theme(run, tmp_path, monkeypatch):
    (tmp_path / "kitgen.yaml").write_text("theme: large-print\n")
    monkeypatch.chdir(tmp_path)
    options = ("--edition", "scorecard", "--format", "html", "--output", "out")
    assert run("render", sample_kit("3-coding"), *options).exit_code == 0
    (file,) = (tmp_path / "out").iterdir()
    assert "--text:16pt" in file.read_text()
    assert 'data-pages="roomy"' in file.read_text()


LOGOS = {
    "a picture elsewhere": (
        LOGO.replace("<path", '<image href="https://example.org/x.png"/><path'),
        "<image> is not printed",
    ),
    "a script": (LOGO.replace("<path", "<script>x()</script><path"), "<script> is not printed"),
    "text": (LOGO.replace("<path", "<text>Example</text><path"), "make it outlines"),
    "no drawing": ("Example", "the SVG cannot be read"),
    "too large": (f"<!--{'x' * 1_000_000}-->{LOGO}", "at most 1,000,000 bytes"),
}


@pytest.mark.parametrize("name", LOGOS)
def test_a_logo_that_is_not_safe_is_refused_with_its_place(run, tmp_path, name):
    content, message = LOGOS[name]
    said = refusal(run, theme_of(tmp_path / "theme", COMPANY, logo_svg=content))
    assert "theme.yaml:2:14: " in said
    assert message in said


@pytest.mark.parametrize("place", ["../secret.svg", "link.svg"])
def test_a_logo_is_in_the_folder_of_the_theme(run, tmp_path, place):
    (tmp_path / "secret.svg").write_text(LOGO)
    theme = theme_of(tmp_path / "theme", COMPANY.replace("logo.svg", place))
    (theme / "link.svg").symlink_to(tmp_path / "secret.svg")
    assert "must be in the folder of the theme" in refusal(run, theme)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "logo: logo.svg\n",
            "theme.yaml:1:7: error load-fault: write: logo: {file: logo.svg, alt:",
        ),
        ("colours: {headings: }\n", "expected text, found nothing (a text that begins with #"),
        ("fonts: {text: Arial}\n", "font 'Arial' is in no font package that is installed"),
    ],
)
def test_check_finds_what_would_stop_packs(run, tmp_path, text, message):
    result = run("check", theme_of(tmp_path / "theme", text))
    assert result.exit_code == 1
    assert message in result.stdout
    assert message.removeprefix("theme.yaml:1:7: error load-fault: ") in refusal(
        run, tmp_path / "theme"
    )


def test_a_logo_that_does_not_fit_is_told_with_the_margin_that_it_needs(run, tmp_path):
    theme = theme_of(tmp_path / "theme", COMPANY.replace("height: 9", "height: 14"), logo_svg=LOGO)
    assert "theme.yaml:2:50: above the text is room for 11 mm; with 22 as" in refusal(run, theme)
    theme = theme_of(tmp_path / "theme", COMPANY, logo_svg=LOGO, other_png="")
    assert "other.png: theme.yaml does not name this file" in refusal(run, theme)


def test_narrow_margins_of_a_compact_layout_have_room_for_a_logo(run, tmp_path):
    narrow = f"margins: {{top: 12}}{COMPANY.replace('height: 9', 'height: 4')}"
    theme = theme_of(tmp_path / "theme", narrow, logo_svg=LOGO)
    options = {"editions": ("candidate",), "formats": ("html",)}
    files = made(run, tmp_path, theme, "--layout", "compact", **options)
    assert 'data-height="3.0"' in files["candidate", "html"].read_text()


def test_lines_that_do_not_fit_are_told_with_the_margin_that_they_need(run, tmp_path):
    long = COMPANY.replace("1 High Street", 8 * "1 High Street")
    said = refusal(run, theme_of(tmp_path / "theme", long, logo_svg=LOGO))
    assert "theme.yaml:4:7: below the text is no room for it; with 21 as margins.bottom" in said
    files = theme_of(tmp_path / "theme", f"{long}margins: {{bottom: 21}}\n", logo_svg=LOGO)
    made(run, tmp_path, files, editions=("scorecard",), formats=("html",))


def test_templates_are_copied_once_and_never_overwritten(run, tmp_path):
    theme = theme_of(tmp_path / "theme", "paper: letter\n")
    result = run("templates", "eject", theme)
    assert result.exit_code == 0
    assert (theme / "theme.yaml").read_text() == "paper: letter\n"
    assert "left as they are: theme.yaml" in result.stderr
    copies = {path.name for path in theme.iterdir()} - {"theme.yaml"}
    assert {str(theme / name) for name in copies} == set(result.stdout.splitlines())
    assert {"scorecard.html", "style.css", "words.yaml"} <= copies
    for name in copies:
        assert (theme / name).read_bytes() == (shipped("templates") / name).read_bytes()
    (theme / "theme.yaml").unlink()
    assert run("templates", "eject", theme).exit_code == 0
    usual, ours = (
        made(run, tmp_path / str(number), look, editions=("scorecard",), formats=("docx", "html"))
        for number, look in enumerate(("plain", theme))
    )
    assert [path.read_bytes() for path in ours.values()] == [
        path.read_bytes() for path in usual.values()
    ]


def company_font(path, *, without=""):
    """A font of a company: one of a package under another name, without some characters."""
    import fontpkg
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(fontpkg.path("Source Sans 3", 400, "normal", nearest=True))
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = "Example Sans"
    cut = subset.Subsetter(subset.Options(name_IDs=["*"], layout_features=["*"]))
    cut.populate(unicodes=[sign for sign in range(0x20, 0x250) if chr(sign) not in without])
    cut.subset(font)
    path.parent.mkdir(exist_ok=True)
    font.save(path)


def break_weights(path):
    """Damage the table of a variable font that has its weights."""
    from fontTools.ttLib import TTFont

    content = bytearray(path.read_bytes())
    start = TTFont(path).reader.tables["fvar"].offset
    content[start : start + 4] = b"none"
    path.write_bytes(content)


FONT = "fonts: {files: fonts/example.ttf, text: Example Sans}\n"


def test_a_font_file_of_the_theme_is_in_pdf_and_html(run, tmp_path):
    need_pango()
    theme = theme_of(tmp_path / "theme", FONT)
    company_font(theme / "fonts" / "example.ttf")
    files = made(run, tmp_path, theme, editions=("scorecard",), formats=("pdf", "html"))
    with pikepdf.open(files["scorecard", "pdf"]) as pdf:
        names = {
            str(thing.get("/FontName"))
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary)
        }
    assert any("Example-Sans" in name for name in names)
    assert not any("Source-Sans" in name for name in names)
    assert "font-family:'Example Sans';src:url('data:font" in files["scorecard", "html"].read_text()


@pytest.mark.parametrize("format_", ["pdf", "html"])
def test_a_letter_that_the_font_lacks_is_named_with_its_question(run, tmp_path, format_):
    need_pango()
    theme = theme_of(tmp_path / "theme", FONT)
    company_font(theme / "fonts" / "example.ttf", without="kR")
    said = refusal(run, theme, "--edition", "scorecard", format_=format_)
    assert "the font Example Sans (example.ttf) lacks R (U+0052), k (U+006B) in 'Score" in said
    assert "; R (U+0052) in '1. Rate each question" in said


def test_what_is_no_font_is_told_with_its_place(run, tmp_path):
    files = "no.ttf, absent.ttf, ../other.ttf, broken.ttf"
    theme = theme_of(tmp_path / "theme", f"fonts:\n  files: [{files}]\n")
    (theme / "no.ttf").write_text("no font")
    company_font(theme / "broken.ttf")
    break_weights(theme / "broken.ttf")
    said = refusal(run, theme)
    assert "theme.yaml:2:11: this is no font that can be read" in said
    assert "theme.yaml:2:19: there is no such file in the folder of the theme" in said
    assert "theme.yaml:2:31: a font must be in the folder of the theme" in said
    assert "theme.yaml:2:45: this is no font that can be read" in said
