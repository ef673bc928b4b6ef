"""A document → tagged PDF (PDF/UA-1) by WeasyPrint; its warnings are errors."""

import gc
import logging
import threading
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from copy import deepcopy
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import html

from kitgen.cache import find, keep
from kitgen.errors import KitgenError, MissingFont, TemplateFault
from kitgen.render.characters import require_characters
from kitgen.render.document import Document
from kitgen.render.pdf.characters import refuse_unset, warn_of_borrowed
from kitgen.render.pdf.column import columns_at_once
from kitgen.render.pdf.fields import name_fields, place_fields
from kitgen.render.pdf.fontfacts import contents
from kitgen.render.pdf.form import with_form
from kitgen.render.pdf.kept import KIND, entry_name
from kitgen.render.pdf.languages import tagged_languages
from kitgen.render.pdf.lines import full_lines
from kitgen.render.pdf.maths import draw_formulas
from kitgen.render.pdf.overrun import Overrun, limited
from kitgen.render.pdf.pango import load_weasyprint
from kitgen.render.pdf.parts import Body, Part
from kitgen.render.pdf.press import Pressed, press
from kitgen.render.pdf.sheet import sheet
from kitgen.render.pdf.shells import empty
from kitgen.render.pdf.subset import Fonts
from kitgen.render.pdf.surroundings import fixed_date, lacks, without_machine_fonts
from kitgen.render.pdf.tags import with_tags
from kitgen.render.scripts import fonts_of
from kitgen.scratch import temporary_files
from kitgen.theme import Theme

OPTIONS = {
    "pdf_variant": "pdf/ua-1",
    "pdf_identifier": b"kitgen",
    "presentational_hints": True,  # for the start of a list, which CSS cannot read
}
# One layout at a time: it reads the environment, which is the process's, for where fonts are and
# for the date of a changed font. Layout runs in Python, so that threads would not make it faster.
_LAYOUT = threading.Lock()


def render_pdf(document: Document, theme: Theme) -> bytes:
    """Lay the document out, unless that was done before; warn of fonts that are not the theme's.

    Raises MissingLibrary without Pango, MissingFont for a character that no font has,
    TemplateFault for any warning of WeasyPrint, and OutputFault without room for its fonts.
    """
    name = entry_name(document, theme)
    kept = find(KIND, name)
    if kept is not None:
        return kept
    require_characters(document, theme)
    tagged, fonts = _laid_out(document, theme)
    tagged = with_form(tagged, document, theme)
    if not warn_of_borrowed(document, fonts, theme):
        keep(KIND, name, tagged)
    return tagged


def _laid_out(document: Document, theme: Theme) -> tuple[bytes, Collection[Any]]:
    """Return the PDF of a document and its fonts, with those of the machine where it needs any."""
    if not lacks(document, theme):
        with suppress(MissingFont):  # a stylesheet may print other characters
            body = Body(document, theme)
            return _in_parts(body) or _whole(body)
    body = Body(document, theme, borrows=True)
    return _in_parts(body) or _whole(body)


def _whole(body: Body) -> tuple[bytes, Collection[Any]]:
    """Return the PDF of a document that has no parts, and its fonts."""
    with laying_out(body) as laid_out:
        place_fields(laid_out.pages)
        pdf: bytes = laid_out.write_pdf(**OPTIONS)
    return with_tags(pdf, body.theme.words), laid_out.fonts.values()


def _in_parts(body: Body) -> tuple[bytes, Collection[Any]] | None:
    """Return the PDF and fonts of a document whose parts may be laid out by themselves."""
    if not body.is_divisible:
        return None
    known = body.known()
    pressed = _pressed(body, known)
    if pressed is None and known:
        known = {}
        pressed = _pressed(body, known)
    if pressed is None:
        return None
    files = contents(
        body.document, body.theme
    )  # what borrows another font is laid out again, with its warning
    for part in pressed.new:
        body.keep(part, files)
    return pressed.pdf, pressed.fonts.values()


def _pressed(body: Body, known: Mapping[int, Part]) -> Pressed | None:
    with laying_out(body, known) as laid_out:
        return press(laid_out, body, known, OPTIONS)


@contextmanager
def laying_out(body: Body, known: Mapping[int, Part] = MappingProxyType({})) -> Iterator[Any]:
    """Give the document as WeasyPrint lays it out, to be written as long as the context lasts.

    Of known parts only the pages are there. Raises at its end what `render_pdf` raises.
    """
    document, theme = body.document, body.theme
    weasyprint = load_weasyprint()
    root = deepcopy(document.tree)
    for place, part in known.items():
        empty(root.find("body")[place : place + part.count], part.pages)
    draw_formulas(root)
    name_fields(root)
    files = fonts_of(document, theme)
    fetcher = _fetcher(weasyprint, tuple(file.path for file in files))
    length = len(root.text_content())
    settled = (fixed_date(), _settled_objects(), temporary_files(), tagged_languages())
    with _LAYOUT, _warnings() as logged, ExitStack() as stack:
        stack.enter_context(_bounded(theme, length))
        for each in settled:
            stack.enter_context(each)
        with nullcontext() if body.borrows else without_machine_fonts():
            fonts = weasyprint.text.fonts.FontConfiguration()
        css = weasyprint.CSS(
            string=sheet(document, theme),
            font_config=fonts,
            url_fetcher=fetcher,
        )
        page: Any = weasyprint.HTML(
            string=html.tostring(root, encoding="unicode", doctype="<!doctype html>"),
            url_fetcher=fetcher,
        )
        with columns_at_once(), full_lines():
            laid_out = page.render(font_config=fonts, stylesheets=[css], **OPTIONS)
        laid_out.fonts = Fonts()
        yield laid_out
    faults = refuse_unset(document, logged, theme)
    if faults:
        raise TemplateFault(f"WeasyPrint: {'; '.join(faults)}")


@contextmanager
def _bounded(theme: Theme, length: int) -> Iterator[None]:
    """Make an error of the theme of a layout without end, and of one that fails with its styles."""
    try:
        with limited(length):
            yield
    except Overrun as error:
        raise TemplateFault(
            f"{_styles(theme)}: the layout of this PDF {error}",
            "look for sizes that make very many pages, boxes or columns",
        ) from None
    except (KitgenError, OSError):
        raise
    except Exception as error:
        if len(theme.folders) == 1:  # nothing but kitgen's own styles: a fault of kitgen
            raise
        message = f"WeasyPrint cannot lay this out: {type(error).__name__}: {error}"
        raise TemplateFault(
            f"{_styles(theme)}: {message}", "undo your changes of the stylesheet one by one"
        ) from error


def _styles(theme: Theme) -> Path:
    """Return the stylesheet of print, without the folder that kitgen is installed in."""
    path = theme.file("style.css")
    return Path(path.name) if path.parent == theme.folders[-1] else path


def _fetcher(weasyprint: Any, allowed: tuple[Path, ...]) -> Any:
    """Return a fetcher that knows embedded data and the theme's font files, and nothing else."""

    class Fetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith("data:") and Path(unquote(urlsplit(url).path)) not in allowed:
                raise ValueError(f"blocked address: {url}")
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols={"data", "file"})


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Collect what WeasyPrint logs in this thread instead of passing it on."""
    found: list[str] = []
    thread = threading.get_ident()

    def collect(record: logging.LogRecord) -> bool:
        if record.thread != thread or record.levelno < logging.WARNING:
            return True
        found.append(record.getMessage())
        return False

    logger = logging.getLogger("weasyprint")
    logger.addFilter(collect)
    try:
        yield found
    finally:
        logger.removeFilter(collect)


@contextmanager
def _settled_objects() -> Iterator[None]:
    """Keep the garbage collector from looking at what was there before the layout.

    Layout allocates much and leaves few cycles; a pack takes 10 % less time so (measured).
    """
    if gc.get_freeze_count():  # the program that uses kitgen has its own settled objects
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
