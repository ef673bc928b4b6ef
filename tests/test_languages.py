"""Packs in other languages: complete catalogues, the same words in all formats, lang attributes."""

import re
from collections import defaultdict

import pikepdf
import polib
import pytest
from lxml import html

from kitgen.resources import shipped
from kitgen.translation import known_languages, load_translation
from tests.catalogues import messages
from tests.reading import docx_parts, docx_text, html_text, letters, need_pango, pdf_text, words

FOLDER = shipped("templates")
LANGUAGES = known_languages((FOLDER,))
KIT = sorted((shipped("examples") / "kits").glob("*.yaml"))[2]


def keys(catalogue):
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_every_message_and_no_other(language):
    catalogue = polib.pofile(str(FOLDER / "languages" / f"{language}.po"))
    assert keys(catalogue) == keys(messages())
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []
    assert catalogue.fuzzy_entries() == []
    # Loading it compares blanks, marks and the number of forms.
    assert len(load_translation(language, (FOLDER,)).messages) == len(catalogue) > 400


# What is wrong in print, whatever the sentence: quotes of another language, and spaces. French has
# a no-break space before these signs and within its quotes; Spanish opens what it asks.
WRONG = {
    "de": r"[‘’'\"”«»]|“(?=\w)|„(?!\w)",
    "es": r"[‘’'\"“”]|«\s|\s»|(?:^|[.:,;] )[^¿?.:,;]*\?",
    "fr": r"[‘'\"“”]|(?<![\u00a0\u202f])[;:?!»]|«(?!\u202f)",
    "ja": r"[‘’'\"“”«»?!]|\s[、。：]",
}
_BLANK = re.compile(r"&\w+;|%\(\w+\)s|\{\w+\}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_the_quotes_and_spaces_of_its_language(language):
    catalogue = polib.pofile(str(FOLDER / "languages" / f"{language}.po"))
    texts = [text for entry in catalogue for text in entry.msgstr_plural.values() or [entry.msgstr]]
    assert [text for text in texts if re.search(WRONG[language], _BLANK.sub("x", text))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_has_one_term_for_one_thing(language):
    """A term is in several messages: as a heading, within a line, and in words.yaml."""
    catalogue = polib.pofile(str(FOLDER / "languages" / f"{language}.po"))
    terms = defaultdict(set)
    for entry in catalogue:
        # Parts of a sentence, and signs that are spoken, are no terms.
        if not entry.msgid_plural and not str(entry.msgctxt).startswith(("signs.", "unwritten.")):
            terms[entry.msgid.lower()].add(entry.msgstr.lower())
    assert {term: texts for term, texts in terms.items() if len(texts) > 1} == {}


def test_english_is_the_language_without_a_catalogue_and_four_others_come_with_kitgen():
    assert LANGUAGES == ["de", "es", "fr", "ja"]


def faulty(tmp_path, text, head="Plural-Forms: nplurals=2; plural=n != 1;"):
    folder = tmp_path / "theme" / "languages"
    folder.mkdir(parents=True)
    content = f'msgid ""\nmsgstr ""\n"{head}\\n"\n\n{text}\n'
    (folder / "nl.po").write_text(content, encoding="utf-8")
    return tmp_path / "theme"


FAULTS = {
    'msgid "Round %(number)s"\nmsgstr "Ronde %(nummer)s"': ":5:1: other blanks than the English",
    'msgid "Round"\nmsgtsr "Ronde"': ":6:1: not as gettext writes it",
    'msgid "x <code>%(id)s</code>"\nmsgstr "x <b>%(id)s</b>"': ":5:1: other marks than the English",
    'msgid "{n} round"\nmsgid_plural "{n} rounds"\nmsgstr[0] "{n} ronde"': ":5:1: needs 2 forms",
}


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_in_a_catalogue_is_located(run, tmp_path, text):
    theme = faulty(tmp_path, text)
    result = run("render", KIT, "--theme", theme, "--language", "nl", "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert f"nl.po{FAULTS[text]}" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("head", ["Language: nl", "Plural-Forms: nplurals=1; plural=n > 1;"])
def test_a_catalogue_needs_a_rule_for_numbers(run, tmp_path, head):
    theme = faulty(tmp_path, 'msgid "Round"\nmsgstr "Ronde"', head)
    result = run("render", KIT, "--theme", theme, "--language", "nl", "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert "nl.po:1:1: needs a rule in its head" in result.stderr


def test_an_unknown_language_is_refused_with_those_that_are_known(run, tmp_path):
    result = run("render", KIT, "--language", "xx", "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert "unknown language 'xx'" in result.stderr
    assert "known: en, de, es, fr, ja" in result.stderr


def test_the_catalogue_of_a_theme_wins_over_the_built_in_one(run, tmp_path):
    folder = tmp_path / "theme" / "languages"
    folder.mkdir(parents=True)
    head = '"Plural-Forms: nplurals=2; plural=n != 1;\\n"'
    text = f'msgid ""\nmsgstr ""\n{head}\n\nmsgid "Scorecard"\nmsgstr "Beurteilung"\n'
    (folder / "de.po").write_text(text, encoding="utf-8")
    look = ("--language", "de-AT", "--theme", tmp_path / "theme", "--format", "html")
    result = run("render", KIT, *look, "--edition", "scorecard", "--output", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    page = html.parse(next((tmp_path / "out").glob("*.html")))
    assert page.getroot().get("lang") == "de-AT"
    assert page.findtext(".//h1") == "Beurteilung"
    assert "Gewicht" in page.getroot().text_content()


def test_the_language_of_a_workspace_is_used_and_texts_of_the_bank_keep_theirs(
    run, tmp_path, monkeypatch
):
    (tmp_path / "kitgen.yaml").write_text("language: fr\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("render", KIT, "--format", "html", "--output", "out").exit_code == 0
    page = html.parse(next((tmp_path / "out").glob("*interviewer.html"))).getroot()
    assert page.get("lang") == "fr"
    assert page.findtext(".//h1") == "Guide d’entretien"
    prompt = page.find_class("prompt")[0]
    assert (prompt.get("lang"), prompt.find_class("label")[0].get("lang")) == ("en-GB", "fr")
    assert {title.get("lang") for title in page.findall(".//article/h2")} == {"en-GB"}
    assert all(formula.get("alttext") for formula in page.iter("math"))
    (tmp_path / "kitgen.yaml").write_text("language: xx yy\n", encoding="utf-8")
    result = run("render", KIT, "--format", "html", "--output", "out", "--force")
    assert "kitgen.yaml:1:11: " in result.stderr


def test_scripts_of_a_bank_in_another_language_have_their_numbers_in_it(run, tmp_path):
    bank = tmp_path / "bank"
    bank.mkdir()
    (bank / "vocabulary.yaml").write_text(
        "language: de\nscripts:\n  opening: Ich habe {questions}, {same}.\n", encoding="utf-8"
    )
    ask = "kind: discussion, seniority: [senior], competencies: [talk], difficulty: 2, minutes: 9"
    rest = "prompt: Was tun Sie?, answer: Darum., key_points: [{needed: true, point: Darum}]"
    levels = "{default: {1: Eins, 2: Zwei, 3: Drei, 4: Vier}}"
    more = "follow_ups: [{ask: Wann?, listen_for: Dann}], signals: {strong: [Ja], weak: [Nein]}"
    more += f", rubric: {levels}, status: reviewed, covers: []"
    (bank / "theory.yaml").write_text(
        "".join(
            f"- {{id: {name}, title: {name}, {ask}, {rest}, {more}}}\n" for name in ("one", "two")
        )
    )
    asked = ("--bank", bank, "--seniority", "senior", "--category", "theory=2", "--minutes", 60)
    result = run("generate", *asked, "--format", "html", "--output", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    kit = next((tmp_path / "out").glob("*kit.yaml")).read_text(encoding="utf-8")
    assert "\nlanguage: de\n" in kit
    assert "Ich habe zwei Fragen, dieselben Fragen." in kit
    # What the bank does not word itself is in its language too.
    assert "Diese Runde dauert 60 Minuten und hat zwei Fragen." in " ".join(kit.split())
    assert "Zählen Sie, was nötig ist" in kit and "Thank you" not in kit
    assert "label: Sehr gut" in kit and "label: Klares Nein" in kit
    assert " yes-no: " not in run("check", bank).stdout, "'was' is no English word here"
    page = html.parse(next((tmp_path / "out").glob("*interviewer.html"))).getroot()
    assert page.get("lang") == "en-GB"
    assert page.find_class("prompt")[0].get("lang") == "de"


def test_japanese_has_the_same_words_in_word_and_html(run, tmp_path):
    """As PDF it needs a font, which no package has."""
    formats = ("--format", "docx", "--format", "html")
    look = (*formats, "--language", "ja", "--edition", "scorecard", "--output", tmp_path)
    result = run("render", KIT, *look)
    assert (result.exit_code, result.stderr) == (0, "")
    (file,) = tmp_path.rglob("*.html")
    page = html_text(file.read_text(encoding="utf-8"))
    assert "評価" in page
    assert words(docx_text(file.with_suffix(".docx").read_bytes())) == words(page)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_all_formats_have_the_same_words_in_each_language(run, tmp_path, language):
    need_pango()
    editions = [option for name in ("candidate", "scorecard") for option in ("--edition", name)]
    formats = [option for name in ("pdf", "docx", "html") for option in ("--format", name)]
    look = (*formats, "--language", language, "--output", tmp_path / "out")
    result = run("render", KIT, *editions, *look)
    assert (result.exit_code, result.stderr) == (0, "")
    files = sorted((tmp_path / "out").rglob("*.html"))
    assert len(files) == 2
    for file in files:
        page = html_text(file.read_text(encoding="utf-8"))
        word = file.with_suffix(".docx").read_bytes()
        assert words(docx_text(word)) == words(page)
        assert letters(pdf_text(file.with_suffix(".pdf"), body_only=True)) == letters(page)
        with pikepdf.open(file.with_suffix(".pdf")) as pdf:
            assert str(pdf.Root.Lang) == language
            assert len(pdf.pages) == (1 if "scorecard" in file.name else 4)
        styles = dict(docx_parts(word))["word/styles.xml"]
        assert f'<w:lang w:val="{language}"'.encode() in styles


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_no_word_of_a_table_is_divided_that_fits_its_column(run, tmp_path, language):
    need_pango()
    kits = sorted(KIT.parent.glob("*.yaml"))
    look = ("--format", "pdf", "--format", "html", "--language", language)
    result = run("render", *kits, "--edition", "loop", *look, "--output", tmp_path / "out")
    assert (result.exit_code, result.stderr) == (0, "")
    (page,) = (tmp_path / "out").rglob("*.html")
    printed = words(pdf_text(page.with_suffix(".pdf"), body_only=True))
    assert len(printed) > 500
    assert set(printed) <= set(words(html_text(page.read_text(encoding="utf-8"))))
