"""The visible text of HTML, PDF and DOCX is the same, and every class looks like something."""

import re
from collections import Counter
from dataclasses import dataclass, replace

import cssselect2
import pytest
import tinycss2
from lxml import html

from kitgen import pipeline
from kitgen.bank.case import Case
from kitgen.literals import CALIBRATION_NAMES, CATALOGUE_NAME, EDITION_NAMES
from kitgen.render.docx.looks import AMONG, CHARACTERS, PARAGRAPHS
from kitgen.render.markup import CLASSES
from kitgen.request import Packing
from kitgen.resources import shipped
from tests.conftest import kit_of
from tests.marked import marked
from tests.reading import (
    docx_styles,
    docx_text,
    html_text,
    letters,
    need_pango,
    pdf_text,
    to_pdf,
    words,
)

PRINTED = [*(name for name in EDITION_NAMES if name != "loop"), *CALIBRATION_NAMES, CATALOGUE_NAME]
COLOURED = [
    name for name, style in CLASSES.items() if style in CHARACTERS and CHARACTERS[style].colour
]
STYLES = [*PARAGRAPHS, *CHARACTERS]
OF_PDF_ALONE = {"holder"}  # whose copy of a pack with a password it is


@dataclass(frozen=True)
class Pack:
    """One document as HTML and in Word."""

    page: cssselect2.ElementWrapper
    word: frozenset[str]

    def elements(self, name):
        """The elements of a class."""
        return self.page.query_all(f".{name}")


@pytest.fixture(scope="module")
def documents(sampled_packs, sampled_calibration, catalogue):
    """A quarter of the bank in an edition and a format, or its calibration sheets or keys."""

    def made(edition, format_):
        if edition == CATALOGUE_NAME:
            return [path.read_bytes() for path in catalogue.glob(f"*.{format_}")]
        packs = sampled_calibration if edition in CALIBRATION_NAMES else sampled_packs
        return packs(edition, format_)

    return made


@pytest.fixture(scope="module")
def all_packs(run, bank, theme, documents, tmp_path_factory):
    """A part of the bank in every edition, a whole loop, a draft, and a question with all Markdown.

    That question is about a case.
    """
    kits = sorted((shipped("examples") / "kits").glob("*.yaml"))
    drafts = tmp_path_factory.mktemp("bank")
    begun = "{id: begun, title: Begun, prompt: What happens?, competencies: [coding]}"
    (drafts / "ml-theory.yaml").write_text(f"- {begun}\n")
    draft = ("--seniority", "mid", "--category", "ml-theory", "--edition", "interviewer")
    company = tmp_path_factory.mktemp("company")
    lines = "logo: {file: logo.svg, alt: Example Ltd}\nfoot: Example Ltd\n"
    (company / "theme.yaml").write_text(lines)
    (company / "logo.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='3'/>"
    )
    commands = {
        "loop": ("render", *kits, "--edition", "loop", "--theme", company),
        "draft": ("generate", *draft, "--drafts", "--bank", drafts),
    }
    pairs = [made_pack(run, tmp_path_factory.mktemp(name), *c) for name, c in commands.items()]
    asked = marked(bank.questions[0]).model_copy(update={"case": "a-case"})
    kit = kit_of(replace(bank, cases=(Case(id="a-case", text="It happens."),)), (asked,))
    files = pipeline.packs([kit], Packing(theme, ("interviewer",), ("html", "docx")))
    pairs.append(tuple(file.content for file in files))
    for edition in PRINTED:
        pairs += zip(documents(edition, "html"), documents(edition, "docx"), strict=True)
    return [Pack(page_of(page), docx_styles(word)) for page, word in pairs]


def made_pack(run, folder, *command):
    """What a command makes of one pack, as HTML and in Word."""
    result = run(*command, "--format", "html", "--format", "docx", "--output", folder)
    assert result.exit_code == 0, result.stderr
    ((page,), (word,)) = (folder.glob("*.html"), folder.glob("*.docx"))
    return page.read_bytes(), word.read_bytes()


def page_of(document):
    root = html.document_fromstring(document.decode())
    return cssselect2.ElementWrapper.from_html_root(root)


def rules():
    """Selectors of the shipped stylesheet with what they declare, the stronger ones last."""
    css = (shipped("templates") / "style.css").read_text(encoding="utf-8")
    found = []
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            parts = tinycss2.parse_blocks_contents(rule.content)
            declared = {part.name: part.value for part in parts if part.type == "declaration"}
            selectors = cssselect2.compile_selector_list(rule.prelude)
            found += [(selector, declared) for selector in selectors]
    assert len(found) > 100
    return sorted(found, key=lambda rule: rule[0].specificity)


def colour(element, ruled):
    """The colour of an element's text: its own, or that of the element around it."""
    while element is not None:
        for selector, declared in reversed(ruled):
            of_element = selector.pseudo_element is None and selector.test(element)
            if of_element and "color" in declared:
                return tinycss2.serialize(declared["color"]).strip()
        element = element.parent
    return None


def test_every_class_has_a_css_rule_and_a_word_style():
    css = (shipped("templates") / "style.css").read_text(encoding="utf-8")
    ruled = set(re.findall(r"\.([a-z][a-z-]*)", css))
    assert [name for name in CLASSES if name not in ruled] == []
    named = {style for style in CLASSES.values() if not style.startswith("(")}
    assert named <= {*PARAGRAPHS, *CHARACTERS}


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in CLASSES if name not in OF_PDF_ALONE])
def test_a_class_occurs_and_where_it_does_word_applies_its_style(all_packs, name):
    packs = [pack for pack in all_packs if any(pack.elements(name))]
    assert packs
    style = CLASSES[name]
    # A table of numbers alone has no other cells; lines that fill a page are close in Word.
    styles = {style, {"data": "Table Number", "lines": "Close Line"}.get(name, style)}
    styles |= {among for (usual, _), among in AMONG.items() if usual == style}
    if not style.startswith("("):
        assert [pack for pack in packs if not styles & pack.word] == []


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_a_word_style_is_applied_somewhere(all_packs, style):
    assert any(style in pack.word for pack in all_packs)


@pytest.mark.slow
@pytest.mark.parametrize("name", COLOURED)
def test_words_of_a_class_have_one_colour_in_css_and_word(all_packs, name):
    ruled = rules()
    expected = f"var(--{CHARACTERS[CLASSES[name]].colour})"
    found = {colour(element, ruled) for pack in all_packs for element in pack.elements(name)}
    assert found == {expected}


@pytest.mark.slow
@pytest.mark.parametrize("edition", PRINTED)
def test_html_and_docx_say_the_same_in_the_same_order(documents, edition):
    pairs = list(zip(documents(edition, "html"), documents(edition, "docx"), strict=True))
    assert len(pairs) > (0 if edition == CATALOGUE_NAME else 5)
    for document, docx in pairs:
        assert words(docx_text(docx)) == words(html_text(document.decode()))


@pytest.mark.slow
@pytest.mark.parametrize("edition", PRINTED)
def test_html_and_pdf_say_the_same(documents, edition, tmp_path):
    need_pango()
    pairs = list(zip(documents(edition, "html"), documents(edition, "pdf"), strict=True))
    assert len(pairs) > (0 if edition == CATALOGUE_NAME else 5)
    for number, (document, pdf) in enumerate(pairs):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(pdf)
        ours = letters(html_text(document.decode()))
        theirs = letters(pdf_text(path, body_only=True))
        assert (theirs - ours, ours - theirs) == (Counter(), Counter()), number


@pytest.mark.slow
@pytest.mark.parametrize("name", ["1-ml-depth-interviewer", "3-coding-candidate"])
def test_word_opens_the_docx_and_shows_the_text_of_the_pdf(packs, name, tmp_path):
    stem = f"senior-ml-engineer-{name}"
    converted = to_pdf(packs / f"{stem}.docx", tmp_path)
    theirs = letters(pdf_text(converted, body_only=True))
    ours = letters(pdf_text(packs / f"{stem}.pdf", body_only=True))
    assert theirs - ours == Counter()
    assert ours - theirs == Counter()
