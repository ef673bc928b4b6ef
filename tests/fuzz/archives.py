"""Word files and workbooks of which a part was changed, or some bytes."""

import io
from copy import deepcopy
from functools import cache
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from hypothesis import strategies as st
from lxml import etree
from openpyxl import Workbook

from kitgen.unseen import UNSEEN
from tests.fuzz.inputs import PIECES, edited


@cache
def word_file():
    """A list of questions in Word, with a table and a list."""
    document, file = Document(), io.BytesIO()
    document.add_heading("What is asked here?", 2)
    document.add_paragraph("An answer, with a point:")
    document.add_paragraph("the point", style="List Bullet")
    document.add_table(rows=2, cols=2).cell(0, 0).text = "Question"
    document.add_paragraph("Why so?", style="Heading 2").add_run(" And then?").bold = True
    document.save(file)
    return file.getvalue()


@cache
def workbook(*rows):
    """A workbook of these rows, the same bytes each time."""
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    contents = parts(file.getvalue())
    contents.pop("docProps/core.xml")  # which has the time
    return archive(contents)


def parts(content):
    """The names of an archive's parts with what they contain."""
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive(contents):
    """An archive of named parts, the same bytes each time."""
    file = io.BytesIO()
    with ZipFile(file, "w") as written:
        for name, content in contents.items():
            written.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return file.getvalue()


@st.composite
def rearranged(draw, content):
    """An XML part of which a few elements are gone, doubled, moved, or have other words."""
    root = etree.fromstring(content)
    for _ in range(draw(st.integers(1, 4))):
        elements = list(root.iter("*"))
        element, other = draw(st.sampled_from(elements)), draw(st.sampled_from(elements))
        change = draw(st.sampled_from(("text", "attribute", "name", "double", "remove")))
        words = UNSEEN.sub("", draw(PIECES))
        if change == "text":
            element.text = words
        elif change == "attribute" and element.attrib:
            element.set(draw(st.sampled_from(sorted(element.attrib))), words)
        elif change == "name":
            element.tag = other.tag
        elif change == "double":
            other.append(deepcopy(element))
        elif element is not root:
            element.getparent().remove(element)
    return etree.tostring(root)


@st.composite
def spoilt(draw, content):
    """An archive of which a part is lacking or another one, or some bytes are other ones."""
    contents = parts(content)
    name = draw(st.sampled_from([name for name in contents if name.endswith((".xml", ".rels"))]))
    kind = draw(st.sampled_from(("elements",) * 6 + ("text", "text", "gone", "bytes")))
    if kind == "elements":
        return archive({**contents, name: draw(rearranged(contents[name]))})
    if kind == "text":
        text = draw(edited([contents[name].decode()], most=2))
        return archive({**contents, name: text.encode()})
    if kind == "gone":
        return archive({other: inner for other, inner in contents.items() if other != name})
    at = draw(st.integers(0, len(content)))
    return content[:at] + draw(st.binary(max_size=8)) + content[at + draw(st.integers(0, 20)) :]
