"""The catalogue: all that is written for questions of the bank, as one document."""

import json
import re

import pikepdf
import pytest
from docx import Document

from tests.conftest import CATALOGUE
from tests.reading import html_text, pdf_pages, pdf_tags, words


@pytest.fixture(scope="module")
def page(run, tmp_path_factory):
    """The whole bank as HTML, and its words."""
    folder = tmp_path_factory.mktemp("whole")
    result = run("questions", "print", "--format", "html", "--output", folder)
    assert result.stdout == f"{folder / 'questions-catalogue.html'}\n"
    return (folder / "questions-catalogue.html").read_text()


def spaced(text):
    return " ".join(words(text))


def test_it_has_every_question_by_category_with_all_that_is_written_for_it(page, bank):
    article = r'<article class="entry" id="question-(\d+)">(.*?)</article>'
    entries = dict(re.findall(article, page, re.S))
    places = [category.id for category in bank.categories]
    ordered = sorted(bank.questions, key=lambda question: places.index(question.category))
    assert len(entries) == len(ordered)
    for number, question in enumerate(ordered, 1):
        text = spaced(re.sub("<[^>]+>", "", entries[str(number)]))
        texts = [question.id, question.title, f"difficulty {question.difficulty}", question.status]
        texts += [f"{question.minutes} minutes", ", ".join(question.seniority), *question.enemies]
        texts += [reference.title for reference in question.references]
        texts += [follow_up.ask for follow_up in question.follow_ups]
        texts += [point.point for point in question.key_points]
        for level in question.seniority:
            texts += question.anchors(level).values()
        plain = [part for part in texts if not re.search(r"[$`*_<&>]", part)]
        assert len(plain) > 12
        assert [part for part in plain if spaced(part) not in text] == []
    assert f"{len(ordered)} questions" in html_text(page)


OWN = """
- id: two-readings
  title: Two readings
  kind: concept
  seniority: [junior, mid, senior]
  competencies: [ml-fundamentals]
  difficulty: 2
  minutes: 8
  prompt: Which of the two is right?
  answer: The second.
  key_points: [{needed: mid, point: Names the second}]
  follow_ups: [{needed: senior, ask: Why?, listen_for: A reason}]
  signals: {strong: [Asks for the unit], weak: [Guesses]}
  rubric:
    default: {1: Names the first., 2: Names both., 3: Names the second., 4: Says why.}
    senior: {3: Names the second with its error.}
    staff: {3: Names the second with its error.}
  allow: {few-follow-ups: There is one reason.}
"""


def printed(run, folder, text, *flags):
    (folder / "ml-theory.yaml").write_text(text)
    return run("questions", "print", "--bank", folder, "--output", folder, *flags)


def test_an_anchor_is_printed_once_with_the_seniorities_that_it_is_for(run, tmp_path):
    assert printed(run, tmp_path, OWN, "--format", "html").exit_code == 0
    text = " ".join(html_text((tmp_path / "ml-theory-catalogue.html").read_text()).split())
    assert "draft" in text
    assert "Needed from mid Names the second Follow up Must ask from senior Why?" in text
    ratings = (
        "1 Poor Names the first. 2 Mixed Names both. 3 Good junior, mid Names the second. "
        "senior, staff Names the second with its error. 4 Excellent Says why. "
        "Exempt from few-follow-ups : There is one reason."
    )
    assert ratings in text


def test_a_text_that_cannot_be_printed_is_located_and_nothing_is_written(run, tmp_path):
    result = printed(run, tmp_path, OWN.replace("The second.", r"The $\frac{1$."))
    assert result.exit_code == 1
    assert f"{tmp_path / 'ml-theory.yaml'}:10:" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["ml-theory.yaml"]


def test_a_part_is_printed_by_the_filters_of_list(run, bank, tmp_path):
    flags = ("--text", "fraud", "--seniority", "staff", "--format", "html", "--output", tmp_path)
    listed = run("questions", "list", *flags[:4]).stdout.splitlines()[1:]
    assert run("questions", "print", *flags).exit_code == 0
    page = (tmp_path / "questions-catalogue.html").read_text()
    found = re.findall(r"<code>([a-z0-9-]+)</code> · ", page)
    assert set(found) == {row.split()[0] for row in listed}
    assert f"{len(listed)} of {len(bank.questions)} questions" in page
    none = run("questions", "print", "--text", "nosuchword", "--output", tmp_path)
    assert (none.exit_code, none.stdout) == (1, "")
    assert "no question is like this" in none.stderr


@pytest.mark.slow
def test_its_outline_is_of_categories_and_questions(catalogue):
    with pikepdf.open(catalogue / "questions-catalogue.pdf") as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "Question catalogue"
        assert [part.title for part in top.children] == ["ML coding from scratch", "Behavioral"]
        titles = [entry.title for part in top.children for entry in part.children]
        assert [title.split()[0] for title in titles] == [str(n) for n in range(1, len(titles) + 1)]
        assert not any(entry.children for part in top.children for entry in part.children)


@pytest.mark.slow
def test_its_headings_and_tables_are_tagged_and_each_page_says_whom_it_is_not_for(
    catalogue, bank, tmp_path
):
    whole = len(bank.questions)
    content = (catalogue / "questions-catalogue.pdf").read_bytes()
    with pikepdf.open(catalogue / "questions-catalogue.pdf") as pdf:
        found = pdf_tags(pdf.Root.StructTreeRoot.K, {})
    assert {"/H1", "/H2", "/H3", "/H4", "/Table", "/TH"} <= set(found)
    assert found["scoped"] == found["/TH"]
    for text in pdf_pages(content, tmp_path):
        assert f"of {whole} questions · 3 May 2027 · confidential: not for candidates" in text
        assert len(text.split()) > 20


@pytest.mark.slow
def test_word_shows_categories_and_questions_in_its_outline_too(catalogue, run):
    document = Document(catalogue / "questions-catalogue.docx")
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name[-1] in "12"]
    assert [text for style, text in headings if style == "Heading 1"] == [
        "ML coding from scratch",
        "Behavioral",
    ]
    titles = [text for style, text in headings if style == "Heading 2"]
    listed = json.loads(run("questions", "list", *CATALOGUE, "--json").stdout)
    first, *_ = [question for question in listed if question["category"] == "ml-coding"]
    assert titles[0] == f"1 {first['title']}"
    assert len(titles) == len(listed)
