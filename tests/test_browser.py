"""HTML in a browser: on a phone, to a checker of accessibility, and printed as the PDF is."""

import re
import shutil
import subprocess

import pytest
from PIL import Image, ImageOps, ImageStat

from kitgen.render.browser.browser import render_html_file
from kitgen.render.document import Document
from kitgen.render.markdown import to_html
from tests.extent import extent
from tests.reading import html_text, letters, need, pdf_pages, pdf_text, sample_kit
from tests.reading import page as of_body

BROWSERS = ("chromium", "google-chrome")
ROUNDS = ("1-ml-depth", "2-ml-system-design", "3-coding", "4-behavioral-and-project")
PHONE, DESK = 360, 1200
ONE_OF_EACH = (
    "1-ml-depth-interviewer",
    "3-coding-candidate",
    "4-behavioral-and-project-scorecard",
    "loop",
)
STEMS = (*ONE_OF_EACH, "3-coding-interviewer", "1-ml-depth-candidate")

KIT = re.compile(r"\b(Kits? [0-9A-F]{4}-[0-9A-F]{4}|Sheet \d{4})\b")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    found = next(filter(shutil.which, BROWSERS), "chromium")
    # As root, which CI is, Chromium starts without its sandbox only.
    options = {"executable_path": need(found), "args": ["--no-sandbox"]}
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(**options)
        yield running
        running.close()


@pytest.fixture(scope="module")
def folder(packs, run, made_once):
    """The packs, and those of the whole loop, as PDF and HTML."""

    def fill(place):
        for path in packs.glob("*.*"):
            shutil.copy(path, place)
        kits = [sample_kit(name) for name in ROUNDS]
        formats = ("--format", "pdf", "--format", "html")
        result = run("render", *kits, *formats, "--edition", "loop", "--output", place)
        assert result.exit_code == 0, result.stderr

    return made_once("packs-and-loop", fill)


@pytest.fixture
def opened(browser, folder):
    """Open a pack in a window of some width."""
    pages = []

    def call(stem, width):
        page = browser.new_page(viewport={"width": width, "height": 800})
        pages.append(page)
        page.goto(path_of(folder, stem, "html").as_uri())
        page.evaluate("document.fonts.ready")
        return page

    yield call
    for page in pages:
        page.close()


def path_of(folder, stem, suffix):
    return folder / f"senior-ml-engineer-{stem}.{suffix}"


@pytest.fixture
def printed(opened, tmp_path):
    """Print a pack, with or without the browser's option to print backgrounds."""

    def call(stem, *, backgrounds=False):
        path = tmp_path / "printed.pdf"
        opened(stem, DESK).pdf(path=path, prefer_css_page_size=True, print_background=backgrounds)
        return path

    return call


@pytest.mark.parametrize("width", [PHONE, 500, DESK])
def test_nothing_is_wider_than_the_screen(opened, folder, width):
    stems = [path.stem.removeprefix("senior-ml-engineer-") for path in folder.glob("*.html")]
    assert len(stems) == 13
    for stem in stems if width == PHONE else extent(ONE_OF_EACH, stems):
        page = opened(stem, width)
        assert page.evaluate("document.documentElement.scrollWidth") == width, stem


@pytest.mark.parametrize("width", extent([PHONE], [PHONE, DESK]))
@pytest.mark.parametrize("stem", ONE_OF_EACH)
def test_axe_finds_no_barrier(opened, stem, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(opened(stem, width), options={}).response
    assert [rule["id"] for rule in found["violations"]] == []
    assert {"color-contrast", "heading-order", "landmark-one-main"} <= {
        rule["id"] for rule in found["passes"]
    }


@pytest.mark.parametrize("stem", STEMS)
def test_a_browser_prints_the_pages_and_words_of_the_pdf(printed, folder, stem, tmp_path):
    ours, theirs = printed(stem), path_of(folder, stem, "pdf")
    pages = pdf_pages(ours.read_bytes(), tmp_path)
    assert len(pages) == len(pdf_pages(theirs.read_bytes(), tmp_path))
    assert [page for page in pages if not KIT.search(page)] == []
    text = html_text(path_of(folder, stem, "html").read_text())
    assert letters(pdf_text(ours, body_only=True)) == letters(text)


def test_boxes_and_strikes_of_formulas_are_drawn_and_nothing_scrolls(browser, theme):
    formulas = r"\boxed{y} + \cancel{x} + \frac{1}{\sqrt{2}}"
    document = Document.of(of_body(to_html(f"$$x^2$$\n\n$$\n{formulas}\n$$")), "x.html")
    page = browser.new_page(viewport={"width": 900, "height": 800})
    page.set_content(render_html_file(document, theme).decode())
    looks = page.evaluate(
        """[...document.querySelectorAll('menclose')].map(getComputedStyle)
        .map(look => [look.borderTopStyle, look.backgroundImage.includes('gradient')])"""
    )
    # What is to be seen of each formula, beyond the room for it.
    hidden = page.evaluate(
        """[...document.querySelectorAll('.display')]
        .map(({scrollHeight, clientHeight}) => scrollHeight - clientHeight)"""
    )
    page.close()
    assert looks == [["solid", False], ["none", True]]
    assert hidden == [0, 0]


def darkness(pdf, number, box, tmp_path):
    """How dark a part of a page is, from 0 to 255: left, top, right and bottom as its share."""
    command = [need("pdftoppm"), "-r", "40", "-f", str(number), "-singlefile", "-gray", pdf]
    subprocess.run([*command, tmp_path / "page"], check=True)
    page = Image.open(tmp_path / "page.pgm")
    sides = zip(box, page.size * 2, strict=True)
    part = ImageOps.invert(page).crop([int(share * size) for share, size in sides])
    return part.getextrema()[1], ImageStat.Stat(part).mean[0]


def test_bars_and_room_to_write_are_printed_though_backgrounds_are_not_ticked(printed, tmp_path):
    interviewer = printed("1-ml-depth-interviewer")
    bar = darkness(interviewer, 2, (0.4, 0.02, 0.9, 0.06), tmp_path)
    assert bar[0] > 200
    candidate = printed("1-ml-depth-candidate")
    assert darkness(candidate, 2, (0.2, 0.8, 0.8, 0.9), tmp_path)[1] > 0.2


def test_no_line_is_below_the_words_that_end_a_page(printed, tmp_path):
    """Browsers print the ground of pages too, which in the PDF has the lines to write on."""
    candidate = printed("1-ml-depth-candidate", backgrounds=True)
    assert darkness(candidate, 2, (0.2, 0.84, 0.8, 0.86), tmp_path)[0] > 100
    assert darkness(candidate, 2, (0.2, 0.88, 0.8, 0.94), tmp_path)[0] < 5
