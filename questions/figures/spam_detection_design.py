"""One architecture of the spam filter: the path of a message, and what the filter learns from."""

from _boxes import Figure, arrow, box, schematic


def draw() -> Figure:
    figure, axes = schematic(64)
    box(axes, (0, 0, 20, 15), "Message", "231 a second,", "at peak 926")
    box(axes, (26, 0, 20, 15), "Rules", "rate limits,", "known texts")
    box(axes, (52, 0, 32, 15), "Inputs", "account age, links,", "first contacts, copies")
    box(axes, (90, 0, 20, 15), "Trees", "1 ms, on all", "messages")
    box(axes, (119, 0, 21, 15), "Block", "if p > 0.952;", "else deliver")
    box(
        axes,
        (86, 21, 32, 18.5),
        "Small transformer",
        "30 ms, on a tenth;",
        "one GPU and a spare;",
        "timeout: trees decide",
    )
    for left, right in ((20, 26), (46, 52), (84, 90), (110, 119)):
        arrow(axes, (left, 7.5), (right, 7.5))
    arrow(axes, (105, 15), (105, 21))
    arrow(axes, (114.5, 21), (114.5, 11.5), (119, 11.5))

    box(
        axes,
        (14, 22, 44, 15),
        "Alarm",
        "volume or copies: a rule or rate",
        "limit within the hour",
        later=True,
    )
    box(
        axes,
        (104, 45, 36, 18.5),
        "Sample",
        "by score band, delivered",
        "and blocked messages",
        later=True,
    )
    box(axes, (70, 45, 28, 18.5), "Reviewers", "6,000 judgments", "a day", later=True)
    box(
        axes,
        (34, 45, 30, 18.5),
        "Training",
        "weighted labels; test:",
        "later weeks, shadow,",
        "1, 10, 100 %",
        later=True,
    )
    box(axes, (0, 45, 28, 18.5), "User reports", "of 5 % of spam,", "20 hours later", later=True)
    arrow(axes, (36, 22), (36, 15), later=True)
    arrow(axes, (130, 15), (130, 45), later=True)
    arrow(axes, (104, 54.2), (98, 54.2), later=True)
    arrow(axes, (70, 54.2), (64, 54.2), later=True)
    arrow(axes, (28, 54.2), (34, 54.2), later=True)
    arrow(axes, (62, 45), (62, 29.5), (86, 29.5), later=True)
    arrow(axes, (78, 29.5), (78, 18), (96, 18), (96, 15), later=True)
    return figure
