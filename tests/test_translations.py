"""What a candidate reads in another language than the interviewer's pack is in."""

from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree, html

from kitgen.bank.translation import Translation
from kitgen.disclosure.scan import Scanner
from kitgen.files.dump import dump
from kitgen.kit.freeze import complete
from kitgen.kit.kit import write_kit
from kitgen.kit.load import read_kit
from kitgen.render.pdf.tree import elements
from tests.conftest import kit_of
from tests.reading import docx_text, html_text, need_pango, pdf_text
from tests.test_check import CLEAN

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GERMAN = "Was bedeutet eine Fläche von $x^2$ unter der Kurve?"
HEBREW = "מה פירוש שטח של חצי מתחת לעקומה?"
ROLE = """\
title: One round
seniority: senior
rounds:
  - id: talk
    title: A talk
    minutes: 30
    blueprint: [{category: theory, count: 1}]
"""
TABLE = "| Schwelle | Treffer |\n|---|---:|\n| 0,5 | 12 |\n"


@pytest.fixture(scope="module")
def kit(bank):
    """The first question is in three languages, the second in one, neither has a handout."""
    translations = {
        "de": Translation(prompt=GERMAN, handout=TABLE),
        "he": Translation(prompt=HEBREW),
    }
    first, second = (q.model_copy(update={"handout": None}) for q in bank.questions[:2])
    first = first.model_copy(update={"handout": "A table.", "translations": translations})
    return kit_of(bank, (first, second))


@pytest.fixture(scope="module")
def made(kit, run, made_once):
    """The sheet in German and the interviewer's pack, in all formats, and what was said.

    In a folder below, the sheet in Hebrew, into which nobody has translated kitgen's own words.
    """
    need_pango()

    def fill(folder):
        (folder / "kit.yaml").write_bytes(write_kit(kit))
        formats = ("--format", "pdf", "--format", "docx", "--format", "html", "--one-folder")
        options = (*formats, "--output", folder, "--candidate-language", "de-CH")
        result = run("render", folder / "kit.yaml", *options)
        assert result.exit_code == 0, result.stderr
        (folder / "said.txt").write_text(result.stderr, encoding="utf-8")
        options = (*formats, "--output", folder / "he", "--candidate-language", "he")
        result = run("render", folder / "kit.yaml", "--edition", "candidate", *options)
        assert result.exit_code == 0, result.stderr
        (folder / "he" / "said.txt").write_text(result.stderr, encoding="utf-8")

    return made_once("translations", fill)


def one(folder, ending):
    (path,) = folder.glob(f"*{ending}")
    return path


def texts(made, edition):
    yield pdf_text(one(made, f"-{edition}.pdf"))
    yield docx_text(one(made, f"-{edition}.docx").read_bytes())
    yield html_text(one(made, f"-{edition}.html").read_text(encoding="utf-8"))


def test_the_candidate_reads_the_translation_and_the_interviewer_the_original(made, kit):
    original = " ".join(kit.questions[0].prompt.split())[:40]
    for text in texts(made, "candidate"):
        shown = " ".join(text.split())
        assert "Was bedeutet eine Fläche von" in shown
        assert "Schwelle" in shown and "A table." not in shown
        assert original not in shown
    for text in texts(made, "interviewer"):
        shown = " ".join(text.split())
        assert "Fläche" not in shown
        assert original in shown


def test_what_is_not_translated_is_named_and_printed_as_it_is(made, kit):
    lacking = kit.questions[1]
    note = "note: not translated into de-CH, so candidates get the original: "
    assert f"{note}{lacking.id}\n" in (made / "said.txt").read_text(encoding="utf-8")
    shown = " ".join(next(texts(made, "candidate")).split())
    assert " ".join(lacking.prompt.split())[:30] in shown


def test_the_words_of_the_sheet_are_in_the_candidate_s_language_where_there_are_some(made):
    for text in texts(made, "candidate"):
        assert "Frage 2" in text and "Question" not in text
        assert "This round takes" not in text and "Diese Runde dauert" in text
    for text in texts(made, "interviewer"):
        assert "Frage" not in text
    for text in texts(made / "he", "candidate"):
        assert "Question 2" in text and "This round takes" in text
    note = "note: kitgen has no words in he: those of the sheet stay in en-GB\n"
    assert note in (made / "he" / "said.txt").read_text(encoding="utf-8")
    assert "candidates get the original: the welcome, " in (made / "he" / "said.txt").read_text(
        encoding="utf-8"
    )
    assert "kitgen has no words" not in (made / "said.txt").read_text(encoding="utf-8")


def test_a_welcome_of_its_own_stays_as_the_bank_has_it(kit, run, tmp_path):
    scripts = kit.scripts.model_copy(update={"welcome": "Hello from all of us."})
    own = complete(kit.model_copy(update={"scripts": scripts}))
    (tmp_path / "kit.yaml").write_bytes(write_kit(own))
    options = ("--edition", "candidate", "--format", "html", "--candidate-language", "de")
    result = run("render", tmp_path / "kit.yaml", *options, "--output", tmp_path / "out")
    assert "candidates get the original: the welcome, " in result.stderr
    (sheet,) = (tmp_path / "out").rglob("*candidate.html")
    page = html.document_fromstring(sheet.read_text(encoding="utf-8"))
    (welcome,) = page.find_class("script")
    assert (welcome.get("lang"), welcome[0].text) == ("en-GB", "Hello from all of us.")


def marked(path):
    body = html.document_fromstring(path.read_text(encoding="utf-8"))
    parts = [(node.get("class"), node.get("lang")) for node in body.iter("div")]
    return body.get("lang"), [part for part in parts if part[1] and part[0] != "script"]


def test_quotation_marks_are_those_of_the_language_of_each_text(bank, run, tmp_path):
    german = Translation(prompt="Was ist \"ein 'wahrer' Treffer\"?")
    texts = {"prompt": "What is \"a 'true' hit\"?", "handout": 'A "hit".'}
    first = bank.questions[0].model_copy(update={**texts, "translations": {"de": german}})
    (tmp_path / "kit.yaml").write_bytes(write_kit(kit_of(bank, (first,))))
    options = ("--format", "html", "--candidate-language", "de", "--output", tmp_path)
    assert run("render", tmp_path / "kit.yaml", *options, "--one-folder").exit_code == 0
    sheet = html_text(one(tmp_path, "-candidate.html").read_text(encoding="utf-8"))
    assert "Was ist „ein ‚wahrer‘ Treffer“?" in sheet
    assert "A “hit”." in sheet
    pack = html_text(one(tmp_path, "-interviewer.html").read_text(encoding="utf-8"))
    assert "What is “a ‘true’ hit”?" in pack


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en-GB", "a “b ‘c’”, d’e"),
        ("fr", "a «\u202fb “c”\u202f», d’e"),
        ("es-MX", "a «b “c”», d’e"),
        ("ja", "a 「b 『c』」, d’e"),
        ("de-CH", "a «b ‹c›», d’e"),
        ("tr", "a “b ‘c’”, d’e"),
    ],
)
def test_quotation_marks_of_a_bank_are_those_of_its_language(
    bank, run, tmp_path, language, printed
):
    question = bank.questions[0].model_copy(update={"answer": "a \"b 'c'\", d'e"})
    kit = complete(kit_of(bank, (question,)).model_copy(update={"language": language}))
    (tmp_path / "kit.yaml").write_bytes(write_kit(kit))
    options = ("--edition", "interviewer", "--format", "html", "--output", tmp_path)
    assert run("render", tmp_path / "kit.yaml", *options).exit_code == 0
    assert printed in html_text(one(tmp_path, ".html").read_text(encoding="utf-8"))


def test_html_has_the_language_of_each_text(made):
    german = one(made, "candidate.html")
    assert marked(german) == ("de-CH", [("prompt", "en-GB")])
    hebrew = one(made / "he", "candidate.html")
    assert marked(hebrew) == ("en-GB", [("prompt", "he")])
    formulas = html.document_fromstring(german.read_text(encoding="utf-8"))
    assert "Quadrat" in formulas.xpath("string(//math/@alttext)")


def test_word_has_the_language_of_each_text(made):
    with ZipFile(one(made / "he", "candidate.docx")) as file:
        document = etree.fromstring(file.read("word/document.xml"))
    languages = {}
    for run in document.iter(f"{WORD}r"):
        language = run.find(f"{WORD}rPr/{WORD}lang")
        text = "".join(run.itertext())
        languages[text] = None if language is None else language.get(f"{WORD}bidi")
    assert {text for text, language in languages.items() if language == "he"} == {HEBREW}
    assert languages["What will happen"] is None


@pytest.mark.parametrize(
    ("folder", "whole", "own"), [(".", "de-CH", {"en-GB"}), ("he", "en-GB", {"he"})]
)
def test_tags_of_pdf_have_the_language_of_each_text(made, folder, whole, own):
    document = pikepdf.open(one(made / folder, "candidate.pdf"))
    assert str(document.Root.Lang) == whole
    tags = [tag for tag in elements(document.Root.StructTreeRoot) if "/Lang" in tag]
    assert {str(tag.Lang) for tag in tags} == own
    plain = pikepdf.open(one(made, "interviewer.pdf"))
    assert not [tag for tag in elements(plain.Root.StructTreeRoot) if "/Lang" in tag]


def test_translations_are_public_and_answers_are_not(made, kit):
    scanner = Scanner([kit])
    for ending in ("pdf", "docx", "html"):
        content = one(made, f"candidate.{ending}").read_bytes()
        assert list(scanner.leaks("sheet", content)) == []
    leaky = Translation(prompt=GERMAN, handout=kit.questions[0].answer)
    told = kit.questions[0].model_copy(update={"translations": {"de": leaky}})
    leaks = Scanner([kit.model_copy(update={"questions": (told,)})]).leaks("sheet", b"")
    assert "words of" in str(next(leaks))


def test_a_kit_keeps_its_id_without_translations_and_has_another_with_them(kit, tmp_path):
    (tmp_path / "kit.yaml").write_bytes(write_kit(kit))
    assert read_kit(tmp_path / "kit.yaml") == kit
    questions = tuple(q.model_copy(update={"translations": {}}) for q in kit.questions)
    plain = kit.model_copy(update={"questions": questions})
    assert plain.digest != kit.digest
    assert b"translations" not in write_kit(plain)


def test_languages_of_rows_and_candidates_of_one_run_do_not_mix(run, kit, tmp_path):
    (tmp_path / "kit.yaml").write_bytes(write_kit(kit))
    for language, word in (("de", "Fläche"), ("he", "שטח")):
        options = ("--candidate-language", language, "--candidate", "Ada", "--candidate", "Bo")
        folder = tmp_path / language
        made = run(
            *("render", tmp_path / "kit.yaml", *options, "--edition", "candidate"),
            *("--format", "docx", "--output", folder),
        )
        assert made.exit_code == 0, made.stderr
        files = sorted(folder.rglob("*.docx"))
        assert len(files) == 2
        for file, name in zip(files, ("Ada", "Bo"), strict=True):
            text = docx_text(file.read_bytes())
            assert word in text
            assert name in text


def test_the_column_language_of_a_roster_is_that_of_the_row_s_sheet(run, tmp_path):
    translated = {"de": {"prompt": "Wie groß ist die Fläche?"}}
    folder = tmp_path / "bank"
    folder.mkdir()
    question = CLEAN | {"translations": translated, "status": "reviewed"}
    (folder / "theory.yaml").write_text(dump((question,)), encoding="utf-8")
    (tmp_path / "roster.csv").write_text(
        "candidate,language\nAda,de\nBo,\nCy,french\n", encoding="utf-8"
    )
    (tmp_path / "role.yaml").write_text(ROLE, encoding="utf-8")
    result = run(
        *("batch", tmp_path / "role.yaml", tmp_path / "roster.csv", "--bank", folder),
        *("--edition", "candidate", "--format", "html", "--output", tmp_path / "out", "--seed", 1),
    )
    assert result.exit_code == 1
    assert "roster.csv:4:4: 'french' is no known language; write a tag" in result.stderr
    shown = {
        path.parent.parent.name: html_text(path.read_text(encoding="utf-8"))
        for path in (tmp_path / "out").rglob("*.html")
    }
    assert "Fläche" in shown["ada"] and "Fläche" not in shown["bo"]


@pytest.mark.parametrize(
    ("translations", "message"),
    [
        ("{gr: {prompt: 'Τι;'}}", "'gr' is no known language"),
        ("{DE: {prompt: 'Was?'}}", "write the language 'DE' as de"),
        ("{de: {prompt: 'Was <b>'}}", "HTML"),
        ("{de: {title: 'Was'}}", "missing key 'prompt'"),
        ("{de: {prompt: 'How old are you?'}}", "asks for age"),
    ],
)
def test_faults_of_translations_are_located(run, tmp_path, translations, message):
    text = dump((CLEAN | {"translations": "HERE"},)).replace("HERE", translations)
    (tmp_path / "theory.yaml").write_text(text, encoding="utf-8")
    result = run("check", tmp_path)
    line = next(n for n, line in enumerate(text.splitlines(), 1) if translations in line)
    assert result.exit_code == 1
    told = [line for line in result.stdout.splitlines() if message in line]
    assert f"theory.yaml:{line}:" in told[0]


def test_an_unknown_language_is_wrong_usage(run, kit, tmp_path):
    (tmp_path / "kit.yaml").write_bytes(write_kit(kit))
    refused = run("render", tmp_path / "kit.yaml", "--candidate-language", "english")
    assert refused.exit_code == 2
    assert "'english' is no known language; write a tag such as de" in refused.stderr
