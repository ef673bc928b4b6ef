"""Two processes with two hash seeds make the same bytes, in every format."""

import os
import subprocess
import sys

import pytest

from tests.reading import need_pango


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
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert len(made[0]) == 14
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []
