"""Reads back what a user would see in the files that came out."""

import importlib.util
import os
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import html

from kitgen.resources import shipped

PROGRAMS = {"pdftotext": "poppler-utils", "soffice": "libreoffice-writer", "chromium": "chromium"}


def once_a_module(fixture_name, config):
    """The scope of a costly fixture: made anew for each test when mutants are tried.

    A mutation tester runs those tests for a mutant that have executed the changed function: with
    a shared fixture that is only the first of a module.
    """
    return "function" if "MUTANT_UNDER_TEST" in os.environ else "module"


def need(program: str) -> str:
    """Return the path of a program; without it the test is skipped, in CI it fails."""
    path = shutil.which(program)
    if path is None and os.environ.get("CI"):
        pytest.fail(f"{program} is missing: install {PROGRAMS[program]}")
    if path is None:
        pytest.skip(f"needs {program}: install {PROGRAMS[program]}")
    return path


def need_package(name: str) -> Any:
    """Return a package; without it the test is skipped, in CI it fails."""
    if importlib.util.find_spec(name) is None and os.environ.get("CI"):
        pytest.fail(f"{name} is missing: install requirements/dev.txt")
    return pytest.importorskip(name)


def need_pango() -> None:
    try:
        import weasyprint  # noqa: F401
    except OSError as error:
        if os.environ.get("CI"):
            pytest.fail(f"Pango is missing: {error}")
        pytest.skip("needs Pango: run make pango")


def sample_kit(round_: str) -> Path:
    """The committed kit of a round of the senior ML engineer, such as '3-coding'."""
    return shipped("examples") / "kits" / f"senior-ml-engineer-{round_}-kit.yaml"


def pdf_text(pdf: Path, *, body_only: bool = False) -> str:
    crop = ["-x", "0", "-y", "50", "-W", "2000", "-H", "745"] if body_only else []
    command = [need("pdftotext"), *crop, "-enc", "UTF-8", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # Heads of pages to which a question goes on are below the running head.
    return re.sub(r"(?m)^\f?\d+ [^\n]*, continued$", "", text) if body_only else text


def pdf_pages(content, tmp_path):
    """Text of each page, running head and foot included."""
    path = tmp_path / "pages.pdf"
    path.write_bytes(content)
    return pdf_text(path).removesuffix("\f").split("\f")


def pdf_strings(pdf):
    """Every string and name of every object of a PDF, streams aside."""

    def walk(thing):
        if isinstance(thing, pikepdf.String | pikepdf.Name):
            yield str(thing)
        elif isinstance(thing, pikepdf.Array):
            yield from within(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield from within(part for _, part in thing.items())

    def within(parts):
        for part in parts:
            if not getattr(part, "is_indirect", False):  # those are objects that come by themselves
                yield from walk(part)

    for thing in pdf.objects:
        yield from walk(thing)


def pdf_tags(element, found):
    """Count the structure tags below `element`, and heads with a scope and figures in words."""
    if isinstance(element, pikepdf.Array):
        for part in element:
            pdf_tags(part, found)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        name = str(element.S)
        found[name] = found.get(name, 0) + 1
        if name == "/TH" and element.get("/A", {}).get("/Scope") in ("/Column", "/Row"):
            found["scoped"] = found.get("scoped", 0) + 1
        if name == "/Figure" and str(element.get("/Alt", "")):
            found["described"] = found.get("described", 0) + 1
        if "/K" in element:
            pdf_tags(element.K, found)
    return found


def page(body: str) -> str:
    """Return a whole document around a body."""
    return (
        "<!doctype html><html lang='en'><head><title>A page</title></head>"
        f"<body><header></header><footer></footer>{body}</body></html>"
    )


def html_text(document: str) -> str:
    body = html.document_fromstring(document).find("body")
    for part in ("header", "footer"):
        body.find(part).drop_tree()
    for within_word in body.xpath(".//sub | .//sup | .//span[@class='may-break']"):
        within_word.drop_tag()
    for numbered in body.iter("ol"):
        for number, item in enumerate(numbered, int(numbered.get("start") or 1)):
            item.text = f"{number}. {item.text or ''}"
    return "\n".join(body.itertext())


def body_rows(page: Any, name: str) -> list[Any]:
    """Return the rows, heads left out, of all tables of a class."""
    return [row for table in page.find_class(name) for row in table.iterfind("tbody/tr")]


class Numbers:
    """The numbers that Word prints before the items of its lists."""

    def __init__(self, numbering: Any) -> None:
        self.kinds = {}
        self.starts = {}
        definitions = {d.get(qn("w:abstractNumId")): d for d in numbering.iter(qn("w:abstractNum"))}
        for use in numbering.iter(qn("w:num")):
            number = use.get(qn("w:numId"))
            definition = definitions[use.find(qn("w:abstractNumId")).get(qn("w:val"))]
            self.kinds[number] = definition.find(f".//{qn('w:numFmt')}").get(qn("w:val"))
            start = use.find(f".//{qn('w:startOverride')}")
            self.starts[number] = 1 if start is None else int(start.get(qn("w:val")))
        self.seen: Counter[str] = Counter()

    def before(self, paragraph: Any) -> str:
        number = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if number is None or self.kinds[number.get(qn("w:val"))] != "decimal":
            return ""
        name = number.get(qn("w:val"))
        self.seen[name] += 1
        return f"{self.starts[name] + self.seen[name] - 1}. "


def docx_text(content: bytes) -> str:
    """Text of the body in reading order, with the numbers of lists, equations included."""
    document = Document(BytesIO(content))
    numbers = Numbers(document.part.numbering_part.element)
    parts = []
    for element in document.element.body.iter():
        if element.tag == qn("w:p"):
            parts.append(f"\n{numbers.before(element)}")
        elif element.tag in {qn("w:tab"), qn("w:br")}:
            parts.append("\n")
        elif element.tag == qn("w:t"):
            parts.append(element.text or "")
        elif element.tag == qn("m:t"):
            parts.append(f" {element.text} ")
    return "".join(parts)


def docx_styles(content: bytes) -> frozenset[str]:
    """Names of the styles that are applied, in the body and in running heads and feet."""
    document = Document(BytesIO(content))
    names = {style.style_id: style.name for style in document.styles}
    parts = [rel.target_part for rel in document.part.rels.values() if not rel.is_external]
    roots = [document.element, *(part.element for part in parts if hasattr(part, "element"))]
    applied = {
        e.get(qn("w:val")) for root in roots for e in root.iter(qn("w:pStyle"), qn("w:rStyle"))
    }
    return frozenset(names[style_id] for style_id in applied)


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
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{docx.stem}.pdf"


def words(text: str) -> list[str]:
    """Words and numbers, case and signs aside."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    # Formulas: a hat is a sign, an accent or nothing but looks, and an index is copied with its _.
    bare = "".join(sign for sign in plain if unicodedata.category(sign) not in {"Lm", "Mn"})
    return re.findall(r"[^\W_]+", bare)


def letters(text: str) -> Counter[str]:
    return Counter("".join(words(text)))
