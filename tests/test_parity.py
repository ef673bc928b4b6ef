"""The visible text of HTML, PDF and DOCX is the same, and every class looks like something."""

import re
from collections import Counter
from pathlib import Path

import pytest

from kitgen.editions.edition import EDITIONS
from kitgen.editions.occasion import Occasion
from kitgen.pipeline import Packing, packs
from kitgen.render.docx.looks import CHARACTERS, PARAGRAPHS
from kitgen.render.html import render_html
from kitgen.render.markup import CLASSES
from kitgen.resources import shipped
from tests.reading import docx_text, html_text, letters, need_pango, pdf_text, to_pdf, words

ROUND_EDITIONS = ("interviewer", "candidate", "scorecard")


def test_every_class_has_a_css_rule_and_a_word_style():
    css = (shipped("templates") / "style.css").read_text(encoding="utf-8")
    ruled = set(re.findall(r"\.([a-z][a-z-]*)", css))
    assert [name for name in CLASSES if name not in ruled] == []
    named = {style for style in CLASSES.values() if not style.startswith("(")}
    assert named <= {*PARAGRAPHS, *CHARACTERS}


def test_every_class_and_style_is_used():
    sources = [
        p.read_text(encoding="utf-8")
        for p in (
            *shipped("templates").glob("*.html"),
            *(Path(__file__).parent.parent / "kitgen").rglob("*.py"),
        )
    ]
    assert len(sources) > 20
    everything = "\n".join(sources)
    assert [name for name in CLASSES if everything.count(name) < 2] == []
    assert [s for s in (*PARAGRAPHS, *CHARACTERS) if everything.count(f'"{s}"') < 2] == []


@pytest.mark.slow
@pytest.mark.parametrize("edition", ROUND_EDITIONS)
def test_html_and_docx_say_the_same_in_the_same_order(whole_bank_kits, theme, edition):
    for kit in whole_bank_kits:
        document = render_html(edition, EDITIONS[edition].view(kit, Occasion()), theme)
        (file,) = packs([kit], Packing(theme, (edition,), ("docx",)))
        assert words(docx_text(file.content)) == words(html_text(document.html))


@pytest.mark.slow
@pytest.mark.parametrize("edition", ROUND_EDITIONS)
def test_html_and_pdf_say_the_same(whole_bank_kits, theme, edition, tmp_path):
    need_pango()
    for kit in whole_bank_kits:
        document = render_html(edition, EDITIONS[edition].view(kit, Occasion()), theme)
        (file,) = packs([kit], Packing(theme, (edition,), ("pdf",)))
        (tmp_path / file.name).write_bytes(file.content)
        ours = letters(html_text(document.html))
        theirs = letters(pdf_text(tmp_path / file.name, body_only=True))
        assert (theirs - ours, ours - theirs) == (Counter(), Counter()), kit.questions[0].id


@pytest.mark.slow
@pytest.mark.parametrize("name", ["1-ml-depth-interviewer", "3-coding-candidate"])
def test_word_opens_the_docx_and_shows_the_text_of_the_pdf(packs, name, tmp_path):
    stem = f"senior-ml-engineer-{name}"
    converted = to_pdf(packs / f"{stem}.docx", tmp_path)
    theirs = letters(pdf_text(converted, body_only=True))
    ours = letters(pdf_text(packs / f"{stem}.pdf", body_only=True))
    assert theirs - ours == Counter()
    assert ours - theirs == Counter()
