"""One architecture of the forecasts: the night's run, and how it is tested."""

from _boxes import Figure, arrow, box, schematic

BOXES = (
    box(
        (0, 0, 27, 18.5), "Sales, 02:00", "per shop and meal,", "with the time of", "the last sale"
    ),
    box(
        (33, 0, 30, 18.5),
        "Demand",
        "on sold-out days a",
        "lower bound: 30 at",
        "75 % of the day is 40",
    ),
    box(
        (69, 0, 34, 18.5),
        "Quantile model",
        "60,000 series, 28 days,",
        "5 quantiles: 8.4 million",
        "values, 7 core minutes",
    ),
    box(
        (109, 0, 31, 18.5),
        "Orders, 04:00",
        "the 0.75 quantile",
        "of each series,",
        "for two days ahead",
    ),
    box((33, 26, 30, 15), "Known ahead", "promotions, weather", "as forecast then"),
    box((72, 26, 31, 15), "Totals", "by a model of their", "own, or joint paths"),
    box((109, 26, 31, 15), "Plans", "kitchen 14 days,", "staff 28 days"),
    box((0, 26, 27, 15), "If sales are late", "last night’s three-", "day forecast"),
    box(
        (0, 48, 43, 15),
        "Test on the past",
        "rolling origins, beside the mean:",
        "pinball loss, coverage, dollars",
        later=True,
    ),
    box(
        (48.5, 48, 43, 15),
        "Test in shops",
        "40 random shops against the",
        "others, six weeks",
        later=True,
    ),
    box((97, 48, 43, 15), "Revert", "a shop whose waste doubles", "for three days", later=True),
)
ARROWS = (
    arrow((27, 9), (33, 9)),
    arrow((63, 9), (69, 9)),
    arrow((103, 9), (109, 9)),
    arrow((63, 33.5), (66, 33.5), (66, 13), (69, 13)),
    arrow((87, 18.5), (87, 26)),
    arrow((103, 33.5), (109, 33.5)),
    arrow((13.5, 18.5), (13.5, 26)),
    arrow((43, 55.5), (48.5, 55.5), later=True),
    arrow((91.5, 55.5), (97, 55.5), later=True),
)


def draw() -> Figure:
    return schematic(64, BOXES, ARROWS)
