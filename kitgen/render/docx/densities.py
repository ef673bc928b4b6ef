"""What the looks of paragraphs become in documents of less or of much text."""

from collections.abc import Mapping

from kitgen.render.docx.looks import PAPER, PARAGRAPHS, Look

# An edition of density "compact" fits one page.
COMPACT: Mapping[str, Look] = {
    **PARAGRAPHS,
    "Title": Look(size="heading", bold=True, colour="headings", after=0),
    "Banner": Look(size="aloud", bold=True, colour=PAPER, after=5, shade="bars"),
    "Role": Look(size="aloud", bold=True, colour="headings"),
    "Subtitle": Look(size="table", colour="soft", after=3),
    "Heading 1": Look(size="text", bold=True, colour="headings", before=3, after=1, keep=True),
}

# An edition of density "dense" has many questions, each under a heading with a line above it.
DENSE: Mapping[str, Look] = {
    **PARAGRAPHS,
    "Heading 2": Look(
        size="aloud",
        bold=True,
        colour="headings",
        before=16,
        after=1,
        keep=True,
        rule=("top", "ink", 6),
    ),
    "Heading 3": Look(size="small", bold=True, colour="soft", before=5, after=1, keep=True),
    "Small Print": Look(size="small", colour="soft", after=1),
    "Prompt": Look(size="text", after=2),
    "Answer": Look(size="table", after=2),
    "Bullet": Look(size="table", after=1),
    "Ask": Look(size="table", bold=True, before=2, keep=True),
    "Listen For": Look(size="table", italic=True, after=1, indent=3, rule=("left", "line", 4)),
    "Signal": Look(size="table", after=1),
}
DENSITIES: Mapping[str | None, Mapping[str, Look]] = {
    None: PARAGRAPHS,
    "compact": COMPACT,
    "dense": DENSE,
}
