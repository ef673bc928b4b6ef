"""The words of packs are in templates and in one file; a theme may translate it."""

import re

import pytest
from docx.oxml.ns import qn
from lxml import etree, html

from kitgen.literals import EDITION_NAMES
from kitgen.resources import shipped
from tests.catalogues import messages
from tests.extent import extent
from tests.reading import docx_parts, words

KITS = sorted((shipped("examples") / "kits").glob("*.yaml"))


def own_words(tmp_path, change):
    folder = tmp_path / "theme"
    folder.mkdir()
    text = change((shipped("templates") / "words.yaml").read_text(encoding="utf-8"))
    (folder / "words.yaml").write_text(text, encoding="utf-8")
    return folder


def render(run, theme, out, format_):
    editions = [option for name in EDITION_NAMES for option in ("--edition", name)]
    return run("render", *KITS, *editions, "--theme", theme, "--format", format_, "--output", out)


FAULTS = {
    ("page: ", "pgae: "): ("words.yaml:LINE:1: unknown key 'pgae'; did you mean 'page'?"),
    ("{page} of", "{pgae} of"): "words.yaml:LINE:7: nothing is known to fill in {pgae}",
    ("'n != 1'", "n is one"): "words.yaml:LINE:9: ",
    ("round: ['{n} round', '{n} rounds']", "round: []"): "needs at least 1, has 0",
    ("{n} ratings", "{n ratings"): "words.yaml:",
    ("n != 1", "n%3"): "round: 3 plural forms needed, found 2",
    ("n != 1", "10 / n"): "words.yaml:LINE:9: divides by zero",
    ("n != 1", "1 - n"): "words.yaml:LINE:9: gives a form below 0",
    ("'{n} rounds'", "'{n:x>9} rounds'"): "words.yaml:LINE:24: write {n} without a format",
    ("{below} and {above}", "{below}"): "words.yaml:LINE:10: lacks the blank {above}",
    ("language: en-GB", "language: in English"): "words.yaml:LINE:11: must look like 'en-GB'",
}


@pytest.mark.parametrize("change", FAULTS)
def test_a_fault_in_the_words_is_located(run, tmp_path, change):
    before, found, _ = (shipped("templates") / "words.yaml").read_text().partition(change[0])
    assert found
    folder = own_words(tmp_path, lambda text: text.replace(*change))
    result = render(run, folder, tmp_path / "out", "html")
    assert result.exit_code == 1
    assert FAULTS[change].replace("LINE", str(before.count("\n") + 1)) in result.stderr
    assert "Traceback" not in result.stderr


def test_a_language_of_three_plural_forms_is_counted_right(run, tmp_path):
    rule = "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2"
    folder = own_words(
        tmp_path,
        lambda text: re.sub(
            r"\['\{n\} ([\w -]+)', .*\]", r"['{n} \1-one', '{n} \1-few', '{n} \1-many']", text
        ).replace("n != 1", rule),
    )
    result = render(run, folder, tmp_path / "out", "html")
    assert result.exit_code == 0, result.stderr
    text = next((tmp_path / "out").glob("*loop*")).read_text()
    assert "4 round-few" in text
    assert re.search(r"1 question-one|\d+ question-many", text)


# An English word of a message: not the name of a blank, a tag or an entity.
ENGLISH = re.compile(r"(?<![{\w&<])(?<!%\()(?<!</)([A-Za-z]{2,})(?![\w}])")
MARK = r"zz\1"
STRANGE = "qaa"  # a code that is kept free for such a language (ISO 639-2)


def marked_language(folder):
    """Return a theme with a catalogue in which each English word has a mark."""
    (folder / "languages").mkdir(parents=True)
    found = messages()
    found.metadata = {"Plural-Forms": "nplurals=2; plural=n != 1;"}
    for entry in found:
        if entry.msgid_plural:
            forms = (entry.msgid, entry.msgid_plural)
            entry.msgstr_plural = {n: ENGLISH.sub(MARK, form) for n, form in enumerate(forms)}
        else:
            entry.msgstr = ENGLISH.sub(MARK, entry.msgid)
    found.save(str(folder / "languages" / f"{STRANGE}.po"))
    return folder


def printed(file):
    """The pieces of text of a file, equations aside."""
    if file.suffix == ".html":
        page = html.fromstring(file.read_text(encoding="utf-8"))
        yield from page.xpath("//body//text()[not(ancestor::math)]")
        return
    for name, content in docx_parts(file.read_bytes()):
        if re.match(r"word/(document|header|footer)\d*\.xml", name):
            for text in etree.fromstring(content).iter(qn("w:t")):
                yield text.text or ""


def runs(text):
    """The words of a text that follow each other between marked ones, numbers and commas.

    Those with a digit in them are left out: parts of a DOI and of kit ids.
    """
    for part in re.split(r"[,.;:·]\s", text):
        for found in re.split(r"\b(?:zz\w+|\d+)\b", " ".join(words(part))):
            if found.strip() and not re.search(r"\w\d", found):
                yield found.strip()


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["html", "docx"])
def test_every_word_is_of_the_kit_or_translated(run, tmp_path, format_):
    look = ("--theme", marked_language(tmp_path / "theme"), "--language", STRANGE)
    look = (*look, "--format", format_, "--output")
    result = run("render", *KITS, "--edition", "loop", *look, tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    others = [option for name in EDITION_NAMES if name != "loop" for option in ("--edition", name)]
    result = run("render", *extent(KITS[2:], KITS), *others, *look, tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    part = extent(("--round", "coding"), ())
    asked = ("senior-ml-engineer", *part, "--seed", 7, *look)
    result = run("calibrate", *asked, tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    category = extent("project-deep-dive", "ml-theory")
    assert run("questions", "print", "--category", category, *look, tmp_path / "out").exit_code == 0
    questions = shipped("questions")
    samples = (questions / "samples").glob("*.yaml")
    bank = [*(questions / category).glob("*.yaml"), questions / "vocabulary.yaml"]
    sources = [*KITS, *samples, *bank]
    kits = " ".join(f" {' '.join(words(file.read_text(encoding='utf-8')))} " for file in sources)
    files = sorted(path for path in (tmp_path / "out").rglob("*") if path.is_file())
    names = {*EDITION_NAMES, "calibration", "key", "catalogue"}
    assert {file.stem.rpartition("-")[2] for file in files} == names
    for file in files:
        texts = list(printed(file))
        assert sum("zz" in text for text in texts) > 5
        assert format_ == "html" or {"zzpage ", " zzof "} <= set(texts)
        strange = {run for text in texts for run in runs(text) if f" {run} " not in kits}
        assert strange == set(), file.name


@pytest.mark.slow
def test_the_language_of_the_words_is_that_of_the_pack(run, tmp_path):
    folder = own_words(tmp_path, lambda text: text.replace("en-GB", "de-AT"))
    render(run, folder, tmp_path / "out", "html")
    render(run, folder, tmp_path / "out", "docx")
    assert '<html lang="de-AT" ' in next((tmp_path / "out").glob("*scorecard.html")).read_text()
    styles = dict(docx_parts(next((tmp_path / "out").glob("*scorecard.docx")).read_bytes()))
    assert b'<w:lang w:val="de-AT"/>' in styles["word/styles.xml"]
