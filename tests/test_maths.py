"""Formulas: what is read, what is refused, and what each format makes of it.

`formulas.txt` has a formula a line: all that amsmath has and interview questions need. Where pandoc
is installed, it is the judge of what they mean.
"""

from collections import Counter
from functools import cache
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import category, normalize
from zipfile import ZipFile

import pikepdf
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.html import fragment_fromstring, fromstring

from kitgen.render.document import Document
from kitgen.render.docx.maths import equation
from kitgen.render.formats import RENDERERS
from kitgen.render.markdown import to_html, to_inline_html
from kitgen.render.maths import FormulaFault, drawing, formula, plain, speech
from kitgen.render.maths.agreement import agree
from kitgen.render.maths.latex import prepared
from kitgen.render.maths.mathml import mathml
from kitgen.words import built_in_words
from tests.reading import pdf_text

FORMULAS = (Path(__file__).parent / "formulas.txt").read_text(encoding="utf-8").splitlines()
SIGNS = built_in_words().signs


def maths(latex, *, display=False):
    return fragment_fromstring(formula(latex, display=display))


def spoken(latex, language="en-GB", signs=SIGNS):
    return speech(prepared(latex), display=False, language=language, signs=signs)


def page_of(html):
    head = "<html lang='en-GB'><head><title>A</title></head><body><header>b</header>"
    return f"{head}<div class='answer'>{html}</div><footer>c</footer></body></html>"


def printed(text, format_, theme):
    document = Document.of(page_of(to_html(text)), "x.html", {"en-GB": SIGNS})
    return RENDERERS[format_](document, theme)


def word(latex, *, display=False):
    return equation(maths(latex, display=display))


def in_word(latex):
    """The names of the structures of an equation, and the texts of its runs."""
    made = word(latex)
    names = {etree.QName(element).localname for element in made.iter()}
    return names, [run.text for run in made.iter(qn("m:t"))]


def letters(text):
    plain_text = normalize("NFKD", text)
    return Counter(c for c in plain_text if category(c)[0] in "LN" and category(c) != "Lm")


# What is read, and what is refused


@pytest.mark.parametrize("display", [True, False])
def test_every_format_has_all_formulas_of_the_corpus(display):
    for latex in FORMULAS:
        made = maths(latex, display=display)
        shown = letters("".join(made.itertext()))
        signs = "".join(sign.get(qn("m:val")) for sign in equation(made).iter(qn("m:chr")))
        runs = "".join(run.text for run in equation(made).iter(qn("m:t")))
        assert letters(runs + signs) == shown, latex
        assert drawing(made.get("data-latex"), display=display).width > 0


@pytest.mark.promise("files")
@pytest.mark.parametrize(
    ("latex", "message"),
    [
        (r"\nosuchcommand{x}", r'unknown command "\nosuchcommand"'),
        (r"\frac{1", "not valid LaTeX maths, a brace is missing"),
        (r"\href{javascript:alert(1)}{x}", r'unknown command "\href"'),
        (r"\style{background:url(x)}{y}", r'unknown command "\style"'),
        (r"\color{white} x", "a formula has no colours"),
        ("x_i_j", "not valid LaTeX maths"),
        (r"\left( x", "not valid LaTeX maths"),
        (r"\big", "not valid LaTeX maths"),
        (r"\def\a{\a}\a", "not valid LaTeX maths"),
        (r"\frac{5%}{2}", r"% begins a comment in LaTeX; write \%"),
        (r"\frac{1}", "not valid LaTeX maths"),
        (r"a & b", "not valid LaTeX maths"),
        (r"\begin{cases} a \\ b", "not valid LaTeX maths"),
        (r"\text{a $ b}", r"a dollar sign in a formula; write \$"),
        ("{}", "this formula prints nothing"),
        (r"\,", "this formula prints nothing"),
        (r"\operatorname{<}", "LaTeX that cannot be set"),
        (r"\sqrt{}", "this formula prints nothing"),
        (r"\text{}", "this formula prints nothing"),
        ("{" * 65 + "x" + "}" * 65, "a formula nested more than 64 deep"),
        (r"\left(" * 65 + "x" + r"\right)" * 65, "a formula nested more than 64 deep"),
        ("x" * 4001, "a formula of more than 4000 characters"),
    ],
)
def test_what_cannot_be_printed_is_refused(latex, message):
    with pytest.raises(FormulaFault) as fault:
        formula(latex, display=False)
    assert message in str(fault.value)


def test_formulas_that_two_libraries_read_differently_do_not_agree():
    for read, other in (("2+x", "1+x"), (r"\frac{a}{b}", "a/b"), (r"\sqrt{x}", "x")):
        assert agree(mathml(read, display=False), drawing(read, display=False).tree)
        assert not agree(mathml(read, display=False), drawing(other, display=False).tree)


@pytest.mark.promise("files")
@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_spoilt_formula_is_printed_or_refused(data):
    latex = data.draw(st.sampled_from(FORMULAS))
    at = data.draw(st.integers(0, len(latex)))
    put = data.draw(st.sampled_from(["", "{", "}", "&", r"\\", "^", "_", "$", r"\left", "%", "'"]))
    gone = data.draw(st.integers(0, 4))
    try:
        made = formula(latex[:at] + put + latex[at + gone :], display=data.draw(st.booleans()))
    except FormulaFault:
        return
    element = fragment_fromstring(made)
    assert len(equation(element))
    spoken(element.get("data-latex"))


# What pandoc makes of them


@cache
def by_pandoc(format_):
    """The corpus as pandoc writes it, each formula an element; None where it refuses one."""
    pypandoc = pytest.importorskip("pypandoc", reason="needs pypandoc_binary")
    text = "\n\n".join(f"${prepared(latex)}$" for latex in FORMULAS)
    if format_ == "html":
        html = pypandoc.convert_text(text, "html", format="markdown", extra_args=["--mathml"])
        return [p.find(".//math") for p in fromstring(f"<div>{html}</div>").iter("p")]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "formulas.docx"
        pypandoc.convert_text(text, "docx", format="markdown", outputfile=str(file))
        with ZipFile(file) as archive:
            body = etree.fromstring(archive.read("word/document.xml"))
    return [p.find(f".//{qn('m:oMath')}") for p in body.iter(qn("w:p"))]


def both(format_, ours):
    """Pairs of a formula of ours and pandoc's, by their LaTeX; pandoc refuses a few."""
    pairs = dict(zip(FORMULAS, by_pandoc(format_), strict=True))
    known = {latex: other for latex, other in pairs.items() if other is not None}
    assert len(known) > 0.9 * len(FORMULAS)
    return {latex: (ours(latex), other) for latex, other in known.items()}


def counts(element, *names):
    return {name: sum(1 for _ in element.iter(name)) for name in names}


@pytest.mark.slow
def test_mathml_has_the_letters_and_structures_of_pandoc_s():
    names = ("mfrac", "msqrt", "mroot", "mtr")
    for latex, (ours, other) in both("html", maths).items():
        for note in list(other.iter("annotation")):
            note.text = ""
        assert letters("".join(ours.itertext())) == letters("".join(other.itertext())), latex
        assert counts(ours, *names) == counts(other, *names), latex


@pytest.mark.slow
def test_word_equations_have_the_structures_of_pandoc_s():
    names = [qn(f"m:{name}") for name in ("f", "rad", "mr", "acc", "bar", "phant")]
    for latex, (ours, other) in both("docx", word).items():
        assert counts(ours, *names) == counts(other, *names), latex


# What each format makes of them


@pytest.mark.parametrize(
    ("latex", "structures", "texts"),
    [
        (r"\hat{y}", {"acc"}, ["y"]),
        (r"\overline{ab}", {"bar"}, ["a", "b"]),
        (r"\underbrace{a}_{n}", {"groupChr", "limLow"}, ["a", "n"]),
        (r"\sum_{i=1}^n x_i", {"nary", "sSub"}, ["i", "=", "1", "n", "x", "i"]),
        (r"\lim_{x \to 0} f", {"func", "limLow"}, ["lim", "x", "→", "0", "f"]),
        (r"\log x", {"func"}, ["log", "x"]),
        (r"\binom{n}{k}", {"d", "f"}, ["n", "k"]),
        (r"\begin{pmatrix} a & b \end{pmatrix}", {"d", "m"}, ["a", "b"]),
        (r"\begin{cases} a & b \\ c & d \end{cases}", {"d", "m"}, ["a", "b", "c", "d"]),
        (r"\begin{aligned} a &= b \end{aligned}", {"eqArr"}, ["a", "&", "=", "b"]),
        (r"a = b \\ c = d", {"m"}, ["a", "=", "b", "c", "=", "d"]),
        (r"{}_6^{14}C", {"sPre"}, ["6", "14", "C"]),
        (r"\boxed{x}", {"borderBox"}, ["x"]),
        (r"\phantom{x} y", {"phant"}, ["x", "y"]),
        (r"(a+b)^2", {"d", "sSup"}, ["a", "+", "b", "2"]),
        (r"[0, 1)", {"d"}, ["0", ",", "1"]),
        (r"|x| + \|y\|", {"d"}, ["x", "+", "y"]),
        (r"P(A|B)", {"d"}, ["P", "A", "∣", "B"]),
        (r"\left\{ x \middle| y \right\}", {"d"}, ["x", "y"]),
        (r"\mathbf{x} + \boldsymbol{\theta}", {"r"}, ["𝐱", "+", "𝜽"]),
        (r"\text{if } x", {"nor"}, ["if\xa0", "x"]),
        (r"w_{<t}", {"nor"}, ["w", "<", "t"]),
        (r"\mathrm{KL}", {"sty"}, ["KL"]),
        (r"a \quad b", {"r"}, ["a", "\u2003", "b"]),
    ],
)
def test_word_has_a_structure_for_each_construct(latex, structures, texts):
    names, runs = in_word(latex)
    assert structures <= names
    assert runs == texts


def test_a_binomial_in_word_has_no_line():
    (fraction,) = word(r"\binom{n}{k}").iter(qn("m:f"))
    assert [kind.get(qn("m:val")) for kind in fraction.iter(qn("m:type"))] == ["noBar"]


def test_a_displayed_formula_is_a_paragraph_of_office_math():
    assert word("x^2", display=True).tag == qn("m:oMathPara")
    assert word("x^2").tag == qn("m:oMath")


def test_formulas_in_pdf_are_tagged_with_words(theme):
    pdf = printed(r"So $2^{-20} \approx 10^{-6}$, and $\mathbf{x}^\top y$.", "pdf", theme)
    with pikepdf.open(BytesIO(pdf)) as document:
        found = [str(o.Alt) for o in document.objects if is_tag(o, "/Formula")]
        assert not [o for o in document.objects if is_tag(o, "/Figure")]
        wholes = [o for o in document.objects if is_tag(o, "/Formula")]
        assert [len(whole.K) for whole in wholes] == [2, 2]  # the text and the drawing
    assert found == [
        "2 to the power, negative 20, end exponent is approximately "
        "10 to the power, negative 6, end exponent",
        "bold x transpose y",
    ]


def is_tag(value, kind):
    return isinstance(value, pikepdf.Dictionary) and value.get("/S") == pikepdf.Name(kind)


def test_copied_formulas_keep_their_exponents(theme, tmp_path):
    (tmp_path / "x.pdf").write_bytes(printed(r"So $2^{-20} \approx 10^{-6}$.", "pdf", theme))
    assert "So 2^(−20) ≈ 10^(−6) ." in pdf_text(tmp_path / "x.pdf")


def test_a_formula_that_does_not_fit_leaves_the_line_before_it_full(theme, tmp_path):
    """WeasyPrint 70 left the first word of such a line alone."""
    widths = product(range(3, 12), range(8, 16))  # narrow letters and wide ones
    begins = [
        f"Begin with {'i' * n}{'n' * m} and words until it is nearly full of" for n, m in widths
    ]
    texts = "\n\n".join(rf"{begin} $0.99^{{500}} = 0.7\,\%$. And so on." for begin in begins)
    (tmp_path / "x.pdf").write_bytes(printed(texts, "pdf", theme))
    lines = [line.strip() for line in pdf_text(tmp_path / "x.pdf").splitlines()]
    assert sum(line.startswith("Begin") for line in lines) == len(begins)
    assert "Begin" not in lines


def test_html_has_words_for_each_formula(theme):
    html = printed(r"So $x \sim \mathcal{N}(0, 1)$.", "html", theme).decode()
    words = "x is distributed as N open paren 0 comma 1 close paren"
    assert f'alttext="{words}"' in html


# Words and numerals


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"A^\top B", "A transpose B"),
        (r"x \not\perp y", "x is not perpendicular to y"),
        (r"X \perp\!\!\!\perp Y", "X is independent of Y"),
        (r"\mathrm{softmax}(z)", "softmax open paren z close paren"),
        (r"\|w\|_1", "norm of w sub 1"),
        (r"f(p\|q)", "f open paren p double bar q close paren"),
        (
            r"(a\|b)(c\|d)",
            "open paren a double bar b close paren open paren c double bar d close paren",
        ),
        (r"P(A|B)P(C|D)", "P open paren A bar B close paren P open paren C bar D close paren"),
        (r"\mathbf{1} \triangleq \ell", "bold 1 is defined as ell"),
    ],
)
def test_signs_are_spoken(latex, words):
    assert spoken(latex) == words


def test_a_formula_is_spoken_in_the_language_of_the_theme():
    assert spoken(r"\frac{x}{y+1}", "de-CH", {}) == "Bruch, x, durch y plus 1, Ende des Bruchs"
    assert spoken(r"\frac{x}{2}", "xx", {}) == spoken(r"\frac{x}{2}", "en", {})


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("0.5", "0.5"),
        ("-3", "−3"),
        (r"1{,}000", "1,000"),
        (r"10\,000", "10\xa0000"),
        (r"66\,\%", "66%"),
        (r"5\,\text{ms}", "5\xa0ms"),
        ("1 + 0.98 = 1.98", "1\xa0+\xa00.98 =\xa01.98"),
        (r"3 \times 4 \approx 12", "3\xa0×\xa04 ≈\xa012"),
        ("x + 1", None),
        ("2^{-10}", None),
        (r"\times", None),
    ],
)
def test_arithmetic_is_set_as_text(latex, text):
    assert plain(latex) == text
    assert ("<math" in to_inline_html(f"${latex}$")) == (text is None)
