"""The visible text of HTML, PDF and DOCX is the same, and every class looks like something."""

import re
from collections import Counter
from pathlib import Path

import pytest

from kitgen.editions.edition import EDITIONS
from kitgen.render.docx.styles import CHARACTERS, PARAGRAPHS
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
def test_html_and_docx_say_the_same_in_the_same_order(bank_packs, edition):
    pairs = list(zip(bank_packs(edition, "html"), bank_packs(edition, "docx"), strict=True))
    assert len(pairs) > 5
    for document, docx in pairs:
        assert words(docx_text(docx)) == words(html_text(document.decode()))


@pytest.mark.slow
@pytest.mark.parametrize("edition", ROUND_EDITIONS)
def test_html_and_pdf_say_the_same(bank_packs, edition, tmp_path):
    need_pango()
    pairs = list(zip(bank_packs(edition, "html"), bank_packs(edition, "pdf"), strict=True))
    assert len(pairs) > 5
    for number, (document, pdf) in enumerate(pairs):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(pdf)
        ours = letters(html_text(document.decode()))
        theirs = letters(pdf_text(path, body_only=True))
        assert (theirs - ours, ours - theirs) == (Counter(), Counter()), number


@pytest.mark.slow
@pytest.mark.parametrize("name", ["1-ml-depth-interviewer", "3-coding-candidate"])
def test_word_opens_the_docx_and_shows_the_text_of_the_pdf(packs, name, tmp_path):
    stem = f"senior-ml-engineer-{name}"
    converted = to_pdf(packs / f"{stem}.docx", tmp_path)
    theirs = letters(pdf_text(converted, body_only=True))
    ours = letters(pdf_text(packs / f"{stem}.pdf", body_only=True))
    assert theirs - ours == Counter()
    assert ours - theirs == Counter()
