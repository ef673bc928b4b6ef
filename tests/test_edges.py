"""Long names, long runs and wide tables: nothing leaves its column or its page."""

import re
import subprocess
from itertools import pairwise

import pytest
import yaml

from tests.reading import need, need_pango

RUN = 40 * "c0ffee"
NAME = "sklearn.model_selection.StratifiedGroupKFold.get_n_splits_of_every_group_in_the_data"
COLUMNS = 12
TABLE = "\n".join(
    [
        "|" + "".join(f" feature_number_{n} |" for n in range(COLUMNS)),
        "|" + COLUMNS * "---|",
        "|" + "".join(f" 12{n:02}4567.25 |" for n in range(COLUMNS)),
    ]
)


@pytest.fixture(scope="module")
def long_bank(bank, tmp_path_factory):
    """A bank of one question with all that is hard to fit."""
    question = {
        "id": "long-names",
        "title": "Long names",
        "kind": "concept",
        "seniority": ["mid"],
        "competencies": ["ml-fundamentals"],
        "difficulty": 2,
        "minutes": 10,
        "prompt": f"What is **3f9a**{RUN}, and `{NAME}`?",
        "handout": TABLE,
        "answer": f"It is {RUN}, and https://example.org/{RUN}.",
        "key_points": [{"needed": True, "point": f"Names {NAME}"}],
        "follow_ups": [{"ask": "What then?", "listen_for": NAME}],
        "signals": {"strong": [NAME], "weak": [f"`{NAME}`"]},
        "rubric": {"default": dict.fromkeys(range(1, 5), f"Says `{NAME}` or {NAME}.")},
        "status": "reviewed",
    }
    folder = tmp_path_factory.mktemp("long")
    (folder / "ml-theory.yaml").write_text(yaml.safe_dump([question]))
    return folder


def words_of(pdf):
    """Yield the words of a PDF, each with its page and its box in points, and the page's width."""
    command = [need("pdftotext"), "-bbox", str(pdf), "-"]
    page = 0
    for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.split(
        "\n"
    ):
        numbers = [float(n) for n in re.findall(r'"([\d.-]+)"', line)]
        if "<page " in line:
            page, width = page + 1, numbers[0]
        elif "<word " in line:
            yield page, width, numbers, re.sub("<[^>]*>", "", line).strip()


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_nothing_leaves_its_page_or_covers_its_neighbour(run, long_bank, paper, tmp_path):
    need_pango()
    only = ("--bank", long_bank, "--seniority", "mid", "--category", "ml-theory=1")
    options = ("--minutes", 30, "--include", "long-names", "--paper", paper, "--output", tmp_path)
    result = run("generate", *only, *options)
    assert result.exit_code == 0, result.stderr
    files = list(tmp_path.rglob("*.pdf"))
    assert len(files) == 2
    margin = 16 / 25.4 * 72
    for file in files:
        found = list(words_of(file))
        assert any("c0ffee" in word for _, _, _, word in found)
        for page, width, (left, _, right, _), word in found:
            assert margin - 1 < left, (file.name, page, word)
            assert right < width - margin + 1, (file.name, page, word)
        assert list(overlaps(found)) == []


def overlaps(found):
    """Yield pairs of words that follow each other and are printed over each other."""
    for one, other in pairwise(found):
        (page, _, (left, top, right, bottom), word), (page2, _, box, word2) = one, other
        across = min(right, box[2]) - max(left, box[0])
        down = min(bottom, box[3]) - max(top, box[1])
        if page == page2 and across > 1 and down > (bottom - top) / 2:
            yield page, word, word2
