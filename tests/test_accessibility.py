"""What two checkers of accessible PDFs find in packs: nothing but explained false alarms."""

from itertools import accumulate

import pytest

from tests.extent import extent
from tests.positions.faults import headings
from tests.positions.read import read_pages
from tests.reading import need_package, need_pango, words

pytestmark = pytest.mark.slow

PACKS = ["interviewer", "candidate", "scorecard", "loop", "calibration", "calibration-key"]
ROSTER = "candidate,interviewer,date\nAda Lovelace,Grace Hopper,3 May 2027\n"


@pytest.fixture(scope="session")
def documents(packs, catalogue, run, made_once):
    """The PDFs of an edition, or of the catalogue, for a name."""
    need_pango()

    def fill(folder):
        options = ("senior-ml-engineer", "--seed", 7, "--output", folder)
        for command in (["generate", "--edition", "loop"], ["calibrate", "--round", "ml-depth"]):
            assert run(*command, *options).exit_code == 0

    others = made_once("loop-and-calibration", fill)

    def fill_batch(folder):
        roster = folder / "roster.csv"
        roster.write_text(ROSTER, encoding="utf-8")
        options = ("--round", "ml-depth", "--seed", 7, "--output", folder)
        assert run("batch", "senior-ml-engineer", roster, *options).exit_code == 0

    batch = made_once("personal", fill_batch)

    def named(name):
        if name == "personal":
            return sorted(batch.rglob("*.pdf"))
        folders = (packs, others, catalogue)
        found = [path for folder in folders for path in sorted(folder.glob(f"*-{name}.pdf"))]
        assert found, name
        return found[:: extent(2, 1)]  # of the four rounds, the one of words and the one of code

    return named


def is_running(finding, path):
    """TAG-002 takes the head or foot of a page for prose, where too few pages repeat it."""
    page = read_pages(path)[finding.page - 1]
    edges = {word for line in page.running for word in words(line.text)}
    return set(words(finding.evidence.partition("…")[0])) <= edges


def is_repeated_heading(finding, path):
    """PAG-001 takes a heading at the top of several pages, such as 'Question 3', for their head.

    And the line that asks candidates to wait for their foot: it is read on each page. So is the
    label of a question, or of its first answer.
    """
    known = set(words(headings(read_pages(path))))
    known |= set(words("Read aloud to the candidate Answer A"))
    lines = [line for line in finding.evidence.split("; ") if not line.startswith("Please wait")]
    return all(set(words(line)) <= known for line in lines)


def is_form_to_fill_in(finding, path):
    """TBL-012 takes a table with many empty cells for layout: this one is for ratings."""
    return path.name.endswith("calibration-key.pdf")


def is_table_of_one_row(finding, path):
    """TBL-010 finds more heads than cells, as a table with a single row always has."""
    return "header cells against" in finding.message and path.name == "questions-catalogue.pdf"


def is_painted_later(finding, path):
    """ORD-001 minds that tick boxes and formulas are painted after the words around them.

    Their text is invisible, in a frame that cuts it off, and such frames are painted last. What is
    visible is painted in the order of the tags.
    """
    return all(painted_in_order(page) > 0.9 for page in read_pages(path))


def painted_in_order(page):
    """The share of the lines of text whose tags come after those of all lines painted before."""
    numbers = [line.tags[-1].number for line in page.body]
    later = [
        number
        for number, most in zip(numbers, accumulate(numbers, max), strict=True)
        if number == most
    ]
    return len(later) / max(1, len(numbers))


FALSE_ALARMS = {
    "ORD-001": is_painted_later,
    "TAG-002": is_running,
    "PAG-001": is_repeated_heading,
    "TBL-012": is_form_to_fill_in,
    "TBL-010": is_table_of_one_row,
}


@pytest.mark.parametrize("name", [*PACKS, "catalogue", "personal"])
def test_outloud_finds_nothing_but_false_alarms(documents, name):
    outloud = need_package("outloud")
    left = []
    for path in documents(name):
        result = outloud.check(str(path))
        assert result.error is None
        for finding in result.findings:
            explained = FALSE_ALARMS.get(finding.rule, lambda finding, path: False)
            if finding.severity != "info" and not explained(finding, path):
                left.append((path.name, finding.rule, finding.page, finding.message))
    assert left == []


@pytest.mark.parametrize("name", [*PACKS, "catalogue", "personal"])
def test_pdfua_finds_nothing(documents, name):
    pdfua = need_package("pdfua")
    for path in documents(name):
        found = pdfua.validate(str(path)).findings
        assert [(finding.rule_id, finding.message) for finding in found] == [], path.name
