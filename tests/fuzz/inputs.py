"""Strategies that change good files: pieces of text cut out and put in, and values replaced."""

from datetime import date
from functools import reduce

import yaml
from hypothesis import strategies as st

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
# What has a meaning to YAML, Markdown, LaTeX, Jinja, HTML, CSV, spreadsheets, terminals or files.
SIGNS = (
    *(" ", "\n", "\n\n", "\t", "\r\n", "\x00", "\x0c", "\x1b[2J", "\x85", "\u2028", "\ufeff"),
    *(
        "\u202e",
        "\u2066",
        "\u200b",
        "\u00ad",
        "e\u0301",
        "Ａ",
        "護",
        "שלום",
        "\U0001f600",
        "\ud7ff",
    ),
    *(":", ": ", "- ", "-", "#", " #", "'", '"', "'''", "|", "|\n", ">", "{", "}", "[", "]", ","),
    *("&a ", "*a", "<<: *a\n", "!", "!!int ", "!!binary ", "---\n", "...\n", "%", "@", "`", "~"),
    *("null", "true", "no", "2020-13-45", "0x_", "1e999", ".nan", "-.inf", "9" * 400, "0o7", "1_0"),
    *(
        "*",
        "**",
        "_",
        "__",
        "``",
        "```\n",
        "~~~\n",
        "$",
        "$$",
        "\\",
        "\\\\",
        "<",
        "</",
        "<b>",
        "<!--",
    ),
    *(
        "-->",
        "<br>",
        "<sub>",
        "&#12;",
        "&amp;",
        "&",
        "![",
        "](",
        "](a.png)",
        ")",
        "> ",
        "1. ",
        "10) ",
    ),
    *("\n|---|---|\n", "| a | b |", "|", "==", "\n===\n", "    ", "[a]: http://a.example\n", "^"),
    *(
        r"\frac",
        r"\frac{1}",
        "{}",
        r"\left(",
        r"\right",
        r"\text{",
        r"\begin{cases}",
        r"\end{cases}",
    ),
    *(
        r"\sqrt",
        r"\over",
        r"\def\a{\a}",
        r"\input{/etc/passwd}",
        "^{",
        "_{",
        "_i",
        "&",
        r"\quad",
        "%%",
    ),
    *(
        "{{",
        "}}",
        "{{ 1 / 0 }}",
        "{% if %}",
        "{% for i in range(3) %}",
        "{% endfor %}",
        "{#",
        "{n}",
    ),
    *(
        "{n:>99}",
        "{role:d}",
        "{x.y}",
        "{role.__class__}",
        "{{ ''.__class__ }}",
        "{% include 'a' %}",
    ),
    *("=1+1", "@SUM(A1)", "+1", "../", "/etc/passwd", "C:\\", "CON", ".", "x" * 300, "ab " * 100),
)
PIECES = st.one_of(st.sampled_from(SIGNS), ANY_TEXT, st.integers().map(str))
# What a value of a file is replaced by.
ODD = st.one_of(
    st.sampled_from(
        [
            *(None, True, False, 0, 1, -1, 3, 10**30, 0.5, float("nan"), float("inf"), -1e308),
            *("", " ", "a", "no", "x" * 5000, "a\nb", " a", "a:", date(2026, 2, 3), b"\x00\xff"),
            *([], {}, [[]], [None], [1, 1], {"a": 1}, {1: 2}, {None: None}, {"a": {"b": {}}}),
            *("first-question", "ml-theory", "mid", "senior", "concept", "reviewed", "default"),
        ]
    ),
    PIECES,
)


@st.composite
def edited(draw, texts, most=4):
    """One of some texts with a few places changed: cut, repeated, or with something put in."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, most))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.sampled_from((0, 0, 0, 1, 2, 5, 20, 100)))
        copied = draw(st.sampled_from((0, 0, 0, 0, 10, 60)))
        put = text[at : at + copied] * 2 if copied else draw(PIECES)
        text = text[:at] + put + text[at + gone :]
    return text


def places(value, above=()):
    """The places of all values within a value, its own first."""
    yield above
    pairs = value.items() if isinstance(value, dict) else ()
    pairs = enumerate(value) if isinstance(value, list) else pairs
    for key, inner in pairs:
        yield from places(inner, (*above, key))


def replaced(value, place, new):
    """The value with another one at a place, or none there where `new` is the empty tuple."""
    if not place:
        return value if new == () else new
    key, *rest = place
    if not rest and new == ():
        items = value.items() if isinstance(value, dict) else enumerate(value)
        kept = [(name, inner) for name, inner in items if name != key]
        return dict(kept) if isinstance(value, dict) else [inner for _, inner in kept]
    changed = value.copy()
    changed[key] = replaced(value[key], tuple(rest), new)
    return changed


@st.composite
def revalued(draw, texts, most=3):
    """One of some YAML files with a few of its values replaced or taken out."""
    value = yaml.safe_load(draw(st.sampled_from(texts)))
    for _ in range(draw(st.integers(1, most))):
        place = draw(st.sampled_from(list(places(value))))
        value = replaced(value, place, draw(st.one_of(st.just(()), ODD)))
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True)


def yaml_files(*texts):
    """YAML files that were spoilt by hand or by a program."""
    return st.one_of(edited(texts), revalued(texts))


@st.composite
def encoded(draw, texts):
    """The bytes of a text, which need not be UTF-8, nor whole."""
    name = draw(st.sampled_from(("utf-8",) * 6 + ("utf-8-sig", "utf-16", "latin-1")))
    content = draw(texts).encode(name, errors="replace")
    at = draw(st.integers(0, len(content))) if draw(st.integers(0, 9)) == 0 else None
    put = b"" if at is None else draw(st.binary(max_size=3))
    return content if at is None else content[:at] + put + content[at + 1 :]


def joined(strategies):
    """Texts of several pieces, one after another."""
    return st.lists(strategies, max_size=12).map(lambda parts: reduce(str.__add__, parts, ""))
