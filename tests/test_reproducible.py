"""Two processes with two hash seeds make the same bytes, in every format."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reading import need_pango

KIT = Path(__file__).parent.parent / "examples" / "kits" / "senior-ml-engineer-3-coding-kit.yaml"
# A machine where a library of WeasyPrint, which it can do without, is not installed.
WITHOUT_SUBSET = """
import cffi

load = cffi.FFI.dlopen


def load_others(self, name, *flags):
    if "harfbuzz-subset" in name:
        raise OSError(name)
    return load(self, name, *flags)


cffi.FFI.dlopen = load_others
from weasyprint.text.ffi import harfbuzz_subset

assert harfbuzz_subset is None
"""
RENDER = "import sys; from kitgen.cli import main; main(sys.argv[1:])"


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(tmp_path):
    need_pango()
    made = []
    for hash_seed in ("1", "2"):
        folder = tmp_path / hash_seed
        command = [
            sys.executable,
            "-m",
            "kitgen",
            "generate",
            "senior-ml-engineer",
            "--seed",
            "7",
            "--format",
            "pdf",
            "--format",
            "docx",
            "--format",
            "html",
            "--round",
            "ml-depth",
            "--round",
            "coding",
            "--output",
            str(folder),
        ]
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        subprocess.run(command, check=True, capture_output=True, env=environment)
        made.append({path.name: path.read_bytes() for path in folder.rglob("*.*")})
    assert len(made[0]) == 14
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []


@pytest.mark.slow
def test_fonts_are_cut_to_the_same_bytes_without_the_library_that_weasyprint_cuts_them_with(
    tmp_path,
):
    need_pango()
    made = []
    for number, code in enumerate((RENDER, WITHOUT_SUBSET + RENDER)):
        folder = tmp_path / str(number)
        command = [sys.executable, "-c", code, "render", KIT, "--edition", "interviewer"]
        subprocess.run([*command, "--output", folder], check=True, capture_output=True)
        made.append({path.name: path.read_bytes() for path in folder.rglob("*.*")})
    assert made[0] == made[1] != {}
