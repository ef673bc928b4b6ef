"""The pictures of the built-in bank: each is what its script draws, and some question shows it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.extent import extent

ROOT = Path(__file__).parent.parent
FIGURES = ROOT / "questions" / "figures"
NAMES = sorted(path.stem for path in FIGURES.glob("*.svg"))
DRAWN = NAMES[:: extent(5, 1)]
NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
NAME = re.compile(r"\b[mp][0-9a-f]{10}\b")  # a digest of coordinates, to their last digit
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Pictures, drawn anew."""
    folder = tmp_path_factory.mktemp("figures")
    subprocess.run([sys.executable, ".make/figures", str(folder), *DRAWN], cwd=ROOT, check=True)
    return folder


def test_there_is_a_script_for_each_picture_and_no_other(drawn):
    assert sorted(path.stem for path in FIGURES.glob("[a-z]*.py")) == NAMES
    assert sorted(path.stem for path in drawn.iterdir()) == DRAWN


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_what_its_script_draws(name, drawn):
    """Else: make figures. Another version of the font may move a line by a twentieth of a point."""
    committed, again = (
        NAME.sub("name", (folder / f"{name}.svg").read_text(encoding="utf-8"))
        for folder in (FIGURES, drawn)
    )
    assert NUMBER.sub("0", again) == NUMBER.sub("0", committed)
    assert numbers(again) == pytest.approx(numbers(committed), abs=0.05)


def numbers(svg):
    return [float(number) for number in NUMBER.findall(svg)]


def test_every_picture_is_shown_by_one_question(bank):
    shown = [
        name
        for question in bank.questions
        for text in (question.prompt, question.handout or "", question.answer)
        for name in re.findall(r"\]\(figures/(\w+)\.svg", text)
    ]
    assert sorted(shown) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_small_and_needs_nothing_else(name):
    svg = (FIGURES / f"{name}.svg").read_text(encoding="utf-8")
    assert len(svg) < 60_000
    assert not re.search(r"<(script|style|image|text|foreignObject|!DOCTYPE|metadata)\b", svg)
    assert set(re.findall(r"\w+://[^\"]+", svg)) <= NAMESPACES
