"""One architecture of the decision: the path of a payment, and how labels come back."""

from _boxes import Figure, arrow, box, schematic

BOXES = (
    box((0, 0, 20, 18.5), "Payment", "p99 100 ms,", "10 of them", "network"),
    box(
        (25, 0, 34, 18.5),
        "Sources side by side",
        "histories 10 ms, counts 15,",
        "devices 60; left out when",
        "late after 70 ms",
    ),
    box((64, 0, 29, 18.5), "Trees 5 ms", "p is calibrated;", "rules decide if", "the model fails"),
    box(
        (98, 0, 42, 18.5),
        "p times the amount",
        "under 0.71 dollars: pass",
        "0.71 to 6: confirmation",
        "above: review, or block",
    ),
    box(
        (98, 24.5, 42, 15),
        "Reviewers",
        "2,400 a day; when full, block",
        "above 25, else confirmation",
    ),
    box((0, 24.5, 20, 15), "Training", "payments are", "45 days old", later=True),
    box((25, 24.5, 34, 15), "Labels", "from reports, verdicts and", "the random share", later=True),
    box((64, 24.5, 29, 15), "Log", "inputs as used, p,", "action, its chance", later=True),
    box(
        (25, 45, 34, 18.5),
        "Reports",
        "50 % within 10 days,",
        "90 % within 45,",
        "all within 120",
        later=True,
    ),
    box(
        (64, 45, 76, 15),
        "Random share",
        "1 % of stopped payments under 100 dollars pass:",
        "their labels count with weights",
        later=True,
    ),
)
ARROWS = (
    arrow((20, 9), (25, 9)),
    arrow((59, 9), (64, 9)),
    arrow((93, 9), (98, 9)),
    arrow((119, 18.5), (119, 24.5)),
    arrow((78, 18.5), (78, 24.5), later=True),
    arrow((64, 32), (59, 32), later=True),
    arrow((98, 36), (95.5, 36), (95.5, 42.5), (54, 42.5), (54, 39.5), later=True),
    arrow((34, 45), (34, 39.5), later=True),
    arrow((64, 52), (61.5, 52), (61.5, 36), (59, 36), later=True),
    arrow((25, 32), (20, 32), later=True),
    arrow((10, 24.5), (10, 21.5), (68, 21.5), (68, 18.5), later=True),
)


def draw() -> Figure:
    return schematic(64, BOXES, ARROWS)
