"""Word files and workbooks of which a part was changed, or some bytes."""

import io
from functools import cache
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.fuzz.inputs import edited


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
    """A workbook of these rows."""
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def parts(content):
    """The names of an archive's parts with what they contain."""
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def archive(contents):
    """An archive of named parts, the same bytes each time."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as written:
        for name, content in contents.items():
            written.writestr(ZipInfo(name), content)
    return file.getvalue()


@st.composite
def spoilt(draw, content):
    """An archive of which a part is lacking or edited, or some bytes are other ones."""
    contents = parts(content)
    name = draw(st.sampled_from([name for name in contents if not name.endswith(".jpeg")]))
    kind = draw(st.sampled_from(("text", "text", "text", "text", "gone", "bytes")))
    if kind == "text":
        text = draw(edited([contents[name].decode()], most=2))
        return archive({**contents, name: text.encode()})
    if kind == "gone":
        return archive({other: inner for other, inner in contents.items() if other != name})
    at = draw(st.integers(0, len(content)))
    return content[:at] + draw(st.binary(max_size=8)) + content[at + draw(st.integers(0, 20)) :]
