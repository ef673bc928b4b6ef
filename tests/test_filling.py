"""Packs with fields: filled in, they are read back; printed empty, they are as without fields."""

import json
import re
import shutil
import subprocess
from itertools import pairwise
from zipfile import ZipFile

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from pikepdf.form import ExtendedAppearanceStreamGenerator, Form

from kitgen.kit.load import read_kit
from kitgen.render.pdf.tree import elements
from tests.extent import extent
from tests.reading import need, need_package, need_pango, pdf_text, sample_kit, to_pdf, words

KIT = sample_kit("3-coding")
BROWSERS = ("chromium", "google-chrome")
STEM = "senior-ml-engineer-3-coding"
# What is filled in, by the names of docs/filling.md, and what `collect` says of it.
TYPED = {
    "candidate": "Ada Lovelace",
    "interviewer": "Łukasz Ångström",
    "question/1/evidence": "Named the invariant, then tested it.\nFound the empty list herself.",
    "question/2/evidence": "Asked for “more data”.",
    "competency/1/mean": "3.5",
    "score": "3.2",
    "why": "She tests before she trusts.",
}
CHOSEN = {"question/1/rating": "4", "question/2/rating": "none", "verdict": "3"}
TICKED = ("competency/2/not-assessed",)


@pytest.fixture(scope="module")
def made(run, made_once):
    """Scorecards with fields and without, in all formats."""
    need_pango()

    def fill(folder):
        formats = ("--format", "pdf", "--format", "docx", "--format", "html")
        options = (KIT, "--edition", "scorecard", *formats)
        for name, further in {"plain": (), "typed": ("--fillable",)}.items():
            result = run("render", *options, *further, "--output", folder / name)
            assert result.exit_code == 0, result.stderr

    return made_once("scorecards-to-fill-in", fill)


@pytest.fixture(scope="module")
def packs_to_fill_in(run, made_once):
    """All packs of a round with fields and without, and those of the loop."""
    need_pango()

    def fill(folder):
        kits = sorted(KIT.parent.glob("*-kit.yaml"))
        for name, further in {"plain": (), "typed": ("--fillable",)}.items():
            look = ("--format", "pdf", "--format", "docx", *further, "--one-folder")
            made = run("render", KIT, *look, "--output", folder / name)
            assert made.exit_code == 0, made.stderr
            made = run("render", *kits, "--edition", "loop", *look, "--output", folder / name)
            assert made.exit_code == 0, made.stderr

    return made_once("packs-to-fill-in", fill)


def pictures(pdf, tmp_path):
    """The pages of a PDF as they are printed."""
    place = tmp_path / f"{pdf.parent.name}-{pdf.stem}"
    subprocess.run([need("pdftoppm"), "-r", "80", "-png", pdf, place], check=True)
    found = sorted(tmp_path.glob(f"{place.name}-*.png"))
    assert found
    return [path.read_bytes() for path in found]


def widgets_of(page):
    return [note for note in page.get("/Annots", ()) if note.Subtype == "/Widget"]


def field_of(widget):
    return widget if "/T" in widget else widget.Parent


def collected(run, *files):
    result = run("collect", *files, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def require_as_filled(card):
    first, second, *_ = card["questions"]
    assert card["kit"] == read_kit(KIT).id
    people = (card["candidate"], card["interviewer"])
    assert people == (TYPED["candidate"], TYPED["interviewer"])
    assert (first["rating"], first["evidence"]) == (4, TYPED["question/1/evidence"])
    assert (second["rating"], second["assessed"]) == (None, False)
    assert second["evidence"] == TYPED["question/2/evidence"]
    assert card["competencies"][0]["mean"] == "3.5"
    assert [row["assessed"] for row in card["competencies"]][:2] == [True, False]
    assert (card["score"], card["verdict"], card["why"]) == ("3.2", 3, TYPED["why"])
    assert card["others"] == {}


def fill_pdf(source, target):
    with pikepdf.open(source) as document:
        form = Form(document, ExtendedAppearanceStreamGenerator)
        for name, text in TYPED.items():
            form[name].value = text
        for name, value in CHOSEN.items():
            form[name].value = pikepdf.Name(f"/{value}")
        for name in TICKED:
            form[name].checked = True
        document.save(target)


def test_a_filled_pdf_is_read_back(made, run, tmp_path):
    filled = tmp_path / "filled.pdf"
    fill_pdf(made / "typed" / f"{STEM}-scorecard.pdf", filled)
    (card,) = collected(run, filled)
    require_as_filled(card)
    text = pdf_text(filled)
    assert {"Ada", "Lovelace", "invariant", "3.2"} <= set(text.replace(",", "").split())


def controls(part):
    return {
        control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")): control
        for control in part.iter(qn("w:sdt"))
    }


def fill_docx(source, target):
    """Fill in a Word file as a program does that knows the names alone."""
    document = Document(source)
    found = controls(document.element)
    for name, text in TYPED.items():
        content = found[name].find(qn("w:sdtContent"))
        paragraph = next(content.iter(qn("w:p")), content)
        run = paragraph.makeelement(qn("w:r"))
        for n, line in enumerate(text.split("\n")):
            if n:
                run.append(run.makeelement(qn("w:br")))
            shown = run.makeelement(qn("w:t"))
            shown.text = line
            run.append(shown)
        paragraph.append(run)
    for name in (*(f"{name}/{value}" for name, value in CHOSEN.items()), *TICKED):
        found[name].find(f".//{qn('w14:checked')}").set(qn("w14:val"), "1")
    document.save(target)


def test_a_filled_word_file_is_read_back(made, run, tmp_path):
    filled = tmp_path / "filled.docx"
    fill_docx(made / "typed" / f"{STEM}-scorecard.docx", filled)
    (card,) = collected(run, filled)
    require_as_filled(card)


def test_what_a_page_saved_is_read_back(run, tmp_path):
    filled = tmp_path / "saved.json"
    fields = {"kit": read_kit(KIT).id, **TYPED, **CHOSEN, **dict.fromkeys(TICKED, True)}
    filled.write_text(json.dumps({"fields": fields}), encoding="utf-8")
    (card,) = collected(run, filled)
    require_as_filled(card)


def test_all_formats_have_the_same_fields(made):
    with pikepdf.open(made / "typed" / f"{STEM}-scorecard.pdf") as document:
        in_pdf = set()
        for name, field in Form(document).items():
            choices = getattr(field, "options", None)
            states = [option.on_value for option in choices] if choices else [""]
            in_pdf |= {f"{name}{state}" for state in states}
    with ZipFile(made / "typed" / f"{STEM}-scorecard.docx") as file:
        parts = [file.read(name) for name in file.namelist() if name.startswith("word/")]
    in_word = set()
    for name in in_pdf:
        if any(f'<w:tag w:val="{name}"/>'.encode() in part for part in parts):
            in_word.add(name)
    assert in_pdf == in_word
    page = (made / "typed" / f"{STEM}-scorecard.html").read_text(encoding="utf-8")
    assert [
        name
        for name in in_pdf
        if f'data-field="{name.rpartition("/")[0]}' not in page
        and f'data-field="{name}"' not in page
    ] == []


def test_pages_printed_empty_are_those_without_fields(made, tmp_path):
    name = f"{STEM}-scorecard.pdf"
    plain, typed = (pictures(made / kind / name, tmp_path) for kind in ("plain", "typed"))
    assert plain == typed


def tips(document):
    fields = {str(field_of(w).T): w for page in document.pages for w in widgets_of(page)}
    return {name: str(widget.get("/TU", "")) for name, widget in fields.items()}


def require_tab_order(document):
    """Tab follows the tags, in which fields are where they are read, and so do annotations."""
    tagged = [
        kid.Obj.objgen
        for element in elements(document.Root.StructTreeRoot)
        if element.S == "/Form"
        for kid in element.K
    ]
    assert tagged
    in_pages = [widget.objgen for page in document.pages for widget in widgets_of(page)]
    assert tagged == in_pages
    assert {str(page.get("/Tabs")) for page in document.pages if widgets_of(page)} == {"/S"}


def test_fields_have_tooltips_in_printed_words_and_follow_the_tags(made):
    path = made / "typed" / f"{STEM}-scorecard.pdf"
    printed = set(words(pdf_text(path)))
    with pikepdf.open(path) as document:
        require_tab_order(document)
        found = tips(document)
        assert len(found) > 20
        assert [name for name, tip in found.items() if not set(words(tip)) & printed] == []
        # Row by row, each from left to right.
        (page,) = document.pages
        ratings = [w for w in widgets_of(page) if str(field_of(w).T).endswith("/rating")]
        places = [(-round(w.Rect[1]), w.Rect[0]) for w in ratings]
        assert len(ratings) > 8
        assert all(one < other for one, other in pairwise(places))
    assert found["question/1/evidence"].endswith("Evidence: what did you hear?")


def test_tooltips_are_in_the_language_of_the_pack(made, run, tmp_path):
    look = ("--edition", "scorecard", "--format", "pdf", "--language", "de", "--fillable")
    assert run("render", KIT, *look, "--output", tmp_path).exit_code == 0
    with (
        pikepdf.open(made / "typed" / f"{STEM}-scorecard.pdf") as english,
        pikepdf.open(tmp_path / f"{STEM}-scorecard.pdf") as german,
    ):
        before, after = tips(english), tips(german)
    assert after.keys() == before.keys()
    assert after["candidate"] == "Bewerber/-in"
    assert after["verdict"] == "Votum: Strong yes 3,5 oder mehr"
    assert [name for name, tip in after.items() if tip == before[name] or not tip] == []


def test_a_checker_of_accessible_pdfs_finds_nothing(made, tmp_path):
    pdfua = need_package("pdfua")
    path = made / "typed" / f"{STEM}-scorecard.pdf"
    fill_pdf(path, tmp_path / "filled.pdf")
    for file in (path, tmp_path / "filled.pdf"):
        found = pdfua.validate(str(file)).findings
        assert [(finding.rule_id, finding.message) for finding in found] == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7\nnothing", "cannot be read as a PDF"),
        (b"PK\x03\x04nothing", "cannot be read as a file of Word"),
        (b"\x00\x01", "cannot be read as what a page saved"),
        (
            b'{"fields": {"kit": "1", "score": 3}}',
            "cannot be read as what a page saved: score: expected a text",
        ),
        (b'{"fields": {"score": "3"}}', "no form of kitgen: a scan, a print to PDF"),
        (b"\xff\xd8\xff a photograph", "cannot be read as what a page saved: it is no PDF"),
        (b'{"fields": {"kit": "1", "verdict": "yes"}}', "a number was expected"),
        (
            b'{"fields": {"kit": "1", "question/2/rating/1": true, "question/2/rating/3": true}}',
            "question/2/rating: '1' and '3' are given; leave one of them",
        ),
    ],
)
def test_what_cannot_be_read_is_named(run, tmp_path, content, message):
    good, bad = tmp_path / "good.json", tmp_path / "bad"
    good.write_text('{"fields": {"kit": "1"}}', encoding="utf-8")
    bad.write_bytes(content)
    result = run("collect", good, bad, tmp_path / "missing.pdf")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{bad}: {message}" in result.stderr
    assert f"{tmp_path / 'missing.pdf'}: cannot be read: No such file" in result.stderr


def test_a_pack_without_fields_is_no_form(made, run):
    for name in (f"{STEM}-scorecard.pdf", f"{STEM}-scorecard.docx"):
        result = run("collect", made / "plain" / name)
        assert result.exit_code == 1
        assert f"{name}: no form of kitgen" in result.stderr


def test_a_letter_typed_into_a_box_is_not_lost(made, run, tmp_path):
    document = Document(made / "typed" / f"{STEM}-scorecard.docx")
    box = controls(document.element)["question/1/rating/3"]
    next(box.iter(qn("w:t"))).text = "X"
    document.save(tmp_path / "typed.docx")
    result = run("collect", tmp_path / "typed.docx")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "question/1/rating/3: 'X' is typed in the box; click it instead" in result.stderr


def test_two_forms_of_one_interviewer_are_noted(run, tmp_path):
    forms = {
        "pack.json": {"kit": "1", "candidate": "Ada Lovelace", "interviewer": "Grace Hopper"},
        "card.json": {"kit": "1", "candidate": "ada  lovelace", "interviewer": "Grace Hopper"},
        "other.json": {"kit": "1", "candidate": "Ada Lovelace", "interviewer": "Emmy Noether"},
        "blank.json": {"kit": "1"},
        "empty.json": {"kit": "1"},
    }
    for name, fields in forms.items():
        (tmp_path / name).write_text(json.dumps({"fields": fields}), encoding="utf-8")
    result = run("collect", *(tmp_path / name for name in forms), "--json")
    assert len(json.loads(result.stdout)) == len(forms)
    pair = f"{tmp_path / 'pack.json'}, {tmp_path / 'card.json'}"
    said = f"note: {pair} are of one kit, candidate and interviewer; count one of them\n"
    assert result.stderr == said


def test_the_table_has_a_row_for_each_form(made, run, tmp_path):
    filled = tmp_path / "filled.pdf"
    fill_pdf(made / "typed" / f"{STEM}-scorecard.pdf", filled)
    result = run("collect", filled, made / "typed" / f"{STEM}-scorecard.docx")
    full, blank = (line.split() for line in result.stdout.splitlines()[1:])
    assert full[-4:] == ["4", "x", "3.2", "3"]
    assert blank[-4:] == ["-"] * 4


def test_names_that_are_given_are_part_of_the_form(run, tmp_path):
    """Alone or among others, whose packs are laid out once."""
    need_pango()
    people = ("Ada Lovelace", "Żaneta Łoś")
    options = ("--edition", "scorecard", "--format", "pdf", "--format", "docx", "--fillable")
    for names in (people, people[1:]):
        given = [option for name in names for option in ("--candidate", name)]
        place = tmp_path / str(len(names))
        made = run("render", KIT, *given, "--date", "3 May 2027", *options, "--output", place)
        assert made.exit_code == 0, made.stderr
        cards = collected(run, *sorted(place.iterdir()))
        assert {(card["candidate"], card["date"]) for card in cards} == {
            (name, "3 May 2027") for name in names
        }
    alone = next((tmp_path / "1").glob("*.pdf"))
    assert pictures(alone, tmp_path) == pictures(tmp_path / "2" / alone.name, tmp_path)


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    found = next(filter(shutil.which, BROWSERS), "chromium")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=need(found), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.mark.slow
def test_a_page_saves_what_is_filled_in_and_opens_it_again(made, browser, run, tmp_path):
    address = (made / "typed" / f"{STEM}-scorecard.html").as_uri()
    page = browser.new_page(accept_downloads=True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    for name, text in TYPED.items():
        page.locator(f'[data-field="{name}"]').first.fill(text)
    for name, value in CHOSEN.items():
        page.locator(f'[data-field="{name}"][data-value="{value}"]').check()
    for name in TICKED:
        page.locator(f'[data-field="{name}"]').check()
    with page.expect_download() as download:
        page.locator("#save").click()
    saved = tmp_path / "saved.json"
    download.value.save_as(saved)
    assert [url for url in asked if not url.startswith(("data:", "blob:"))] == [address]
    (card,) = collected(run, saved)
    require_as_filled(card)
    again = browser.new_page(accept_downloads=True)
    again.goto(address)
    again.locator("#open").set_input_files(saved)
    with again.expect_download() as download:
        again.locator("#save").click()
    assert json.loads(download.value.path().read_text(encoding="utf-8")) == json.loads(
        saved.read_text(encoding="utf-8")
    )


@pytest.mark.slow
def test_all_packs_are_printed_empty_as_without_fields(packs_to_fill_in, tmp_path):
    files = sorted((packs_to_fill_in / "typed").rglob("*.pdf"))
    assert len(files) == 3
    for path in files:
        plain = packs_to_fill_in / "plain" / path.name
        assert pictures(plain, tmp_path) == pictures(path, tmp_path), path.name


def word_places(pdf):
    """The words of a PDF, page by page, with where they begin in points."""
    command = [need("pdftotext"), "-bbox", pdf, "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*)</word>')
    return [
        [(word, float(x), float(y)) for x, y, word in word.findall(page)]
        for page in text.split("<page ")[1:]
    ]


@pytest.mark.slow
def test_word_files_are_printed_empty_as_without_controls(packs_to_fill_in, made, tmp_path):
    """LibreOffice begins a piece of text at a control, and rounds where it is, by half a point."""
    of_interviewers = extent("*-interviewer.docx", "*.docx")
    files = [*packs_to_fill_in.glob(f"typed/{of_interviewers}"), *made.glob("typed/*.docx")]
    assert len(files) == extent(2, 4)
    for path in files:
        pages = []
        for file in (path.parent.parent / "plain" / path.name, path):
            place = tmp_path / file.parent.name
            place.mkdir(exist_ok=True)
            pages.append(word_places(to_pdf(file, place)))
        plain, typed = pages
        assert len(plain) == len(typed)
        for page, (without, with_controls) in enumerate(zip(plain, typed, strict=True), 1):
            for (word, *at), (other, *there) in zip(without, with_controls, strict=True):
                where = (path.name, page, word)
                assert word == other, where
                assert there == pytest.approx(at, abs=0.5), where


@pytest.mark.slow
def test_all_packs_are_accessible_and_their_word_files_valid(packs_to_fill_in):
    pdfua = need_package("pdfua")
    validator = need_package("openxml_audit").OpenXmlValidator()
    for path in sorted((packs_to_fill_in / "typed").glob("*.pdf")):
        found = pdfua.validate(str(path)).findings
        assert [(finding.rule_id, finding.message) for finding in found] == [], path.name
        printed = set(words(pdf_text(path)))
        with pikepdf.open(path) as document:
            require_tab_order(document)
            assert [n for n, tip in tips(document).items() if not set(words(tip)) & printed] == []
    for path in sorted((packs_to_fill_in / "typed").glob("*.docx")):
        assert list(map(str, validator.validate(path).errors)) == [], path.name


@pytest.mark.slow
def test_a_rating_in_the_notes_is_that_on_the_scorecard(packs_to_fill_in, run, tmp_path):
    filled = tmp_path / "pack.pdf"
    with pikepdf.open(packs_to_fill_in / "typed" / f"{STEM}-interviewer.pdf") as document:
        form = Form(document)
        form["question/1/rating"].value = pikepdf.Name("/2")
        form["question/1/point/1"].checked = True
        form["question/1/notes/1"].value = "Began with a test."
        form["question/1/tests/passed"].value = "4"
        shown = [w for page in document.pages for w in widgets_of(page) if w.get("/AS") == "/2"]
        assert len(shown) == 2  # both of one group, on different pages
        document.save(filled)
    (card,) = collected(run, filled)
    question = card["questions"][0]
    assert (question["rating"], question["points"]) == (2, [1])
    assert question["notes"] == ["Began with a test."]
    assert card["others"] == {"question/1/tests/passed": "4"}
