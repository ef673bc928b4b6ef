"""The candidate edition holds nothing that is not the candidate's, on the finished bytes.

For questions of every file of the bank: no sentence of an answer, key point, signal, anchor,
follow-up or reference solution, in text, metadata, bookmarks, attachments or hidden parts.
"""

import dataclasses
import re
from io import BytesIO

import pikepdf
import pytest
from lxml import etree

from kitgen.editions.candidate import CandidateQuestion, CandidateView
from kitgen.editions.case import CasePart
from kitgen.literals import FORMATS
from kitgen.pipeline import packs
from kitgen.request import Packing
from tests.conftest import kit_of
from tests.extent import extent
from tests.leaks import leaks, phrases
from tests.reading import docx_parts, need_pango, pdf_strings, pdf_text, words

pytestmark = [pytest.mark.slow, pytest.mark.promise("leak")]


@pytest.fixture(scope="module")
def kit(bank):
    """A kit that asks questions of each file of the bank, or all of the bank."""
    return kit_of(bank, bank.questions[:: extent(6, 1)])


@pytest.fixture(scope="module")
def sheets(kit, theme, made_once):
    """The candidate's sheet of that kit, by format."""
    need_pango()
    formats = FORMATS  # a new one needs a reader here

    def fill(folder):
        for file in packs([kit], Packing(theme, ("candidate",), formats)):
            (folder / f"sheet.{file.name.rsplit('.', 1)[1]}").write_bytes(file.content)

    folder = made_once("sheets", fill)
    return {format_: (folder / f"sheet.{format_}").read_bytes() for format_ in formats}


def test_the_check_finds_a_leak(kit):
    question = kit.questions[0]
    assert list(leaks(kit, f"x {question.key_points[0].point} y"))
    assert all(list(phrases(q.answer)) for q in kit.questions)


TYPES = (CandidateView, CandidateQuestion, CasePart)


def test_the_candidate_s_types_have_no_field_for_a_secret():
    fields = {f.name for t in TYPES for f in dataclasses.fields(t)}
    assert fields == {
        "heading",
        "occasion",
        "welcome",
        "welcome_language",
        "coding",
        "opening_minutes",
        "closing_minutes",
        "questions",
        "figures",  # of these fields alone
        "number",
        "minutes",
        "room",
        "prompt",
        "handout",
        "credit",
        "case",
        "title",
        "text",
        "language",
        "handout_language",
    }


def test_the_pdf_s_text_leaks_nothing(kit, sheets, tmp_path):
    (tmp_path / "sheet.pdf").write_bytes(sheets["pdf"])
    text = pdf_text(tmp_path / "sheet.pdf")
    assert " ".join(words(kit.questions[0].prompt)[:8]) in " ".join(words(text))
    assert list(leaks(kit, text)) == []


def test_the_pdf_s_hidden_parts_leak_nothing(kit, sheets):
    with pikepdf.open(BytesIO(sheets["pdf"])) as pdf:
        found = list(pdf_strings(pdf))
        assert any("candidate sheet" in text for text in found)
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root[0].children]
        assert {re.sub(r"\d+", "N", title) for title in titles} == {"Question N"}
        assert list(pdf.attachments) == []
        assert not any("/Annots" in page for page in pdf.pages)
        metadata = str(pdf.open_metadata())
    assert list(leaks(kit, "\n".join([*found, metadata]))) == []


def test_the_docx_leaks_nothing_in_any_part(kit, sheets):
    names = []
    for name, content in docx_parts(sheets["docx"]):
        names.append(name)
        if name.endswith((".xml", ".rels")):
            root = etree.fromstring(content)
            attributes = (value for e in root.iter() for value in e.attrib.values())
            text = " ".join([*root.itertext(), *attributes])
        else:
            text = content.decode("latin-1")
        assert list(leaks(kit, text)) == [], name
    assert not [n for n in names if "comments" in n or "embeddings" in n or "customXml/item2" in n]


def test_the_html_leaks_nothing_anywhere(kit, sheets):
    assert list(leaks(kit, sheets["html"].decode())) == []


def test_no_score_or_scale_is_shown(kit, sheets, tmp_path):
    (tmp_path / "sheet.pdf").write_bytes(sheets["pdf"])
    prompts = words(" ".join(q.prompt + (q.handout or "") for q in kit.questions))
    seen = set(words(pdf_text(tmp_path / "sheet.pdf"))) - set(prompts)
    assert not seen & {"scorecard", "rating", "verdict", "excellent", "signals", "evidence"}
