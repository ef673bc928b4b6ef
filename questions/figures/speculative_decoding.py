"""Time for a token against the number of drafted tokens, and the four cases of the handout."""

import numpy as np
from _look import ACCENT, GREY, INK, PALE, Figure, panels, say

PLAIN, DRAFT, VERIFY = 30, 3, 30  # quiet, in milliseconds
BUSY_PLAIN, BUSY_DRAFT, BUSY_VERIFY = 36, 5, 90  # 64 users


def _tokens(accepted: float, drafted: np.ndarray | int) -> np.ndarray | float:
    return (1 - accepted ** (drafted + 1)) / (1 - accepted)


def draw() -> Figure:
    figure, (left, right) = panels(56, (1.1, 1))
    drafted = np.arange(1, 13)
    for accepted, name, mark in ((0.8, "code", "-"), (0.5, "chat", "--")):
        time = (DRAFT * drafted + VERIFY) / _tokens(accepted, drafted)
        left.plot(drafted, time, mark, color=INK)
        left.plot(4, time[3], "o", color=ACCENT)
        say(left, 12.2, time[-1], f"{name}")
    left.axhline(PLAIN, color=GREY, linewidth=0.8, linestyle=(0, (2, 2)))
    say(left, 1, PLAIN + 2, "without drafts")
    left.set(
        xlim=(0.5, 13.9),
        ylim=(0, 38),
        xticks=[1, 4, 8, 12],
        yticks=[0, 10, 20, 30],
        xlabel="drafted tokens a round",
        ylabel="ms for a token",
        title="One user",
    )
    cases = (("code", 0.8), ("chat", 0.5))
    right.barh(3, BUSY_PLAIN, color=PALE, edgecolor=INK)
    say(right, BUSY_PLAIN + 1, 3, f"{BUSY_PLAIN} ms")
    for row, (_, accepted) in zip((2, 1), cases, strict=True):
        time = (4 * BUSY_DRAFT + BUSY_VERIFY) / _tokens(accepted, 4)
        right.barh(row, time, color="white", edgecolor=INK)
        say(right, time + 1, row, f"{time:.0f} ms")
    right.set(
        yticks=[1, 2, 3],
        xlim=(0, 72),
        xticks=[0, 20, 40, 60],
        xlabel="ms for a token",
        title="64 users, 4 drafted tokens",
    )
    right.set_yticklabels(["chat", "code", "without\ndrafts"])
    return figure
