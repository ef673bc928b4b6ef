"""Pages that did not change are not laid out again, and a PDF is the same as if they were."""

import re
import shutil
import subprocess
import warnings
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from kitgen.cache import caching
from kitgen.editions.edition import EDITIONS
from kitgen.editions.occasion import Occasion
from kitgen.errors import BorrowedFont, MissingFont
from kitgen.kit.load import read_kit
from kitgen.render.document import Document
from kitgen.render.formats import RENDERERS
from kitgen.render.html import render_html
from kitgen.render.pdf.tree import elements
from kitgen.resources import shipped
from kitgen.theme import load_theme
from tests.extent import extent
from tests.reading import need, need_pango, sample_kit

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def _pango():
    need_pango()


def pack(theme, edition="interviewer"):
    """A pack of two questions."""
    kit = read_kit(sample_kit("1-ml-depth"))
    kit = kit.model_copy(update={"questions": kit.questions[:2]})
    view = EDITIONS[edition].view(kit, Occasion(None, None, None))
    return render_html(edition, view, theme)


def changed(document):
    """The pack with other words in the first anchor of its last question."""
    before, cell, after = document.html.rpartition('<table class="anchors')
    cell_end = after.index("<td>", after.index("<tbody>")) + len("<td>")
    text = f"{before}{cell}{after[:cell_end]}Seventeen other words, {after[cell_end:]}"
    return Document.of(text, "interviewer.html")


def as_pdf(document, theme, folder):
    """Render with a cache that has parts, but no whole document."""
    shutil.rmtree(folder / "pdf", ignore_errors=True) if folder else None
    with caching(folder):
        return RENDERERS["pdf"](document, theme)


def parts(folder):
    return sorted((folder / "pdf-part").iterdir())


def pictures(pdf):
    return [page.render(scale=1).to_pil().tobytes() for page in pypdfium2.PdfDocument(pdf)]


def structure(pdf, tmp_path):
    """The tags with their text, without the names by which cells know their headers."""
    (tmp_path / "x.pdf").write_bytes(pdf)
    command = [need("pdfinfo"), "-struct-text", str(tmp_path / "x.pdf")]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return re.sub(r"[\w-]+(-\d+-\d+[>)])|Object \d+", r"\1", told)


def bookmarks(pdf):
    document = pikepdf.open(BytesIO(pdf))
    pages = {page.objgen: number for number, page in enumerate(document.pages)}

    def told(items):
        return [
            (item.title, pages[item.destination[0].objgen], *map(str, item.destination[1:]))
            for outer in items
            for item in (outer, *outer.children)
        ]

    with document.open_outline() as outline:
        return told(outline.root)


def places(pdf):
    document = pikepdf.open(BytesIO(pdf))
    pages = {page.objgen: number for number, page in enumerate(document.pages)}
    names = list(document.Root.Names.Dests.Names)
    return {
        str(name): (pages[place[0].objgen], *map(str, list(place)[1:]))
        for name, place in zip(names[::2], names[1::2], strict=True)
    }


@pytest.mark.parametrize("layout", ["normal", "compact", *extent([], ["roomy"])])
def test_only_what_changed_is_laid_out_again_and_the_pdf_is_the_same(tmp_path, layout):
    theme = load_theme(None, None, layout)
    first = as_pdf(pack(theme), theme, tmp_path)
    before = parts(tmp_path)
    assert len(before) > 3
    assert as_pdf(pack(theme), theme, tmp_path) == first == as_pdf(pack(theme), theme, None)
    other = changed(pack(theme))
    assert as_pdf(other, theme, tmp_path) == as_pdf(other, theme, None) != first
    assert len(parts(tmp_path)) == len(before) + 1


@pytest.mark.parametrize("edition", ["interviewer", "candidate", "scorecard"])
def test_parts_make_the_pages_of_the_whole(tmp_path, edition):
    """A stylesheet of one's own might let parts depend on each other: such are laid out whole."""
    (tmp_path / "look").mkdir()
    shutil.copy(shipped("templates") / "style.css", tmp_path / "look")
    theme, own = load_theme(None), load_theme(tmp_path / "look")
    joined = as_pdf(pack(theme, edition), theme, tmp_path)
    kept = parts(tmp_path)
    whole = as_pdf(pack(own, edition), own, tmp_path)
    assert parts(tmp_path) == kept
    assert pictures(joined) == pictures(whole)
    assert structure(joined, tmp_path) == structure(whole, tmp_path)
    assert bookmarks(joined) == bookmarks(whole) != []
    if edition == "interviewer":
        assert places(joined) == places(whole) != {}
    assert len(joined) < 1.05 * len(whole)


@pytest.mark.parametrize("spoil", ["cut short", "changed", "missing", "swapped"])
def test_a_spoilt_part_is_laid_out_again(theme, tmp_path, spoil):
    first = as_pdf(pack(theme), theme, tmp_path)
    entry, other, *_ = parts(tmp_path)
    content = bytearray(entry.read_bytes())
    content[len(content) // 2] ^= 1
    if spoil == "missing":
        entry.unlink()
    elif spoil == "swapped":
        shutil.copy(other, entry)
    else:
        entry.write_bytes(content[:-100] if spoil == "cut short" else content)
    assert as_pdf(pack(theme), theme, tmp_path) == first


def test_a_borrowed_font_is_told_of_each_time(theme, tmp_path):
    """DejaVu Sans, which most machines have, has the letter."""
    text = pack(theme).html.replace("<h3>Opening</h3>", "<h3>Opening \u10e5</h3>", 1)
    document = Document.of(text, "interviewer.html")

    def told():
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            pdf = as_pdf(document, theme, tmp_path)
        return [str(each.message) for each in caught if each.category is BorrowedFont], pdf

    try:
        first = told()
    except MissingFont:
        pytest.skip("no font of this machine has the letter")
    assert first[0]
    assert told() == first


def test_a_character_without_a_font_is_refused_each_time(theme, tmp_path):
    text = pack(theme).html.replace("<h3>Opening</h3>", "<h3>Opening \U00012000</h3>", 1)
    document = Document.of(text, "interviewer.html")
    for _ in range(2):
        with pytest.raises(MissingFont, match=r"U\+12000"):
            as_pdf(document, theme, tmp_path)


def test_links_and_table_cells_of_parts_know_their_pages_and_headers(theme, tmp_path):
    document = pikepdf.open(BytesIO(as_pdf(pack(theme), theme, tmp_path)))
    found = list(elements(document.Root.StructTreeRoot))
    ids = [str(cell.ID) for cell in found if "/ID" in cell]
    asked = {
        str(name)
        for cell in found
        if cell.S == "/TD"
        for name in cell.get("/A", {}).get("/Headers", ())
    }
    assert len(ids) == len(set(ids))
    assert asked and asked <= set(ids)
    pages = {page.objgen for page in document.pages}
    assert {element.Pg.objgen for element in found if "/Pg" in element} <= pages
    owners = pikepdf.NumberTree(document.Root.StructTreeRoot.ParentTree)
    assert all(page.StructParents in owners for page in document.pages)


def test_a_page_that_is_left_blank_stays_where_it_is(theme, tmp_path):
    """A question begins on a left page: one that is moved by a page has a blank one before it."""
    text = pack(theme).html
    extra = '<section class="page"><h2>One more page</h2><p>With a line.</p></section>'
    moved = Document.of(
        text.replace('<article class="guide"', f'{extra}<article class="guide"', 1), "x.html"
    )
    first = as_pdf(moved, theme, tmp_path)
    assert (
        len(pypdfium2.PdfDocument(first))
        == len(pypdfium2.PdfDocument(as_pdf(pack(theme), theme, None))) + 2
    )
    assert as_pdf(moved, theme, tmp_path) == first
