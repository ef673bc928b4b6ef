"""The stylesheet of a document in print."""

from kitgen.render.document import Document
from kitgen.render.fonts import FontFile, face_rule
from kitgen.render.scripts import fonts_of
from kitgen.render.stylesheet import stylesheet
from kitgen.theme import Theme


def sheet(document: Document, theme: Theme) -> str:
    """Return the stylesheet of a document, with its fonts."""
    return stylesheet(theme, document, "".join(map(_face, fonts_of(document, theme))))


def _face(file: FontFile) -> str:
    """Return the rule of a file, without a weight where it is a variable font with several.

    With a rule for each weight, Pango draws that weight, but sets it as narrow as the lightest.
    """
    weight = str(file.weights[0]) if len(file.weights) == 1 else ""
    return face_rule(file, file.path.as_uri(), weight)
