"""A file for a candidate is looked through once more: an answer planted anywhere in it is found."""

import base64
import warnings
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.disclosure.contents import contents
from kitgen.disclosure.scan import Scanner
from kitgen.errors import BadRequest
from kitgen.kit.kit import Kit, write_kit
from kitgen.kit.load import read_kit
from kitgen.pipeline import packs
from kitgen.request import Packing
from tests.reading import need_pango, sample_kit

pytestmark = pytest.mark.promise("leak")

FORMATS = ("pdf", "docx", "html")


@pytest.fixture(scope="module")
def kit():
    return read_kit(sample_kit("1-ml-depth"))


@pytest.fixture(scope="module")
def secret(kit):
    """A sentence that only the interviewer may see."""
    return kit.questions[0].key_points[0].point


@pytest.fixture(scope="module")
def sheets(kit, theme, made_once):
    need_pango()

    def fill(folder):
        for file in packs([kit], Packing(theme, ("candidate", "interviewer"), FORMATS)):
            edition, format_ = file.name.rsplit("-", 1)[1].split(".")
            (folder / f"{edition}.{format_}").write_bytes(file.content)

    return made_once("disclosure", fill)


def found(kit, name, content):
    return [str(leak) for leak in Scanner([kit]).leaks(name, content)]


@pytest.mark.parametrize("format_", FORMATS)
def test_what_candidates_get_has_nothing_confidential(kit, sheets, format_):
    assert found(kit, "sheet", (sheets / f"candidate.{format_}").read_bytes()) == []


@pytest.mark.parametrize("format_", FORMATS)
def test_every_answer_is_found_in_what_interviewers_get(kit, sheets, format_):
    leaks = "\n".join(found(kit, "pack", (sheets / f"interviewer.{format_}").read_bytes()))
    for question in kit.questions:
        for field in ("answer", "key_points", "follow_ups", "signals", "anchors"):
            assert f"{question.id}: {field}" in leaks, (question.id, field)


def in_pdf(change):
    def plant(content, secret):
        result = BytesIO()
        with pikepdf.open(BytesIO(content)) as document:
            change(document, secret)
            document.save(result)
        return result.getvalue()

    return plant


def element(document):
    return next(o for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/Pg" in o)


def field(key):
    def add(document, secret):
        values = {"FT": pikepdf.Name.Tx, "T": "name", key: secret}
        item = document.make_indirect(
            pikepdf.Dictionary(values and {f"/{k}": v for k, v in values.items()})
        )
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[item])

    return add


def note(document, secret):
    contents = pikepdf.Dictionary(Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents=secret)
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(contents)])


def drawing(document, secret):
    stream = document.make_stream(f"BT ({secret}) Tj ET".encode())
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    document.pages[0].Resources.XObject = pikepdf.Dictionary(Hidden=stream)


def outline(document, secret):
    with document.open_outline() as bookmarks:
        bookmarks.root.append(pikepdf.OutlineItem(secret, 0))


def metadata(document, secret):
    with document.open_metadata() as xmp:
        xmp["dc:description"] = secret


def attached(content):
    def add(document, secret):
        spec = pikepdf.AttachedFileSpec(document, content(secret), filename="a")
        document.attachments["a"] = spec

    return add


def invisible(document, secret):
    """In letters apart, each drawn and spaced by itself, and not shown."""
    letters = " ".join(f"({letter}) -80" for letter in secret if letter not in "()\\")
    page = document.pages[0]
    page.contents_add(f"BT 3 Tr [{letters}] TJ ET".encode())


PDF = {
    "property": lambda d, s: d.docinfo.__setitem__("/Subject", s),
    "custom property": lambda d, s: d.docinfo.__setitem__("/Notes", s),
    "XMP": metadata,
    "bookmark": outline,
    "alternative text": lambda d, s: element(d).__setattr__("Alt", pikepdf.String(s)),
    "replacement text": lambda d, s: element(d).__setattr__("ActualText", pikepdf.String(s)),
    "field name": field("TU"),
    "field value": field("V"),
    "annotation": note,
    "attachment": attached(lambda s: s.encode()),
    "attachment in UTF-16": attached(lambda s: s.encode("utf-16-be")),
    "attached file of Word": attached(lambda s: zipped("word/document.xml", f"<a>{s}</a>")),
    "attached PDF": attached(lambda s: in_pdf(PDF["property"])(blank_pdf(), s)),
    "script": lambda d, s: d.Root.__setattr__(
        "OpenAction", pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"var a = '{s}'")
    ),
    "drawing": drawing,
    "invisible letters": invisible,
}


def blank_pdf():
    result = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(result)
    return result.getvalue()


def zipped(name, text):
    result = BytesIO()
    with ZipFile(result, "w") as file:
        file.writestr(name, text)
    return result.getvalue()


def test_a_handout_whose_code_follows_its_words_is_no_leak_where_a_solution_has_both():
    """The name of the language between them is not printed."""
    kit = read_kit(sample_kit("3-coding"))
    words = "Given, and correct, Floats is NDArray[np.float64]"
    code = "@dataclass(frozen=True)\nclass Layer: pass"
    changed = {"handout": f"{words}:\n\n```python\n{code}\n```", "solution": f"{words}\n{code}"}
    question = kit.questions[0].model_copy(update=changed)
    kit = kit.model_copy(update={"questions": (question, *kit.questions[1:])})
    page = f"<html><body><p>{words}:</p><pre>{code}</pre></body></html>".encode()
    assert not list(Scanner([kit]).leaks("sheet.html", page))


@pytest.mark.parametrize("place", PDF)
def test_an_answer_in_a_pdf_is_found(kit, secret, sheets, place):
    planted = in_pdf(PDF[place])((sheets / "candidate.pdf").read_bytes(), secret)
    assert found(kit, "sheet.pdf", planted)


def with_part(name, change):
    """Plant by changing the text of a part of a Word file, or by adding it."""

    def plant(content, secret):
        result = BytesIO()
        with ZipFile(BytesIO(content)) as old, ZipFile(result, "w") as new:
            parts = {entry: old.read(entry).decode("latin-1") for entry in old.namelist()}
            parts[name] = change(parts.get(name, ""), secret)
            for entry, text in parts.items():
                new.writestr(entry, text.encode("latin-1"))
        return result.getvalue()

    return plant


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def before_end(xml):
    return with_part(
        "word/document.xml",
        lambda old, secret: old.replace("</w:body>", f"{xml.format(secret)}</w:body>"),
    )


def in_runs(old, secret):
    runs = "".join(f"<w:r><w:t>{secret[n : n + 2]}</w:t></w:r>" for n in range(0, len(secret), 2))
    return old.replace("</w:body>", f"<w:p>{runs}</w:p></w:body>")


def whole(text):
    return lambda old, secret: text.format(secret)


DOCX = {
    "hidden text": before_end("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r></w:p>"),
    "runs": with_part("word/document.xml", in_runs),
    "deleted text": before_end("<w:p><w:del><w:r><w:delText>{}</w:delText></w:r></w:del></w:p>"),
    "field": before_end("<w:p><w:r><w:instrText>QUOTE {}</w:instrText></w:r></w:p>"),
    "alternative text": before_end('<w:p><w:drawing><docPr descr="{}"/></w:drawing></w:p>'),
    "comment": with_part(
        "word/comments.xml", whole(f"<w:comments {W}><w:t>{{}}</w:t></w:comments>")
    ),
    "custom XML": with_part("customXml/item9.xml", whole("<answers>{}</answers>")),
    "property": with_part("docProps/custom.xml", whole("<p><v>{}</v></p>")),
    "comment of XML": with_part("word/extra.xml", whole("<a><!-- {} --></a>")),
    "name of a part": lambda content, s: with_part(f"word/{s}.xml", whole("<a/>"))(content, s),
    "embedded file": with_part(
        "word/embeddings/a.docx",
        lambda old, s: zipped("word/document.xml", f"<a>{s}</a>").decode("latin-1"),
    ),
    "text file": with_part("notes.txt", whole("{}")),
}


@pytest.mark.parametrize("place", DOCX)
def test_an_answer_in_a_file_of_word_is_found(kit, secret, sheets, place):
    planted = DOCX[place]((sheets / "candidate.docx").read_bytes(), secret)
    assert found(kit, "sheet.docx", planted)


def picture(secret):
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{secret}</desc></svg>'
    return base64.b64encode(drawn.encode()).decode()


HTML = {
    "comment": lambda s: f"<!-- {s} -->",
    "attribute": lambda s: f'<p title="{s}"></p>',
    "script": lambda s: f"<script>var answer = '{s}'</script>",
    "style": lambda s: f"<style>p::after {{ content: '{s}' }}</style>",
    "spaced by tags": lambda s: "".join(f"<b>{letter}</b>" for letter in s),
    "no-break spaces": lambda s: s.replace(" ", "\u00a0"),
    "zero-width characters": lambda s: "\u200b".join(s),
    "embedded picture": lambda s: f'<img alt="" src="data:image/svg+xml;base64,{picture(s)}">',
    "escaped picture": lambda s: (
        f"<img alt='' src='data:image/svg+xml,%3Csvg%3E{s.replace(' ', '%20')}'>"
    ),
}


@pytest.mark.parametrize("place", HTML)
def test_an_answer_in_html_is_found(kit, secret, sheets, place):
    text = (sheets / "candidate.html").read_text(encoding="utf-8")
    planted = text.replace("</body>", HTML[place](secret) + "</body>")
    assert planted != text
    assert found(kit, "sheet.html", planted.encode())


def test_as_many_letters_of_an_answer_as_count_are_found_wherever_they_begin(kit, secret):
    """One letter fewer is none; and the letters around them are those of no answer."""
    words = "".join(filter(str.isalnum, secret.lower()))
    scanner = Scanner([kit])
    for before in range(40):
        for many in (30, 29):
            text = f"{'q' * before}{words[:many]}{'q' * 30}"
            told = list(scanner.leaks("sheet.txt", text.encode()))
            assert bool(told) == (many == 30), before


def test_an_answer_in_the_name_of_a_file_is_found(kit, secret, sheets):
    content = (sheets / "candidate.html").read_bytes()
    assert found(kit, f"{secret}.html", content)


def test_a_prompt_that_repeats_an_answer_is_found(kit, sheets):
    """An author may have copied the answer into the prompt, which is public."""
    first = kit.questions[0]
    told = first.model_copy(update={"prompt": f"{first.prompt}\n\n{first.answer}"})
    changed: Kit = kit.model_copy(update={"questions": (told, *kit.questions[1:])})
    leaks = "\n".join(found(changed, "sheet.html", b""))
    assert f"{first.id}: prompt: words of {first.id}: answer" in leaks


def test_no_question_of_the_bank_repeats_an_answer(whole_bank_kits):
    assert [leak for kit in whole_bank_kits for leak in found(kit, "", b"")] == []


def test_verify_fails_and_says_where(run, kit, secret, sheets, tmp_path):
    kit_file = sample_kit("1-ml-depth")
    clean = tmp_path / "clean.html"
    clean.write_bytes((sheets / "candidate.html").read_bytes())
    passed = run("verify", clean, "--kit", kit_file)
    assert (passed.exit_code, passed.stdout) == (0, "")
    bad = tmp_path / "bad.html"
    bad.write_text(f"<!doctype html><html><!-- {secret} --></html>", encoding="utf-8")
    failed = run("verify", clean, bad, "--kit", kit_file)
    assert failed.exit_code == 1
    assert "bad.html: a comment: words of" in failed.stdout
    assert "clean.html" not in failed.stdout


def test_verify_takes_the_kits_beside_the_files(run, kit, sheets, tmp_path):
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes((sheets / "candidate.pdf").read_bytes())
    lonely = run("verify", sheet)
    assert lonely.exit_code == 1 and "--kit" in lonely.stderr
    (tmp_path / "a-kit.yaml").write_bytes(sample_kit("1-ml-depth").read_bytes())
    assert run("verify", sheet).exit_code == 0


@pytest.mark.parametrize("format_", FORMATS)
def test_a_sheet_that_gives_an_answer_away_is_not_written(run, kit, tmp_path, format_):
    """Here the author of a role wrote the answer into the text that candidates read first."""
    scripts = kit.scripts.model_copy(update={"welcome": kit.questions[0].answer})
    changed = kit.model_copy(update={"scripts": scripts})
    changed = changed.model_copy(update={"id": changed.digest})
    file, out = tmp_path / "a-kit.yaml", tmp_path / "out"
    file.write_bytes(write_kit(changed))
    result = run("render", file, "--format", format_, "--output", out)
    assert result.exit_code == 1
    assert "scripts.welcome: words of attention-mechanism: answer" in result.stderr
    assert not out.exists()


DAMAGE = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=20)), min_size=1, max_size=8
)


@pytest.mark.promise("files")
@pytest.mark.parametrize("format_", FORMATS)
@given(damage=DAMAGE)
@settings(max_examples=40)
def test_a_damaged_file_is_read_or_refused(sheets, format_, damage):
    content = (sheets / f"candidate.{format_}").read_bytes()
    for place, taken, put in damage:
        at = int(place * len(content))
        content = content[:at] + put + content[at + taken :]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            assert all(isinstance(part.text, str) for part in contents("sheet", content))
        except BadRequest as refused:
            assert "sheet" in str(refused)


@pytest.mark.promise("files")
def test_a_file_that_unpacks_to_too_much_is_refused(run, tmp_path):
    bomb = tmp_path / "bomb.docx"
    with ZipFile(bomb, "w", ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", bytes(300_000_000))
    result = run("verify", bomb, "--kit", sample_kit("1-ml-depth"))
    assert result.exit_code == 1
    assert "bomb.docx: cannot be read as a file of Word: more than 200 MB" in result.stderr


@pytest.mark.promise("files")
@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\nnothing", b"PK\x03\x04nothing", zlib.compress(b"%PDF")],
    ids=["a broken PDF", "a broken file of Word", "neither"],
)
def test_a_broken_file_is_an_error_or_holds_nothing(run, tmp_path, content):
    (tmp_path / "sheet").write_bytes(content)
    result = run("verify", tmp_path / "sheet", "--kit", sample_kit("1-ml-depth"))
    assert "Traceback" not in result.stderr
    assert result.exit_code == (1 if content[:1] in b"%P" else 0)
