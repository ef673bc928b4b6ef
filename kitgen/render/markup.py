"""The closed vocabulary of the semantic HTML that templates produce and every format knows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from kitgen.literals import LAYOUTS
from kitgen.render.maths import MATHS

INLINE = frozenset({"span", "br", "strong", "em", "code", "math", "a", "sub", "sup"})
BLOCKS = frozenset(
    {"section", "article", "div", "p", "h1", "h2", "h3", "h4", "ul", "ol", "dl", "table", "pre"}
    | {"blockquote", "hr", "figure"}
)
_FLOW = BLOCKS | INLINE
_ROWS = frozenset({"tr"})
TEXT = "(text)"
# What each element may contain; TEXT means words, which lists and rows leave to their parts.
CONTENT: Mapping[str, frozenset[str]] = {
    "html": frozenset({"head", "body"}),
    "head": frozenset({"meta", "title"}),
    "meta": frozenset(),
    **dict.fromkeys(("br", "hr"), frozenset[str]()),
    "title": frozenset({TEXT}),
    "body": _FLOW | {"header", "footer", TEXT},
    **dict.fromkeys(("section", "article", "div", "li", "dd", "th", "td"), _FLOW | {TEXT}),
    "blockquote": _FLOW | {TEXT},
    **dict.fromkeys(("header", "footer", "p", "h1", "h2", "h3", "h4", "pre"), INLINE | {TEXT}),
    **dict.fromkeys(("dt", "span", "strong", "em", "code", "a", "sub", "sup"), INLINE | {TEXT}),
    **dict.fromkeys(("ul", "ol"), frozenset({"li"})),
    "figure": frozenset({"img", "figcaption"}),
    "img": frozenset(),
    "figcaption": INLINE | {TEXT},
    "dl": frozenset({"dt", "dd"}),
    "table": _ROWS | {"thead", "tbody"},
    **dict.fromkeys(("thead", "tbody"), _ROWS),
    "tr": frozenset({"th", "td"}),
    # Equations are made by Markdown, which checks them.
    **dict.fromkeys(MATHS, MATHS),
    **dict.fromkeys(("mi", "mn", "mo", "mtext"), frozenset({TEXT})),
}

NEW_PAGE = "(new page)"
CONTENTS = "(contents)"
TINTED_BOX = "(tinted box)"
RULED_BOX = "(ruled box)"
# Each class, and what it is in Word: a named style, or in parentheses how its contents are placed.
CLASSES: Mapping[str, str] = {
    # pages and their parts
    **dict.fromkeys(
        (
            *("sheet-body", "joined", "front", "handout", "sample", "entry", "case", "code"),
            *("tight", "same-page", "together", "logo", "runline"),
        ),
        CONTENTS,
    ),
    **dict.fromkeys(("cover", "page", "guide", "notes", "more", "sheet", "solution"), NEW_PAGE),
    **dict.fromkeys(("exercise", "answers"), NEW_PAGE),
    "runhead": "Running Head",
    "runbar": "Running Bar",
    "runnames": CONTENTS,
    "runrole": "Role Name",
    "slotname": "Slot Name",
    "slot": "Slot",
    "runfoot": "Running Foot",
    "holder": CONTENTS,
    "draft": "Draft",
    # text
    "eyebrow": "Eyebrow",
    "banner": "Banner",
    "role": "Role",
    "subtitle": "Subtitle",
    "label": "Label",
    "unwritten": "Unwritten",
    "lead": "Lead",
    "small": "Small Print",
    "particulars": "Particulars",
    "card": "Card",
    "references": "Sources",
    "stop": "Stop",
    "script": RULED_BOX,
    "prompt": TINTED_BOX,
    "answer": "Answer",
    "said": "Said",
    "figures": "Figures",
    "mark": "Mark",
    "range": "Range",
    "display": "Equation",
    "subheading": "Subheading",
    "address": "Address",
    "picture": "Picture",
    "may-break": CONTENTS,
    "ordinal": "Ordinal",
    "clock": "Clock",
    # lists and tables
    "points": "Point",
    "needed": "Point Needed",
    "ask": "Ask",
    "listen": "Listen For",
    "cue": "Cue",
    "followups": "Table Text",
    "hints": "Hint Case",
    "rules": "Term",
    **dict.fromkeys(("facts", "blanks", "sum"), "Fact Name"),
    **dict.fromkeys(("agenda", "topics", "ratings", "competencies"), "Table Text"),
    **dict.fromkeys(("schedule", "asked", "coverage", "structure"), "Table Text"),
    **dict.fromkeys(("panel", "combination", "data"), "Table Text"),
    **dict.fromkeys(("tally", "key", "contents", "levels"), "Table Text"),
    "checklist": "Table Row Head",
    "rate": "Tick",
    "because": "Because",
    "signals": "Signal",
    "heard": "Table Text",
    "anchors": "Anchor",
    "verdict": "Verdict",
    "num": "Table Number",
    "boxes": "Table Mark",
    "bar": "(heavy left border)",
    # marks, and room to write
    "box": "Tick Box",
    "blank": "Blank",
    "lines": "Ruled Line",
    "close": "Close Line",
    "work": "(framed box)",
    # highlighted code
    "keyword": "Code Keyword",
    "string": "Code String",
    "comment": "Code Comment",
    "number": "Code Number",
}


@dataclass(frozen=True, slots=True)
class Attribute:
    """What an attribute may be: in words, and as a test of a value."""

    expected: str
    allows: Callable[[str], object]


def _one_of(*values: str) -> Attribute:
    return Attribute(" or ".join(values), values.__contains__)


_ANY = Attribute("text", lambda value: True)
_COUNT = Attribute("a whole number from 1", re.compile(r"[1-9]\d{0,3}", re.ASCII).fullmatch)
_PIXELS = Attribute("a whole number of pixels", re.compile(r"[1-9]\d{0,4}", re.ASCII).fullmatch)
_START = Attribute("a whole number", re.compile(r"\d{1,9}", re.ASCII).fullmatch)
_NAME = Attribute(
    "a name of small letters, digits, - and /",
    re.compile(r"[a-z0-9-]{1,24}(/[a-z0-9-]{1,16}){0,2}", re.ASCII).fullmatch,
)
_ADDRESS = Attribute(
    "an address that begins with https://, http:// or mailto:",
    re.compile(r"(?:https?://|mailto:)[!-~]+", re.IGNORECASE).fullmatch,
)
_LENGTH = Attribute(
    "mm, as in 12.5", re.compile(r"(?=.*[1-9])\d{1,3}(\.\d{1,2})?", re.ASCII).fullmatch
)

ATTRIBUTES: Mapping[str, Attribute] = {
    **dict.fromkeys(("class", "lang", "id"), _ANY),
    "href": _ADDRESS,
    "src": Attribute(
        "a figure of the bank as a data: address",
        re.compile(r"data:image/(?:svg\+xml|png|jpeg);base64,[A-Za-z0-9+/]+=*").fullmatch,
    ),
    "alt": Attribute("what the figure shows", str.strip),
    "dir": _one_of("ltr", "rtl"),
    "scope": _one_of("col", "row"),
    "start": _START,
    **dict.fromkeys(("width", "height"), _PIXELS),
    "data-pages": _one_of(*LAYOUTS),
    "data-density": _one_of("compact", "dense"),
    # How the lines of a table run, and how its columns share the width that no `data-width`
    # takes: alike, or by their text. A table without a layout is as wide as its text.
    "data-rules": _one_of("rows", "columns", "grid", "ends", "none"),
    "data-layout": _one_of("fixed", "auto"),
    # Ruled lines to write on, and pairs of a <dl> side by side.
    "data-rows": _COUNT,
    # Fields: the name of one, what begins the names of all in an element, what a choice stands for.
    **dict.fromkeys(("data-field", "data-fields"), _NAME),
    "data-value": _NAME,
    "data-across": Attribute("a whole number from 1 to 9", re.compile(r"[1-9]").fullmatch),
    # Of a column; of a row, a value or a frame; the least of what fills its page.
    **dict.fromkeys(("data-width", "data-height", "data-fill"), _LENGTH),
}
# The attribute with the height of each class of room to write.
NEEDED: Mapping[str, str] = {"lines": "data-rows", "work": "data-height"}
# The attributes that an element needs.
REQUIRED: Mapping[str, tuple[str, ...]] = {"a": ("href",), "img": ("src", "alt", "width", "height")}


def classes(element: HtmlElement) -> list[str]:
    """Return the classes of an element."""
    return str(element.get("class", "")).split()
