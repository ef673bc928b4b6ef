"""Pages that have little room, for large type or long texts: what belongs together stays so."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from kitgen.cli import main
from kitgen.editions.occasion import Occasion
from kitgen.kit.load import read_kit
from kitgen.pipeline import packs
from kitgen.request import Packing
from kitgen.resources import shipped
from kitgen.theme import load_theme
from tests.positions import faults
from tests.positions.read import read_pages
from tests.reading import need_pango, pdf_pages

ROLE = "senior-ml-engineer"
LARGE = ("--theme", "large-print")


@pytest.fixture(scope="module")
def made(made_once):
    """Make the kits of a loop once, and return how to find them."""

    def fill(folder):
        arguments = ["plan", ROLE, "--seed", "7", "--output", str(folder)]
        assert CliRunner().invoke(main, arguments).exit_code == 0

    folder = made_once("kits-for-large-type", fill)
    return lambda round_="*": sorted(folder.glob(f"*-{round_}-kit.yaml"))


@pytest.fixture
def pack(run, made, tmp_path):
    """The path of the PDF of an edition."""

    def call(edition, look, round_="*"):
        need_pango()
        options = ("--edition", edition, *look, "--one-folder", "--output", tmp_path)
        assert run("render", *made(round_), *options).exit_code == 0
        (path,) = tmp_path.glob("*.pdf")
        return path

    return call


def theme_of(look):
    chosen = dict(zip(look[::2], look[1::2], strict=True))
    name = chosen.get("--theme")
    folder = Path(shipped("templates")) / "themes" / name if name else None
    return load_theme(folder, chosen.get("--paper"), chosen.get("--layout"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "look",
    [LARGE, ("--layout", "roomy", "--paper", "letter"), ("--theme", "corporate")],
    ids=lambda look: look[1],
)
def test_a_loop_pack_splits_no_table_and_prints_nothing_over_its_heads(pack, look):
    pages = read_pages(pack("loop", look), theme_of(look))
    checks = (faults.overlapping, faults.stranded, faults.split_tables)
    assert [found for check in checks for found in check(pages)] == []
    assert all(page.filled(with_room=True) > 15 for page in pages)
    lines = [line.text for page in pages for line in page.body if line.inside("TD")]
    products = [text for text in lines if "×" in text]
    assert len(products) == 16
    assert all(text.startswith("……") and text.endswith("=") for text in products)
    assert {"situational", "behavioral"} <= set(lines)


@pytest.mark.slow
def test_a_scale_has_its_label_on_its_page_and_no_line_is_over_the_foot(pack, tmp_path):
    path = pack("interviewer", LARGE, "coding")
    texts = [" ".join(text.split()) for text in pdf_pages(path.read_bytes(), tmp_path)]
    labelled = [n for n, text in enumerate(texts) if "RATE AFTER THE INTERVIEW" in text]
    scales = [n for n, text in enumerate(texts) if "1 Poor" in text and "Scorecard" not in text]
    assert labelled == scales
    assert len(labelled) == 2
    (asked,) = (
        page
        for page in read_pages(path, theme_of(LARGE))
        if "WHAT THE CANDIDATE ASKED" in text_of(page)
    )
    assert asked.seen.rules
    assert max(rule.bottom for rule in asked.seen.rules) <= asked.area.bottom


def text_of(page):
    return " ".join(line.text for line in page.body)


@pytest.mark.slow
def test_a_card_of_two_pages_has_the_whole_verdict_on_the_second(pack, tmp_path):
    path = pack("scorecard", LARGE, "ml-depth")
    _, second = pdf_pages(path.read_bytes(), tmp_path)
    assert "3. Give your verdict" in second
    assert "Signature" in second
    pages = read_pages(path, theme_of(LARGE))
    assert len(pages[1].seen.rules) >= 8


@pytest.mark.slow
def test_long_names_do_not_push_the_bar_off_a_page_nor_a_long_table_leave_its_label(made, tmp_path):
    need_pango()
    (path,) = made("ml-depth")
    kit = read_kit(path)
    row = "| INF-0001 | north | battery replaced, cover cracked at the left hinge |\n"
    first = kit.questions[0].model_copy(
        update={"handout": f"| Pump | Ward | Comment |\n|---|---|---|\n{60 * row}"}
    )
    role = kit.role.model_copy(update={"title": f"Principal {40 * 'device '}specialist"})
    kit = kit.model_copy(update={"role": role, "questions": (first, *kit.questions[1:])})
    occasion = Occasion(candidate=f"Maria {20 * 'de Villeneuve '}", date="Wednesday, 29 September")
    (file,) = packs([kit], Packing(load_theme(), ("interviewer",), occasions=(occasion,)))
    (tmp_path / "pack.pdf").write_bytes(file.content)
    pages = read_pages(tmp_path / "pack.pdf")
    assert list(faults.unbarred(pages)) == []
    assert list(faults.stranded(pages)) == []
