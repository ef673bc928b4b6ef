"""What all templates can use: the names and filters of their environment, each in words."""

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import Environment

from kitgen.render.html import environment
from kitgen.theme import load_theme

_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("_", "gettext"), '`_("Question")`: a sentence in the language of the pack'),
    "ngettext": "a sentence that has another form for another number",
    "pgettext": "a sentence that has another meaning elsewhere",
    "npgettext": "both of these",
    "in_bank": "the attribute `lang` for texts of the bank, where they are in another language",
    "in_words": "the same for fixed words among them",
    "filled": "`filled(text, name=value)`: a text of the words with its blanks filled",
    "layout": "`normal`, `compact` or `roomy`",
    "letterhead": "the theme's own: `logo` (`address`, `alt`, `pixels`), `confidential`, `foot`",
    "words": "the printed words of `words.yaml`, by its keys",
    "counted": '`counted(3, "minute")`: a number with one of the `counts` of the words',
    "enumerated": "`enumerated(names)`: a, b and c",
    "not_written": "`not_written(keys)`: the sentence on what a draft lacks",
    "spread": "how a question and its notes share their pages, by the HTML of its parts",
    "card_rows": "how high the rows of a scorecard are",
    "lines_left": "`lines_left(html, 8)`: for how many lines a page has room below this HTML",
    "is_full": "`is_full(html)`: whether HTML with tables of sentences needs smaller type",
    "rest_of_page": "`rest_of_page(html)`: the lines and the mm that a page has left below it",
}
_IN_MACROS = ("in_bank", "in_words")  # which differ from document to document
_FILTERS: Mapping[str, str] = {
    "markdown": "a text as paragraphs, lists, tables, code, formulas and figures; "
    '`text | markdown("fr")`: of another language than the bank\'s, for its quotation marks',
    "inline": "a text of one line, with its formulas and emphasis",
    "bank": "a text of the bank, marked where it is in another language than what is around it",
    "decimal": "a number with one decimal, or as many as in brackets, as the language writes it",
    "listed": "texts with the commas of the language between them",
    "code": '`text | code("python")`: a text as a listing',
    "address": "a web address as a link that may break",
    "clock": "minutes as hours and minutes: 65 is 1:05",
    "to_fill": '`text | to_fill("score")`: its dots as [fields](filling.md) of these names',
    "figures_apart": "`html | figures_apart(line)`: `text` with a line for each figure, `figures`",
}


def common_lines() -> Iterator[str]:
    """Yield the tables of names and filters."""
    made, usual = environment(load_theme()), Environment()
    names = {*made.globals, *_IN_MACROS} - usual.globals.keys()
    yield "\n## In every template\n\n| name | is |\n|---|---|"
    yield from _rows(names, _NAMES)
    yield "\n| filter | prints |\n|---|---|"
    yield from _rows(made.filters.keys() - usual.filters.keys(), _FILTERS)
    yield (
        "\n[Jinja's own](https://jinja.palletsprojects.com/en/stable/templates/) are there too, in "
        "its sandbox."
    )


def _rows(names: Iterable[str], known: Mapping[str, str]) -> Iterator[str]:
    """Yield a row for each name; raises SystemExit for one that is not described here."""
    for name in sorted(names):
        if name not in known:
            raise SystemExit(f"{__file__}: say what {name} is, which templates can use")
        yield f"| `{name}` | {known[name]} |"
