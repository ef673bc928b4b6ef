"""The candidate sheet's room: of the right sort, as much as the minutes ask for, and in order."""

import re
from base64 import b64decode
from itertools import product

import pytest

from kitgen.kit.load import read_kit
from kitgen.theme import load_theme
from tests.extent import extent
from tests.positions.read import read_pages
from tests.reading import need_pango, pdf_pages, sample_kit, to_pdf
from tests.test_edges import words_of

ROUNDS = ("1-ml-depth", "2-ml-system-design", "3-coding", "4-behavioral-and-project")
WAIT = "Please wait."


@pytest.fixture(scope="module")
def sheet_pdf(run, made_once):
    """A round's sheet for Ada, in a layout; as PDF, or in Word and printed from there."""
    need_pango()

    def made(round_, layout="normal", paper="a4", format_="pdf"):
        def fill(folder):
            names = ("--candidate", "Ada Lovelace", "--date", "3 May 2027")
            look = ("--layout", layout, "--paper", paper, "--format", format_)
            kit = sample_kit(round_)
            edition = ("--edition", "candidate", "--output", folder)
            assert run("render", kit, *names, *look, *edition).exit_code == 0
            (file,) = folder.rglob("*.*")
            if format_ == "docx":
                file = to_pdf(file, folder)
            file.rename(folder / "sheet.pdf")

        return made_once(f"sheet-{round_}-{layout}-{paper}-{format_}", fill) / "sheet.pdf"

    return made


@pytest.fixture
def sheet(sheet_pdf, tmp_path):
    """The pages of such a sheet as text."""
    return lambda *which, **format_: pdf_pages(sheet_pdf(*which, **format_).read_bytes(), tmp_path)


def questions(*pages):
    """The numbers of the questions that begin on pages."""
    found = re.findall(r"^Question (\d+)$", "\n".join(pages), re.MULTILINE)
    return [int(number) for number in found]


def rooms(pages):
    return len(re.findall("ROOM TO WORK", "".join(pages)))


ROOMY = list(product(ROUNDS[:3], ["normal", "roomy"], ["a4", "letter"]))
# Each time one look of each round: both papers, both layouts.
SOME_ROOMY = [ROOMY[0], ROOMY[7], ROOMY[9]]


@pytest.mark.slow
@pytest.mark.parametrize(("round_", "layout", "paper"), extent(SOME_ROOMY, ROOMY))
def test_a_question_to_write_on_is_alone_until_the_candidate_may_turn_over(
    sheet, round_, layout, paper
):
    cover, *pages = sheet(round_, layout, paper)
    assert WAIT in cover
    starts = [n for n, page in enumerate(pages) if questions(page)]
    assert [questions(pages[n]) for n in starts] == [[n] for n in range(1, len(starts) + 1)]
    waits = [n for n, page in enumerate(pages) if WAIT in page]
    assert waits == [start - 1 for start in starts[1:]]


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_spoken_questions_share_pages_and_nobody_waits(sheet, format_):
    cover, *pages = sheet(ROUNDS[3], format_=format_)
    assert WAIT in cover
    assert not any(WAIT in page for page in pages)
    assert len(questions(pages[0])) > 1
    assert questions(*pages) == [1, 2, 3, 4]


@pytest.mark.slow
def test_there_is_a_page_for_each_twenty_minutes(sheet):
    for round_ in ROUNDS[1:3]:
        cover, *pages = sheet(round_)
        minutes = dict(re.findall(r"Question (\d)\n+(\d+)\n", cover))
        for number, length in minutes.items():
            more = sum(f"MORE ROOM FOR QUESTION {number}" in page for page in pages)
            assert more == (int(length) - 1) // 20


@pytest.mark.slow
@pytest.mark.parametrize("round_", extent(ROUNDS[2:], ROUNDS))
def test_room_fills_the_same_pages_in_word(sheet, sheet_pdf, round_):
    word = sheet(round_, format_="docx")
    assert len(word) == len(sheet(round_))
    waits = [words for words in words_of(sheet_pdf(round_, format_="docx")) if words[3] == "wait."]
    assert len(waits) == sum(WAIT in page for page in word)
    for page, _, (_, top, _, _), _ in waits:
        assert page == 1 or top > 0.8 * 842


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["pdf", "docx"])
@pytest.mark.parametrize("round_", extent(ROUNDS[2:], ROUNDS))
def test_name_date_and_kit_are_on_each_page(sheet, round_, format_):
    number = read_kit(sample_kit(round_)).sheet
    for page in sheet(round_, format_=format_):
        for words in ("Ada Lovelace", "3 May 2027", f"Sheet {number}"):
            assert words in page


@pytest.mark.slow
@pytest.mark.parametrize("round_", ROUNDS[:3])
def test_a_compact_sheet_has_about_half_the_pages(sheet, round_):
    normal, compact = sheet(round_), sheet(round_, "compact")
    assert len(compact) <= (len(normal) + 1) / 2
    assert not any(WAIT in page for page in compact)
    assert rooms(compact) == rooms(normal)


@pytest.mark.slow
def test_each_question_of_a_compact_sheet_has_lines_below_it(sheet_pdf):
    pages = read_pages(sheet_pdf(ROUNDS[3], "compact"), load_theme(None, None, "compact"))
    labels = [(page, line.box) for page in pages for line in page.body if line.is_label]
    assert len(labels) == 4
    for page, label in labels:
        below = [rule for rule in page.seen.rules if 0 < rule.top - label.bottom < 20]
        assert len(below) >= 2


def test_designs_have_dots_and_code_has_lines(run, tmp_path):
    def classes(round_):
        command = ("render", sample_kit(round_), "--edition", "candidate", "--format", "html")
        assert run(*command, "--output", tmp_path).exit_code == 0
        (page,) = tmp_path.rglob(f"*{round_}*.html")
        body = page.read_text().split("<body>")[1]
        return [
            room.split(" data-")[0]
            for room in re.findall(r'<div (class="(?:work|lines)"[^>]*)', body)
        ]

    lines, dots = 'class="lines"', 'class="work"'
    assert classes("2-ml-system-design") == [lines, dots, dots]
    assert set(classes("3-coding")) == {lines}
    assert set(classes("4-behavioral-and-project")) == {lines}


@pytest.mark.parametrize(("paper", "width"), [("a4", 178), ("letter", 183.9)])
def test_dots_reach_both_margins(run, paper, width, tmp_path):
    command = ("render", sample_kit("2-ml-system-design"), "--edition", "candidate")
    options = ("--format", "html", "--paper", paper, "--output", tmp_path)
    assert run(*command, *options).exit_code == 0
    (page,) = tmp_path.rglob("*.html")
    image = re.search(r"--dots:url\(data:image/svg\+xml;base64,([^)]*)\)", page.read_text())
    drawn = b64decode(image[1]).decode()
    (left, length), *_ = re.findall(r"M([\d.]+) [\d.]+h([\d.]+)", drawn)
    dash, gap = map(float, re.search(r"dasharray='([\d.]+) ([\d.]+)'", drawn).groups())
    assert float(left) == 0.25
    assert float(left) + float(length) - dash == pytest.approx(width - 0.25, abs=0.01)
    assert 4.93 <= dash + gap <= 4.96
    dots = (float(length) - dash) / (dash + gap)
    assert dots == pytest.approx(round(dots), abs=0.002)
