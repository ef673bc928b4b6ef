"""The closed vocabulary of the semantic HTML that templates produce and every format knows."""

from collections.abc import Mapping

from lxml import etree, html

from kitgen.errors import TemplateFault, suggest
from kitgen.render.markdown import MATHS

BLOCKS = frozenset(
    {"section", "article", "div", "p", "h1", "h2", "h3", "h4", "ul", "ol", "dl", "table", "pre"}
)
STRUCTURE = BLOCKS | {
    *("html", "head", "meta", "title", "body", "header", "footer", "span", "br"),
    *("li", "dt", "dd", "thead", "tbody", "tr", "th", "td", "strong", "em", "code"),
}
ATTRIBUTES = frozenset({"class", "lang", "scope", "start", "data-rows", "id"})

NEW_PAGE = "(new page)"
CONTENTS = "(contents)"
# Each class, and what it is in Word: a named style, or in parentheses how its contents are placed.
CLASSES: Mapping[str, str] = {
    # editions, pages and their parts
    **dict.fromkeys(
        ("interviewer", "candidate", "scorecard", "loop", "guide-body", "sheet-body", "front"),
        CONTENTS,
    ),
    **dict.fromkeys(("cover", "page", "guide", "notes", "sheet", "solution"), NEW_PAGE),
    "handout": CONTENTS,
    "runhead": "Running Head",
    "runrole": "Role Name",
    "runfoot": "Running Foot",
    # text
    "eyebrow": "Eyebrow",
    "subtitle": "Subtitle",
    "label": "Label",
    "lead": "Lead",
    "small": "Small Print",
    "references": "Sources",
    "script": "Script",
    "prompt": "Prompt",
    "answer": "Answer",
    "display": "Equation",
    "verdict": "Verdict",
    "number": "Number",
    "clock": "Clock",
    # lists and tables
    "points": "Point",
    "needed": "Point Needed",
    "followups": "Ask",
    "rules": "Term",
    **dict.fromkeys(("facts", "blanks", "sum"), "Fact"),
    **dict.fromkeys(("agenda", "topics", "signals", "ratings", "competencies"), "Table Text"),
    **dict.fromkeys(("schedule", "asked", "coverage", "structure"), "Table Text"),
    **dict.fromkeys(("panel", "combination"), "Table Text"),
    "data": "Table Text",
    "anchors": "Anchor",
    "num": "Table Number",
    "bar": "(heavy left border)",
    "boxes": "(centred cell)",
    # marks, and room to write
    "box": "Tick Box",
    "blank": "(ruled cell)",
    "lines": "Ruled Line",
    "work": "(framed box)",
    # highlighted code
    "keyword": "Code Keyword",
    "string": "Code String",
    "comment": "Code Comment",
}


def parse(document: str, template: str) -> html.HtmlElement:
    """Parse a rendered document.

    Raises TemplateFault, naming the template, for anything that the formats do not know.
    """
    root = html.document_fromstring(document)
    for element in root.iter(etree.Element):
        tag = str(element.tag)
        if tag in MATHS:
            continue
        if tag not in STRUCTURE:
            raise _fault(template, f"element <{tag}>{suggest(tag, STRUCTURE)}")
        for name in element.get("class", "").split():
            if name not in CLASSES:
                raise _fault(template, f"class '{name}'{suggest(name, CLASSES)}")
        for attribute in element.attrib:
            if attribute not in ATTRIBUTES and tag != "meta":
                raise _fault(template, f"attribute '{attribute}' of <{tag}>")
    return root


def classes(element: html.HtmlElement) -> list[str]:
    """Return the classes of an element."""
    return str(element.get("class", "")).split()


def _fault(template: str, what: str) -> TemplateFault:
    return TemplateFault(f"{template}: {what} is not in the vocabulary of templates")
