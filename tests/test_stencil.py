"""Packs of several candidates are laid out once: each is as if it had been made alone."""

import pytest

from kitgen.editions.edition import EDITIONS
from kitgen.editions.occasion import Occasion
from kitgen.kit.load import read_kit
from kitgen.pipeline import packs
from kitgen.render.formats import stencil
from kitgen.render.html import render_html
from kitgen.request import Packing
from tests.extent import extent
from tests.reading import need, need_pango, pdf_text, sample_kit

SIMPLE_NAMES = [
    "Ada Lovelace",
    "Fjörd Offitt & Söhne <AG>",
    *extent([], ["Łukasz Ångström-Öçal", 'Quo "Vadis"', "Zq7"]),
]
NAMES = [
    *SIMPLE_NAMES,
    "Ωmega Ωnly",  # not in the letters that every stencil has
    "Wilhelmina Alexandrina Konstantinowna von und zu Brandenburg",  # wider than its place
    *extent([], ["Two  Spaces"]),
]


@pytest.fixture(scope="module")
def kit():
    """A kit of two questions."""
    kit = read_kit(sample_kit("4-behavioral-and-project"))
    return kit.model_copy(update={"questions": kit.questions[:2]})


def occasions(names):
    return tuple(
        Occasion(name, f"{name[:9]} B", f"{n} May 2027") for n, name in enumerate(names, 1)
    )


def made(kit, theme, edition, format_, people):
    files = packs([kit], Packing(theme, (edition,), (format_,), people))
    return [file.content for file in files]


@pytest.fixture(scope="module", params=["candidate", "interviewer", "scorecard"])
def pdfs(request, kit, theme):
    """The PDFs of all names made together, and those made alone."""
    need_pango()
    people = occasions(NAMES)
    together = made(kit, theme, request.param, "pdf", people)
    alone = [made(kit, theme, request.param, "pdf", (one,))[0] for one in people]
    return list(zip(NAMES, together, alone, strict=True))


def test_pages_made_together_look_as_if_made_alone(pdfs, tmp_path):
    for name, together, alone in pdfs:
        for page, (ours, theirs) in enumerate(
            zip(pictures(together), pictures(alone), strict=True), 1
        ):
            assert ours == theirs, (name, page)


def pictures(pdf):
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=1.5).to_numpy().tobytes() for page in document]


def test_pages_made_together_have_the_same_text_and_tags(pdfs, tmp_path):
    need("pdftotext")
    for name, together, alone in pdfs:
        (tmp_path / "together.pdf").write_bytes(together)
        (tmp_path / "alone.pdf").write_bytes(alone)
        text = pdf_text(tmp_path / "together.pdf")
        assert text == pdf_text(tmp_path / "alone.pdf"), name
        assert " ".join(name.split()) in " ".join(text.split())
        others = [other for other in NAMES if other not in (name, "Zq7")]
        assert not [other for other in others if other in text], name


@pytest.mark.parametrize("format_", ["docx", "html"])
@pytest.mark.parametrize("edition", ["candidate", "interviewer", "loop"])
def test_other_formats_made_together_are_the_same_files(run, tmp_path, theme, format_, edition):
    paths = sorted(sample_kit("3-coding").parent.glob("*-kit.yaml"))
    kits = [read_kit(path) for path in (paths if edition == "loop" else paths[2:])]
    people = occasions(NAMES)
    together = list(packs(kits, Packing(theme, (edition,), (format_,), people)))
    alone = [
        file
        for one in people
        for file in packs(kits, Packing(theme, (edition,), (format_,), (one,)))
    ]
    assert {f.name: f.content for f in together} == {f.name: f.content for f in alone}
    assert len(together) == len(alone)


def test_most_names_need_no_layout_of_their_own(kit, theme):
    need_pango()
    marked = Occasion("Zq7candidate", "Zq7interviewer", "Zq7date", protected=True)
    for edition in ("candidate", "interviewer", "scorecard"):
        document = render_html(edition, EDITIONS[edition].view(kit, marked), theme)
        marks = ("Zq7candidate", "Zq7interviewer", "Zq7date")
        for format_ in ("pdf", "docx"):
            made_once = stencil(format_, document, theme, marks)
            assert made_once, (edition, format_)
            for name in SIMPLE_NAMES:
                values = dict(zip(marks, (name, "Grace Hopper", "3 May 2027"), strict=True))
                assert made_once.filled(values), (edition, format_, name)


def test_a_template_may_print_a_name_in_a_sentence(run, tmp_path):
    """There a longer name moves the words after it, so that each sheet is laid out."""
    need_pango()
    theme = tmp_path / "theme"
    theme.mkdir()
    (theme / "candidate.html").write_text(
        '{% extends "base.html" %}{% block names %}{% endblock %}{% block content %}'
        "<h1>Welcome</h1><p>Dear {{ occasion.candidate }}, this is for you.</p>{% endblock %}",
        encoding="utf-8",
    )
    names = ("Ada Lovelace", "Alan Turing", "Grace Brewster Murray Hopper")
    people = [option for name in names for option in ("--candidate", name)]
    options = ("--edition", "candidate", "--theme", theme, "--output", tmp_path / "out")
    result = run("render", sample_kit("3-coding"), *options, *people)
    assert result.exit_code == 0, result.stderr
    for name, line in zip(names, result.stdout.split("\n"), strict=False):
        assert f"Dear {name}, this is for you." in " ".join(pdf_text(tmp_path / line).split())
