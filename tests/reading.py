"""Reads back what a user would see in the files that came out."""

import os
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import html

PROGRAMS = {"pdftotext": "poppler-utils", "soffice": "libreoffice-writer"}


def need(program: str) -> str:
    """Return the path of a program; without it the test is skipped, in CI it fails."""
    path = shutil.which(program)
    if path is None and os.environ.get("CI"):
        pytest.fail(f"{program} is missing: install {PROGRAMS[program]}")
    if path is None:
        pytest.skip(f"needs {program}: install {PROGRAMS[program]}")
    return path


def need_pango() -> None:
    try:
        import weasyprint  # noqa: F401
    except OSError as error:
        if os.environ.get("CI"):
            pytest.fail(f"Pango is missing: {error}")
        pytest.skip("needs Pango: run make pango")


def pdf_text(pdf: Path, *, body_only: bool = False) -> str:
    crop = ["-x", "0", "-y", "50", "-W", "2000", "-H", "745"] if body_only else []
    command = [need("pdftotext"), *crop, "-enc", "UTF-8", str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def html_text(document: str) -> str:
    body = html.document_fromstring(document).find("body")
    for part in ("header", "footer"):
        body.remove(body.find(part))
    for numbered in body.iter("ol"):
        for number, item in enumerate(numbered, int(numbered.get("start", "1"))):
            item.text = f"{number}. {item.text or ''}"
    return "\n".join(body.itertext())


def docx_text(content: bytes) -> str:
    """Text of the body in reading order, equations included."""
    parts = []
    for element in Document(BytesIO(content)).element.body.iter():
        if element.tag == qn("w:p") or element.tag in {qn("w:tab"), qn("w:br")}:
            parts.append("\n")
        elif element.tag == qn("w:t"):
            parts.append(element.text or "")
        elif element.tag == qn("m:t"):
            parts.append(f" {element.text} ")
    return "".join(parts)


def docx_parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    with ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            yield name, package.read(name)


def to_pdf(docx: Path, folder: Path) -> Path:
    """Convert with LibreOffice, in a profile of its own so that two runs do not meet."""
    command = [
        need("soffice"),
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(docx),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{docx.stem}.pdf"


def words(text: str) -> list[str]:
    """Words and numbers, case and signs aside."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())


def letters(text: str) -> Counter[str]:
    return Counter("".join(words(text)))
