"""Where things are on the pages of finished packs, in every look."""

from itertools import combinations

import pytest

from kitgen.literals import PAPERS
from tests.extent import extent
from tests.positions import faults
from tests.positions.guides import room_on
from tests.positions.packs import Look, make_and_measure, one_of_each, read_measured
from tests.positions.read import read_pages
from tests.reading import need_pango

PAGE = """<!doctype html><html lang="en"><title>A page</title><style>
@page { size: A4; margin: 19mm 16mm 17mm }
body { font: 10pt sans-serif; margin: 0 } h2 { font-size: 17pt; margin: 0 }
section { break-before: page } .rest { height: 160mm }
</style>"""
# The papers and layouts of an hour of depth.
DEPTH = [("a4", "normal"), ("letter", "compact"), ("letter", "normal"), ("a4", "compact")]
# Both papers, every layout, and rounds of words, of code and of four kinds of questions.
LOOKS = extent(
    [
        Look("senior-ml-engineer", 1, 7, "a4", "normal"),
        Look("senior-ml-engineer", 1, 7, "letter", "compact"),
        Look("ml-engineer", 2, 7, "letter", "normal"),
        Look("junior-ml-engineer", 1, 7, "a4", "roomy"),
    ],
    list(one_of_each(seed=7)),
)


@pytest.fixture(scope="session")
def measured(made_once):
    """What was measured in the packs of a look, which are made once for all tests."""
    need_pango()
    return lambda look: read_measured(made_once(str(look), lambda f: make_and_measure(look, f)))


def pages_of(body, tmp_path):
    need_pango()
    from weasyprint import HTML

    path = tmp_path / "page.pdf"
    path.write_bytes(HTML(string=PAGE + body).write_pdf(pdf_variant="pdf/ua-1"))
    return read_pages(path)


TALL = "<div class=rest></div><p>The last line.</p>"
FAULTS = {
    faults.outside_margins: "<p style='margin-left: -3mm'>Too far left</p>" + TALL,
    faults.overlapping: "<p>Under it</p><p style='margin-top: -9mm'>Over it</p>" + TALL,
    faults.stranded: "<div class=rest></div><h2>A heading</h2><section>Its text</section>",
    faults.split_tables: "<table><thead><tr><th>Head</th></tr></thead>"
    + 2 * "<tr><td style='height: 150mm'>Cell</td></tr>"
    + "</table>",
    faults.small_type: "<p style='font-size: 7pt'>Small print</p>" + TALL,
    faults.sparse: "<p>Lonely</p>",
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_each_fault_of_a_page_is_found(fault, tmp_path):
    pages = pages_of(FAULTS[fault], tmp_path)
    found = {check.__name__: list(check(pages)) for check in FAULTS}
    if fault is not faults.sparse:  # the other pages are short
        found.pop("sparse")
    assert [name for name, places in found.items() if places] == [fault.__name__]


def test_raised_and_lowered_signs_are_no_small_type(tmp_path):
    body = (
        "<p>x<sub style='font-size: .72em'>1</sub> and y<sup style='font-size: .72em'>2</sup></p>"
    )
    assert set(faults.sizes(pages_of(body, tmp_path))) == {10.0}


def test_a_bar_is_solid_and_dark(tmp_path):
    bars = [f"<p style='background: {colour}'>Text</p>" for colour in ("#111", "#eee")]
    assert [len(pages_of(bar, tmp_path)[0].seen.bars) for bar in bars] == [1, 0]


def test_ruled_lines_and_dots_are_room_to_write(tmp_path):
    line = "<div style='height: 8mm; border-bottom: .2mm solid #b9c0c7'></div>"
    table = (
        "<table style='width: 100%'><tr><td style='border-bottom: 1pt solid'>Text</td></tr></table>"
    )
    dots = "radial-gradient(circle, #b9c0c7 .3mm, transparent .3mm)"
    dotted = f"<div style='height: 40mm; background: {dots} 0 0 / 5mm 5mm'></div>"
    (page,) = pages_of("<p>Text</p>" + 6 * line + table + dotted, tmp_path)
    assert len(page.seen.dots) == 8
    assert room_on(page) == 6 + 8 * 5 / 8


LONG = 25  # minutes, from which there are two more pages for notes
A_PAGE = 40  # lines


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_nothing_is_out_of_place(measured, look):
    found = measured(look).faults
    assert not found, "\n".join(found)


@pytest.mark.slow
@pytest.mark.parametrize("paper", PAPERS)
def test_room_to_write_grows_with_minutes(measured, paper):
    """In the normal layout: compact pages have what is left, and roomy ones more than is asked.

    A full page gives up a line, and a question whose code needs two pages more has all of these.
    """
    looks = [look for look in LOOKS if (look.paper, look.layout) == (paper, "normal")]
    rooms = [room for look in looks for room in measured(look).room]
    rooms = [room for room in rooms if room.minutes >= LONG or room.lines < A_PAGE]
    assert rooms
    less = [
        (one, other)
        for one, other in combinations(sorted(rooms, key=lambda room: room.minutes), 2)
        if one.kind == other.kind and one.minutes < other.minutes and one.lines > other.lines + 1
    ]
    assert less == []


@pytest.mark.slow
@pytest.mark.parametrize(("paper", "layout"), extent(DEPTH[:2], DEPTH))
def test_an_hour_of_depth_has_few_pages(measured, paper, layout):
    """The last page of the normal layout has the figures of expected answers."""
    look = Look("senior-ml-engineer", 1, 7, paper, layout)
    assert measured(look).pages <= {"normal": 15, "compact": 9}[layout]
