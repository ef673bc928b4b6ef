"""Word opens every file without repairing it, as far as a checker of Office Open XML can tell."""

import pytest

from kitgen.literals import EDITION_NAMES
from tests.extent import extent
from tests.reading import need_package

LOOP = ("senior-ml-engineer", "--seed", "7")
ROLE = (*LOOP, *extent(("--round", "coding"), ()))
EDITIONS = [part for name in EDITION_NAMES if name != "loop" for part in ("--edition", name)]
COMMANDS = {
    "packs": ("generate", *ROLE, *EDITIONS),
    "loop": ("generate", *LOOP, "--edition", "loop"),
    "calibration": ("calibrate", *ROLE),
    "catalogue": ("questions", "print", *extent(("--category", "ml-coding"), ())),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_word_has_nothing_to_repair(run, name, tmp_path):
    validator = need_package("openxml_audit").OpenXmlValidator()
    result = run(*COMMANDS[name], "--format", "docx", "--output", tmp_path)
    assert result.exit_code == 0, result.stderr
    files = sorted(tmp_path.rglob("*.docx"))
    assert files
    found = {file.name: list(map(str, validator.validate(file).errors)) for file in files}
    assert [name for name in found if found[name]] == [], found
