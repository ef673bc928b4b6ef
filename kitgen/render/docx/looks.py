"""How Word shows each named style. Content names the style; nothing here is read by PDF or HTML.

What Word shares with them is in theme.yaml and in the attributes of the templates.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from kitgen.render.markup import CLASSES, RULED_BOX, TINTED_BOX, classes


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph or character style; sizes in points, indents in mm, colours by token."""

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: str | None = None
    code: bool = False
    capitals: bool = False
    before: float = 0
    after: float = 0
    exact: float | None = None
    indent: float = 0
    hanging: float = 0
    keep: bool = False
    align: str | None = None
    rule: tuple[str, str, int] | None = None  # side, colour, eighths of a point
    framed: bool = False  # of a character style: a line around its words
    base: str = "Normal"


PARAGRAPHS: Mapping[str, Look] = {
    "Title": Look(size=28, bold=True, colour="ink"),
    "Subtitle": Look(size=13, colour="soft", after=16),
    "Heading 1": Look(
        size=17, bold=True, colour="ink", before=12, after=8, keep=True, rule=("top", "ink", 16)
    ),
    "Heading 2": Look(size=10, bold=True, colour="ink", before=8, after=3, keep=True),
    "Heading 3": Look(size=10, bold=True, colour="soft", before=6, after=2, keep=True),
    "Eyebrow": Look(size=8, bold=True, colour="accent", capitals=True, keep=True),
    "Label": Look(size=8, bold=True, colour="accent", capitals=True, before=9, after=2, keep=True),
    "Lead": Look(size=10.5, colour="soft", after=8),
    "Small Print": Look(size=8.5, colour="soft", before=3, after=3),
    "Particulars": Look(size=8, colour="soft", after=1, keep=True),
    "Sources": Look(size=8, colour="soft", before=6),
    "Equation": Look(before=4, after=4, indent=4),
    "Subheading": Look(bold=True, before=4, after=1, keep=True),
    "Large Subheading": Look(size=11.5, bold=True, before=4, after=1, keep=True),
    "Quotation": Look(after=3, indent=4, rule=("left", "line", 6)),
    "Large Quotation": Look(size=11.5, after=3, indent=4, rule=("left", "line", 6)),
    "Address": Look(size=8, colour="soft"),
    "Rule": Look(size=2, exact=6, after=4, rule=("bottom", "line", 4)),
    "Prompt": Look(size=11.5, after=4),
    "Prompt Label": Look(size=8, bold=True, colour="accent", capitals=True, before=2, keep=True),
    "Script": Look(size=11.5, before=3, after=3),
    "Script Label": Look(size=8, bold=True, colour="accent", capitals=True, keep=True),
    "Answer": Look(after=4),
    # An answer to rate stays on one page with its boxes.
    "Said": Look(after=4, keep=True),
    "Tick": Look(size=10, keep=True),
    "Because": Look(size=8.5, colour="soft"),
    "Bullet": Look(after=1.5),
    "Point": Look(after=1, indent=6, hanging=6),
    "Point Needed": Look(bold=True, base="Point", after=1.5, indent=6, hanging=6),
    "Ask": Look(bold=True, before=4, keep=True),
    "Listen For": Look(italic=True, after=3, indent=3, rule=("left", "line", 4)),
    "Hint Case": Look(size=8.5, colour="soft", before=3, indent=6, hanging=6, keep=True),
    "Hint": Look(bold=True, after=3, indent=6),
    "Figures": Look(before=6, after=2),
    "Term": Look(bold=True, before=3, keep=True),
    "Definition": Look(after=2),
    "Fact Name": Look(size=8, colour="soft"),
    "Fact": Look(size=10),
    "Clock": Look(size=10, colour="soft"),
    "Clock Now": Look(size=11, bold=True),
    "Verdict": Look(size=11, before=4, after=8),
    "Table Text": Look(size=9),
    "Table Head": Look(size=8, colour="soft"),
    "Table Row Head": Look(size=9, bold=True),
    "Table Number": Look(size=9, align="right"),
    "Table Mark": Look(size=9, align="center"),
    "Table Head Number": Look(size=8, colour="soft", align="right"),
    "Table Head Mark": Look(size=8, colour="soft", align="center"),
    "Unwritten": Look(bold=True, before=8, after=8),
    "Signal": Look(after=1.5),
    "Signal Head": Look(size=9, bold=True),
    "Anchor": Look(size=9),
    "Anchor Level": Look(size=10, bold=True, keep=True),
    "Code": Look(size=8.5, code=True, before=4, after=4, indent=3, rule=("left", "line", 12)),
    "Ruled Line": Look(size=8, rule=("bottom", "line", 4)),  # as high as the theme's pitch
    "Table Gap": Look(size=2, exact=6),
    "Running Head": Look(size=8.5, colour="soft"),
    "Running Foot": Look(size=8, colour="soft"),
}

# What terms and definitions are called in lists that are more than these.
DEFINITIONS: Mapping[str, tuple[str, str]] = {
    "followups": ("Ask", "Listen For"),
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
    "Mark": Look(size=8, bold=True, colour="accent", capitals=True),
    "Draft": Look(size=11, bold=True, colour="ink"),
    "Ordinal": Look(colour="accent"),
    "Role Name": Look(bold=True, colour="ink"),
    "Tick Box": Look(size=13),
    "Picture": Look(colour="soft", framed=True),
}


@dataclass(frozen=True, slots=True)
class TableLook:
    """A table style: its borders as (side, colour, eighths of a point), its ground, its indent.

    `padding` is the space in a cell at the top, left, bottom and right, in mm, like `indent`.
    """

    borders: tuple[tuple[str, str, int], ...] = ()
    padding: tuple[float, float, float, float] = (0.6, 0, 0.8, 2.5)
    shade: str | None = None
    indent: float = 0


def _thin(*sides: str) -> tuple[tuple[str, str, int], ...]:
    return tuple((side, "line", 4) for side in sides)


_AROUND = ("top", "left", "bottom", "right")
_BETWEEN_LINES = (0.6, 1.6, 0.8, 1.6)
# A box at the left edge of the text: a thick rule, and 2 mm on to the words.
_BOX_PADDING, _BOX_RULE = (0.0, 2.1, 0.0, 0.0), (("left", "accent", 18),)

TABLES: Mapping[str, TableLook] = {
    # by the rules of a table
    "Ruled Rows": TableLook(_thin("bottom", "insideH")),
    "Ruled Columns": TableLook(_thin("bottom", "insideH", "insideV"), _BETWEEN_LINES),
    "Ruled Grid": TableLook(_thin(*_AROUND, "insideH", "insideV"), _BETWEEN_LINES),
    "Ruled Ends": TableLook(_thin("top", "bottom")),
    "Unruled": TableLook(),
    # by what is set as a table in Word alone
    "Facts": TableLook(padding=(0, 0, 0, 3.8)),
    "Framed Box": TableLook(_thin(*_AROUND)),
    "Tinted Box": TableLook(_BOX_RULE, _BOX_PADDING, "tint", 0.9),
    "Ruled Box": TableLook(_BOX_RULE, _BOX_PADDING, None, 0.9),
}
TABLE_STYLES: Mapping[str, str] = {
    "rows": "Ruled Rows",
    "columns": "Ruled Columns",
    "grid": "Ruled Grid",
    "ends": "Ruled Ends",
    "none": "Unruled",
}

HEADINGS: Mapping[str, str] = {
    "h1": "Title",
    "h2": "Heading 1",
    "h3": "Heading 2",
    "h4": "Heading 3",
}
# The style of a label or a bold line by that of the text around it, where it is another than usual.
AMONG: Mapping[tuple[str, str], str] = {
    ("Label", "Prompt"): "Prompt Label",
    ("Label", "Script"): "Script Label",
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
ROW_HEADS: Mapping[str, str] = {"Verdict": "Verdict", "Anchor": "Anchor", "Signal": "Signal"}
# The style of a fact by that of its class.
FACTS: Mapping[str, str] = {"Clock": "Clock Now"}
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
