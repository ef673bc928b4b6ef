"""Word files in the look of a company's own document, one that LibreOffice wrote."""

import subprocess
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.reading import docx_parts, docx_text, need, need_package, once_a_module, sample_kit

# A letter with a title, a heading and a style of the name of one of kitgen's, in FODT.
_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
LETTER = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="{_NAMES}office:1.0" xmlns:style="{_NAMES}style:1.0"
 xmlns:text="{_NAMES}text:1.0" xmlns:fo="{_NAMES}xsl-fo-compatible:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:color="#8a1538" fo:font-size="26pt"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
 style:parent-style-name="Standard" style:default-outline-level="1">
<style:text-properties fo:color="#8a1538" fo:font-size="15pt"/></style:style>
<style:style style:name="Letterhead" style:family="paragraph" style:parent-style-name="Standard">
<style:text-properties fo:color="#8a1538"/></style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties
 fo:page-width="210mm" fo:page-height="297mm" fo:margin-top="12mm" fo:margin-bottom="12mm"
 fo:margin-left="24mm" fo:margin-right="20mm"/>
<style:header-style><style:header-footer-properties fo:min-height="10mm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="8mm"/></style:footer-style>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page">
<style:header><text:p text:style-name="Letterhead">Example Ltd</text:p></style:header>
<style:footer><text:p text:style-name="Standard">Registered in Exampleton</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text><text:p text:style-name="Title">A letter</text:p>
<text:h text:style-name="Heading_20_1" text:outline-level="1">Terms</text:h>
<text:p text:style-name="Standard">We pay 4711 a month.</text:p></office:text></office:body>
</office:document>"""


def render(run, folder, *options, edition="interviewer"):
    return run(
        *("render", sample_kit("3-coding"), "--edition", edition, "--format", "docx"),
        *(*options, "--output", folder, "--force"),
    )


@pytest.fixture(scope=once_a_module)
def letter(tmp_path_factory):
    """A document of LibreOffice."""
    folder = tmp_path_factory.mktemp("letter")
    (folder / "letter.fodt").write_text(LETTER)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [need("soffice"), profile, "--headless", "--convert-to", "docx", "letter.fodt"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "letter.docx"


@pytest.fixture(scope=once_a_module)
def like_it(run, letter, tmp_path_factory):
    """A pack in its look: the file, and what was said."""
    folder = tmp_path_factory.mktemp("packs")
    result = render(run, folder, "--reference-docx", letter)
    assert result.exit_code == 0, result.stderr
    return next(folder.glob("*.docx")), result.stderr


@pytest.mark.slow
def test_styles_page_head_and_foot_are_those_of_the_document(like_it):
    word = Document(like_it[0])
    assert str(word.styles["Title"].font.color.rgb) == "8A1538"
    assert word.styles["heading 1"].font.size.pt == 15
    section = word.sections[0]
    margins = [round(length / Mm(1)) for length in (section.left_margin, section.right_margin)]
    assert margins == [24, 20]
    for header in (section.header, section.first_page_header):
        assert header.paragraphs[0].text == "Example Ltd"
        assert header.paragraphs[0].style.name == "Letterhead"
    assert "Interviewer: not for the candidate" in [p.text for p in section.header.paragraphs]
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == "Registered in Exampleton"
        assert footer.paragraphs[1].text.startswith("Kit ")


@pytest.mark.slow
def test_styles_that_it_lacks_are_named_and_added(like_it):
    path, said = like_it
    named = said.partition("look of the theme: ")[2].strip().split(", ")
    assert {"Banner", "Prompt", "Ruled Line", "Tinted Box"} <= set(named)
    assert not {"Title", "Heading 1", "Normal"} & set(named)
    assert set(named) <= {style.name for style in Document(path).styles}


@pytest.mark.slow
def test_the_words_stay_and_nothing_of_its_text_is_taken(run, like_it, tmp_path):
    assert render(run, tmp_path).exit_code == 0
    (usual,) = tmp_path.glob("*.docx")
    ours = like_it[0].read_bytes()
    assert docx_text(ours).split() == docx_text(usual.read_bytes()).split()
    assert [name for name, content in docx_parts(ours) if b"4711" in content] == []


@pytest.mark.slow
def test_word_has_nothing_to_repair_in_it_and_its_bytes_stay(run, letter, like_it, tmp_path):
    validator = need_package("openxml_audit").OpenXmlValidator()
    assert list(map(str, validator.validate(like_it[0]).errors)) == []
    assert render(run, tmp_path, "--reference-docx", letter).exit_code == 0
    assert (tmp_path / like_it[0].name).read_bytes() == like_it[0].read_bytes()


def own(tmp_path, change):
    """A document of python-docx with a head that `change` makes."""
    word = docx.Document()
    change(word, word.sections[0].header)
    word.save(tmp_path / "own.docx")
    return tmp_path / "own.docx"


def linked_picture(word, header):
    image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = header.part.relate_to("https://example.org/logo.png", image, is_external=True)
    header.paragraphs[0]._p.set(qn("r:embed"), relation)


def field(word, header):
    code = header.paragraphs[0].add_run()._r.makeelement(qn("w:instrText"))
    code.text = " INCLUDEPICTURE https://example.org/x.png "
    header.paragraphs[0].runs[0]._r.append(code)


@pytest.mark.parametrize("change", [linked_picture, field])
def test_a_document_that_loads_something_from_elsewhere_is_refused(run, tmp_path, change):
    result = render(run, tmp_path / "out", "--reference-docx", own(tmp_path, change))
    assert result.exit_code == 1
    assert "linked picture" in result.stderr or "loads something else" in result.stderr


def test_first_and_even_pages_keep_their_own_heads(run, tmp_path):
    def change(word, header):
        header.paragraphs[0].text = "Odd"
        word.settings.odd_and_even_pages_header_footer = True
        section = word.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "First"
        section.even_page_header.paragraphs[0].text = "Even"

    document = own(tmp_path, change)
    assert render(run, tmp_path, "--reference-docx", document, edition="scorecard").exit_code == 0
    section = Document(next(tmp_path.glob("senior*.docx"))).sections[0]
    heads = (section.first_page_header, section.header, section.even_page_header)
    assert [head.paragraphs[0].text for head in heads] == ["First", "Odd", "Even"]
    for head in heads[1:]:
        assert head.paragraphs[1].text == "Interviewer: not for the candidate"


def without_normal(word, header):
    word.styles["Normal"].name = "Body"


def without_styles(word, header):
    word.styles.element.clear()


@pytest.mark.parametrize("change", [without_normal, without_styles])
def test_a_document_needs_no_style_of_those_that_word_writes(run, tmp_path, change):
    options = ("--reference-docx", own(tmp_path, change))
    result = render(run, tmp_path / "out", *options, edition="scorecard")
    assert result.exit_code == 0, result.stderr
    styles = Document(next((tmp_path / "out").glob("*.docx"))).styles
    assert styles["Title"].base_style.name == "Normal"
    assert styles.default(WD_STYLE_TYPE.PARAGRAPH).name == "Normal"
    assert styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val") == ["en-GB"]


def test_what_is_no_document_is_refused(run, tmp_path):
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no zip")
    empty = BytesIO()
    with ZipFile(empty, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
    (tmp_path / "empty.docx").write_bytes(empty.getvalue())
    for name in ("broken.docx", "empty.docx", "absent.docx"):
        result = render(run, tmp_path / "out", "--reference-docx", tmp_path / name)
        assert result.exit_code == 1
        assert name in result.stderr
        assert not (tmp_path / "out").exists()
    document = own(tmp_path, lambda word, header: None)
    kit = sample_kit("3-coding")
    result = run("render", kit, "--format", "html", "--reference-docx", document)
    assert result.exit_code == 1
    assert "add --format docx" in result.stderr
