"""Figures of a bank: in kits, in every format, for candidates or not; which files are refused."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from docx import Document as WordDocument
from PIL import Image

from kitgen.files.dump import dump
from kitgen.render.apart import figures_apart
from tests.reading import need_pango
from tests.test_check import CLEAN

ONLY = ("--seniority", "senior", "--category", "ml-theory=1", "--include", "pump-alarms")
XMLNS = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"


def svg(inside="<path d='M0 0L90 40L90 0'/>", size="width='90mm' height='40mm'"):
    return f"<svg {XMLNS} {size}>{inside}</svg>".encode()


def png(width=200, height=100):
    buffer = BytesIO()
    Image.new("L", (width, height), 128).save(buffer, "PNG", dpi=(200, 200))
    return buffer.getvalue()


@pytest.fixture
def workspace(run, tmp_path, monkeypatch):
    """A workspace whose question shows a drawing to all and another to interviewers."""
    run("init", tmp_path / "hiring")
    monkeypatch.chdir(tmp_path / "hiring")
    folder = tmp_path / "hiring" / "questions" / "figures"
    folder.mkdir()
    (folder / "seen.svg").write_bytes(svg("<title>seen</title><path d='M0 0L90 40L90 0'/>"))
    (folder / "secret.svg").write_bytes(svg("<title>secret</title><path d='M0 9L90 40L9 40'/>"))
    (folder / "photo.png").write_bytes(png())
    write(folder, "![a line](figures/seen.svg 'What is seen')\n\n![grey](figures/photo.png)")
    return folder


def write(folder, prompt):
    text = f"{CLEAN['prompt']}\n\n{prompt}"
    answer = f"{CLEAN['answer']}\n\n![a lower line](figures/secret.svg)"
    question = CLEAN | {"prompt": text, "answer": answer}
    (folder.parent / "ml-theory.yaml").write_text(dump((question,)))


def pack(run, *formats):
    options = [option for name in formats for option in ("--format", name)]
    result = run("generate", *ONLY, *options, "--output", "out", "--force")
    assert result.exit_code == 0, result.stderr
    return [line for line in result.stdout.splitlines() if not line.endswith(".yaml")]


def test_html_and_kit_contain_figures_and_candidates_get_theirs(run, workspace):
    interviewer, candidate = pack(run, "html")
    (kit,) = (workspace.parent.parent / "out").glob("*-kit.yaml")
    for file in workspace.iterdir():
        file.unlink()
    before = [Path(name).read_text() for name in (interviewer, candidate)]
    assert run("render", kit, "--format", "html", "--output", "out", "--force").exit_code == 0
    assert [Path(name).read_text() for name in (interviewer, candidate)] == before
    alts = [re.findall(r"<img [^>]*alt=\"([^\"]*)\"", text) for text in before]
    assert alts == [["a line", "grey", "a lower line"], ["a line", "grey"]]
    assert "<figcaption>What is seen</figcaption>" in before[1]


@pytest.mark.slow
def test_drawings_are_vectors_in_pdf_and_word(run, workspace):
    need_pango()
    interviewer, word, _, candidate_word = pack(run, "pdf", "docx")
    with pikepdf.open(interviewer) as pdf:
        figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
        alts = [str(o.Alt) for o in figures if o.get("/S") == "/Figure"]
        images = [o for o in pdf.objects if is_image(o)]
    assert (sorted(alts), len(images)) == (["a line", "a lower line", "grey"], 1)
    document = WordDocument(word)
    assert document.element.xpath("//wp:docPr/@descr") == ["a line", "grey", "a lower line"]
    assert sorted(media(word)) == ["png", "png", "png", "svg", "svg"]
    assert sorted(media(candidate_word)) == ["png", "png", "svg"]
    with zipfile.ZipFile(candidate_word) as package:
        assert not any(b"secret" in package.read(name) for name in package.namelist())


def is_image(value):
    return isinstance(value, pikepdf.Stream) and value.get("/Subtype") == "/Image"


def media(word):
    with zipfile.ZipFile(word) as package:
        return [n.rpartition(".")[2] for n in package.namelist() if n.startswith("word/media/")]


def jpeg(size=(200, 100), **options):
    buffer = BytesIO()
    Image.new("RGB", size, "navy").save(buffer, "JPEG", **options)
    return buffer.getvalue()


def bare_jpeg():
    """One without the segment that most begin with, as some cameras and programs write it."""
    content = jpeg()
    return content[:2] + content[4 + int.from_bytes(content[4:6], "big") :]


@pytest.mark.slow
def test_photographs_of_all_kinds_are_in_all_formats_and_fit_their_page(run, workspace):
    need_pango()
    shown = {"bare": bare_jpeg(), "coarse": jpeg((2600, 60), dpi=(1, 1)), "tall": jpeg((60, 1800))}
    for name, content in shown.items():
        (workspace / f"{name}.jpg").write_bytes(content)
    write(workspace, "\n\n".join(f"![`{name}` it is](figures/{name}.jpg)" for name in shown))
    _, _, _, page, sheet, word = pack(run, "html", "pdf", "docx")
    words = [f"{name} it is" for name in shown]
    assert re.findall(r"<img [^>]*alt=\"([^\"]*)\"", Path(page).read_text()) == words
    assert WordDocument(word).element.xpath("//wp:docPr/@descr") == words
    assert media(word).count("jpg") == 3
    bounds = [
        part.get_bounds()
        for page in pypdfium2.PdfDocument(sheet)
        for part in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
    ]
    assert len(bounds) == 3
    width, height = 595, 842  # points
    assert all(0 < left < right < width for left, _, right, _ in bounds)
    assert all(0 < low < high < height for _, low, _, high in bounds)


@pytest.mark.parametrize(
    "prompt", ["![a line][it]\n\n[it]: figures/seen.svg", "![a line]( <figures/seen.svg> )"]
)
def test_a_figure_is_the_candidate_s_however_it_is_named(run, workspace, prompt):
    write(workspace, prompt)
    _, candidate = pack(run, "html")
    assert 'alt="a line"' in Path(candidate).read_text()


def test_figures_are_taken_out_of_a_text_and_nothing_else():
    found = figures_apart("1 &lt; 2 <figure><img></figure> and on", "Figure apart")
    assert found.text == '1 &lt; 2 <p class="small">Figure apart</p> and on'
    assert found.figures == ("<figure><img></figure>",)


def test_a_character_of_a_drawing_that_no_font_has_is_named(run, workspace):
    need_pango()
    (workspace / "seen.svg").write_bytes(svg("<text y='20'>\U00012000</text>"))
    result = run("generate", *ONLY, "--output", "out")
    assert result.exit_code == 1
    assert "\U00012000 (U+12000) in a drawing" in result.stderr


TURNED = Image.Exif()
TURNED[0x0112] = 6  # as a telephone that was held upright writes it

REFUSED = {
    "script": (svg("<script>1</script>"), "<script> is not printed"),
    "foreign": (svg("<foreignObject/>"), "<foreignObject> is not printed"),
    "image": (svg("<image href='x.png'/>"), "<image> is not printed"),
    "event": (svg("<g onload='x()'/>"), "the attribute onload"),
    "link": (svg("<use xlink:href='https://x.example/a.svg#b'/>"), "the attribute href"),
    "address": (svg("<g style='fill:url(https://x.example)'/>"), "the attribute style"),
    "import": (svg("<style>@import 'a.css';</style>"), "styles refer to something elsewhere"),
    "entity": (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("<text>&a;</text>"), "document type"),
    "sizeless": (svg(size=""), "needs a width and a height"),
    "broken": (b"<svg", "cannot be read"),
    "other": (b"<html/>", "not SVG"),
    "turned": (jpeg(exif=TURNED), "its Exif data turn"),
    "large": (svg(" " * 1_000_000), "at most 1,000,000 bytes"),
}


@pytest.mark.promise("templates")
@pytest.mark.parametrize("name", REFUSED)
def test_a_drawing_that_does_more_than_draw_is_refused(run, workspace, name):
    content, message = REFUSED[name]
    if name == "turned":
        write(workspace, "![a line](figures/seen.jpg)")
    (workspace / f"seen.{'jpg' if name == 'turned' else 'svg'}").write_bytes(content)
    result = run("check", "questions")
    assert result.exit_code == 1
    assert re.search(rf"ml-theory\.yaml:\d+:\d+: .*{re.escape(message)}", result.stdout)
    assert message in run("plan", *ONLY, "--output", "out").stderr


@pytest.mark.promise("offline")
@pytest.mark.parametrize("address", ["figures/none.svg", "figures/out.svg", "figures/note.txt"])
def test_a_figure_is_a_file_in_the_folder_of_the_bank(run, workspace, address):
    (workspace / "out.svg").symlink_to(workspace.parent.parent / "kitgen.yaml")
    (workspace / "note.txt").write_text("a note")
    write(workspace, f"![a line]({address})")
    result = run("check", "questions")
    assert re.search(rf"ml-theory\.yaml:\d+:\d+: .*{re.escape(address)}", result.stdout)


@pytest.mark.promise("files")
def test_a_figure_of_a_kit_that_was_broken_by_hand_is_named_with_its_place(run, workspace):
    pack(run, "html")
    (kit,) = (workspace.parent.parent / "out").glob("*-kit.yaml")
    kit.write_text(kit.read_text().replace("<path d='M0 0L90 40L90 0'/>", "<script/>"))
    result = run("render", kit, "--format", "html", "--output", "other")
    assert result.exit_code == 1
    assert re.search(r"kit\.yaml:\d+:\d+: figure 'figures/seen.svg'", result.stderr)
