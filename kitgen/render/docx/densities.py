"""What the looks of paragraphs become in documents of less or of much text."""

from collections.abc import Mapping

from kitgen.render.docx.looks import PARAGRAPHS, Look

# An edition of density "compact" fits one page.
COMPACT: Mapping[str, Look] = {
    **PARAGRAPHS,
    "Title": Look(size=18, bold=True, colour="ink", after=0),
    "Subtitle": Look(size=11, colour="soft", after=6),
    "Heading 1": Look(size=10, bold=True, colour="ink", before=6, after=2, keep=True),
    "Lead": Look(size=10, colour="soft", after=3),
}

# An edition of density "dense" has many questions, each under a heading with a line above it.
DENSE: Mapping[str, Look] = {
    **PARAGRAPHS,
    "Heading 2": Look(
        size=12, bold=True, colour="ink", before=16, after=1, keep=True, rule=("top", "ink", 6)
    ),
    "Heading 3": Look(size=8, bold=True, colour="soft", before=5, after=1, keep=True),
    "Small Print": Look(size=8, colour="soft", after=1),
    "Prompt": Look(size=10, after=2),
    "Answer": Look(size=9, after=2),
    "Bullet": Look(size=9, after=1),
    "Ask": Look(size=9, bold=True, before=2, keep=True),
    "Listen For": Look(size=9, italic=True, after=1, indent=3, rule=("left", "line", 4)),
    "Signal": Look(size=9, after=1),
}
DENSITIES: Mapping[str | None, Mapping[str, Look]] = {
    None: PARAGRAPHS,
    "compact": COMPACT,
    "dense": DENSE,
}
