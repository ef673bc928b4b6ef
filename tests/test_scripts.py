"""Letters of other scripts: set in fonts of packages, or named with what to install."""

import re
from base64 import b64decode
from io import BytesIO
from types import MappingProxyType
from unicodedata import normalize

import fontpkg
import pikepdf
import pytest
from fontTools.ttLib import TTFont
from fontTools.unicodedata import script

from kitgen.kit.kit import write_kit
from kitgen.render.document import Document
from kitgen.render.fonts import MATHS_FILE, signs
from kitgen.render.formats import RENDERERS
from kitgen.resources import shipped
from kitgen.theme import load_theme
from tests.conftest import kit_of
from tests.reading import need_pango, page, pdf_text

SCRIPTS = {
    "Heebo": "מהו מודל?",
    "IBM Plex Sans Arabic": "ما هو النموذج؟",
    "Hind": "क्यों?",
    "Noto Sans Khmer": "គំរូ",
    "Noto Sans Tamil": "மாதிரி",
    "Noto Sans Telugu": "నమూనా",
    "Noto Sans Thai": "แบบจำลองคืออะไร",
}


@pytest.fixture
def no_script_fonts(monkeypatch):
    """A machine on which only the fonts that kitgen needs are installed."""
    known = {name: f for name, f in fontpkg.families().items() if name.startswith("source")}
    monkeypatch.setattr(fontpkg, "families", lambda: MappingProxyType(known))


def document(*texts):
    return Document.of(page("".join(f"<p>{text}</p>" for text in texts)), "a.html")


def fonts_in(pdf):
    names = {
        str(o.BaseFont)
        for o in pdf.objects
        if isinstance(o, pikepdf.Dictionary) and "/BaseFont" in o
    }
    return {
        name.rpartition("+")[2].strip("/").replace("-", "").split("Regular")[0] for name in names
    }


def test_each_script_of_the_theme_has_its_font_in_pdf_and_html(theme, tmp_path):
    need_pango()
    shown = document(*SCRIPTS.values())
    pdf = RENDERERS["pdf"](shown, theme)
    (tmp_path / "a.pdf").write_bytes(pdf)
    families = {str(f) for f in fonts_in(pikepdf.open(BytesIO(pdf)))}
    assert all(any(name.replace(" ", "") in f for f in families) for name in SCRIPTS), families
    assert not any("DejaVu" in family for family in families)
    read = pdf_text(tmp_path / "a.pdf")
    assert {"แบบจำลองคืออะไร", "क्यों?"} <= set(read.split())
    assert "النموذج" in read
    html = RENDERERS["html"](shown, theme).decode()
    embedded = re.findall(r"font-family:'([^']+)';src:url\('data:font/woff;base64,([^']+)'\)", html)
    known = {name: set(TTFont(BytesIO(b64decode(data))).getBestCmap()) for name, data in embedded}
    for name, text in SCRIPTS.items():
        assert set(map(ord, text)) - set(map(ord, " ?؟")) <= known[name], name
    assert re.search(r"--text-font:'Source Sans 3', 'STIX Two Math', 'IBM Plex Sans Arabic'", html)


def test_a_pack_in_latin_script_has_no_other_font_than_before(theme):
    html = RENDERERS["html"](document("Plain words, Größe, λ"), theme).decode()
    assert not any(name in html for name in SCRIPTS)


def test_letters_of_a_script_without_its_font_are_named_with_the_package(
    run, tmp_path, bank, no_script_fonts
):
    need_pango()
    question = bank.questions[0].model_copy(update={"prompt": "What is מודל?"})
    (tmp_path / "kit.yaml").write_bytes(write_kit(kit_of(bank, (question,))))
    options = ("--edition", "candidate", "--output", tmp_path / "out")
    result = run("render", tmp_path / "kit.yaml", *options)
    told = " ".join(result.stderr.split())
    assert "מ (U+05DE)" in told and "'Question 1'" in told
    assert "for Hebrew, install the font Heebo: " in told and "fontpkg-heebo" in told


def test_a_script_that_the_theme_names_no_font_for_is_named_by_its_code(run, tmp_path, bank):
    need_pango()
    question = bank.questions[0].model_copy(update={"prompt": "What is ქართული?"})
    (tmp_path / "kit.yaml").write_bytes(write_kit(kit_of(bank, (question,))))
    result = run("render", tmp_path / "kit.yaml", "--edition", "candidate", "--output", tmp_path)
    assert "name a font for Geor (Georgian) under 'scripts' in theme.yaml" in result.stderr


def test_of_many_headings_with_such_letters_the_first_are_named(run, tmp_path, bank):
    need_pango()
    asked = [q.model_copy(update={"prompt": "What is ქართული?"}) for q in bank.questions[:5]]
    (tmp_path / "kit.yaml").write_bytes(write_kit(kit_of(bank, asked)))
    result = run("render", tmp_path / "kit.yaml", "--edition", "candidate", "--output", tmp_path)
    (told,) = [line for line in result.stderr.splitlines() if "ქ (U+10E5)" in line]
    assert "in 'Question 1'; " in told and "in 'Question 3'; " in told
    assert "some also below 2 other headings" in told and "Question 4" not in told


def test_the_font_of_signs_has_no_letters_for_texts_of_other_scripts():
    """It is before the fonts of the machine, so a single one would be set in it."""
    texts = [sign for sign in signs(MATHS_FILE) if normalize("NFKC", sign) == sign]
    letters = {script(sign) for sign in texts if sign.isalpha()}
    assert letters <= {"Latn", "Grek", "Cyrl", "Zyyy"}


def test_a_theme_names_another_font_for_a_script(tmp_path):
    (tmp_path / "theme.yaml").write_text("fonts: {scripts: {Grek: Heebo, Hebr: Noto Sans Thai}}\n")
    theme = load_theme(tmp_path)
    html = RENDERERS["html"](document("מודל", "λ"), theme).decode()
    assert "'Noto Sans Thai'" in html and "'Heebo'" not in html


def test_the_extra_has_every_font_that_the_built_in_theme_names():
    project = (shipped("templates").parent / "pyproject.toml").read_text(encoding="utf-8")
    packages = set(re.findall(r'"(fontpkg-[a-z0-9-]+)>=', project))
    named = load_theme(None).tokens.fonts.scripts.values()
    assert {f"fontpkg-{fontpkg.slugify(name)}" for name in named} <= packages
    assert set(named) == set(SCRIPTS)
