"""The finished PDF, page by page: nothing split, blank or lost; outline, tags, kit id."""

import re
from io import BytesIO

import pikepdf
import pytest

from kitgen.bank.question import FollowUp
from kitgen.editions.edition import EDITIONS
from kitgen.editions.occasion import Occasion
from kitgen.kit.load import read_kit
from kitgen.pipeline import packs
from kitgen.render.html import render_html
from kitgen.request import Packing
from tests.conftest import kit_of
from tests.extent import THOROUGH
from tests.reading import html_text, letters, need_pango, pdf_pages, pdf_tags, pdf_text, to_pdf

pytestmark = pytest.mark.slow


def pack(kit, edition, theme):
    need_pango()
    (file,) = packs([kit], Packing(theme, (edition,), ("pdf",)))
    return file.content


def test_a_guide_is_one_page_or_two_with_code_and_its_notes_another(
    whole_bank_kits, sampled_kits, sampled_packs, theme, tmp_path
):
    need_pango()
    kits, pdfs = sampled_kits, sampled_packs("interviewer", "pdf")
    if THOROUGH:
        kits, pdfs = whole_bank_kits, (pack(kit, "interviewer", theme) for kit in whole_bank_kits)
    long = []
    for kit, pdf in zip(kits, pdfs, strict=True):
        texts = pdf_pages(pdf, tmp_path)
        starts = [n for n, t in enumerate(texts) if "READ ALOUD" in t and "Gives evidence of" in t]
        rates = [n for n, t in enumerate(texts) if "RATE AFTER THE INTERVIEW" in t]
        assert len(starts) == len(rates) == len(kit.questions)
        for question, start, rate in zip(kit.questions, starts, rates, strict=True):
            if rate - start > (2 if question.kind in {"coding", "design"} else 1):
                long.append((question.id, rate - start))
    assert long == []


def test_a_scale_is_never_split_from_its_notes(packs, tmp_path):
    for path in sorted(packs.glob("*interviewer.pdf")):
        for text in pdf_pages(path.read_bytes(), tmp_path):
            if "RATE AFTER THE INTERVIEW" in text:
                assert "NOTES: " in text
                assert all(
                    label in text for label in ("1 Poor", "2 Mixed", "3 Good", "4 Excellent")
                )


def test_notes_below_a_question_do_not_repeat_its_title(packs, tmp_path):
    (coding,) = packs.glob("*coding-interviewer.pdf")
    pages = [text for text in pdf_pages(coding.read_bytes(), tmp_path) if ", continued" in text]
    assert any("NOTES: " in text for text in pages)
    assert not [text for text in pages if re.search(r"^\d · ", text, re.MULTILINE)]


def test_a_scale_is_not_split_from_its_notes_in_word_either(sampled_packs, tmp_path):
    for number, docx in enumerate(sampled_packs("interviewer", "docx")):
        (tmp_path / f"{number}.docx").write_bytes(docx)
        converted = to_pdf(tmp_path / f"{number}.docx", tmp_path)
        texts = pdf_pages(converted.read_bytes(), tmp_path)
        rated = [text for text in texts if "RATE AFTER THE INTERVIEW" in text]
        assert rated
        for text in rated:
            assert "NOTES: " in text
            assert "4 Excellent" in text


def test_no_page_is_blank_and_each_shows_the_kit_id_or_the_number_of_the_sheet(packs, tmp_path):
    for path in sorted(packs.glob("*.pdf")):
        stem, _, edition = path.stem.rpartition("-")
        kit = read_kit(packs / f"{stem}-kit.yaml")
        shown = f"Sheet {kit.sheet}" if edition == "candidate" else f"Kit {kit.id}"
        texts = pdf_pages(path.read_bytes(), tmp_path)
        for number, text in enumerate(texts, 1):
            assert shown in text
            assert f"page {number} of {len(texts)}" in text
            assert len(text.split()) > 20, (path.name, number)


def test_page_counts_fit_the_use(packs):
    counts = {}
    for path in packs.glob("*.pdf"):
        with pikepdf.open(path) as pdf:
            counts[path.stem.removeprefix("senior-ml-engineer-")] = len(pdf.pages)
    assert counts["1-ml-depth-interviewer"] == 15
    assert counts["1-ml-depth-candidate"] == 6
    assert {count for name, count in counts.items() if name.endswith("scorecard")} == {1}


def test_the_scorecard_is_one_page_in_word_as_well(packs, tmp_path):
    for name in ("1-ml-depth", "4-behavioral-and-project"):
        converted = to_pdf(packs / f"senior-ml-engineer-{name}-scorecard.docx", tmp_path)
        with pikepdf.open(converted) as pdf:
            assert len(pdf.pages) == 1, name


def test_a_reference_solution_has_the_number_and_title_of_its_question(packs, tmp_path):
    path = packs / "senior-ml-engineer-3-coding-interviewer.pdf"
    heads = [" ".join(text.split()) for text in pdf_pages(path.read_bytes(), tmp_path)]
    assert any(re.search(r" \d Reference solution: \w", head) for head in heads)


def test_scores_come_after_all_questions(packs, tmp_path):
    path = packs / "senior-ml-engineer-1-ml-depth-interviewer.pdf"
    texts = pdf_pages(path.read_bytes(), tmp_path)
    scorecard = next(n for n, t in enumerate(texts) if "1. Rate each question" in t)
    assert scorecard > max(n for n, t in enumerate(texts) if "RATE AFTER" in t)
    assert "Not" in texts[scorecard]
    assert "Strong no" in texts[scorecard]
    assert "(3 × 3 + 2 × 4) ÷ (3 + 2) = 17 ÷ 5 = 3.4" in " ".join(texts[scorecard].split())


def test_the_outline_leads_to_every_question(packs):
    with pikepdf.open(packs / "senior-ml-engineer-1-ml-depth-interviewer.pdf") as pdf:
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root[0].children]
        assert outline.root[0].title == "Interviewer pack"
    assert titles[1:3] == ["How to run this interview", "Topics to stay away from"]
    assert titles[-2:] == ["Scorecard", "Figures to the expected answers"]
    assert [title[0] for title in titles if title[0].isdigit()] == list("12345")


def test_the_pdf_is_tagged_for_screen_readers(packs):
    for path in packs.glob("*.pdf"):
        with pikepdf.open(path) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang) == "en-GB"
            assert "pdfuaid" in pdf.Root.Metadata.read_bytes().decode()
            found = pdf_tags(pdf.Root.StructTreeRoot.K, {})
        assert {"/H1", "/P", "/Table", "/TH", "/TD"} <= set(found), path.name
        assert found["scoped"] == found["/TH"]
        assert found.get("/Figure") == found.get("described")


def test_a_long_question_flows_over_pages_and_loses_nothing(bank, theme, tmp_path):
    """Three pages of answer, two of follow-ups, a page of code for the candidate."""
    kit = kit_of(bank, bank.questions[:1])
    (question,) = kit.questions
    code = "```python\n" + "\n".join(f"line_{n} = {n}" for n in range(90)) + "\n```"
    follow = tuple(
        FollowUp(ask=f"Why {n}? " * 12, listen_for=f"Because {n}. " * 40) for n in range(12)
    )
    long = question.model_copy(
        update={
            "answer": "\n\n".join(f"Paragraph {n}. " * 30 for n in range(30)),
            "handout": code,
            "follow_ups": follow,
            "anchors": {level: f"Anchor {level} " * 60 for level in question.anchors},
        }
    )
    kit = kit.model_copy(update={"questions": (long, question)})
    for edition in ("candidate", "interviewer"):
        document = render_html(edition, EDITIONS[edition].view(kit, Occasion()), theme)
        path = tmp_path / f"{edition}.pdf"
        path.write_bytes(pack(kit, edition, theme))
        ours, theirs = letters(html_text(document.html)), letters(pdf_text(path, body_only=True))
        assert not ours - theirs, edition
    heads = [" ".join(page.split())[:120] for page in pdf_pages(path.read_bytes(), tmp_path)]
    goes_on = [f"1 {question.title}, continued" in head for head in heads]
    assert goes_on == [4 <= number < 9 for number in range(len(heads))], heads


def test_letter_paper_holds_the_same_pages(run, packs, tmp_path):
    kit = packs / "senior-ml-engineer-1-ml-depth-kit.yaml"
    assert run("render", kit, "--paper", "letter", "--output", tmp_path).exit_code == 0
    for path in tmp_path.rglob("*.pdf"):
        with pikepdf.open(BytesIO(path.read_bytes())) as pdf:
            assert [float(x) for x in pdf.pages[0].MediaBox[2:]] == pytest.approx([612, 792], abs=1)
            assert len(pdf.pages) <= {"interviewer": 20, "candidate": 6}[path.stem.split("-")[-1]]
