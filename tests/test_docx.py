"""The Word file: named styles, real headings and tables, fields, equations, clean metadata."""

import re
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml.html import fromstring

from kitgen.render.docx.looks import CHARACTERS, PARAGRAPHS
from kitgen.render.docx.maths import equation
from kitgen.render.markdown import to_html
from tests.reading import docx_parts, sample_kit


@pytest.fixture(scope="module")
def content(run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("word")
    options = ("--edition", "interviewer", "--format", "docx", "--output", folder)
    result = run("render", sample_kit("1-ml-depth"), *options)
    assert result.exit_code == 0, result.stderr
    return (folder / "senior-ml-engineer-1-ml-depth-interviewer.docx").read_bytes()


@pytest.fixture(scope="module")
def word(content):
    return Document(BytesIO(content))


def test_headings_are_real_and_in_order(word):
    headings = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert headings[:4] == [
        "What this round is to show",
        "How to run this interview",
        "Topics to stay away from",
        "Opening, close and rating",
    ]
    assert headings[-2:] == ["Scorecard", "Figures to the expected answers"]
    assert [h.split()[0] for h in headings if h[0].isdigit()] == ["1", "2", "3", "4", "5"]
    assert word.paragraphs[1].style.name == "Title"


def test_only_named_styles_are_used_and_no_direct_fonts(word):
    names = {*PARAGRAPHS, *CHARACTERS, "Normal", "Default Paragraph Font"}
    used = {p.style.name for p in word.paragraphs}
    used |= {
        p.style.name for t in word.tables for row in t.rows for c in row.cells for p in c.paragraphs
    }
    used |= {r.style.name for p in word.paragraphs for r in p.runs}
    assert used <= names
    assert not word.element.body.findall(f".//{qn('w:rFonts')}")
    assert not word.element.body.findall(f".//{qn('w:sz')}")


def test_tables_repeat_their_heads_and_do_not_split_rows(word):
    heads = [t for t in word.tables if t.rows[0]._tr.findall(f".//{qn('w:tblHeader')}")]
    cells = {cell.text for t in heads for cell in t.rows[0].cells}
    assert {"From", "Question", "Competency", "☐ 1 Poor", "Strong signals"} <= cells
    boxes = {"Tinted Box", "Ruled Box"}
    for table in word.tables:
        for row in table.rows:
            assert row._tr.findall(f"./{qn('w:trPr')}/{qn('w:cantSplit')}") or (
                table.style.name in boxes
            )


def test_an_exponent_stands_on_the_whole_bracket(bank):
    """Word shows an error where the base of an exponent is a lone bracket."""
    texts = [text for q in bank.questions for text in (q.answer, q.prompt, q.handout) if text]
    texts += [f.listen_for for q in bank.questions for f in q.follow_ups]
    maths = [m for text in texts for m in fromstring(f"<div>{to_html(text)}</div>").iter("math")]
    assert len(maths) > 80
    shown = [equation(m) for m in [*maths, *fromstring(to_html("$2((a)(b))^2$")).iter("math")]]
    bases = [base for m in shown for base in m.iter(qn("m:e"))]
    alone = {"".join(base.itertext()) for base in bases} & set("()[]|")
    assert alone == set()
    assert [m for m in shown if m.findall(f".//{qn('m:sSup')}/{qn('m:e')}/{qn('m:d')}")]


def test_word_joins_no_two_tables(word):
    bodies = word.element.body.findall(f".//{qn('w:tbl')}")
    assert len(bodies) > 10
    assert not [t for t in bodies if t.getnext() is not None and t.getnext().tag == t.tag]


def test_tables_are_as_wide_as_the_text_or_their_own(word):
    text = word.sections[0].page_width - word.sections[0].left_margin * 2
    assert abs(text - Mm(178)) < Mm(0.1)
    widths = [sum(column.width for column in table.columns) for table in word.tables]
    assert sum(abs(width - text) < Mm(1) for width in widths) > 15
    assert max(widths) < text + Mm(1)


def test_head_and_foot_carry_kit_and_page(word):
    section = word.sections[0]
    bar, names = (paragraph.text for paragraph in section.header.paragraphs)
    assert bar == "Interviewer: not for the candidate"
    assert re.fullmatch(r"Senior ML Engineer · ML depth\tCandidate \s+ Date \s+", names)
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith("Kit ")
    assert "confidential: not for the candidate" in foot.text
    fields = [f.get(qn("w:instr")) for f in foot._p.findall(f".//{qn('w:fldSimple')}")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_equations_are_word_s_own(whole_bank_kits, theme):
    from kitgen.pipeline import packs
    from kitgen.request import Packing

    kit = next(
        k
        for k in whole_bank_kits
        if any(q.id == "high-auc-mostly-false-alerts" for q in k.questions)
    )
    (file,) = packs([kit], Packing(theme, ("interviewer",), ("docx",)))
    body = Document(BytesIO(file.content)).element.body
    fractions = body.findall(f".//{qn('m:oMath')}//{qn('m:f')}")
    parts = [["".join(side.itertext()) for side in fraction] for fraction in fractions]
    assert ["0.90\u2009π", "0.90\u2009π+0.01\u20091−π"] in parts
    assert ["0.00090", "0.00090+0.00999"] in parts


def test_each_question_starts_a_page(word):
    paragraphs = [p for p in word.paragraphs if p.style.name == "Heading 1" and p.text[0].isdigit()]
    assert len(paragraphs) == 5
    assert all(p.paragraph_format.page_break_before for p in paragraphs)


def test_metadata_is_this_kit_s_and_carries_no_clock(word, content):
    properties = word.core_properties
    assert properties.title.startswith("Senior ML Engineer: ML depth, interviewer pack (")
    assert properties.author == "kitgen"
    assert properties.created.year == properties.modified.year == 1980
    assert b"python-docx" not in b"".join(part for _, part in docx_parts(content))


def test_paper_is_letter_when_asked(run, tmp_path):
    run(
        "render",
        sample_kit("3-coding"),
        "--paper",
        "letter",
        "--format",
        "docx",
        "--edition",
        "scorecard",
        "--output",
        tmp_path,
    )
    section = Document(next(tmp_path.rglob("*.docx"))).sections[0]
    assert (section.page_width, section.page_height) == (Mm(215.9), Mm(279.4))


def test_word_opens_it_in_its_own_mode_and_with_one_sheet_of_styles(word, content):
    modes = [
        setting.get(qn("w:val"))
        for setting in word.settings.element.iter(qn("w:compatSetting"))
        if setting.get(qn("w:name")) == "compatibilityMode"
    ]
    assert modes == ["15"]
    assert not [name for name, _ in docx_parts(content) if "Effects" in name]


def test_properties_of_tables_are_in_the_order_of_the_schema(word):
    order = ["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    found = [
        [child.tag.rpartition("}")[2] for child in properties]
        for properties in word.element.body.iter(qn("w:tblPr"))
    ]
    assert len(found) > 10
    for names in found:
        assert names == sorted(names, key=order.index)


def test_tables_are_dressed_by_styles_alone(word):
    body = word.element.body
    for direct in ("w:jc", "w:tblBorders", "w:tblCellMar", "w:shd"):
        assert not list(body.iter(qn(direct))), direct
    styles = {
        paragraph.style.name
        for table in word.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    }
    assert {"Table Number", "Table Head Number", "Table Mark", "Table Head Mark"} <= styles
    assert {table.style.name for table in word.tables} >= {
        *("Ruled Rows", "Ruled Grid", "Ruled Ends", "Unruled", "Facts", "Tinted Box", "Ruled Box")
    }


def test_code_is_not_checked_for_spelling(word):
    for name in ("Code", "Code Text", "Code Keyword", "Code Number"):
        assert word.styles[name].element.findall(f".//{qn('w:noProof')}"), name


def test_a_heading_s_number_and_a_number_in_code_look_apart(word):
    assert word.styles["Ordinal"].font.color.rgb != word.styles["Code Number"].font.color.rgb
    runs = [run for p in word.paragraphs for run in p.runs if run.style.name == "Ordinal"]
    assert [run.text for run in runs] == ["1", "2", "3", "4", "5"]


def test_a_title_longer_than_a_property_may_be_is_cut_there_alone(run, tmp_path):
    role = tmp_path / "role.yaml"
    role.write_text(f"extends: senior-ml-engineer\ntitle: {'Engineer ' * 30}\n")
    options = ("--round", "coding", "--edition", "candidate", "--format", "docx")
    result = run("generate", role, *options, "--output", tmp_path)
    assert result.exit_code == 0, result.stderr
    word = Document(tmp_path / "for-candidates" / "role-3-coding-candidate.docx")
    assert len(word.core_properties.title) == 255
    assert ("Engineer " * 30).strip() in [paragraph.text for paragraph in word.paragraphs]
