"""One architecture of the spam filter: the path of a message, and what the filter learns from."""

from _boxes import Figure, arrow, box, schematic

BOXES = (
    box((0, 0, 20, 15), "Message", "231 a second,", "at peak 926"),
    box((26, 0, 20, 15), "Rules", "rate limits,", "known texts"),
    box((52, 0, 32, 15), "Inputs", "account age, links,", "first contacts, copies"),
    box((90, 0, 20, 15), "Trees", "1 ms, on all", "messages"),
    box((119, 0, 21, 15), "Block", "if p > 0.952;", "else deliver"),
    box(
        (86, 21, 32, 18.5),
        "Small transformer",
        "30 ms, on a tenth;",
        "one GPU and a spare;",
        "timeout: trees decide",
    ),
    box(
        (14, 22, 44, 15),
        "Alarm",
        "volume or copies: a rule or rate",
        "limit within the hour",
        later=True,
    ),
    box(
        (104, 45, 36, 18.5),
        "Sample",
        "by score band, delivered",
        "and blocked messages",
        later=True,
    ),
    box((70, 45, 28, 18.5), "Reviewers", "6,000 judgments", "a day", later=True),
    box(
        (34, 45, 30, 18.5),
        "Training",
        "weighted labels; test:",
        "later weeks, shadow,",
        "1, 10, 100 %",
        later=True,
    ),
    box((0, 45, 28, 18.5), "User reports", "of 5 % of spam,", "20 hours later", later=True),
)
ARROWS = (
    arrow((20, 7.5), (26, 7.5)),
    arrow((46, 7.5), (52, 7.5)),
    arrow((84, 7.5), (90, 7.5)),
    arrow((110, 7.5), (119, 7.5)),
    arrow((105, 15), (105, 21)),
    arrow((114.5, 21), (114.5, 11.5), (119, 11.5)),
    arrow((36, 22), (36, 15), later=True),
    arrow((130, 15), (130, 45), later=True),
    arrow((104, 54.2), (98, 54.2), later=True),
    arrow((70, 54.2), (64, 54.2), later=True),
    arrow((28, 54.2), (34, 54.2), later=True),
    arrow((62, 45), (62, 29.5), (86, 29.5), later=True),
    arrow((78, 29.5), (78, 18), (96, 18), (96, 15), later=True),
)


def draw() -> Figure:
    return schematic(64, BOXES, ARROWS)
