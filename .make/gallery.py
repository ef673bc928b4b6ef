"""Pictures of all pages, on contact sheets: gallery FOLDER [ROLE] [SEED]

Every edition, in every format: the loop of a role, the exercise of its first round, and a catalogue
of two categories. On every paper and in every layout, and in every theme and every language. Word
files are converted by LibreOffice and HTML by a browser; where there is none, their pages are left
out.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from contact import contact_sheet

from kitgen.literals import EDITION_NAMES, FORMATS, LAYOUTS, PAPERS, PLAIN, THEMES
from kitgen.resources import shipped
from kitgen.translation import known_languages

_CATEGORIES = ("ml-coding", "behavioral")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def main(folder: Path, role: str = "senior-ml-engineer", seed: str = "7") -> None:
    """Write the sheets into a folder that must be new, and print how many there are."""
    for program, pages in ((_office(), "Word"), (_browser(), "HTML")):
        if program is None:
            print(f"no program for the pages of {pages}: they are left out", file=sys.stderr)
    folder.mkdir(parents=True)
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        made = sum(workers.map(partial(_one_look, folder, role, seed), _looks()))
    print(f"{folder}: {made} sheets")


def _looks() -> Iterator[tuple[str, ...]]:
    """Yield the options of each look, whose values are in the names of its sheets."""
    for paper, layout in product(PAPERS, LAYOUTS):
        yield ("--paper", paper, "--layout", layout)
    yield from (("--theme", theme) for theme in THEMES if theme != PLAIN)
    yield from (("--language", language) for language in known_languages((shipped("templates"),)))


def _one_look(folder: Path, role: str, seed: str, look: tuple[str, ...]) -> int:
    """Make the sheets of a look; return how many."""
    with TemporaryDirectory() as work:
        made = Path(work)
        _make(made, role, seed, look)
        sheets = [*_sheets(made), *_converted(made)]
        for source, format_ in sheets:
            name = "-".join((source.stem, format_, *look[1::2]))
            contact_sheet(source, name).save(folder / f"{name}.png")
    return len(sheets)


def _make(folder: Path, role: str, seed: str, look: Sequence[str]) -> None:
    editions = _repeated("--edition", EDITION_NAMES)
    common = (*look, *_repeated("--format", FORMATS), "--output", str(folder))
    _run("generate", role, "--seed", seed, "--one-folder", *editions, *common)
    _run("calibrate", role, "--seed", seed, "--round", _first_round(folder), *common)
    _run("questions", "print", *_repeated("--category", _CATEGORIES), *common)


def _first_round(folder: Path) -> str:
    """Return the round of the first kit, whose file is ROLE-1-ROUND-kit.yaml."""
    (kit,) = folder.glob("*-1-*-kit.yaml")
    return kit.name.removesuffix("-kit.yaml").partition("-1-")[2]


def _repeated(option: str, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(part for value in values for part in (option, value))


def _run(*command: str) -> None:
    """Run kitgen; raise SystemExit with what it says when it fails."""
    whole = [sys.executable, "-m", "kitgen", *command]
    done = subprocess.run(whole, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"kitgen {' '.join(command)}\n{done.stderr}")


def _sheets(folder: Path) -> Iterator[tuple[Path, str]]:
    for pdf in sorted(folder.glob("*.pdf")):
        yield pdf, "pdf"


def _converted(folder: Path) -> Iterator[tuple[Path, str]]:
    """Convert Word files and HTML to PDF, and yield it with the format that it is made of."""
    office, browser = _office(), _browser()
    if office is not None:
        _convert_word(office, sorted(folder.glob("*.docx")), folder / "docx")
    if browser is not None:
        _print_html(browser, sorted(folder.glob("*.html")), folder / "html")
    for format_ in ("docx", "html"):
        for pdf in sorted((folder / format_).glob("*.pdf")):
            yield pdf, format_


def _convert_word(office: str, files: Sequence[Path], folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder}-profile"
    options = ("--headless", "--convert-to", "pdf", "--outdir", str(folder))
    subprocess.run([office, profile, *options, *map(str, files)], check=True, capture_output=True)


def _print_html(browser: str, files: Sequence[Path], folder: Path) -> None:
    folder.mkdir()
    profile = f"--user-data-dir={folder}-profile"
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", profile)
    for file in files:
        target = f"--print-to-pdf={folder / file.stem}.pdf"
        command = [browser, *options, target, file.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def _office() -> str | None:
    return shutil.which("soffice")


def _browser() -> str | None:
    found = (shutil.which(name) for name in _BROWSERS)
    return next((path for path in found if path is not None), None)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:4])
