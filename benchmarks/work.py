"""The work that is measured: a pack, a bank that is changed, a bank of any size."""

import re
import shutil
from itertools import count
from pathlib import Path

from benchmarks.processes import kitgen, run
from kitgen.bank.load import load_bank
from kitgen.resources import shipped

ROLE = "senior-ml-engineer"
PACK = f"generate {ROLE} --round ml-depth --edition interviewer --seed 7 --force"
_ASKED = "propensity-weighting"  # a question of that pack


def bank_in(folder: Path) -> Path:
    """Copy the shipped bank, to be changed."""
    return shutil.copytree(shipped("questions"), folder / "bank")


def page_of(bank: Path, folder: Path) -> Path:
    """Return the pack as a page of HTML, for peers to print."""
    run(kitgen(f"--no-cache {PACK} --format html", "--bank", bank, "--output", folder))
    (page,) = folder.glob("*.html")
    return page


class Anchor:
    """The first anchor of a question that the pack asks, with another number at each change."""

    def __init__(self, bank: Path) -> None:
        asked = f"- id: {_ASKED}\n"
        found = (p for p in bank.glob("*/*.yaml") if asked in p.read_text(encoding="utf-8"))
        self._file = next(found)
        text = self._file.read_text(encoding="utf-8")
        place = re.compile(r"^ +default:\n +1: (>-\n +)?", re.MULTILINE)
        first = place.search(text, text.index(asked))
        assert first, f"{_ASKED} has no rubric"
        self._parts, self._numbers = (text[: first.end()], text[first.end() :]), count(1)

    def change(self) -> None:
        """Write the file with an anchor that it never had."""
        before, after = self._parts
        self._file.write_text(f"{before}In {next(self._numbers)} ways {after}", encoding="utf-8")


def large_bank(folder: Path, least: int) -> tuple[Path, int]:
    """Write the shipped bank over and over, by other names; return it and how many questions."""
    bank = bank_in(folder)
    shutil.rmtree(bank / "samples")
    copies = -(-least // len(load_bank().questions))
    for path in tuple(bank.glob("*/*.yaml")):
        text = path.read_text(encoding="utf-8")
        path.unlink()
        for copy in range(copies):
            path.with_stem(f"{path.stem}-{copy}").write_text(_renamed(text, copy), encoding="utf-8")
    return bank, copies * len(load_bank().questions)


def _renamed(text: str, copy: int) -> str:
    """Give questions and their titles a number, and those too that they must not be asked with."""
    text = re.sub(r"^(- id|  title): (.+)", rf"\1: \2-{copy}", text, flags=re.MULTILINE)
    return re.sub(
        r"^  (?:enemies|requires): \[.*\]",
        lambda found: re.sub(r"([\w-]+)(?=[],])", rf"\1-{copy}", found[0]),
        text,
        flags=re.MULTILINE,
    )
