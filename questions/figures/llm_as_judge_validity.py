"""The confusion matrix of grader and people, and B's share of wins by each way of counting."""

import numpy as np
from _look import ACCENT, GREY, INK, PALE, Axes, Figure, panels, say
from matplotlib.patches import Rectangle

ORDERS = np.array([[120, 170], [30, 80]])  # B shown first: B, A; swapped: B, A
PEOPLE = np.array([[36, 24], [6, 34]])  # grader: B, A; people: B, A


def draw() -> Figure:
    figure, (matrix, shares) = panels(50, (1, 2.1))
    _matrix(matrix)
    _shares(shares)
    return figure


def _matrix(axes: Axes) -> None:
    for (row, column), count in np.ndenumerate(PEOPLE):
        wrong = row != column
        frame = Rectangle((column, row), 1, 1, facecolor="white" if wrong else PALE, edgecolor=INK)
        axes.add_patch(frame)
        say(axes, column + 0.5, row + 0.5, str(count), ha="center", fontsize=11)
    for at, name in enumerate("BA"):
        say(axes, at + 0.5, -0.18, name, ha="center")
        say(axes, -0.12, at + 0.5, name, ha="right")
        say(axes, at + 0.5, 2.2, f"{PEOPLE.sum(axis=0)[at]}", ha="center")
        say(axes, 2.1, at + 0.5, f"{PEOPLE.sum(axis=1)[at]}")
    say(axes, 1, -0.5, "people prefer", ha="center")
    say(axes, -0.5, 1, "grader says", ha="center", rotation=90)
    axes.set(xlim=(-0.7, 2.4), ylim=(2.4, -0.7), aspect="equal")
    axes.axis("off")


def _shares(axes: Axes) -> None:
    pairs = ORDERS.sum()
    first, second = ORDERS[0].sum() / pairs, ORDERS[:, 0].sum() / pairs
    stable = (ORDERS[0, 0] + ORDERS[1, 1]) / pairs
    people = PEOPLE[:, 0].sum() / PEOPLE.sum()
    margin = 1.96 * np.sqrt(people * (1 - people) / PEOPLE.sum())
    unjudged = 1 - stable
    lines = (
        ("grader, B shown first", first),
        ("grader, B shown second", second),
        ("grader, both orders", (first + second) / 2),
        ("grader, 200 stable pairs", ORDERS[0, 0] / (pairs * stable)),
        ("people, stable pairs", people),
    )
    for row, (_, share) in enumerate(lines):
        axes.plot(100 * share, row, "o", color=ACCENT)
    for row, (_, share) in enumerate(lines[:4]):
        side = 1 if share > 0.5 else -1
        align = "left" if share > 0.5 else "right"
        say(axes, 100 * share + 2 * side, row, f"{100 * share:g} %", ha=align)
    _interval(axes, 4, people - margin, people + margin, f"{100 * people:.0f} %, ")
    _interval(axes, 5, stable * people, stable * people + unjudged, "", ", if 42 is exact")
    axes.axvline(50, color=GREY, linewidth=0.8, linestyle=(0, (2, 2)))
    axes.set(xlim=(0, 100), ylim=(5.6, -0.6), xticks=[0, 25, 50, 75, 100])
    axes.set_yticks(range(6), [*(name for name, _ in lines), "people, all 400"])
    axes.tick_params(axis="y", length=0)
    axes.set_title("B’s share of wins, percent")


def _interval(axes: Axes, row: int, low: float, high: float, before: str, after: str = "") -> None:
    style = (0, (2, 2)) if after else "-"
    axes.plot([100 * low, 100 * high], [row, row], color=INK, linestyle=style)
    say(axes, 100 * high + 2, row, f"{before}{100 * low:.0f} to {100 * high:.0f} %{after}")
