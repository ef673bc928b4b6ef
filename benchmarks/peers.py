"""The programs beside which kitgen is measured: whether they are there, and what they are asked."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from benchmarks.processes import python

_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"


@dataclass(frozen=True, slots=True)
class Peer:
    """A program that makes a file of a page of HTML; `lacks` tells how to get a missing one."""

    name: str
    lacks: str
    command: Callable[[Path, Path], list[str]]


def chromium() -> Peer:
    """Headless Chromium, which prints a tagged PDF."""
    found = next(filter(shutil.which, ("chromium", "google-chrome", "chromium-browser")), "")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    name, lacks = _program("Chromium", found)
    return Peer(
        name, lacks, lambda page, to: [found, *options, f"--print-to-pdf={to}", page.as_uri()]
    )


def weasyprint() -> Peer:
    """WeasyPrint, which kitgen's PDFs are made with, as it comes."""
    name, lacks = _package("WeasyPrint", "weasyprint")
    options = ("-m", "weasyprint", "--quiet", "--pdf-variant", "pdf/ua-1")
    return Peer(name, lacks, lambda page, to: python(*options, str(page), str(to)))


def typst() -> Peer:
    """Typst, of a source with the same text (`typst_source`)."""
    name, lacks = _package("Typst", "typst")
    lacks = lacks or pandoc().lacks
    return Peer(name, lacks, lambda page, to: python("-c", _TYPST, str(page), str(to)))


def typst_source(page: Path) -> Path:
    """Return the page as a document for Typst: its text, tables, code, pictures and formulas."""
    source = page.with_suffix(".typ")
    command = [_pandoc(), str(page), "--standalone", "--extract-media=.", "-o", str(source)]
    subprocess.run(command, check=True, capture_output=True, cwd=source.parent)
    return source


def pandoc() -> Peer:
    """Pandoc, which makes a Word file without the looks of the page."""
    found = _pandoc()
    name, lacks = _program("pandoc", found, "pip install pypandoc-binary")
    return Peer(name, lacks, lambda page, to: [found, "--quiet", str(page), "-o", str(to)])


def libreoffice(profile: Path) -> Peer:
    """LibreOffice, with a profile of its own."""
    found = shutil.which("soffice") or ""
    name, lacks = _program("LibreOffice", found)
    options = (f"-env:UserInstallation={profile.as_uri()}", "--headless")
    reads, writes = "--infilter=HTML (StarWriter)", "docx:Office Open XML Text"

    def command(page: Path, to: Path) -> list[str]:
        return [
            found,
            *options,
            reads,
            "--convert-to",
            writes,
            "--outdir",
            str(to.parent),
            str(page),
        ]

    return Peer(name, lacks, command)


def _pandoc() -> str:
    if find_spec("pypandoc"):
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    return shutil.which("pandoc") or ""


def _program(name: str, path: str, remedy: str = "") -> tuple[str, str]:
    """Return the name with its version, and what is lacking."""
    if not path:
        return name, f"not installed{f': {remedy}' if remedy else ''}"
    printed = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+(\.\d+)+", printed)
    return f"{name} {found[0] if found else ''}".strip(), ""


def _package(name: str, package: str) -> tuple[str, str]:
    try:
        return f"{name} {version(package)}", ""
    except PackageNotFoundError:
        return name, "not installed: pip install '.[bench]'"
