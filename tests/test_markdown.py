"""The Markdown subset: what it renders, and that all else is refused by name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.errors import KitgenError
from kitgen.render.document import Document
from kitgen.render.markdown import to_html, to_inline_html
from tests.reading import page


def test_paragraphs_lists_and_emphasis():
    html = to_html("One *two* **three** `four`.\n\n- a\n- b\n\n1. c\n")
    assert "<p>One <em>two</em> <strong>three</strong> <code>four</code>.</p>" in html
    assert "<ul>" in html
    assert "<ol>" in html


def test_tables_have_scoped_heads_and_right_aligned_numbers():
    html = to_html("| a | b |\n|---|--:|\n| x | 1 |\n")
    assert "<th scope='col'>a</th>" in html
    assert "<th scope='col' class='num'>b</th>" in html
    assert "<td class='num'>1</td>" in html


def test_an_empty_head_is_no_head():
    assert "<thead>\n<tr>\n<td></td><th scope='col'>b</th>" in to_html(
        "|  | b |\n|---|---|\n| x | 1 |\n"
    ).replace("</td>\n", "</td>")


def test_code_is_highlighted_in_a_few_classes():
    html = to_html("```python\nreturn 'x'  # 1 < 2\n```\n")
    assert "<span class='keyword'>return</span>" in html
    assert "<span class='string'>" in html
    assert "<span class='comment'># 1 &lt; 2</span>" in html


def test_maths_is_mathml():
    html = to_inline_html(r"a rate $\frac{1}{2}$")
    assert "<mfrac>" in html
    assert "a rate <math" in html


def test_quotes_and_percent_are_set_well():
    assert to_inline_html("it's 'about 8 %'") == "it’s ‘about 8\u00a0%’"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# big", "a heading is not allowed"),
        ("[a](b)", "a link is not allowed"),
        ("![a](b)", "an image is not allowed"),
        ("a <b>c</b>", "HTML is not allowed"),
        ("<div>c</div>", "HTML is not allowed"),
        ("> c", "a block quote is not allowed"),
        ("```nolang\nx\n```", "unknown language of a code block: nolang"),
        (r"$\nosuchcommand{x}$", "unknown LaTeX command"),
        (r"$\frac{1$", "not valid LaTeX maths"),
        (r"$\begin{matrix} a & b \end{matrix}$", "LaTeX that Word could not show"),
    ],
)
def test_what_no_format_could_show_is_refused(text, message):
    with pytest.raises(KitgenError, match=message.replace("\\", "\\\\")):
        to_html(text)


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("$\\{}^_*`|-#<>&[]()!\n 1ab~"),
            st.characters(exclude_categories=["Cs", "Cc"]),
        ),
        max_size=40,
    )
)
def test_any_text_renders_inside_the_vocabulary_or_is_refused(text):
    try:
        html = to_html(text)
    except KitgenError:
        return
    body = Document.of(page(html), "x").body
    assert not body.xpath("//script | //style | //@onclick | //@href | //@src")
