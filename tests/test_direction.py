"""Text from right to left: its direction in HTML, PDF and Word."""

import re
import subprocess
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from lxml import html

from kitgen import pipeline
from kitgen.render.direction import pieces
from kitgen.request import Packing
from tests.conftest import kit_of
from tests.reading import need, need_pango

SENTENCE = "מהו רגרסיה לוגיסטית (BERT 2)?"
PROMPT = f"""\
{SENTENCE} השתמשו ב-`x = 1`.

1. ראשון.
2. GPT second.

> ما هو **النموذج**؟

| עמודה | B |
|---|---|
| אחת | 7 |
"""


@pytest.fixture(scope="module")
def made(bank, theme):
    """A candidate's sheet whose question is in Hebrew and Arabic."""

    def made(format_):
        question = bank.questions[0].model_copy(update={"prompt": PROMPT, "handout": None})
        kit = kit_of(replace(bank, questions=(question,)), (question,))
        (file,) = pipeline.packs([kit], Packing(theme, ("candidate",), (format_,)))
        return file.content

    return made


def text_of(node):
    return "".join(text.text for text in node.iter(qn("w:t")))


def test_html_has_the_direction_of_each_block(made):
    body = html.document_fromstring(made("html").decode()).find("body")
    directed = [(node.tag, node.get("dir")) for node in body.iter() if node.get("dir")]
    assert directed == [
        *(("p", "rtl"), ("code", "ltr"), ("ol", "rtl"), ("li", "rtl"), ("li", "ltr")),
        *(("blockquote", "rtl"), ("p", "rtl"), ("table", "rtl"), ("th", "rtl"), ("th", "ltr")),
        *(("td", "rtl"), ("td", "rtl")),
    ]


def test_word_has_the_direction_of_paragraphs_runs_and_tables(made):
    body = docx.Document(BytesIO(made("docx"))).element.body
    paragraphs = {
        text_of(p): p for p in body.iter(qn("w:p")) if p.find(f".//{qn('w:t')}") is not None
    }
    right = {
        text
        for text, p in paragraphs.items()
        if p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    }
    assert right == {
        *(f"{SENTENCE} השתמשו ב-x = 1.", "ראשון.", "ما هو النموذج؟", "עמודה", "אחת", "7")
    }
    runs = paragraphs[f"{SENTENCE} השתמשו ב-x = 1."].iter(qn("w:r"))
    shown = [(text_of(r), r.find(f".//{qn('w:rtl')}") is not None) for r in runs]
    assert shown == [
        *(("מהו רגרסיה לוגיסטית (", True), ("BERT 2", False), (")? השתמשו ב-", True)),
        *(("x = 1", False), (".", True)),
    ]
    tables = [t for t in body.iter(qn("w:tbl")) if t.tblPr.find(qn("w:bidiVisual")) is not None]
    assert [text_of(table) for table in tables] == ["עמודהBאחת7"]


def test_word_has_the_sizes_of_both_kinds_of_script_alike(made):
    for style in docx.Document(BytesIO(made("docx"))).styles.element.iter(qn("w:rPr")):
        sizes = [style.find(qn(name)) for name in ("w:sz", "w:szCs")]
        if sizes[0] is not None:
            assert sizes[1] is not None
            assert sizes[0].get(qn("w:val")) == sizes[1].get(qn("w:val"))


def test_pdf_sets_paragraphs_and_columns_from_the_right(made, tmp_path):
    need_pango()
    (tmp_path / "sheet.pdf").write_bytes(made("pdf"))
    command = [need("pdftotext"), "-bbox", str(tmp_path / "sheet.pdf"), "-"]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    ends = {text: float(x) for x, text in re.findall(r'xMax="([\d.]+)" .*>(.*)</word>', shown)}
    assert ends["והמ"] > 300
    for first in ("ام", "הדומע", "תחא"):
        assert abs(ends[first] - ends["והמ"]) < 12, first
    assert ends["7"] < ends["תחא"]


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        ("plain, 1.", "ltr", [("plain, 1.", "ltr")]),
        ("an אב, גד 3.", "ltr", [("an ", "ltr"), ("אב, גד", "rtl"), (" 3.", "ltr")]),
        ("אב GPT-4.", "rtl", [("אב ", "rtl"), ("GPT-4", "ltr"), (".", "rtl")]),
        ("7", "rtl", [("7", "rtl")]),
        ("", "rtl", []),
    ],
)
def test_pieces_of_a_text_by_direction(text, direction, expected):
    assert list(pieces(text, direction)) == expected
