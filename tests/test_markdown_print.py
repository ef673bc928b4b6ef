"""Links, quotations, headings, rules and pictures of Markdown, as every format prints them."""

import re
from collections import Counter
from io import BytesIO

import pikepdf
import pytest
from docx import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.kit.kit import write_kit
from kitgen.literals import FORMATS
from kitgen.render.document import Document
from kitgen.render.formats import RENDERERS
from kitgen.render.markdown import to_html, to_inline_html
from tests.conftest import kit_of
from tests.marked import marked
from tests.reading import (
    docx_parts,
    docx_styles,
    docx_text,
    html_text,
    letters,
    need_pango,
    page,
    pdf_tags,
    pdf_text,
    words,
)

GUIDE = "https://guide.example/a_(1).html?q=1&r=2"
LISTED = "https://list.example/größe"
AT_LIST = "https://list.example/gr%C3%B6%C3%9Fe"
PUBLIC = {GUIDE, AT_LIST, "http://log.example", "https://auto.example/", "mailto:ann@mail.example"}
PLAN = "https://plan.example/ward.png"


@pytest.fixture(scope="module")
def printed(run, bank, made_once):
    """The path of each pack of a kit with one such question, by edition and format."""
    need_pango()

    def fill(folder):
        kit = kit_of(bank, (marked(bank.questions[0]),))
        (folder / "a-kit.yaml").write_bytes(write_kit(kit))
        formats = [option for name in FORMATS for option in ("--format", name)]
        result = run("render", folder / "a-kit.yaml", *formats, "--output", folder)
        assert result.exit_code == 0, result.stderr

    folder = made_once("marked", fill)

    def path(edition, format_):
        return next(folder.rglob(f"*{edition}.{format_}"))

    return path


def texts(printed, edition):
    """What a reader sees, by format."""
    return {
        "html": html_text(printed(edition, "html").read_text(encoding="utf-8")),
        "pdf": pdf_text(printed(edition, "pdf"), body_only=True),
        "docx": docx_text(printed(edition, "docx").read_bytes()),
    }


def targets(printed, edition, format_):
    """Where the links of a pack lead."""
    content = printed(edition, format_).read_bytes()
    if format_ == "html":
        return set(re.findall(r'href="([^"]*)"', content.decode().replace("&amp;", "&")))
    if format_ == "docx":
        relations = WordDocument(BytesIO(content)).part.rels.values()
        return {relation.target_ref for relation in relations if relation.is_external}
    with pikepdf.open(BytesIO(content)) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", ())]
        return {str(note.A.URI) for note in notes}


@pytest.mark.parametrize("edition", ["interviewer", "candidate"])
def test_all_formats_print_the_same(printed, edition):
    seen = texts(printed, edition)
    assert words(seen["docx"]) == words(seen["html"])
    assert letters(seen["pdf"]) == letters(seen["html"])
    for text in seen.values():
        together = "".join(text.split())
        assert "[3]http://log.example,ThelogofMay" in together
        assert f"[2]{LISTED}" in together
        assert "afallingcurve[figures/curve.png]" in together


@pytest.mark.parametrize("format_", FORMATS)
def test_addresses_can_be_clicked_and_those_of_the_answer_are_the_interviewer_s(printed, format_):
    assert targets(printed, "candidate", format_) == PUBLIC | {PLAN}
    secret = {"https://secret.example/answer", "https://secret.example/why"}
    assert targets(printed, "interviewer", format_) == PUBLIC | {PLAN} | secret


@pytest.mark.promise("leak")
def test_nothing_of_the_answer_is_in_the_candidate_s_files(printed):
    for name, content in docx_parts(printed("candidate", "docx").read_bytes()):
        assert b"secret" not in content.lower(), name
    assert "secret" not in printed("candidate", "html").read_text(encoding="utf-8").lower()
    with pikepdf.open(printed("candidate", "pdf")) as pdf:
        assert "secret" not in " ".join(map(repr, pdf.objects)).lower()
    assert "secret" not in pdf_text(printed("candidate", "pdf")).lower()


def test_quotations_and_links_are_tagged_and_headings_stay_out_of_the_outline(printed):
    with pikepdf.open(printed("candidate", "pdf")) as pdf:
        tags = pdf_tags(pdf.Root.StructTreeRoot.K, {})
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root[0].children]
        notes = [note for page in pdf.pages for note in page.get("/Annots", ())]
    assert (tags["/BlockQuote"], tags["/H1"], tags["/H2"]) == (3, 1, 1)
    assert tags["/Link"] == len(notes) == 6
    assert all(note.Contents and note.StructParent is not None for note in notes)
    assert titles == ["Question 1"]


def test_word_has_a_style_for_each(printed):
    styles = docx_styles(printed("interviewer", "docx").read_bytes())
    assert {"Quotation", "Large Quotation", "Subheading", "Large Subheading"} <= styles
    assert {"Address", "Picture", "Rule"} <= styles


def test_word_files_have_no_picture_of_an_empty_page(printed):
    names = [name for name, _ in docx_parts(printed("candidate", "docx").read_bytes())]
    assert "word/document.xml" in names
    assert not [name for name in names if "thumbnail" in name]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[a](https://b.org)", "a (<a href='https://b.org'>https://b.org</a>)"),
        ("[b.org](https://b.org/)", "<a href='https://b.org/'>https://b.org/</a>"),
        ("[](https://b.org)", "<a href='https://b.org'>https://b.org</a>"),
        ("<https://b.org/it's>", "<a href='https://b.org/it&#x27;s'>https://b.org/it&#x27;s</a>"),
        ("<a@b.org>", "<a href='mailto:a@b.org'>a@b.org</a>"),
        ("[a](<https://b.org/c d>)", "a (<a href='https://b.org/c%20d'>https://b.org/c%20d</a>)"),
        ("[a](https://b.org/&#12;)", "a (<a href='https://b.org/%0C'>https://b.org/%0C</a>)"),
        ("<std::vector>", "&lt;std::vector&gt;"),
        ("# [a]: https://b.org", "# [a]: https://b.org"),
        ("a<BR/>b", "a<br />\nb"),
        (
            "`<br>` <sup>`</sup>`</sup>",
            "<code>&lt;br&gt;</code> <sup><code>&lt;/sup&gt;</code></sup>",
        ),
    ],
)
def test_a_text_of_one_line_has_addresses_behind_its_words(text, html):
    assert to_inline_html(text).replace('"', "'") == html


def test_an_address_has_one_number_in_a_text():
    html = to_html("[a](https://x.org) [b](https://y.org) [c](https://x.org)")
    assert re.findall(r"(\w)<sup>\[(\d)\]", html) == [("a", "1"), ("b", "2"), ("c", "1")]
    assert re.findall(r"'address'>\[(\d)\] <a href=.(https://\w)", html) == [
        ("1", "https://x"),
        ("2", "https://y"),
    ]


WORD = st.text(alphabet="abcdefghijklm", min_size=4, max_size=8)
PHRASES = st.builds(
    lambda form, one, two, three: form.format(one, two, three),
    st.sampled_from(
        [
            *("{0} {1}", "**{0}** {1}", "[{0} *{1}*](https://{2}.org)", "<https://{0}.org/{1}>"),
            *(
                "![{0} {1}](figures/{2}.png)",
                "{0} <sub>{1}</sub>",
                "[![{0}](a/{1}.png)](http://{2})",
            ),
            '[{0}](https://{1}.org "{2}")',
        ]
    ),
    WORD,
    WORD,
    WORD,
)
BLOCKS = st.recursive(
    st.one_of(
        st.lists(PHRASES, min_size=1, max_size=3).map(" ".join),
        PHRASES.map("## {}".format),
        WORD.map("---\n\n{}".format),
        st.tuples(WORD, PHRASES).map(
            lambda cells: "| {} | z |\n|---|---|\n| {} | z |".format(*cells)
        ),
    ),
    lambda block: st.one_of(
        st.lists(block, min_size=1, max_size=3).map("\n\n".join),
        block.map(lambda text: re.sub("^", "> ", text, flags=re.MULTILINE)),
        block.map(lambda text: "- " + text.replace("\n", "\n  ")),
    ),
    max_leaves=5,
)
MARKUP = {"https", "http", "org", "png", "figures", "sub", "z", "a"}


def in_format(html, format_, theme):
    return RENDERERS[format_](Document.of(page(f"<div class='answer'>{html}</div>"), "x"), theme)


@settings(max_examples=60, deadline=None)
@given(BLOCKS)
def test_all_words_of_a_text_are_printed_in_html_and_word(theme, text):
    html = to_html(text)
    shown = words(html_text(page(html)))
    assert set(words(text)) - MARKUP <= set(shown)
    assert words(docx_text(in_format(html, "docx", theme))) == shown


@settings(max_examples=8, deadline=None)
@given(st.lists(BLOCKS, min_size=3, max_size=3).map("\n\n".join))
def test_all_words_of_a_text_are_printed_in_pdf(theme, tmp_path_factory, text):
    need_pango()
    html = to_html(text)
    path = tmp_path_factory.mktemp("pdf") / "a.pdf"
    path.write_bytes(in_format(html, "pdf", theme))
    assert letters(pdf_text(path, body_only=True)) - letters(html_text(page(html))) == Counter()
    assert letters(html_text(page(html))) - letters(pdf_text(path, body_only=True)) == Counter()


def test_a_character_that_no_font_has_is_named_with_its_question(run, tmp_path, bank):
    need_pango()
    unset = bank.questions[0].model_copy(update={"prompt": "What is 护士 \U0001f642 \U00012000?"})
    (tmp_path / "a.yaml").write_bytes(write_kit(kit_of(bank, (bank.questions[1], unset))))
    options = ("--output", tmp_path / "out", "--edition", "interviewer")
    result = run("render", tmp_path / "a.yaml", *options)
    assert result.exit_code == 1
    first, hint = result.stderr.splitlines()
    assert first.startswith("kitgen: no font of this machine has ")
    assert "\U00012000 (U+12000)" in first
    assert first.endswith(f"in '2 {unset.title}'")
    assert "--format docx" in hint
    assert not (tmp_path / "out").exists()
    word = run("render", tmp_path / "a.yaml", *options, "--format", "docx")
    assert word.exit_code == 0, word.stderr
    assert "护士 \U0001f642" in docx_text(next((tmp_path / "out").rglob("*.docx")).read_bytes())


def test_a_character_of_another_font_of_the_machine_is_told(run, tmp_path, bank):
    """DejaVu Sans, which most machines have, has it; where no font has it, that is the message."""
    need_pango()
    question = bank.questions[0].model_copy(update={"prompt": "What is ქართული?"})
    (tmp_path / "a.yaml").write_bytes(write_kit(kit_of(bank, (question,))))
    result = run("render", tmp_path / "a.yaml", "--output", tmp_path)
    told = [line for line in result.stderr.splitlines() if "ქ (U+10E5)" in line]
    assert f"in '1 {question.title}'" in told[0]
    assert result.exit_code == 1 or told[0].endswith("a font of this machine; another may differ")
