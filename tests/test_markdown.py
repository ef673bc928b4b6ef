"""The Markdown subset: what is printed as typed, what is set, and that all else is refused."""

import re
from html import unescape
from pathlib import Path
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.errors import KitgenError
from kitgen.render.document import Document
from kitgen.render.markdown import (
    MarkdownFault,
    as_typed,
    code_html,
    rendered,
    to_html,
    to_inline_html,
)
from kitgen.unseen import UNSEEN
from tests.reading import page

DOCS = Path(__file__).parent.parent / "docs" / "markdown.md"


def shown(html):
    """The text of a piece of HTML."""
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()


def messages(text):
    return [fault.message for fault in rendered(text, inline=False).faults]


def marked(text):
    """Where the faults of a text are: the characters from there on."""
    return [text[fault.offset :] for fault in rendered(text, inline=False).faults]


def test_paragraphs_lists_and_emphasis():
    html = to_html("One *two* **three** `four`.\n\n- a\n- b\n\n1. c\n")
    assert "<p>One <em>two</em> <strong>three</strong> <code>four</code>.</p>" in html
    assert "<ul>" in html
    assert "<ol>" in html


def test_a_list_resumes_where_it_says():
    assert '<ol start="3">' in to_html("1. a\n2. b\n\n```\nx\n```\n\n3. c\n")


def test_tables_have_scoped_heads_and_right_aligned_numbers():
    html = to_html("| a | b |\n|---|--:|\n| x | 1 |\n")
    assert "<th scope='col'>a</th>" in html
    assert "<th scope='col' class='num'>b</th>" in html
    assert "<td class='num'>1</td>" in html


def test_an_empty_head_is_no_head():
    assert "<thead>\n<tr>\n<td></td><th scope='col'>b</th>" in to_html(
        "|  | b |\n|---|---|\n| x | y |\n"
    ).replace("</td>\n", "</td>")


def test_an_escaped_bar_belongs_to_its_cell():
    html = to_html("| event | p |\n|---|---|\n| $P(A\\|B)$ and `a \\|\\| b` | 0.3 |\n")
    assert "P(A|B)" in shown(html)
    assert "<code>a || b</code>" in html
    assert "<td class='num'>0.3</td>" in html


def last_cell(head, rule, *cells):
    """The last cell of a table of one column."""
    html = to_html("\n".join([f"| {head} |", f"|{rule}|", *(f"| {cell} |" for cell in cells)]))
    return re.findall("<t[dh][^>]*>", html)[-1]


@pytest.mark.parametrize(
    ("rule", "cells", "aligned"),
    [
        ("---", ["70", "1,715"], True),
        ("---", ["−0.5", "1.6e-5", "–", "12 %", "nan", "**3**", "`4`", "$5"], True),
        ("---", ["70", "seventy"], False),
        ("---", ["2026-02-10", "2026-02-11"], False),
        ("---", ["–", "–"], False),
        (":--", ["70", "1,715"], False),
        (":-:", ["70", "1,715"], False),
        ("--:", ["high"], True),
    ],
)
def test_a_column_of_numbers_is_right_aligned_unless_its_author_chose(rule, cells, aligned):
    assert last_cell("n", rule, *cells) == ("<td class='num'>" if aligned else "<td>")


def table(columns, head, cell):
    heads = "|".join(f"{head}{n}" for n in range(columns))
    return f"|{heads}|\n{columns * '|---'}|\n{columns * f'|{cell}'}|\n"


@pytest.mark.parametrize(
    ("columns", "head", "cell", "wide"),
    [(6, "feature_number_", 1204567.25, False), (12, "feature_number_", 1204567.25, True)],
)
def test_columns_of_a_wide_table_share_its_width(columns, head, cell, wide):
    html = to_html(table(columns, head, cell))
    assert ("<table class='data' data-layout='fixed'>" in html) == wide
    assert ("feature_<span class='may-break'></span>number_" in html) == wide
    assert f"{head}{columns - 1}" in shown(html)


@pytest.mark.parametrize("word", ["ก็" * 20, "\u0928\u092e" * 20, "o\u0323" * 20, "é" * 30])
def test_no_word_breaks_before_a_mark_or_where_letters_join(word):
    pieces = re.split("<.*?></.*?>", to_inline_html(word))
    assert "".join(pieces) == word
    assert {category(piece[0]) for piece in pieces} <= {"Ll", category(word[0])}
    assert (len(pieces) > 1) == (category(word[0]) == "Ll")


@given(st.text(alphabet="ab.,_(é& ", max_size=80))
def test_words_break_without_a_sign_that_would_be_copied(text):
    html = to_inline_html(as_typed(text))
    assert shown(html).split() == text.split()
    assert max(map(len, re.split(r"\s|<[^>]*>", unescape(html))), default=0) <= 25


@pytest.mark.parametrize("row", ["| P(A|B) | 0.30 |", "| $|x|$ | 1 |", "| `a || b` | 1 |"])
def test_a_row_with_more_cells_than_its_table_is_refused(row):
    text = f"| event | p |\n|---|---|\n| A | 1 |\n{row}"
    assert marked(text)[0] == row
    assert messages(text)[0].endswith(r"2 columns; write \| for a | inside a cell")


def test_a_head_with_more_cells_than_its_rule_is_refused():
    text = "Look:\n\n| P(A|B) | p |\n|---|---|\n| 1 | 2 |"
    assert marked(text) == [text[7:]]
    assert messages(text)[0].startswith("this row has 3 cells in a table of 2 columns")


def test_code_is_highlighted_in_a_few_classes():
    html = to_html("```python\nreturn 'x'  # 1 < 2\n```\n")
    assert "<span class='keyword'>return</span>" in html
    assert "<span class='string'>" in html
    assert "<span class='comment'># 1 &lt; 2</span>" in html


@pytest.mark.parametrize(
    "language",
    [
        *("plaintext", "txt", "plain", "csv", "log", "mermaid", "math", "pseudocode", "terminal"),
        *("no-x", "{}", "C++ (2020)", "?"),
    ],
)
def test_an_unknown_language_is_plain_code(language):
    assert shown(to_html(f"```{language}\na,b <c>\n```")) == "a,b <c>"


@pytest.mark.parametrize("info", ["{python}", 'python title="a.py"', "{.python .numberLines}"])
def test_a_language_is_known_with_attributes_too(info):
    assert "<span class='keyword'>return</span>" in to_html(f"```{info}\nreturn 1\n```")


def test_tabs_in_code_are_spaces_to_the_next_multiple_of_four():
    assert shown(to_html("```make\nall:\n\tcc\nab\tc\n```")) == "all:\n    cc\nab  c"


def test_a_tab_elsewhere_is_refused():
    assert marked("a\n\n- b\tc") == ["\tc"]
    assert messages("a\tb") == ["tab character; use spaces"]


def test_code_is_no_markdown():
    code = '"""Example:\n\n```\nf(1)\n```\n"""\nx = "*a*"'
    assert shown(code_html(f"{code}\n", "python")) == code


def test_maths_is_mathml():
    html = to_inline_html(r"a rate $\frac{1}{2}$")
    assert "<mfrac>" in html
    assert "a rate <math" in html


@pytest.mark.parametrize("formula", ["$x^2$", r"\(x^2\)", "$$x^2$$", r"\[x^2\]"])
def test_a_formula_in_a_sentence_stays_in_it(formula):
    assert re.fullmatch(
        r'<p>Let <math display="inline" data-latex="x\^2">.*</math> be\.</p>',
        to_html(f"Let {formula} be.").strip(),
    )


@pytest.mark.parametrize("formula", ["$$x^2$$", "$$\nx^2\n$$", r"\[x^2\]", "\\[\nx^2\n\\]"])
def test_a_formula_on_lines_of_its_own_is_displayed(formula):
    for text in (formula, f"So\n{formula}\nfollows."):
        assert "<p class='display'><math display=\"block\" " in to_html(text)


@pytest.mark.parametrize("cell", ["$5 + x$", "$2^{10}$-fold", "($n$)", "the $k$th"])
def test_formulas_may_begin_with_digits_and_touch_words(cell):
    assert to_inline_html(cell).count("<math") == 1


@pytest.mark.parametrize(
    "price",
    [
        *("$300k–$350k", "$10–$25", "S$15 vs S$25", "(US$5) and (US$7)", "$1,000/$2,000", "$5-$6"),
        *("$5M–$6M", "$100/$200", "US$5 (US$6)", "$5 or $6", "a $5 and a $.50 coin"),
        r"\$HOME/\$USER",
    ],
)
def test_prices_are_printed_as_typed(price):
    assert shown(to_html(price)) == price.replace("\\", "")
    assert "<math" not in to_html(price)


def test_prices_may_be_bold():
    assert to_inline_html("**$5**–**$10**") == "<strong>$5</strong>–<strong>$10</strong>"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("costs $5 per unit ($n$ units)", ["$5 per unit ($n$ units)", "$ units)"]),
        ("from $HOME/$USER", ["$HOME/$USER"]),
        ("$5 to US$ six", ["$5 to US$ six"]),
        ("let $ x_1 $ be", ["$ x_1 $ be", "$ be"]),
        ("about 10$^3$", ["$^3$", "$"]),
        (r"let \(x be", [r"\(x be"]),
        (r"from \[0, 1", [r"\[0, 1"]),
    ],
)
def test_a_dollar_sign_that_may_be_either_is_refused_where_it_is(text, places):
    assert marked(text) == places


@pytest.mark.parametrize(
    "name",
    [
        *("__init__", "__call__", "x.__dict__", "__a__/__b__", "a__b__c"),
        *("2*3*4", "3*4 and 5*6", "2**3 or 2**4"),
    ],
)
def test_names_with_double_underscores_and_products_are_printed_as_typed(name):
    assert to_inline_html(f"What is {name}?") == f"What is {name}?"


def test_quotes_and_percent_are_set_well():
    assert to_inline_html("it's 'about 8 %'") == "it’s ‘about 8\u00a0%’"


@pytest.mark.parametrize("text", ["vector<int>", "Map<K, V> and <T>", "a < b > c", "if a <b then"])
def test_angle_brackets_that_are_no_html_are_printed_as_typed(text):
    assert shown(to_html(text)) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a](b.md)", "a printed link needs a web address"),
        ("[a]()", "a printed link needs a web address"),
        ("[a](javascript:alert(1))", "a printed link needs a web address"),
        ("[a](https://)", "a printed link needs a web address"),
        ("[a](https://[b)", "a printed link needs a web address"),
        ("[a][b]\n\n[b]: c", "a printed link needs a web address"),
        ("a\n\n[b]: https://b.org", "no link or picture uses this address"),
        ("[b]\n\n[b]: https://b.org\n[b]: https://c.org", "this name has an address already"),
        ("![ ](a.png)", "this picture has no words"),
        ("![a](data:image/png;base64,AA)", "a picture is a file of the bank"),
        ("![a](//b.org/a.png)", "a picture is a file of the bank"),
        ("H<sub>2", "HTML (<sub>) is not allowed"),
        ("<sup>a</sub>", "HTML (<sup>) is not allowed"),
        ("```word", "code without end"),
        ("a\n\n~~~py\nx = 1\n\n", "code without end"),
        ("> ```\n> x = 1\n\nA text", "code without end"),
        ("> " * 21 + "a", "too many lists or quotations in each other"),
        ("- " * 11 + "a", "too many lists or quotations in each other"),
        ("a <!-- b -->", "HTML (<!--) is not allowed"),
        ("<div>\nc", "HTML (<div>) is not allowed"),
        ("a &#12; b", "control character &#12; is not allowed"),
        ("a &#x202e; b", "&#x202e;: U+202E changes the order"),
        ("a&zwnj;b", "&zwnj;: U+200C is invisible"),
        ("a &#xfe00;&#xfe00;&#xfe00; b", "&#xfe00;: U+FE00 is invisible"),
        ("a&NewLine;&Tab;b", "control character &NewLine; is not allowed"),
    ],
)
def test_what_no_format_could_show_is_refused(text, message):
    assert message in "\n".join(messages(text))


def test_the_documentation_says_what_is_refused():
    rows = re.findall(r"^\| `(.+)` \| (.+) \|$", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    refused = [(text, message) for text, message in rows if "`" not in message]
    assert len(refused) == 7
    for text, message in refused:
        assert messages(text)[0] == message


def test_every_fault_of_a_text_is_named_at_its_place():
    text = (
        "See [the guide](a.org).\n\n> - Say ![](a.png)\n> - ![a $ b](c.png) and <hr>\n\n"
        "| a | b |\n|---|---|\n| c $x_i_j$ | $ y |\n"
    )
    assert [place[:5] for place in marked(text)] == [
        "[the ",
        "![](a",
        "$ b](",
        "<hr>\n",
        "$x_i_",
        "$ y |",
    ]
    with pytest.raises(MarkdownFault, match=r"^line 1: a printed .*\nline 3: this ") as error:
        to_html(text)
    assert str(error.value).count("\n") == 5


def test_a_joiner_between_letters_that_need_it_is_printed():
    assert shown(to_html("نمی&zwnj;خواهم")) == "نمی\u200cخواهم"


def test_text_in_a_formula_is_text():
    html = to_html(r"$\text{<!--}$ and $\text{<BOS>}$")
    assert shown(html) == "<!-- and <BOS>"
    assert "<!--" not in html


SIGNS = st.sampled_from("$\\{}^_*`|-#<>&[]()!\n 1ab~%.:")
ANY_TEXT = st.text(
    alphabet=st.one_of(SIGNS, st.characters(exclude_categories=["Cs", "Cc"])), max_size=40
).filter(lambda text: not UNSEEN.search(text))  # which no file may contain
PIECES = [
    *("word", "x", "é", " ", "\n", "\n\n", "- ", "3. ", "*", "**", "_", "__", "`", "$", "$$", "5"),
    *("|", "\n|---|---|\n", "|a|b|\n|-|-|\n|", "[x](y)", "[", "]", "(", ")", "!", "<b>", "<int>"),
    *("#", "> ", "---", "    ", "'", '"', "^", "{", "}", "US$5", "%", "\n===\n"),
]


@pytest.mark.promise("files")
@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_any_text_renders_inside_the_vocabulary_or_is_refused(text):
    assert all(0 <= fault.offset <= len(text) for fault in rendered(text, inline=False).faults)
    try:
        html = to_html(text)
    except KitgenError:
        return
    body = Document.of(page(html), "x").body
    assert not body.xpath("//script | //style | //@onclick | //@src")


@given(st.text(alphabet="ab \\\\`*_[]()<>&$|#-+5", min_size=1, max_size=20))
def test_a_title_is_printed_as_typed(text):
    title = f"A{text}z"
    assert shown(to_inline_html(as_typed(title))) == title


@given(st.text(alphabet="ab 12.\\`*_[]()<>&$|#-+=~", min_size=1, max_size=9).map(str.strip))
def test_a_title_that_begins_a_script_is_printed_as_typed(title):
    assert (
        shown(to_html(f"{as_typed(title)} interviews.")).strip() == f"{title} interviews.".strip()
    )


@pytest.mark.promise("files")
@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_every_letter_of_an_accepted_text_is_printed(text):
    if messages(text):
        return
    printed = shown(to_html(text))
    assert list(filter(str.isalpha, printed)) == list(filter(str.isalpha, text))
