"""The scorecard: one full page on every paper, in PDF and in Word, with room for the arithmetic."""

from functools import cache
from itertools import cycle, product

import pytest
from lxml import html

from kitgen.literals import LAYOUTS, PAPERS
from kitgen.pipeline import packs, plan
from kitgen.request import Packing, Request
from kitgen.theme import load_theme
from tests.extent import extent
from tests.positions.packs import ROLES
from tests.positions.read import read_pages
from tests.reading import body_rows, need_pango, pdf_pages, to_pdf


@cache
def kits_of(role):
    return plan(Request(role=role)).kits


def made(kit, look, edition, format_):
    (file,) = packs([kit], Packing(load_theme(None, *look), (edition,), (format_,)))
    return file.content


def page_of(kit, edition="scorecard"):
    return html.document_fromstring(made(kit, (None,), edition, "html").decode())


def texts(cells):
    return [" ".join(cell.text_content().split()) for cell in cells]


def text_of(page):
    return " ".join(page.find("body").text_content().split())


@pytest.fixture(scope="module")
def kit():
    return kits_of("senior-ml-engineer")[0]


@pytest.fixture(scope="module")
def full():
    """Six questions with titles of a line, and eight competencies."""
    kits = kits_of("staff-ml-engineer")
    kit = kits[-1]
    competencies = (*kit.competencies, *kit.competencies)[:8]
    asked = [question for of_round in kits for question in of_round.questions]
    questions = tuple(sorted(asked, key=lambda question: len(question.title))[:6])
    return kit.model_copy(update={"competencies": competencies, "questions": questions})


@pytest.fixture(scope="module")
def single(kit):
    """One competency."""
    return kit.model_copy(update={"competencies": kit.competencies[:1]})


def assert_one_full_page(kit, look, path):
    need_pango()
    path.write_bytes(made(kit, look, "scorecard", "pdf"))
    pages = read_pages(path, load_theme(None, *look))
    assert len(pages) == 1
    assert pages[0].filled() >= 90


@pytest.mark.slow
@pytest.mark.parametrize(
    ("role", "paper"), extent(list(zip(ROLES, cycle(PAPERS))), list(product(ROLES, PAPERS)))
)
def test_it_fills_one_page(role, paper, tmp_path):
    for kit in kits_of(role):
        assert_one_full_page(kit, (paper, "normal"), tmp_path / "card.pdf")


@pytest.mark.slow
@pytest.mark.parametrize("look", list(product(PAPERS, LAYOUTS)), ids="-".join)
def test_many_rows_give_way_and_few_take_the_page(full, single, look, tmp_path):
    for kit in (full, single):
        assert_one_full_page(kit, look, tmp_path / "card.pdf")


@pytest.mark.slow
@pytest.mark.parametrize("edition", ["scorecard", "interviewer"])
@pytest.mark.parametrize(
    ("role", "number", "paper"),
    [("junior-ml-engineer", 0, "a4"), ("staff-ml-engineer", 2, "letter")],
)
def test_it_is_one_page_in_word(role, number, paper, edition, tmp_path):
    docx = tmp_path / "card.docx"
    docx.write_bytes(made(kits_of(role)[number], (paper,), edition, "docx"))
    found = pdf_pages(to_pdf(docx, tmp_path).read_bytes(), tmp_path)
    begun = [n for n, text in enumerate(found) if "1. Rate each question" in text]
    signed = [n for n, text in enumerate(found) if "Signature" in text]
    assert begun == signed
    assert len(begun) == 1


@pytest.mark.slow
def test_the_page_of_a_pack_has_all_names(kit, tmp_path):
    need_pango()
    found = pdf_pages(made(kit, (None,), "interviewer", "pdf"), tmp_path)
    (page,) = (text for text in found if "1. Rate each question" in text)
    assert all(name in page for name in ("Candidate", "Date", "Interviewer", "Signature"))


def test_all_names_have_a_blank(kit):
    page = page_of(kit)
    assert texts(page.xpath("//dl/dt")) == ["Candidate", "Date", "Interviewer", "Signature"]


def test_columns_that_are_added_end_in_an_empty_cell(kit):
    page = page_of(kit)
    (table,) = page.find_class("competencies")
    heads, sums = texts(table.xpath("thead/tr/*")), texts(body_rows(page, "competencies")[-1])
    blank = [head for head, cell in zip(heads, sums, strict=True) if not cell]
    assert sums[0] == "Sums"
    assert sums[-1].startswith("Score: …")
    assert blank == ["Weight", "Weight × mean"]


def test_one_competency_has_nothing_to_add(single):
    page = page_of(single)
    assert len(body_rows(page, "competencies")) == 1
    assert not page.find_class("sum")
    assert "The mean is the score." in text_of(page)
    assert not [head for head in texts(page.xpath("//thead//th")) if "Weight" in head]


def test_scores_are_rounded_once_and_are_under_their_verdicts(kit):
    page = page_of(kit)
    ranges = texts(page.find_class("range"))
    assert ranges == ["below 2.0", "2.0 to 2.9", "3.0 to 3.4", "3.5 or more"]
    said = "Round the score to one decimal, 2.95 to 3.0, before you compare it."
    assert text_of(page).count(said) == 1
    assert "(2 × 3 + 4) ÷ 3 = 3.33; keep two decimals." in text_of(page)


def test_the_bar_is_named_at_the_head_of_its_column(kit):
    for edition, table in (("scorecard", "ratings"), ("interviewer", "anchors")):
        for found in page_of(kit, edition).find_class(table):
            barred = [head for head in texts(found.xpath("thead/tr/*")) if "bar" in head.split()]
            assert [head.removeprefix("☐ ") for head in barred] == ["3 Good bar"]
