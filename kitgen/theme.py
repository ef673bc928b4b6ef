"""A look: its tokens (paper, fonts, colours, lengths), its words, and its template folders."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce
from pathlib import Path

from kitgen.brand.contrast import faults as contrast_faults
from kitgen.brand.letterhead import Letterhead, foot_need, letterhead, logo_room, read_logo
from kitgen.brand.reference import Reference
from kitgen.brand.tokens import Sizes, Tokens
from kitgen.brand.typefaces import Typeface, TypefaceFault, read_typeface
from kitgen.errors import BadRequest, InvalidInput, Issue, require_known, suggest
from kitgen.files.layers import Merged, overlay, read_layer
from kitgen.files.model import validate
from kitgen.files.text import entries
from kitgen.limits import THEME_FILE_BYTES
from kitgen.literals import LAYOUTS, THEMES, Format, Layout, Paper
from kitgen.paths import is_file, is_folder, is_inside, is_there
from kitgen.pictures.figure import Figure, FigureFault
from kitgen.resources import shipped
from kitgen.translation import Translation, is_same, load_translation
from kitgen.words import WORDS_FILE, Words, load_words

__all__ = ["THEME_FILE", "Sizes", "Theme", "Tokens", "load_theme", "theme_files"]

THEME_FILE = "theme.yaml"
# What of a folder theme.yaml names, by its ending, and how.
_LOGO = "logo: {{file: {}, alt: NAME OF THE COMPANY}}"
_NAMED = {
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".svg"), _LOGO),
    **dict.fromkeys((".ttf", ".otf"), "fonts: {{files: [{}]}}"),
}
_TEXTS = (".html", ".css", ".yaml")
PAPER_SIZES: Mapping[Paper, tuple[float, float]] = {"a4": (210, 297), "letter": (215.9, 279.4)}


# Two themes are never equal: between two loads, files may have come or gone.
@dataclass(frozen=True, eq=False)
class Theme:
    """Tokens, words and the template folders; of two files of one name the first is used.

    The words are as `words.yaml` has them, or in the language of a `translation`, which is that
    of the sentences in templates too. `word` is the theme of Word files where these are in the look
    of a document, its `reference`; what their pages have is planned as without it.
    """

    tokens: Tokens
    own_words: Words
    folders: tuple[Path, ...]
    translation: Translation | None = None
    logo: Figure | None = None
    typefaces: tuple[Typeface, ...] = ()
    reference: Reference | None = None
    planned_as: "Theme | None" = None
    word: "Theme | None" = None

    @cached_property
    def words(self) -> Words:
        """The words that are printed."""
        return self.own_words.translated(self.translation) if self.translation else self.own_words

    @property
    def letterhead(self) -> Letterhead:
        """The logo as it is printed, and the lines below all pages.

        A company's own document has its logo and foot in its own head and foot.
        """
        own = letterhead(self.tokens, self.logo)
        return replace(own, logo=None, foot=None) if self.reference else own

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of a page in mm."""
        return self.reference.page if self.reference else PAPER_SIZES[self.tokens.paper]

    @property
    def text_area(self) -> tuple[float, float]:
        """Width and height of a page within its margins, in mm."""
        if self.reference:
            return self.reference.text_area(self.tokens.sizes.small)
        width, height = self.page
        margins = self.tokens.edges
        return width - 2 * margins.side, height - margins.top - margins.bottom

    def file(self, name: str) -> Path:
        """Return the file of that name that is used."""
        return _first(self.folders, name)

    def like(self, reference: Reference) -> "Theme":
        """Return this theme with the look of a document for Word."""
        return replace(self, word=replace(self, reference=reference, planned_as=self))

    def of(self, format_: Format) -> "Theme":
        """Return the theme of the files of a format."""
        return self.word if self.word and format_ == "docx" else self

    def on(self, paper: Paper) -> "Theme":
        """Return this theme for another size of pages."""
        other = replace(self, tokens=self.tokens.model_copy(update={"paper": paper}))
        reference = self.word.reference if self.word else None
        return other.like(reference) if reference else other


def theme_files() -> tuple[str, ...]:
    """Return the names of the files that a theme may replace."""
    return tuple(sorted(file.name for file in shipped("templates").iterdir() if file.is_file()))


def load_theme(
    folder: Path | None = None,
    paper: Paper | None = None,
    layout: Layout | None = None,
    language: str | None = None,
) -> Theme:
    """Load the built-in theme, or one whose files win over the built-in ones.

    Raises BadRequest for a missing folder or a file that replaces nothing, UnknownName for a paper
    size, a layout or a language that there is not, InvalidInput for faults of its files, which are
    also colours that cannot be read and a logo that cannot be printed.
    """
    built_in = shipped("templates")
    folders = (folder, built_in) if folder else (built_in,)
    if folder:
        _check_extent(folder)
    tokens, logo, typefaces = _look(folders)
    if folder:
        named = {tokens.logo.file} if tokens.logo else set()
        _check_folder(folder, {*tokens.fonts.files, *named})
    if paper:
        require_known("paper", (paper,), PAPER_SIZES)
        tokens = tokens.model_copy(update={"paper": paper})
    if layout:
        require_known("layout", (layout,), LAYOUTS)
        tokens = tokens.model_copy(update={"layout": layout})
    words = load_words(_first(folders, WORDS_FILE))
    if language is None or is_same(language, words.language):
        return Theme(tokens, words, folders, logo=logo, typefaces=typefaces)
    return Theme(tokens, words, folders, load_translation(language, folders), logo, typefaces)


def _look(folders: Sequence[Path]) -> tuple[Tokens, Figure | None, tuple[Typeface, ...]]:
    """Return the tokens of the built-in theme with those of the other folder laid over them."""
    files = [folder / THEME_FILE for folder in reversed(folders)]
    layers = [read_layer(file) for file in files if is_there(file)]
    merged = Merged(reduce(overlay, layers))
    tokens = validate(Tokens, merged)
    logo: Figure | None = None
    issues = list(_contrast_issues(tokens, merged, folders[0]))
    try:
        logo = read_logo(folders[0], tokens.logo) if tokens.logo else None
    except FigureFault as fault:
        issues.append(merged.issue(("logo", "file"), str(fault)))
    typefaces: list[Typeface] = []
    for number, file in enumerate(tokens.fonts.files):
        try:
            typefaces.append(read_typeface(folders[0], file))
        except TypefaceFault as fault:
            issues.append(merged.issue(("fonts", "files", number), str(fault)))
    issues += _room_issues(tokens, merged)
    if issues:
        raise InvalidInput(issues)
    return tokens, logo, tuple(typefaces)


def _contrast_issues(tokens: Tokens, merged: Merged, folder: Path) -> Iterator[Issue]:
    own = str(folder / THEME_FILE)

    def is_own(name: str) -> bool:
        place = merged.origin(("colours", name))
        return place is not None and place.file == own

    for name, message in contrast_faults(tokens.colours.named, is_own):
        yield merged.issue(("colours", name), message)


def _room_issues(tokens: Tokens, merged: Merged) -> Iterator[Issue]:
    """Yield what has no room in the margins that the theme has without a trim."""
    room = logo_room(tokens.margins.top)
    if tokens.logo and tokens.logo.height > room:
        needed = tokens.margins.top + tokens.logo.height - room
        message = f"above the text is room for {room:g} mm; with {needed:g} as margins.top it fits"
        yield merged.issue(("logo", "height"), message)
    width, _ = PAPER_SIZES[tokens.paper]
    needed = foot_need(tokens, width - 2 * tokens.edges.side)
    own = next((name for name in ("foot", "confidential") if getattr(tokens, name)), None)
    if own and needed > tokens.margins.bottom:
        message = f"below the text is no room for it; with {needed:g} as margins.bottom it fits"
        yield merged.issue((own,), message)


def _first(folders: Sequence[Path], name: str) -> Path:
    return next(folder / name for folder in folders if is_there(folder / name))


def _check_folder(folder: Path, named: Collection[str]) -> None:
    names = theme_files()
    for file in entries(folder):
        if file.name not in named:
            _check_name(file, names)


def _check_extent(folder: Path) -> None:
    """Refuse texts outside of the theme, and those that are too large.

    What theme.yaml names is refused with its place there.
    """
    if not is_folder(folder):
        raise BadRequest(f"no such theme folder: {folder}", f"built-in themes: {', '.join(THEMES)}")
    for file in (path for path in entries(folder) if path.suffix in _TEXTS and is_file(path)):
        if not is_inside(file, folder):
            message = f"{file}: is a link that leads out of the theme"
            raise BadRequest(message, "copy the file instead")
        if file.stat().st_size > THEME_FILE_BYTES:
            raise BadRequest(f"{file}: larger than {THEME_FILE_BYTES // 1_000_000} MB")


def _check_name(file: Path, names: Sequence[str]) -> None:
    """Refuse what replaces nothing."""
    # A YAML file is refused with its place when it is read.
    if file.name in names and file.suffix != ".yaml" and not is_file(file):
        raise BadRequest(f"{file}: is not a file")
    if not is_file(file) or file.name in names:
        return
    if file.suffix.lower() in _NAMED:
        raise BadRequest(
            f"{file}: theme.yaml does not name this file",
            f"write there: {_NAMED[file.suffix.lower()].format(file.name)}; or take it out of "
            "the folder",
        )
    raise BadRequest(
        f"{file}: kitgen has no such theme file{suggest(file.name, names)}",
        f"a theme may replace: {', '.join(names)}",
    )
