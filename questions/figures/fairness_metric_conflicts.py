"""False positive rates at equal precision and recall, and the three rates of each row."""

import numpy as np
from _look import ACCENT, GREY, INK, PALE, Figure, panels, say

PRECISION = RECALL = 0.6
ROWS = (  # name, late payers, customers who paid on time, right flags, wrong flags
    ("B", 200, 800, 120, 80),
    ("A", 400, 600, 240, 160),
    ("A, higher threshold", 400, 600, 120, 60),
)


def false_positives(share: np.ndarray) -> np.ndarray:
    return share / (1 - share) * (1 - PRECISION) / PRECISION * RECALL


def draw() -> Figure:
    figure, (left, right) = panels(52, (1, 1.25))
    share = np.linspace(0.02, 0.5, 100)
    left.plot(100 * share, 100 * false_positives(share), color=INK)
    for name, late, on_time, _, wrong in ROWS[:2]:
        x, y = late / (late + on_time), wrong / on_time
        left.plot(100 * x, 100 * y, "o", color=ACCENT)
        say(left, 100 * x - 2, 100 * y + 3, f"{name}: {100 * y:.0f} %", ha="right")
    left.set(
        xlim=(0, 52),
        ylim=(0, 42),
        title="Precision and recall both 60 %",
        xlabel="share of late payers (%)",
        ylabel="false positive rate (%)",
    )
    looks = ((PALE, INK), (ACCENT, ACCENT), ("white", GREY))
    for column, (name, late, on_time, correct, wrong) in enumerate(ROWS):
        rates = (wrong / on_time, correct / (correct + wrong), correct / late)
        for group, rate in enumerate(rates):
            x = group + 0.27 * (column - 1)
            face, edge = looks[column]
            right.bar(x, 100 * rate, 0.25, facecolor=face, edgecolor=edge, linewidth=0.6)
            say(right, x, 100 * rate + 4, f"{100 * rate:.0f}", ha="center")
        right.bar(0, 0, facecolor=looks[column][0], edgecolor=looks[column][1], label=name)
    right.legend(frameon=False, ncols=3, loc="upper left", handlelength=1, columnspacing=1)
    right.set(xlim=(-0.5, 2.5), ylim=(0, 95), title="Rates (%)", yticks=[0, 20, 40, 60])
    right.set_xticks(range(3), ["false positive rate", "precision", "recall"])
    return figure
