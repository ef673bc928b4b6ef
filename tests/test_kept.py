"""Packs that were made before come from the cache: the same bytes, without a new layout."""

import subprocess
import sys

import pytest

from kitgen.cache import caching
from kitgen.editions.occasion import Occasion
from kitgen.kit.load import read_kit
from kitgen.pipeline import packs
from kitgen.request import Packing
from tests.reading import need_pango, sample_kit

RENDER = """
import sys
from pathlib import Path
from kitgen.cache import caching
from kitgen.kit.load import read_kit
from kitgen.pipeline import packs, require_look
from kitgen.request import Packing
from kitgen.theme import load_theme

packing = Packing(load_theme(None, None), ("candidate",))
with caching(Path(sys.argv[1])):
    require_look(packing)
    (file,) = packs([read_kit(Path(sys.argv[2]))], packing)
print("weasyprint" in sys.modules)
sys.stdout.flush()
sys.stdout.buffer.write(file.content)
"""


@pytest.fixture
def made(tmp_path):
    """Make a candidate's sheet in a process; return whether it was laid out, and its bytes."""
    need_pango()

    def make():
        command = [sys.executable, "-c", RENDER, str(tmp_path), str(sample_kit("3-coding"))]
        done = subprocess.run(command, check=True, capture_output=True)
        laid_out, content = done.stdout.split(b"\n", 1)
        return laid_out == b"True", content

    return make


@pytest.mark.promise("bytes")
def test_a_pack_that_was_made_before_is_not_laid_out_again(made):
    first, again = made(), made()
    assert first[0]
    assert again == (False, first[1])


@pytest.mark.promise("files")
@pytest.mark.parametrize("spoil", ["cut short", "changed"])
def test_a_spoilt_pack_is_laid_out_again(made, tmp_path, spoil):
    _, content = made()
    (entry,) = (tmp_path / "pdf").iterdir()
    kept = bytearray(entry.read_bytes())
    kept[len(kept) // 2] ^= 1
    entry.write_bytes(kept[:-100] if spoil == "cut short" else kept)
    assert made() == (True, content)


def test_another_look_is_another_pack(theme, tmp_path):
    need_pango()
    kit = read_kit(sample_kit("3-coding"))
    colours = theme.tokens.colours.model_copy(update={"ink": "#112233"})
    other = type(theme)(
        theme.tokens.model_copy(update={"colours": colours}), theme.words, theme.folders
    )
    with caching(tmp_path):
        plain, blue = (
            next(packs([kit], Packing(look, ("candidate",)))).content for look in (theme, other)
        )
    assert plain != blue


@pytest.mark.promise("privacy")
@pytest.mark.parametrize("people", [1, 3])
def test_nothing_with_a_name_is_kept(theme, tmp_path, people):
    need_pango()
    kit = read_kit(sample_kit("3-coding"))
    wide = "Wilhelmina Alexandrina Konstantinowna von und zu"  # needs a layout of its own
    occasions = tuple(Occasion(f"{wide} {n}", None, "3 May") for n in range(people))
    with caching(tmp_path):
        list(packs([kit], Packing(theme, ("candidate",), ("pdf", "docx"), occasions)))
    kept = [
        path
        for path in tmp_path.rglob("*")
        if path.is_file() and path.parent.name.startswith("pdf")
    ]
    assert kept == []
