"""Code breaks over pages between its functions and statements, in PDF and in Word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.pipeline import packs
from kitgen.render.markdown import code_html
from kitgen.render.markdown.passages import passages
from kitgen.request import Packing
from tests.conftest import kit_of
from tests.reading import need_pango, pdf_pages, to_pdf


def function(number, lines=12):
    body = "".join(f"\n    part{number}x{n} = {n}" for n in range(lines))
    return f"def function_{number}():{body}\n    return part{number}x0\n\n\n"


def statement(number):
    columns = "".join(f"\n    part{number}x{n}," for n in range(12))
    return f"SELECT{columns}\n    last\nFROM table_{number};\n"


CODES = {
    "python": "".join(map(function, range(12))),
    "sql": "".join(map(statement, range(12))),
    "methods": "class All:\n" + re.sub("(?m)^(?=.)", "    ", "".join(map(function, range(12)))),
    # A function that fits one page, and does not fit below the first.
    "short": function(0, 30) + function(1, 38),
}


@pytest.mark.parametrize("name", CODES)
def test_a_function_or_statement_is_in_one_part(name):
    parts = passages(CODES[name])
    assert "".join(parts) == CODES[name]
    for number in range(CODES[name].count("x0 = 0") or 12):
        assert sum(f"part{number}x" in part for part in parts) == 1


def test_code_that_fits_a_page_is_one_part():
    assert "<div" not in code_html(function(1, 40), "python")


@given(st.lists(st.sampled_from(["def f():", "    x = 1", "", '"""', "a;", "# <b>"]), max_size=150))
def test_no_line_of_code_is_lost(lines):
    code = "\n".join(lines).strip("\n")
    shown = re.sub("<[^>]*>", "", code_html(code, "python"))
    assert shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"') == code


@pytest.fixture(scope="module")
def coded(bank, theme):
    """The candidate's sheet with all these codes as handouts, in a format."""
    need_pango()
    asked = tuple(
        bank.questions[0].model_copy(
            update={"id": name, "handout": f"```{name}\n{code}```", "enemies": ()}
        )
        for name, code in CODES.items()
    )
    kit = kit_of(bank, asked)

    def made(format_):
        (file,) = packs([kit], Packing(theme, ("candidate",), (format_,)))
        return file.content

    return made


@pytest.mark.slow
@pytest.mark.parametrize("format_", ["pdf", "docx"])
def test_a_page_ends_between_functions_and_statements(coded, format_, tmp_path):
    content = coded(format_)
    if format_ == "docx":
        (tmp_path / "coded.docx").write_bytes(content)
        content = to_pdf(tmp_path / "coded.docx", tmp_path).read_bytes()
    pages = pdf_pages(content, tmp_path)
    assert sum("part3x" in page for page in pages) == 3
    for page in pages:
        for number in set(re.findall(r"part(\d+)x0\b", page)):
            assert re.search(rf"part{number}x11\b", page), (number, page)
