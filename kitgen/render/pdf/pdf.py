"""A document → tagged PDF (PDF/UA-1) by WeasyPrint; its warnings are errors."""

import gc
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import html

from kitgen.errors import TemplateFault
from kitgen.render.pdf.maths import vector
from kitgen.render.pdf.pango import load_weasyprint
from kitgen.render.pdf.subset import Fonts
from kitgen.render.pdf.tags import with_scopes
from kitgen.render.stylesheet import font_files, stylesheet
from kitgen.theme import Theme

_OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_identifier": b"kitgen"}
# Said when WeasyPrint cuts a font itself, with fontTools: it looks the same.
_HARMLESS = "HarfBuzz-Subset"
_DATE_VARIABLE = "SOURCE_DATE_EPOCH"


def render_pdf(document: str, theme: Theme) -> bytes:
    """Lay the document out; raises MissingLibrary without Pango, TemplateFault for any warning."""
    weasyprint = load_weasyprint()
    root = html.document_fromstring(document)
    for maths in list(root.iter("math")):
        maths.getparent().replace(maths, vector(maths))
    fetcher = _fetcher(weasyprint, font_files(theme))
    with _warnings() as warnings, _no_collection(), _fixed_date():
        fonts = weasyprint.text.fonts.FontConfiguration()
        css = weasyprint.CSS(
            string=stylesheet(theme, fonts=True), font_config=fonts, url_fetcher=fetcher
        )
        page: Any = weasyprint.HTML(
            string=html.tostring(root, encoding="unicode", doctype="<!doctype html>"),
            url_fetcher=fetcher,
        )
        laid_out = page.render(font_config=fonts, stylesheets=[css], **_OPTIONS)
        laid_out.fonts = Fonts()
        pdf: bytes = laid_out.write_pdf(**_OPTIONS)
    if warnings:
        raise TemplateFault(f"WeasyPrint: {'; '.join(dict.fromkeys(warnings))}")
    return with_scopes(pdf)


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
    """Collect what WeasyPrint logs instead of printing it."""
    found: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if _HARMLESS not in record.getMessage():
                found.append(record.getMessage())

    logger, collector = logging.getLogger("weasyprint"), Collector(logging.WARNING)
    propagate, handlers = logger.propagate, logger.handlers
    logger.propagate, logger.handlers = False, [collector]
    try:
        yield found
    finally:
        logger.propagate, logger.handlers = propagate, handlers


@contextmanager
def _fixed_date() -> Iterator[None]:
    """Give embedded fonts a fixed date in place of the clock's, as reproducible builds do."""
    before = os.environ.get(_DATE_VARIABLE)
    os.environ[_DATE_VARIABLE] = "315532800"  # 1980-01-01
    try:
        yield
    finally:
        if before is None:
            del os.environ[_DATE_VARIABLE]
        else:
            os.environ[_DATE_VARIABLE] = before


@contextmanager
def _no_collection() -> Iterator[None]:
    """Layout makes many objects and no garbage cycles worth a pause: collect afterwards."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
