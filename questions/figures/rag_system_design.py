"""One architecture of the assistant: the path of a question, and the feed of documents."""

from _boxes import Figure, arrow, box, schematic

BOXES = (
    box((0, 0, 20, 18.5), "Question", "30,000 a day;", "p95 3 s to the", "first words"),
    box(
        (25, 0, 27, 18.5), "Search 0.3 s", "filter by lists", "inside; 8 of 20", "million passages"
    ),
    box((57, 0, 24, 18.5), "Rights again", "passages,", "earlier turns,", "caches"),
    box((86, 0, 22, 18.5), "Model", "0.8 s, then", "25 tokens 0.5 s", "a statement"),
    box((113, 0, 27, 18.5), "Support 0.8 s", "is the source", "there, and does", "it say so?"),
    box((113, 26, 27, 15), "Answer", "sources first,", "then statements"),
    box((25, 26, 27, 15), "Index", "61 GB; a passage has", "the id of its list", later=True),
    box(
        (57, 26, 50, 15),
        "Permission lists",
        "one list for 200,000 documents:",
        "a change of rights is one entry",
        later=True,
    ),
    box((0, 48, 20, 15), "Sources", "wiki, tickets,", "files", later=True),
    box(
        (25, 48, 56, 15),
        "Feed of edits, deletions, rights",
        "lag measured: edits under 15 minutes,",
        "rights under 5 minutes",
        later=True,
    ),
    box(
        (86, 48, 54, 15),
        "Switch to keyword search",
        "on a leak, or support under 95 %;",
        "first tested on 500 real questions",
        later=True,
    ),
)
ARROWS = (
    arrow((20, 9), (25, 9)),
    arrow((52, 9), (57, 9)),
    arrow((81, 9), (86, 9)),
    arrow((108, 9), (113, 9)),
    arrow((126, 18.5), (126, 26)),
    arrow((20, 55.5), (25, 55.5), later=True),
    arrow((38, 48), (38, 41), later=True),
    arrow((69, 48), (69, 41), later=True),
    arrow((38, 26), (38, 18.5), later=True),
    arrow((69, 26), (69, 18.5), later=True),
    arrow((61, 26), (61, 22.3), (47, 22.3), (47, 18.5), later=True),
    arrow((126, 41), (126, 48), later=True),
)


def draw() -> Figure:
    return schematic(64, BOXES, ARROWS)
