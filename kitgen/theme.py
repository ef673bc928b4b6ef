"""The tokens of a look (paper, fonts, colours) and the folders its templates come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from kitgen.errors import BadRequest, suggest
from kitgen.files.model import Line, Model, validate
from kitgen.files.source import read
from kitgen.files.text import is_there
from kitgen.literals import Paper
from kitgen.resources import shipped

THEME_FILE = "theme.yaml"
PAPER_SIZES: Mapping[Paper, tuple[float, float]] = {"a4": (210, 297), "letter": (215.9, 279.4)}

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$", examples=["#0b5563"])]


class Fonts(Model):
    """Family names: for PDF those of installed font packages, for Word what its users have."""

    text: Line = Field(description="Of text in PDF.", examples=["Source Sans 3"])
    code: Line = Field(description="Of code in PDF.", examples=["Source Code Pro"])
    word_text: Line = Field(description="Of text in Word.", examples=["Calibri"])
    word_code: Line = Field(description="Of code in Word.", examples=["Consolas"])


class Colours(Model):
    """The ink of text, of lesser text, of lines, and one accent that nothing depends on."""

    ink: Colour = Field(description="Text.")
    soft: Colour = Field(description="Lesser text.")
    line: Colour = Field(description="Rules and borders.")
    accent: Colour = Field(description="Labels, numbers and the rule beside what is read aloud.")
    tint: Colour = Field(description="The ground behind a prompt.")


class Tokens(Model):
    """The content of `theme.yaml`."""

    paper: Paper = Field(description="The size of a page.")
    fonts: Fonts
    colours: Colours


@dataclass(frozen=True, slots=True)
class Theme:
    """Tokens, and the template folders, the first one that holds a file winning."""

    tokens: Tokens
    folders: tuple[Path, ...]

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of a page in mm."""
        return PAPER_SIZES[self.tokens.paper]


def load_theme(folder: Path | None = None, paper: Paper | None = None) -> Theme:
    """Load the built-in theme, or one whose files win over the built-in ones.

    Raises BadRequest for a missing folder or a file that replaces nothing, InvalidInput for
    faults of its theme.yaml.
    """
    built_in = shipped("templates")
    folders = (folder, built_in) if folder else (built_in,)
    if folder:
        _check_folder(folder, built_in)
    file = next(f / THEME_FILE for f in folders if is_there(f / THEME_FILE))
    tokens = validate(Tokens, read(file))
    if paper:
        tokens = tokens.model_copy(update={"paper": paper})
    return Theme(tokens, folders)


def _check_folder(folder: Path, built_in: Path) -> None:
    if not folder.is_dir():
        raise BadRequest(f"no such theme folder: {folder}")
    names = sorted(f.name for f in built_in.iterdir())
    for file in sorted(folder.iterdir()):
        if file.is_file() and file.name not in names and not file.name.startswith("."):
            raise BadRequest(
                f"{file}: kitgen has no such theme file{suggest(file.name, names)}",
                f"a theme may replace: {', '.join(names)}",
            )
