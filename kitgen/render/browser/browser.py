"""A document → one HTML file, with its styles and fonts inside: for any screen, and to print."""

from kitgen.render.browser.edges import edges
from kitgen.render.browser.filling import let_fill
from kitgen.render.browser.fonts import font_rules
from kitgen.render.browser.policy import set_policy
from kitgen.render.browser.tree import for_browser
from kitgen.render.document import Document, written
from kitgen.render.stylesheet import rules, stylesheet
from kitgen.theme import Theme


def render_html_file(document: Document, theme: Theme) -> bytes:
    """Return the file; it opens no address and names no other file.

    Raises MissingFont where fonts are embedded and one is not installed, TemplateFault as
    `stylesheet.rules` does.
    """
    styles = (
        stylesheet(theme, document),
        font_rules(document, theme),
        edges(document, theme),
        rules(theme, "browser.css"),
    )
    page = for_browser(document.tree, "\n".join(styles))
    set_policy(page, let_fill(page, theme.words))
    return written(page).encode()
