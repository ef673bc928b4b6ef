"""A look: its tokens (paper, fonts, colours, lengths), its words, and its template folders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from tinycss2.color3 import RGBA, parse_color

from kitgen.errors import BadRequest, quote, require_known, suggest
from kitgen.files.layers import Merged, overlay, read_layer
from kitgen.files.model import Line, Model, validate
from kitgen.files.text import is_file, is_there
from kitgen.literals import LAYOUTS, Layout, Paper
from kitgen.resources import shipped
from kitgen.translation import Translation, is_same, load_translation
from kitgen.words import WORDS_FILE, Words, load_words

THEME_FILE = "theme.yaml"
PAPER_SIZES: Mapping[Paper, tuple[float, float]] = {"a4": (210, 297), "letter": (215.9, 279.4)}


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
    Field(json_schema_extra={"pattern": _HEX_OR_NAME}, examples=["#0b5563", "teal"]),
]

_PICTURES = {".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp", ".pdf"}

# At most 60 mm, so that on every paper a column and some lines of text are left.
Margin = Annotated[float, Field(gt=0, le=60)]
_LEAST_MARGIN = 8  # mm, which printers need
Distance = Annotated[int, Field(gt=0, le=60)]


HtmlFonts = Literal["embedded", "system"]


class Fonts(Model):
    """Family names: for PDF and HTML those of installed font packages, for Word its users' own."""

    text: Line = Field(description="Of text in PDF and HTML.", examples=["Source Sans 3"])
    code: Line = Field(description="Of code in PDF and HTML.", examples=["Source Code Pro"])
    html: HtmlFonts = Field(
        description="Whether HTML files contain these fonts ('embedded') and look as the PDF does, "
        "or are smaller and use fonts of the reader's computer ('system')."
    )
    word_text: Line = Field(description="Of text in Word.", examples=["Calibri"])
    word_code: Line = Field(description="Of code in Word.", examples=["Consolas"])


class Colours(Model):
    """The ink of text, of lesser text, of lines, and one accent that nothing depends on."""

    ink: Colour = Field(description="Text.")
    soft: Colour = Field(description="Lesser text.")
    line: Colour = Field(description="Rules and borders.")
    accent: Colour = Field(description="Labels, numbers and the rule beside what is read aloud.")
    tint: Colour = Field(description="The ground behind a prompt.")


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


class Tokens(Model):
    """The content of `theme.yaml`; what a theme leaves out is as in the built-in one."""

    paper: Paper = Field(description="The size of a page.")
    layout: Layout = Field(description="How much room a pack takes.")
    layouts: Layouts
    fonts: Fonts
    colours: Colours
    margins: Margins
    pitch: Pitch

    @property
    def sizes(self) -> Sizes:
        """The sizes of the layout in use."""
        sizes: Sizes = getattr(self.layouts, self.layout)
        return sizes

    @property
    def edges(self) -> Margins:
        """The margins of the layout in use."""
        trim = self.sizes.trim
        return Margins(**{side: max(width - trim, _LEAST_MARGIN) for side, width in self.margins})


# Two themes are never equal: between two loads, files may have come or gone.
@dataclass(frozen=True, eq=False)
class Theme:
    """Tokens, words and the template folders; of two files of one name the first is used.

    The words are as `words.yaml` has them, or in the language of a `translation`, which is that
    of the sentences in templates too.
    """

    tokens: Tokens
    own_words: Words
    folders: tuple[Path, ...]
    translation: Translation | None = None

    @cached_property
    def words(self) -> Words:
        """The words that are printed."""
        return self.own_words.translated(self.translation) if self.translation else self.own_words

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of a page in mm."""
        return PAPER_SIZES[self.tokens.paper]

    @property
    def text_area(self) -> tuple[float, float]:
        """Width and height of a page within its margins, in mm."""
        width, height = self.page
        margins = self.tokens.edges
        return width - 2 * margins.side, height - margins.top - margins.bottom

    def file(self, name: str) -> Path:
        """Return the file of that name that is used."""
        return _first(self.folders, name)

    def on(self, paper: Paper) -> "Theme":
        """Return this theme for another size of pages."""
        return replace(self, tokens=self.tokens.model_copy(update={"paper": paper}))


def load_theme(
    folder: Path | None = None,
    paper: Paper | None = None,
    layout: Layout | None = None,
    language: str | None = None,
) -> Theme:
    """Load the built-in theme, or one whose files win over the built-in ones.

    Raises BadRequest for a missing folder or a file that replaces nothing, UnknownName for a paper
    size, a layout or a language that there is not, InvalidInput for faults of its files.
    """
    built_in = shipped("templates")
    folders = (folder, built_in) if folder else (built_in,)
    if folder:
        _check_folder(folder, built_in)
    tokens = _tokens(folders)
    if paper:
        require_known("paper", (paper,), PAPER_SIZES)
        tokens = tokens.model_copy(update={"paper": paper})
    if layout:
        require_known("layout", (layout,), LAYOUTS)
        tokens = tokens.model_copy(update={"layout": layout})
    words = load_words(_first(folders, WORDS_FILE))
    if language is None or is_same(language, words.language):
        return Theme(tokens, words, folders)
    return Theme(tokens, words, folders, load_translation(language, folders))


def _tokens(folders: Sequence[Path]) -> Tokens:
    """Return the tokens of the built-in theme with those of the other folder laid over them."""
    files = [folder / THEME_FILE for folder in reversed(folders)]
    layers = [read_layer(file) for file in files if is_there(file)]
    return validate(Tokens, Merged(reduce(overlay, layers)))


def _first(folders: Sequence[Path], name: str) -> Path:
    return next(folder / name for folder in folders if is_there(folder / name))


def _check_folder(folder: Path, built_in: Path) -> None:
    if not folder.is_dir():
        raise BadRequest(f"no such theme folder: {folder}")
    names = sorted(f.name for f in built_in.iterdir())
    for file in sorted(folder.iterdir()):
        _check_file(file, names)


def _check_file(file: Path, names: Sequence[str]) -> None:
    # A YAML file is refused with its place when it is read.
    if file.name in names and file.suffix != ".yaml" and not is_file(file):
        raise BadRequest(f"{file}: is not a file")
    if not file.is_file() or file.name in names or file.name.startswith("."):
        return
    if file.suffix.lower() in _PICTURES:
        raise BadRequest(
            f"{file}: packs print no logo, nor any other picture of a theme",
            "take it out of the folder",
        )
    raise BadRequest(
        f"{file}: kitgen has no such theme file{suggest(file.name, names)}",
        f"a theme may replace: {', '.join(names)}",
    )
