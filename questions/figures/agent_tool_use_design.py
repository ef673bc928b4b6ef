"""One architecture of the agent: the path of a mail, and what is beside it."""

from _boxes import Figure, arrow, box, schematic


def draw() -> Figure:
    figure, axes = schematic(64)
    box(axes, (0, 0, 18, 18.5), "Mail", "6,000 a day")
    box(
        axes,
        (23, 0, 26, 18.5),
        "Agent",
        "proposes a step;",
        "8 steps cost 0.09",
        "dollars, 20 0.38",
    )
    box(
        axes,
        (54, 0, 32, 18.5),
        "Checks in code",
        "own order, amount paid,",
        "approval record,",
        "20 steps at most",
    )
    box(
        axes,
        (96, 0, 44, 15),
        "At once",
        "cancellation, address, voucher:",
        "logged with their reversal",
    )
    box(
        axes,
        (96, 19, 44, 15),
        "Refund up to 50 dollars",
        "waits an hour, limit for each",
        "customer and month",
    )
    box(
        axes,
        (96, 38, 44, 15),
        "Refund above 50: approver",
        "1,440 a day, 48 hours;",
        "finds two of three errors",
    )
    box(axes, (54, 26, 32, 11.5), "Person takes over", "with all that was done")
    arrow(axes, (18, 9), (23, 9))
    arrow(axes, (49, 7), (54, 7))
    arrow(axes, (54, 13), (49, 13))
    arrow(axes, (86, 7.5), (96, 7.5))
    arrow(axes, (86, 12), (91, 12), (91, 26.5), (96, 26.5))
    arrow(axes, (88.5, 12), (88.5, 45.5), (96, 45.5))
    arrow(axes, (70, 18.5), (70, 26))
    box(
        axes,
        (54, 45, 30, 18.5),
        "Payment",
        "key stored before the",
        "first call; look up",
        "before another",
    )
    arrow(axes, (96, 31), (92, 31), (92, 50.5), (84, 50.5))
    arrow(axes, (118, 53), (118, 58.5), (84, 58.5))
    box(axes, (0, 26, 45, 11.5), "Log", "each action with its reversal", later=True)
    box(
        axes,
        (0, 45, 45, 18.5),
        "Samples, sums, switches",
        "refunds looked at: share of errors",
        "sums by hour and product: alarm",
        "a switch for each tool",
        later=True,
    )
    arrow(axes, (58, 18.5), (58, 22), (36, 22), (36, 26), later=True)
    arrow(axes, (22, 37.5), (22, 45), later=True)
    arrow(axes, (54, 54), (49.5, 54), (49.5, 32), (45, 32), later=True)
    return figure
