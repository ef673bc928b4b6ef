"""One architecture of the forecasts: the night's run, and how it is tested."""

from _boxes import Figure, arrow, box, schematic


def draw() -> Figure:
    figure, axes = schematic(64)
    box(
        axes,
        (0, 0, 27, 18.5),
        "Sales, 02:00",
        "per shop and meal,",
        "with the time of",
        "the last sale",
    )
    box(
        axes,
        (33, 0, 30, 18.5),
        "Demand",
        "on sold-out days a",
        "lower bound: 30 at",
        "75 % of the day is 40",
    )
    box(
        axes,
        (69, 0, 34, 18.5),
        "Quantile model",
        "60,000 series, 28 days,",
        "5 quantiles: 8.4 million",
        "values, 7 core minutes",
    )
    box(
        axes,
        (109, 0, 31, 18.5),
        "Orders, 04:00",
        "the 0.75 quantile",
        "of each series,",
        "for two days ahead",
    )
    for left, right in ((27, 33), (63, 69), (103, 109)):
        arrow(axes, (left, 9), (right, 9))
    box(axes, (33, 26, 30, 15), "Known ahead", "promotions, weather", "as forecast then")
    arrow(axes, (63, 33.5), (66, 33.5), (66, 13), (69, 13))
    box(axes, (72, 26, 31, 15), "Totals", "by a model of their", "own, or joint paths")
    arrow(axes, (87, 18.5), (87, 26))
    box(axes, (109, 26, 31, 15), "Plans", "kitchen 14 days,", "staff 28 days")
    arrow(axes, (103, 33.5), (109, 33.5))
    box(axes, (0, 26, 27, 15), "If sales are late", "last night’s three-", "day forecast")

    arrow(axes, (13.5, 18.5), (13.5, 26))
    box(
        axes,
        (0, 48, 43, 15),
        "Test on the past",
        "rolling origins, beside the mean:",
        "pinball loss, coverage, dollars",
        later=True,
    )
    box(
        axes,
        (48.5, 48, 43, 15),
        "Test in shops",
        "40 random shops against the",
        "others, six weeks",
        later=True,
    )
    box(
        axes, (97, 48, 43, 15), "Revert", "a shop whose waste doubles", "for three days", later=True
    )
    arrow(axes, (43, 55.5), (48.5, 55.5), later=True)
    arrow(axes, (91.5, 55.5), (97, 55.5), later=True)
    return figure
