"""One architecture of the home page: the path of a visit, and what the page learns from."""

from _boxes import Figure, arrow, box, schematic


def draw() -> Figure:
    figure, axes = schematic(64)
    box(axes, (0, 0, 20, 18.5), "Visit", "at peak 833", "a second;", "p95 200 ms")
    box(
        axes,
        (26, 0, 34, 18.5),
        "500 candidates",
        "follows, co-listening,",
        "content, new, popular;",
        "of 3 million",
    )
    box(
        axes,
        (66, 0, 34, 18.5),
        "Ranking",
        "chance of a long listen;",
        "100 core-ms a visit,",
        "at peak 83 busy cores",
    )
    box(
        axes,
        (106, 0, 34, 18.5),
        "Page of 20",
        "slots a little random,",
        "probability logged;",
        "1 % keep the old page",
    )
    for left, right in ((20, 26), (60, 66), (100, 106)):
        arrow(axes, (left, 9), (right, 9))
    box(axes, (0, 26, 20, 15), "Fallback", "new of follows,", "then popular")
    arrow(axes, (10, 18.5), (10, 26))

    box(
        axes, (26, 26, 34, 15), "New episodes", "show and content", "vectors in minutes", later=True
    )
    arrow(axes, (43, 26), (43, 18.5), later=True)
    box(axes, (66, 26, 34, 15), "Training", "later weeks as test:", "recall at 500", later=True)
    arrow(axes, (83, 26), (83, 18.5), later=True)
    box(axes, (106, 26, 34, 15), "Log", "seen, slot, probability,", "seconds played", later=True)
    arrow(axes, (123, 18.5), (123, 26), later=True)
    box(axes, (66, 48, 34, 15), "Label", "ten minutes played", "in 24 hours of seeing", later=True)
    arrow(axes, (123, 41), (123, 51.5), (100, 51.5), later=True)
    arrow(axes, (83, 48), (83, 41), later=True)
    box(
        axes,
        (0, 48, 60, 15),
        "Experiment",
        "by subscriber: long listens, then churn;",
        "off if p95 > 200 ms or listens fall by 1 %",
        later=True,
    )
    arrow(axes, (66, 55.5), (60, 55.5), later=True)
    return figure
