"""The words of packs are in templates and in one file; a theme may translate it."""

import re

import pytest

from kitgen.resources import shipped
from tests.reading import docx_parts, docx_text, html_text, words

KITS = sorted((shipped("examples") / "kits").glob("*.yaml"))
EDITIONS = ("interviewer", "candidate", "scorecard", "loop")


def own_words(tmp_path, change):
    folder = tmp_path / "theme"
    folder.mkdir()
    text = change((shipped("templates") / "words.yaml").read_text(encoding="utf-8"))
    (folder / "words.yaml").write_text(text, encoding="utf-8")
    return folder


def render(run, theme, out, format_):
    editions = [option for name in EDITIONS for option in ("--edition", name)]
    return run("render", *KITS, *editions, "--theme", theme, "--format", format_, "--output", out)


FAULTS = {
    ("page: ", "pgae: "): ("words.yaml:6:1: unknown key 'pgae'; did you mean 'page'?"),
    ("{page} of", "{pgae} of"): "words.yaml:6:7: nothing is known to fill in {pgae}",
    ("'n != 1'", "n is one"): "words.yaml:5:9: ",
    ("round: ['{n} round', '{n} rounds']", "round: []"): "needs at least 1, has 0",
    ("{n} ratings", "{n ratings"): "words.yaml:",
    ("n != 1", "n%3"): "round: 3 plural forms needed, found 2",
}


@pytest.mark.parametrize("change", FAULTS)
def test_a_fault_in_the_words_is_located(run, tmp_path, change):
    assert change[0] in (shipped("templates") / "words.yaml").read_text(encoding="utf-8")
    folder = own_words(tmp_path, lambda text: text.replace(*change))
    result = render(run, folder, tmp_path / "out", "html")
    assert result.exit_code == 1
    assert FAULTS[change] in result.stderr
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


def marked(text):
    """Give each English word of the file's values another form, blanks aside."""
    lines = []
    for line in text.splitlines():
        key, colon, value = line.partition(": ")
        if colon and key.strip() not in {"plural", "language"} and not key.startswith("#"):
            value, _, _ = value.partition("  #")
            value = re.sub(r"(?<![{\w])([A-Za-z][A-Za-z'-]*[a-z])(?![\w}])", r"zz\1", value)
        lines.append(f"{key}{colon}{value}")
    return "\n".join(lines)


@pytest.mark.parametrize("format_", ["html", "docx"])
def test_every_word_is_of_a_template_the_kit_or_the_words(run, tmp_path, format_):
    folder = own_words(tmp_path, marked)
    result = render(run, folder, tmp_path / "out", format_)
    assert result.exit_code == 0, result.stderr
    sources = [*shipped("templates").glob("*.html"), *KITS, folder / "words.yaml"]
    known = {word for file in sources for word in words(file.read_text(encoding="utf-8"))}
    files = sorted((tmp_path / "out").iterdir())
    assert len(files) == 13
    for file in files:
        shown = {word for word in words(text_of(file)) if re.search("[a-z]{2}", word)}
        assert {word for word in shown - known if not word.startswith("zz")} == set(), file.name


def text_of(file):
    if file.suffix == ".html":
        return html_text(file.read_text(encoding="utf-8"))
    content = file.read_bytes()
    foot = dict(docx_parts(content))["word/footer1.xml"].decode()
    assert "zzpage " in foot
    return docx_text(content) + re.sub("<[^>]*>", " ", foot)


def test_the_language_of_the_words_is_that_of_the_pack(run, tmp_path):
    folder = own_words(tmp_path, lambda text: text.replace("en-GB", "de-AT"))
    render(run, folder, tmp_path / "out", "html")
    render(run, folder, tmp_path / "out", "docx")
    assert '<html lang="de-AT">' in next((tmp_path / "out").glob("*scorecard.html")).read_text()
    styles = dict(docx_parts(next((tmp_path / "out").glob("*scorecard.docx")).read_bytes()))
    assert b'<w:lang w:val="de-AT"/>' in styles["word/styles.xml"]
