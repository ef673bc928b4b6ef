"""What all templates can use: the names and filters of their environment, each in words."""

from collections.abc import Iterator, Mapping

from jinja2 import Environment

from kitgen.render.html import environment
from kitgen.theme import load_theme

_NAMES: Mapping[str, str] = {
    "layout": "`normal`, `compact` or `roomy`",
    "letterhead": "the theme's own: `logo` (`address`, `alt`, `pixels`), `confidential`, `foot`",
    "words": "the printed words of `words.yaml`, by its keys",
    "counted": '`counted(3, "minute")`: a number with one of the `counts` of the words',
    "enumerated": "`enumerated(names)`: a, b and c",
    "not_written": "`not_written(keys)`: the sentence on what a draft lacks",
    "spread": "how a question and its notes share their pages, by the HTML of its parts",
    "card_rows": "how high the rows of a scorecard are",
    "lines_left": "`lines_left(html, 8)`: for how many lines a page has room below this HTML",
    "rest_of_page": "`rest_of_page(html)`: the lines and the mm that a page has left below it",
}
_FILTERS: Mapping[str, str] = {
    "markdown": "a text as paragraphs, lists, tables, code, formulas and figures",
    "inline": "a text of one line, with its formulas and emphasis",
    "code": '`text | code("python")`: a text as a listing',
    "address": "a web address as a link that may break",
    "clock": "minutes as hours and minutes: 65 is 1:05",
    "figures_apart": "`html | figures_apart(line)`: `text` with a line for each figure, `figures`",
}


def common_lines() -> Iterator[str]:
    """Yield the tables of names and filters; raises KeyError for one that is not described."""
    made, usual = environment(load_theme()), Environment()
    yield "\n## In every template\n\n| name | is |\n|---|---|"
    for name in sorted(made.globals.keys() - usual.globals.keys()):
        yield f"| `{name}` | {_NAMES[name]} |"
    yield "\n| filter | prints |\n|---|---|"
    for name in sorted(made.filters.keys() - usual.filters.keys()):
        yield f"| `{name}` | {_FILTERS[name]} |"
    yield (
        "\n[Jinja's own](https://jinja.palletsprojects.com/en/stable/templates/) are there too, in "
        "its sandbox."
    )
