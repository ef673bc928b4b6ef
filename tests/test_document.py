"""A document in the vocabulary: every text has a place in every format, or is refused."""

import subprocess
from base64 import b64encode
from collections import Counter
from io import BytesIO

import pypdfium2
import pytest
from docx import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from kitgen.errors import TemplateFault
from kitgen.render.browser.browser import render_html_file
from kitgen.render.document import Document
from kitgen.render.docx.docx import render_docx
from kitgen.render.markdown import to_html
from kitgen.render.markup import CLASSES
from kitgen.render.maths import formula
from tests.reading import docx_text, html_text, letters, need, need_pango, page, pdf_text, words

WORD = st.sampled_from(["ante", "bis", "circa", "dum", "ergo", "fere", "ita", "jam", "quo", "vel"])
TEXT = st.lists(WORD, max_size=3).map(lambda found: f" {' '.join(found)} ")
CLASS = st.sampled_from(["", *(name for name in CLASSES if name not in {"lines", "work"})])


def element(tag, content, attributes=""):
    return st.builds(
        lambda name, inside: f"<{tag} class='{name}'{attributes}>{inside}</{tag}>", CLASS, content
    )


def mixed(*parts):
    """Texts and elements in any order."""
    return st.lists(st.one_of(TEXT, *parts), max_size=4).map("".join)


# The space: a name to fill in is text in Word, where two formulas would be one word.
FORMULA = f"{formula('x+1', display=False)} "
INLINE = st.recursive(
    st.one_of(TEXT, st.just("<br>"), st.just(FORMULA)),
    lambda inner: st.one_of(
        *(element(tag, mixed(inner)) for tag in ("span", "strong", "em", "code"))
    ),
    max_leaves=4,
)


def blocks(inner):
    flow = mixed(INLINE, inner)
    item = element("li", flow)
    row = st.lists(st.one_of(element("td", flow), element("th", flow)), min_size=1, max_size=3)
    rows = st.lists(row.map(lambda cells: f"<tr>{''.join(cells)}</tr>"), min_size=1, max_size=3)
    pair = st.builds("{}{}".format, element("dt", mixed(INLINE)), element("dd", flow))
    pairs = st.lists(pair, max_size=3).map("".join)
    table = rows.map("".join)
    return st.one_of(
        *(element(tag, flow) for tag in ("div", "section", "article")),
        *(element(tag, st.lists(item, max_size=3).map("".join)) for tag in ("ul", "ol")),
        element("ol", st.lists(item, max_size=3).map("".join), " start='7'"),
        element("dl", pairs),
        element("dl", pairs, " data-across='2' data-height='5'"),
        element("table", table),
        element("table", table.map("<thead>{}</thead>".format), " data-layout='auto'"),
        element("table", table.map("<tbody>{}</tbody>".format), " data-rules='grid'"),
        flow.map("<div class='lines' data-rows='2'>{}</div>".format),
        flow.map("<div class='work' data-height='20'>{}</div>".format),
    )


LEAF = st.one_of(*(element(tag, mixed(INLINE)) for tag in ("p", "h1", "h2", "h3", "h4", "pre")))
BODY = st.lists(st.one_of(TEXT, st.recursive(LEAF, blocks, max_leaves=6)), max_size=4).map("".join)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(BODY)
@example('<p class="logo">no picture</p>')
def test_any_document_of_the_vocabulary_has_the_same_words_in_html_and_word(theme, body):
    document = Document.of(page(body), "x.html")
    before = etree.tostring(document.tree)
    assert words(docx_text(render_docx(document, theme))) == words(html_text(document.html))
    assert etree.tostring(document.tree) == before


LOOSE = """
<div>LOOSE <strong>TEXT</strong> STAYS<p>one</p>AND AFTER<section>deep <em>er</em></section></div>
<table><tr><td>before<ul><li>item<ol start='4'><li>four<p>more</p>tail</li><li>five</li></ol>end
</li></ul>behind</td></tr></table>
<dl><dt>term</dt><dd>says<pre>code  here</pre>afterwards</dd></dl>
<div class="prompt">Read<ul><li>this</li></ul>aloud<table><tr><td>cell</td></tr></table></div>
"""


@pytest.mark.slow
def test_loose_text_and_what_follows_a_block_is_in_every_format(theme, tmp_path):
    need_pango()
    from kitgen.render.pdf.pdf import render_pdf

    document = Document.of(page(LOOSE), "x.html")
    (tmp_path / "x.pdf").write_bytes(render_pdf(document, theme))
    ours = html_text(document.html)
    assert "4. four" in " ".join(ours.split())
    assert letters(pdf_text(tmp_path / "x.pdf", body_only=True)) == letters(ours)
    assert words(docx_text(render_docx(document, theme))) == words(ours)


def test_heavier_letters_are_set_wider(theme, tmp_path):
    need_pango()
    from kitgen.render.pdf.pdf import render_pdf

    body = "<p>minimum</p><h3>minimum</h3>"
    (tmp_path / "x.pdf").write_bytes(render_pdf(Document.of(page(body), "x.html"), theme))
    command = [need("pdftotext"), "-bbox", tmp_path / "x.pdf", "-"]
    boxes = subprocess.run(command, check=True, capture_output=True).stdout
    found = html.fromstring(boxes).xpath("//word[.='minimum']")
    light, heavy = (float(word.get("xmax")) - float(word.get("xmin")) for word in found)
    assert heavy > 1.02 * light


def test_a_formula_is_drawn_where_the_first_line_of_a_text_is_outdented(theme):
    need_pango()
    from kitgen.render.pdf.pdf import render_pdf

    texts = ("<p>{}</p>", "<ul><li>{}</li></ul>", "<dl class='hints'><dt>{}</dt><dd>{}</dd></dl>")
    body = "".join(texts).replace("{}", f"if {FORMULA}")
    (sheet,) = pypdfium2.PdfDocument(render_pdf(Document.of(page(body), "x.html"), theme))
    drawn = [part.get_bounds() for part in sheet.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
    assert len(drawn) == 4 * len("x+1")
    assert all(right - left > 2 for left, _, right, _ in drawn)  # points


@pytest.mark.slow
def test_a_dash_is_beside_its_item_and_long_words_of_code_stay_on_the_page(theme, tmp_path):
    need_pango()
    from kitgen.render.pdf.pdf import render_pdf

    body = to_html(f"- one\n\n- two\n\n```python\nx = call('{300 * 'a'}')\n```")
    (tmp_path / "x.pdf").write_bytes(render_pdf(Document.of(page(body), "x.html"), theme))
    command = [need("pdftotext"), "-bbox", tmp_path / "x.pdf", "-"]
    told = subprocess.run(command, check=True, capture_output=True).stdout
    boxes = html.fromstring(told.decode())
    dashes, items = (
        [word.get("ymin") for word in boxes.iter("word") if word.text in texts]
        for texts in ("–", ("one", "two"))
    )
    assert dashes == items
    assert all(float(word.get("xmax")) < 560 for word in boxes.iter("word"))  # points
    assert "".join(word.text for word in boxes.iter("word")).count("a") > 300


def test_a_logo_with_another_class_is_in_word_and_a_line_of_the_foot_once_in_html(theme):
    image = b64encode(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>").decode()
    source = f"src='data:image/svg+xml;base64,{image}' alt='Logo' width='9' height='9'"
    logo = f"<figure class='small logo' data-height='5'><img {source}></figure>"
    foot = "<footer>Kit<span class='small runline'>Street 1</span></footer>"
    text = page(f"{logo}<p>x</p>").replace("<footer></footer>", foot)
    document = Document.of(text, "x.html")
    head = WordDocument(BytesIO(render_docx(document, theme))).sections[0].first_page_header
    assert head._element.xpath(".//wp:docPr/@descr") == ["Logo"]
    assert '--runfoot:"Kit" "\\a " "Street 1"' in render_html_file(document, theme).decode()


def test_word_sets_emphasis_in_emphasis_and_has_all_words_of_the_head(theme):
    body = "<p>a <em>b <strong>c <code>d</code></strong></em></p>"
    text = page(body).replace("<header>", "<header>Loose <span class='runbar'>bar</span>words")
    word = WordDocument(BytesIO(render_docx(Document.of(text, "x.html"), theme)))
    runs = {run.text: (run.style.name, run.bold, run.italic) for run in word.paragraphs[0].runs}
    assert runs["c "] == ("Strong", None, True)
    assert runs["d"] == ("Code Text", True, True)
    head = word.sections[0].header.paragraphs
    assert [line.text for line in head] == ["bar", "Loose words"]


@pytest.mark.promise("leak")
def test_comments_reach_no_reader(theme):
    body = "<p>shown<!-- whispered --> text</p><!-- whispered -->"
    document = Document.of(page(body), "x.html")
    for content in (
        render_html_file(document, theme).decode(),
        docx_text(render_docx(document, theme)),
    ):
        assert "whispered" not in content
        assert "shown text" in content


FAULTS = {
    "": "the template renders nothing",
    "<p>x</p>": "<html> has no attribute 'lang'",
    page("").replace("<title>A page</title>", ""): "<head> needs one <title>",
    page("").replace("<header></header>", ""): "<body> needs one <header>",
    page("").replace("<footer></footer>", "<footer></footer>" * 2): "<body> needs one <footer>",
    page("<ul>loose<li>x</li></ul>"): "the text 'loose' has no place in <ul>",
    page("<ul><p>x</p></ul>"): "<p> has no place in <ul>",
    page("<span><div>x</div></span>"): "<div> has no place in <span>",
    page("<dl><dt>a</dt><dt>b</dt></dl>"): "<dl> needs pairs of <dt> and <dd>",
    page("<table></table>"): "<table> has no cells",
    page("<table><tr></tr></table>"): "<table> has no cells",
    page("<div class='lines'></div>"): "class 'lines' needs the attribute data-rows",
    page("<div class='lines' data-rows='abc'></div>"): (
        "data-rows='abc' of <div>: expected a whole number from 1"
    ),
    page("<div>" * 70 + "x" + "</div>" * 70): "elements are nested more than 60 deep",
    page("<table><tr><td data-width='0'></td></tr></table>"): (
        "data-width='0' of <td>: expected mm, as in 12.5"
    ),
    page("<ol start='x'><li>a</li></ol>"): "start='x' of <ol>: expected a whole number",
    page("<table data-rules='row'><tr><td></td></tr></table>"): (
        "data-rules='row' of <table>: expected rows or columns or grid or ends or none"
    ),
    page("<p><a>x</a></p>"): "<a> needs the attribute href",
    page("<figure></figure>"): "<figure> needs one <img>",
    page("<p data-field='a'>x</p>"): "<p> with data-field: a field is a cell",
    page("<p><span data-field='a'></span></p>"): "<span> with data-field: it needs text",
    page("<table><tr><td data-width='-3'></td></tr></table>"): (
        "data-width='-3' of <td>: expected mm, as in 12.5"
    ),
}


@pytest.mark.promise("templates")
@pytest.mark.parametrize("text", FAULTS)
def test_what_some_format_could_not_show_is_refused(text):
    with pytest.raises(TemplateFault) as fault:
        Document.of(text, "x.html")
    assert str(fault.value).startswith(f"x.html: {FAULTS[text]}")


def word_of(body, theme):
    return WordDocument(BytesIO(render_docx(Document.of(page(body), "x.html"), theme)))


NESTED = """
<ol><li>Load<ul><li>lake<ul><li>raw</li></ul></li></ul></li>
<li>Check<ol><li>types</li></ol><p>Stop there.</p></li></ol>
<ol start='3'><li>Train</li></ol><ol><li>Ship</li></ol>
"""


def test_lists_are_word_s_own_with_levels_and_a_count_each(theme):
    word = word_of(NESTED, theme)
    levels = {
        p.text: int(p._p.find(f".//{qn('w:ilvl')}").get(qn("w:val"))) for p in word.paragraphs
    }
    assert levels == {
        **{"Load": 0, "Check": 0, "Stop there.": 0, "Train": 0, "Ship": 0},
        **{"lake": 1, "types": 1, "raw": 2},
    }
    shown = docx_text(render_docx(Document.of(page(NESTED), "x.html"), theme)).split("\n")
    numbered = [line for line in shown if line[:1].isdigit()]
    assert numbered == ["1. Load", "2. Check", "1. types", "3. Train", "1. Ship"]


PROMPT = """
<div class="prompt"><p class="label">Read aloud</p><p>Which?</p><ul><li>a mean</li></ul>
<pre>x = 1</pre><table><tr><th scope="col">key</th></tr></table><p>Say why.</p></div><p>outside</p>
"""


def test_all_of_a_prompt_is_in_its_tinted_box_in_word(theme):
    word = word_of(PROMPT, theme)
    (box,) = word.tables
    assert box.style.name == "Tinted Box"
    inside = "".join(text.text for text in box._tbl.iter(qn("w:t")))
    assert inside == "Read aloudWhich?a meanx = 1keySay why."
    styles = Counter(p.style.name for p in box.rows[0].cells[0].paragraphs)
    assert styles["Prompt"] == 3
    assert [p.text for p in word.paragraphs] == ["outside"]


def test_a_table_wider_than_the_page_is_shrunk_in_word(theme):
    cells = "<td data-width='150'>a</td><td data-width='90'>b</td><td>c</td>"
    body = f"<table data-layout='fixed'><tr>{cells}</tr></table>"
    (table,) = word_of(body, theme).tables
    widths = [column.width.mm for column in table.columns]
    assert min(widths) > 4
    assert sum(widths) == pytest.approx(178, abs=0.2)


def test_a_short_key_keeps_its_word_whole_beside_a_long_text(theme):
    rows = f"<tr><td>Precision</td><td>{'much to say ' * 60}</td></tr>"
    (table,) = word_of(f"<table class='data'>{rows}</table>", theme).tables
    narrow, wide = (column.width.mm for column in table.columns)
    assert narrow > 18
    assert narrow + wide == pytest.approx(178, abs=0.2)
