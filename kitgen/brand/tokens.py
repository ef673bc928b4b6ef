"""The tokens of a look: paper, type, colours and lengths, and what a company adds of its own."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from tinycss2.color3 import RGBA, parse_color

from kitgen.errors import quote
from kitgen.files.model import Line, Listed, Model
from kitgen.literals import Layout, Paper


def _hexadecimal(value: object) -> object:
    """Return a colour of CSS, such as `#c12` or `teal`, as the six digits that Word needs."""
    if not isinstance(value, str):
        return value
    parsed = parse_color(value)
    if not isinstance(parsed, RGBA) or parsed.alpha != 1:
        raise ValueError(f"{quote(value)} is no colour; write '#0b5563', '#056' or a name of CSS")
    return "#" + "".join(f"{round(255 * part):02x}" for part in parsed[:3])


_HEX_OR_NAME = r"^(#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6}|[a-zA-Z]+)$"
Colour = Annotated[
    str,
    BeforeValidator(_hexadecimal),
    Field(json_schema_extra={"pattern": _HEX_OR_NAME}, examples=["#0b5563", "navy"]),
]


def _given(value: object) -> object:
    if value is None:
        raise ValueError("expected text, found nothing (a text that begins with # needs quotes)")
    return value


# May be left out, and not be left empty.
OptionalColour = Annotated[Colour | None, BeforeValidator(_given)]

# At most 60 mm, so that on every paper a column and some lines of text are left.
Margin = Annotated[float, Field(gt=0, le=60)]
_LEAST_MARGIN = 8  # mm, which printers need, and which a logo has above and below it
_LEAST_LOGO = 3  # mm
Distance = Annotated[int, Field(gt=0, le=60)]


def _font_name(value: str) -> str:
    if set(value) & set("'\"\\<>{};"):
        raise ValueError("the name of a font has no such signs as quotes, braces and '<'")
    return value


# It is written into stylesheets.
FontName = Annotated[Line, AfterValidator(_font_name)]
HtmlFonts = Literal["embedded", "system"]
# The code of a script such as `Hebr` (ISO 15924); editors see its form.
Script = Annotated[str, Field(pattern=r"^[A-Z][a-z]{3}$")]


class Fonts(Model):
    """Family names: for PDF and HTML those of `files` or of font packages, for Word its users'."""

    text: FontName = Field(description="Of text in PDF and HTML.", examples=["Source Sans 3"])
    code: FontName = Field(description="Of code in PDF and HTML.", examples=["Source Code Pro"])
    files: Listed[Line] = Field(
        default=(),
        description="Font files (.ttf, .otf) in the theme's folder, each for one style; 'text' and "
        "'code' name their families.",
        examples=[["fonts/ExampleSans-Regular.ttf", "fonts/ExampleSans-Bold.ttf"]],
    )
    html: HtmlFonts = Field(
        description="Whether HTML files contain these fonts ('embedded') and look as the PDF does, "
        "or are smaller and use fonts of the reader's computer ('system')."
    )
    scripts: Mapping[Script, FontName] = Field(
        description="Of letters in PDF and HTML that the font of text lacks, by the code of their "
        "script (ISO 15924), each where its package is installed.",
        examples=[{"Hebr": "Heebo"}],
    )
    word_text: FontName = Field(description="Of text in Word.", examples=["Calibri"])
    word_code: FontName = Field(description="Of code in Word.", examples=["Consolas"])


class Colours(Model):
    """The ink of text, of lesser text, of lines, and one accent that nothing depends on."""

    ink: Colour = Field(description="Text.")
    soft: Colour = Field(description="Lesser text.")
    line: Colour = Field(description="Rules and borders.")
    accent: Colour = Field(description="Labels, numbers and the rule beside what is read aloud.")
    tint: Colour = Field(description="The ground behind a prompt.")
    headings: OptionalColour = Field(
        default=None, description="Headings and the rule above them; without it, as `ink`."
    )
    bars: OptionalColour = Field(
        default=None, description="The bar that tells whom a pack is for; without it, as `ink`."
    )

    @property
    def named(self) -> Mapping[str, str]:
        """Every colour by its name."""
        return {name: value or self.ink for name, value in self}


class Margins(Model):
    """The space round the text of a page, in mm."""

    top: Margin = Field(description="Above, with the running head.")
    side: Margin = Field(description="On the left and on the right.")
    bottom: Margin = Field(description="Below, with the running foot.")


class Pitch(Model):
    """The distances of what one writes on, in mm."""

    lines: Distance = Field(description="Between ruled lines.")
    dots: Distance = Field(description="Between dots.")


# Smaller type is hard to read in print; larger than this, a title would not fit on its line.
Size = Annotated[float, Field(ge=8, le=72)]


class Sizes(Model):
    """The sizes of type, in points: a pack has no others. And how close its lines and edges are."""

    small: Size = Field(description="Labels, sources, heads of tables, code, edges of pages.")
    table: Size = Field(description="Tables, scales and small print.")
    text: Size = Field(description="Answers, points, follow-ups and scripts to know.")
    aloud: Size = Field(description="What is read aloud, subheadings, times.")
    heading: Size = Field(description="Headings.")
    title: Size = Field(description="The edition on its cover.")
    leading: Annotated[float, Field(ge=1, le=2)] = Field(description="Of lines, in sizes of type.")
    trim: Annotated[float, Field(ge=0, le=10)] = Field(description="What margins are less, in mm.")


class Layouts(Model):
    """The sizes of each layout."""

    normal: Sizes
    compact: Sizes
    roomy: Sizes


def _with_name(value: object) -> object:
    if isinstance(value, str):
        raise ValueError(f"write: logo: {{file: {value}, alt: NAME OF THE COMPANY}}")
    return value


class LogoFile(Model):
    """The picture above the first page of each pack."""

    file: Line = Field(
        description="An SVG, PNG or JPEG in the theme's folder.", examples=["logo.svg"]
    )
    alt: Line = Field(
        description="What is read aloud in its place, as a rule the company's name.",
        examples=["Example Ltd"],
    )
    height: Annotated[float, Field(ge=_LEAST_LOGO, le=50)] = Field(
        default=10, description="In mm; it fits in the margin above."
    )


# So that both of them fit below the text of a page.
_ShortLine = Annotated[Line, Field(max_length=120)]


class Tokens(Model):
    """The content of `theme.yaml`; what a theme leaves out is as in the built-in one."""

    paper: Paper = Field(description="The size of a page.")
    layout: Layout = Field(description="How much room a pack takes.")
    layouts: Layouts
    fonts: Fonts
    colours: Colours
    margins: Margins
    pitch: Pitch
    logo: Annotated[LogoFile | None, BeforeValidator(_with_name)] = Field(
        default=None, description="Without it, packs have none."
    )
    confidential: _ShortLine | None = Field(
        default=None,
        description="A line in bold at the foot of every page of every pack.",
        examples=["Confidential: do not copy or pass on"],
    )
    foot: _ShortLine | None = Field(
        default=None,
        description="A line at the foot of every page of every pack.",
        examples=["Example Ltd, 1 High Street, Exampleton"],
    )

    @property
    def sizes(self) -> Sizes:
        """The sizes of the layout in use."""
        sizes: Sizes = getattr(self.layouts, self.layout)
        return sizes

    @property
    def edges(self) -> Margins:
        """The margins of the layout in use, with room for a logo and lines of a theme's own."""
        trim = self.sizes.trim
        edges = {side: max(width - trim, _LEAST_MARGIN) for side, width in self.margins}
        if self.logo:
            edges["top"] = max(edges["top"], _LEAST_MARGIN + _LEAST_LOGO)
        if self.confidential or self.foot:
            edges["bottom"] = self.margins.bottom
        return Margins(**edges)
