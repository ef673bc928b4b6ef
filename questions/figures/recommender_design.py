"""One architecture of the home page: the path of a visit, and what the page learns from."""

from _boxes import Figure, arrow, box, schematic

BOXES = (
    box((0, 0, 20, 18.5), "Visit", "at peak 833", "a second;", "p95 200 ms"),
    box(
        (26, 0, 34, 18.5),
        "500 candidates",
        "follows, co-listening,",
        "content, new, popular;",
        "of 3 million",
    ),
    box(
        (66, 0, 34, 18.5),
        "Ranking",
        "chance of a long listen;",
        "100 core-ms a visit,",
        "at peak 83 busy cores",
    ),
    box(
        (106, 0, 34, 18.5),
        "Page of 20",
        "slots a little random,",
        "probability logged;",
        "1 % keep the old page",
    ),
    box((0, 26, 20, 15), "Fallback", "new of follows,", "then popular"),
    box((26, 26, 34, 15), "New episodes", "show and content", "vectors in minutes", later=True),
    box((66, 26, 34, 15), "Training", "later weeks as test:", "recall at 500", later=True),
    box((106, 26, 34, 15), "Log", "seen, slot, probability,", "seconds played", later=True),
    box((66, 48, 34, 15), "Label", "ten minutes played", "in 24 hours of seeing", later=True),
    box(
        (0, 48, 60, 15),
        "Experiment",
        "by subscriber: long listens, then churn;",
        "off if p95 > 200 ms or listens fall by 1 %",
        later=True,
    ),
)
ARROWS = (
    arrow((20, 9), (26, 9)),
    arrow((60, 9), (66, 9)),
    arrow((100, 9), (106, 9)),
    arrow((10, 18.5), (10, 26)),
    arrow((43, 26), (43, 18.5), later=True),
    arrow((83, 26), (83, 18.5), later=True),
    arrow((123, 18.5), (123, 26), later=True),
    arrow((123, 41), (123, 51.5), (100, 51.5), later=True),
    arrow((83, 48), (83, 41), later=True),
    arrow((66, 55.5), (60, 55.5), later=True),
)


def draw() -> Figure:
    return schematic(64, BOXES, ARROWS)
