"""How Word shows each named style. Content names the style; nothing here is read by PDF or HTML.

What Word shares with them is in theme.yaml and in the attributes of the templates.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement

from kitgen.render.markup import CLASSES, RULED_BOX, TINTED_BOX, classes

PAPER = "paper"  # the colour of words on a dark ground
SizeName = Literal["small", "table", "text", "aloud", "heading", "title"]


@dataclass(frozen=True, slots=True)
class Look:
    """A style of paragraphs or characters: sizes, colours by token; spaces in pt, indents in mm."""

    size: SizeName | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: str | None = None
    code: bool = False
    capitals: bool = False
    underlined: bool = False
    before: float = 0
    after: float = 0
    exact: float | None = None
    indent: float = 0
    hanging: float = 0
    keep: bool = False
    align: str | None = None
    rule: tuple[str, str, int] | None = None  # side, colour, eighths of a point
    shade: str | None = None  # the colour of the ground
    framed: bool = False  # of a character style: a line around its words
    base: str = "Normal"


PARAGRAPHS: Mapping[str, Look] = {
    "Title": Look(size="title", bold=True, colour="headings"),
    "Banner": Look(size="aloud", bold=True, colour=PAPER, after=18, shade="bars"),
    "Role": Look(size="heading", bold=True, colour="headings", after=2),
    "Subtitle": Look(size="aloud", colour="soft", after=16),
    "Heading 1": Look(
        size="heading",
        bold=True,
        colour="headings",
        before=8,
        after=4,
        keep=True,
        rule=("top", "headings", 16),
    ),
    "Heading 2": Look(size="text", bold=True, colour="headings", before=8, after=3, keep=True),
    "Heading 3": Look(size="text", bold=True, colour="soft", before=6, after=2, keep=True),
    "Eyebrow": Look(size="small", bold=True, colour="accent", capitals=True, keep=True),
    "Label": Look(
        size="small", bold=True, colour="accent", capitals=True, before=9, after=2, keep=True
    ),
    "Lead": Look(size="text", colour="soft", after=8),
    "Small Print": Look(size="table", colour="soft", before=3, after=3),
    # A scorecard, which fits one page.
    "Card Lead": Look(size="table", colour="soft", after=3),
    "Card": Look(size="table", colour="soft", before=1, after=1),
    "Card Label": Look(
        size="small", bold=True, colour="accent", capitals=True, before=3, after=1, keep=True
    ),
    "Particulars": Look(size="small", colour="soft", after=1, keep=True),
    "Sources": Look(size="small", colour="soft", before=3),
    "Stop": Look(size="aloud", bold=True, before=6, rule=("top", "ink", 8)),
    "Equation": Look(before=4, after=4, indent=4),
    "Figure": Look(before=6, after=2),
    "Caption": Look(size="table", colour="soft", after=6),
    "Subheading": Look(bold=True, before=4, after=1, keep=True),
    "Large Subheading": Look(size="aloud", bold=True, before=4, after=1, keep=True),
    "Quotation": Look(after=3, indent=4, rule=("left", "line", 6)),
    "Large Quotation": Look(size="aloud", after=3, indent=4, rule=("left", "line", 6)),
    "Address": Look(size="small", colour="soft"),
    "Rule": Look(exact=6, after=4, rule=("bottom", "line", 4)),
    "Prompt": Look(size="aloud", after=4, keep=True),
    "Prompt Label": Look(
        size="small", bold=True, colour="accent", capitals=True, before=2, keep=True
    ),
    "Script": Look(size="aloud", before=3, after=3),
    "Script Label": Look(size="small", bold=True, colour="accent", capitals=True, keep=True),
    "Answer": Look(after=4),
    # An answer to rate stays on one page with its boxes.
    "Said": Look(after=4, keep=True),
    "Tick": Look(size="text", keep=True),
    "Because": Look(size="small", colour="soft"),
    "Bullet": Look(after=1.5),
    "Point": Look(after=1, indent=6, hanging=6),
    "Point Needed": Look(bold=True, base="Point", after=1.5, indent=6, hanging=6),
    "Ask": Look(bold=True, before=1, keep=True, shade="tint", rule=("left", "accent", 18)),
    "Listen For": Look(size="table", after=1),
    "Hint Case": Look(size="small", colour="soft", before=3, indent=6, hanging=6, keep=True),
    "Hint": Look(bold=True, after=3, indent=6),
    "Figures": Look(before=6, after=2),
    "Term": Look(bold=True, before=3, keep=True),
    "Definition": Look(after=2),
    "Fact Name": Look(size="small", colour="soft"),
    "Fact": Look(size="text"),
    "Blank": Look(size="aloud", rule=("bottom", "ink", 6)),
    "Clock": Look(size="text", colour="soft"),
    "Clock Now": Look(size="aloud", bold=True),
    "Verdict": Look(size="aloud", before=1, after=2),
    "Table Text": Look(size="table"),
    "Table Head": Look(size="small", colour="soft"),
    "Table Row Head": Look(size="table", bold=True),
    "Table Number": Look(size="table", align="right"),
    # A box is larger than the text beside it, and makes no row higher.
    "Table Mark": Look(size="table", align="center", exact=13),
    "Table Head Number": Look(size="small", colour="soft", align="right"),
    "Table Head Mark": Look(size="small", colour="soft", align="center"),
    "Unwritten": Look(bold=True, before=8, after=8),
    "Signal": Look(after=1.5),
    "Signal Head": Look(size="table", bold=True),
    "Anchor": Look(size="table"),
    "Anchor Level": Look(size="text", bold=True, keep=True),
    "Code": Look(size="small", code=True, before=4, after=4, indent=3, rule=("left", "line", 12)),
    # As near as lines come that fill a page in PDF: Word moves none of them apart.
    "Close Line": Look(size="small", exact=17, rule=("bottom", "line", 4)),
    "Ruled Line": Look(size="small", rule=("bottom", "line", 4)),  # as high as the theme's pitch
    # The lines of a reason are on the page of its signature.
    "Card Line": Look(size="small", keep=True, rule=("bottom", "line", 4), base="Ruled Line"),
    "Table Gap": Look(exact=6),
    "Running Bar": Look(size="small", bold=True, colour=PAPER, after=3, shade="bars"),
    "Running Head": Look(size="small", colour="soft"),
    "Running Foot": Look(size="small", colour="soft"),
}

# What terms and definitions are called in lists that are more than these.
DEFINITIONS: Mapping[str, tuple[str, str]] = {
    "hints": ("Hint Case", "Hint"),
}

CHARACTERS: Mapping[str, Look] = {
    "Strong": Look(bold=True),
    "Emphasis": Look(italic=True),
    "Code Text": Look(code=True),
    "Code Keyword": Look(code=True, bold=True, colour="accent"),
    "Code String": Look(code=True, colour="soft"),
    "Code Comment": Look(code=True, colour="soft", italic=True),
    "Code Number": Look(code=True),
    "Mark": Look(size="small", bold=True, colour="accent", capitals=True),
    "Draft": Look(size="aloud", bold=True, colour="ink"),
    "Ordinal": Look(colour="accent"),
    "Role Name": Look(bold=True, colour="ink"),
    "Cue": Look(bold=True, colour="soft"),
    "Range": Look(size="table", colour="soft"),
    "Slot Name": Look(colour="soft"),
    "Slot": Look(bold=True, colour="ink", underlined=True),
    "Tick Box": Look(size="aloud"),
    "Picture": Look(colour="soft", framed=True),
}


HEADINGS: Mapping[str, str] = {
    "h1": "Title",
    "h2": "Heading 1",
    "h3": "Heading 2",
    "h4": "Heading 3",
}
# The style of text by that of the text around it, where it is another than usual.
AMONG: Mapping[tuple[str, str], str] = {
    ("Label", "Prompt"): "Prompt Label",
    ("Label", "Script"): "Script Label",
    ("Label", "Card"): "Card Label",
    ("Lead", "Card"): "Card Lead",
    ("Small Print", "Card"): "Card",
    ("Ruled Line", "Card"): "Card Line",
    ("Subheading", "Prompt"): "Large Subheading",
    ("Subheading", "Script"): "Large Subheading",
    ("Subheading", "Large Quotation"): "Large Subheading",
}
# The style of a list's items by that of the text around the list; elsewhere it is Bullet.
ITEMS: Mapping[str, str] = {
    "Prompt": "Prompt",
    "Script": "Script",
    "Signal": "Signal",
    "Large Quotation": "Prompt",
}
# The style of a quotation by that of the text around it; elsewhere it is Quotation.
QUOTATIONS: Mapping[str, str] = dict.fromkeys(
    ("Prompt", "Script", "Large Quotation"), "Large Quotation"
)
# The style of a table's head cells by that of its body cells, and of its row heads.
HEADS: Mapping[str, str] = {
    "Table Number": "Table Head Number",
    "Table Mark": "Table Head Mark",
    "Anchor": "Anchor Level",
    "Signal": "Signal Head",
    "Verdict": "Verdict",
}
ROW_HEADS: Mapping[str, str] = {
    name: name for name in ("Verdict", "Anchor", "Signal", "Tick", "Because")
}
# The table style of a box, and the style of the text in it.
BOXES: Mapping[str, tuple[str, str]] = {
    TINTED_BOX: ("Tinted Box", "Prompt"),
    RULED_BOX: ("Ruled Box", "Script"),
}

# Word sets the name of a fact above its value; this much of a row, in mm, is the name's.
NAME_HEIGHT = 4.6
# The running head and foot, in mm from the edge of the paper.
RUNNING_DISTANCE = 9


def style_of(node: HtmlElement, among: Container[str] = PARAGRAPHS) -> str | None:
    """Return the style that a class of the element names, of paragraphs or `among` others."""
    named = (CLASSES[name] for name in classes(node))
    return next((style for style in named if style in among), None)
