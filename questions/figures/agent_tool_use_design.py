"""One architecture of the agent: the path of a mail, and what is beside it."""

from _boxes import Figure, arrow, box, schematic

BOXES = (
    box((0, 0, 18, 18.5), "Mail", "6,000 a day"),
    box((23, 0, 26, 18.5), "Agent", "proposes a step;", "8 steps cost 0.09", "dollars, 20 0.38"),
    box(
        (54, 0, 32, 18.5),
        "Checks in code",
        "own order, amount paid,",
        "approval record,",
        "20 steps at most",
    ),
    box(
        (96, 0, 44, 15), "At once", "cancellation, address, voucher:", "logged with their reversal"
    ),
    box(
        (96, 19, 44, 15),
        "Refund up to 50 dollars",
        "waits an hour, limit for each",
        "customer and month",
    ),
    box(
        (96, 38, 44, 15),
        "Refund above 50: approver",
        "1,440 a day, 48 hours;",
        "finds two of three errors",
    ),
    box((54, 26, 32, 11.5), "Person takes over", "with all that was done"),
    box(
        (54, 45, 30, 18.5),
        "Payment",
        "key stored before the",
        "first call; look up",
        "before another",
    ),
    box((0, 26, 45, 11.5), "Log", "each action with its reversal", later=True),
    box(
        (0, 45, 45, 18.5),
        "Samples, sums, switches",
        "refunds looked at: share of errors",
        "sums by hour and product: alarm",
        "a switch for each tool",
        later=True,
    ),
)
ARROWS = (
    arrow((18, 9), (23, 9)),
    arrow((49, 7), (54, 7)),
    arrow((54, 13), (49, 13)),
    arrow((86, 7.5), (96, 7.5)),
    arrow((86, 12), (91, 12), (91, 26.5), (96, 26.5)),
    arrow((88.5, 12), (88.5, 45.5), (96, 45.5)),
    arrow((70, 18.5), (70, 26)),
    arrow((96, 31), (92, 31), (92, 50.5), (84, 50.5)),
    arrow((118, 53), (118, 58.5), (84, 58.5)),
    arrow((58, 18.5), (58, 22), (36, 22), (36, 26), later=True),
    arrow((22, 37.5), (22, 45), later=True),
    arrow((54, 54), (49.5, 54), (49.5, 32), (45, 32), later=True),
)


def draw() -> Figure:
    return schematic(64, BOXES, ARROWS)
