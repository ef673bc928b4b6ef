"""A view and a template → one self-contained HTML document, the source of every format."""

from dataclasses import fields
from typing import Any

from kitgen.errors import TemplateFault
from kitgen.render import markdown
from kitgen.render.markup import parse
from kitgen.render.stylesheet import stylesheet
from kitgen.theme import Theme


def render_html(edition: str, view: Any, theme: Theme) -> str:
    """Render `<edition>.html` with the fields of `view`.

    Raises TemplateFault for a template that fails or leaves the vocabulary, and MarkdownFault.
    """
    from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in theme.folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["markdown"] = lambda text: Markup(markdown.to_html(text))
    environment.filters["inline"] = lambda text: Markup(markdown.to_inline_html(text))
    environment.filters["code"] = lambda text, language: Markup(markdown.code_html(text, language))
    environment.filters["clock"] = clock
    name = f"{edition}.html"
    values = {field.name: getattr(view, field.name) for field in fields(view)}
    try:
        document = environment.get_template(name).render(values, edition=edition)
    except TemplateError as error:
        where = f"{getattr(error, 'name', None) or name}:{getattr(error, 'lineno', None) or 1}"
        raise TemplateFault(f"{where}: {error.message}") from error
    parse(document, name)
    return document


def clock(minutes: int) -> str:
    """Return minutes from the start as hours and minutes: 65 is 1:05."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def with_style(document: str, theme: Theme) -> bytes:
    """Return the document as a file of its own, its stylesheet inside."""
    style = f"<style>{stylesheet(theme, fonts=False)}</style></head>"
    return document.replace("</head>", style, 1).encode()
