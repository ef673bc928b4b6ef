"""A view and a template → a document, the source of every format."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Any

from kitgen.errors import TemplateFault
from kitgen.limits import THEME_FILE_BYTES
from kitgen.paths import leads_inside
from kitgen.render import markdown
from kitgen.render.document import Document
from kitgen.render.fields import dots_marked
from kitgen.render.full import is_full
from kitgen.render.rest import rest_of_page
from kitgen.render.rows import card_rows
from kitgen.render.spread import Parts, lines_left, spread_of
from kitgen.theme import Theme
from kitgen.translation import Translation

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment
    from jinja2.runtime import Context
    from markupsafe import Markup

    from kitgen.render.apart import Apart


def render_html(edition: str, view: Any, theme: Theme, *, fillable: bool = False) -> Document:
    """Render `<edition>.html` with the fields of `view`, and the view itself as `view`.

    Raises TemplateFault for a template that fails or leaves the vocabulary, its Markdown included.
    """
    from kitgen.render.bounds import limited

    name = f"{edition}.html"
    with _faults(name, theme):
        # Macros of other templates see globals, and not what a template is rendered with.
        shown = {"figures": getattr(view, "figures", ()), **_languages(view, theme)}
        template = environment(theme).get_template(name, globals=shown)
        with limited():
            text = template.render(_values(view))
    # A bank may be in another language than the words, and so may its formulas.
    signs = {words.language: words.signs for words in (theme.own_words, theme.words)}
    return Document.of(text, name, signs, fillable=fillable)


def read_templates(editions: Sequence[str], theme: Theme) -> None:
    """Raise TemplateFault for a template that Jinja cannot read, before it is rendered."""
    for edition in editions:
        name = f"{edition}.html"
        with _faults(name, theme):
            environment(theme).get_template(name)


@contextmanager
def _faults(name: str, theme: Theme) -> Iterator[None]:
    """Raise every fault of a template as a TemplateFault with its place."""
    try:
        yield
    except TemplateFault:
        raise
    except Exception as error:
        # A template can fail in any way: a missing value, 1 / 0, text plus number, endless macros.
        raise TemplateFault(f"{_place(error, theme) or name}: {_message(error)}") from error


def clock(minutes: int) -> str:
    """Return minutes from the start as hours and minutes: 65 is 1:05."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def _values(view: Any) -> Mapping[str, Any]:
    return {field.name: getattr(view, field.name) for field in fields(view)} | {"view": view}


# A theme is loaded anew for each run, so the environment never outlives a change to its files.
@lru_cache(maxsize=4)
def environment(theme: Theme) -> "Environment":
    """Return what the templates of a theme are rendered in: names and filters, in a sandbox."""
    from jinja2 import pass_context
    from markupsafe import Markup, escape

    from kitgen.render.sandbox import Sandbox

    decimal, comma = theme.words.decimal, theme.words.listed.comma
    environment = Sandbox(loader=_loader(theme.folders), extensions=("jinja2.ext.i18n",))
    _translate(environment, theme.translation)
    environment.add_filters(
        {
            "markdown": pass_context(_with_figures),
            "inline": pass_context(_inline),
            "code": lambda text, language: Markup(markdown.code_html(text, language)),
            "address": lambda text: Markup(markdown.address_html(text)),
            "clock": clock,
            "figures_apart": pass_context(_figures_apart),
            "to_fill": lambda text, *names: Markup(dots_marked(escape(text), names)),
            "bank": pass_context(_in_language_of_bank),
            "decimal": lambda number, places=1: f"{number:.{places}f}".replace(".", decimal),
            "listed": lambda items: Markup(escape(comma)).join(items),
        }
    )
    environment.globals |= {
        "rest_of_page": lambda fragment: rest_of_page(fragment, theme),
        "card_rows": lambda above, ratings, sums: card_rows(above, ratings, sums, theme),
        "lines_left": lambda fragment, most: lines_left(fragment, most, theme),
        "is_full": lambda fragment: is_full(fragment, theme),
        "spread": lambda *parts: spread_of(Parts(*parts), theme),
        "layout": theme.tokens.layout,
        "letterhead": theme.letterhead,
        "words": theme.words,
        "counted": theme.words.counted,
        "enumerated": lambda items: Markup(theme.words.enumerated([*map(escape, items)])),
        "filled": lambda text, **values: escape(text).format(**values),
        "not_written": theme.words.not_written,
    }
    return environment


def _translate(environment: "Environment", translation: Translation | None) -> None:
    """Let templates say their sentences in another language, where there is one."""
    if translation is None:
        environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
        return
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # of the extension
        translation.text,
        translation.form,
        newstyle=True,
        pgettext=lambda context, text: translation.text(text, context),
        npgettext=lambda context, one, many, n: translation.form(one, many, n, context),
    )


def _languages(view: Any, theme: Theme) -> Mapping[str, "str | Markup"]:
    """Return the language of the bank, the attributes of its texts, and of fixed words among them.

    These are empty where both are in one language.
    """
    from markupsafe import Markup

    words, bank = theme.words.language, theme.own_words.language
    heading = getattr(view, "heading", view)
    bank = getattr(heading, "language", None) or bank
    if words == bank:
        return {"bank_language": bank, "in_bank": Markup(), "in_words": Markup()}
    return {
        "bank_language": bank,
        "in_bank": Markup(' lang="{}"').format(bank),
        "in_words": Markup(' lang="{}"').format(words),
    }


def _in_language_of_bank(context: "Context", text: Any) -> Any:
    """Mark a text of the bank in a sentence of another language, as screen readers need it."""
    from markupsafe import Markup

    attribute = context["in_bank"]
    return Markup("<span{}>{}</span>").format(attribute, text) if attribute else text


def _with_figures(context: "Context", text: str, language: str | None = None) -> "Markup":
    """Render a text in a language, that of the bank unless it is given, with its figures."""
    from markupsafe import Markup

    language = language or context["bank_language"]
    return Markup(markdown.to_html(text, context["figures"], language))


def _inline(context: "Context", text: str) -> "Markup":
    from markupsafe import Markup

    return Markup(markdown.to_inline_html(text, context["bank_language"]))


def _figures_apart(context: "Context", text: str, line: str) -> "Apart":
    from kitgen.render.apart import figures_apart

    language = context["words"].language if context["in_words"] else None
    return figures_apart(text, line, language)


def _loader(folders: Sequence[Path]) -> "BaseLoader":
    """Return a loader that reads what is in the folders alone, and names what is not UTF-8."""
    from jinja2 import Environment, FileSystemLoader, TemplateNotFound

    class Loader(FileSystemLoader):
        def get_source(
            self, environment: Environment, template: str
        ) -> tuple[str, str, Callable[[], bool]]:
            try:
                text, file, is_current = super().get_source(environment, template)
                if not any(_is_inside(Path(file), folder) for folder in folders):
                    raise TemplateNotFound(template)
                if len(text) > THEME_FILE_BYTES:
                    raise TemplateFault(f"{template}: larger than {THEME_FILE_BYTES:,} bytes")
                return text, file, is_current
            except UnicodeDecodeError as error:
                raise TemplateFault(f"{template}: not UTF-8: {error.reason}") from None

    return Loader(folders)


def _is_inside(file: Path, folder: Path) -> bool:
    """Tell whether no link leads out of a folder, and nothing on the way is hidden in it."""
    within = leads_inside(file, folder) and file.is_relative_to(folder)
    return within and not any(name[0] == "." for name in file.relative_to(folder).parts)


def _message(error: Exception) -> str:
    from jinja2 import TemplateNotFound

    if isinstance(error, TemplateNotFound):
        return f"no such template: {error.name}"
    if isinstance(error, RecursionError):
        return "a macro or a template calls itself without end"
    return getattr(error, "message", None) or str(error) or type(error).__name__


def _place(error: Exception, theme: Theme) -> str | None:
    """Return the template and line at which an error arose, where they are known."""
    if getattr(error, "lineno", None):
        return f"{error.name}:{error.lineno}"  # type: ignore[attr-defined]  # a syntax error
    # Jinja gives each frame of a template the template's file name and line.
    frames = ((Path(f.f_code.co_filename), line) for f, line in walk_tb(error.__traceback__))
    places = [f"{file.name}:{line}" for file, line in frames if file.parent in theme.folders]
    return places[-1] if places else None
