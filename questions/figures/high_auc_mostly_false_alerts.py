"""One ROC curve, and the precision that it gives at three shares of fraud."""

from statistics import NormalDist

import numpy as np
from _look import ACCENT, GREY, INK, Figure, panels, say

NORMAL = NormalDist()
AUC, RECALL, FALSE_ALARMS = 0.98, 0.90, 0.01


def _binormal() -> tuple[float, float]:
    """Return a and b of recall = Φ(a + b Φ⁻¹(false alarms)), from AUC and threshold."""
    z_auc, z_recall = NORMAL.inv_cdf(AUC), NORMAL.inv_cdf(RECALL)
    z_false = NORMAL.inv_cdf(FALSE_ALARMS)
    # a = z_recall - b z_false, and a² = z_auc² (1 + b²), is a quadratic equation in b.
    b = min(
        root
        for root in np.roots(
            [z_false**2 - z_auc**2, -2 * z_recall * z_false, z_recall**2 - z_auc**2]
        ).real
        if root > 0
    )
    return z_recall - b * z_false, float(b)


def _precision(share: float, recall: np.ndarray, false: np.ndarray) -> np.ndarray:
    return share * recall / (share * recall + (1 - share) * false)


def draw() -> Figure:
    """Left the ROC curve, which is the same at each share; right precision against recall."""
    a, b = _binormal()
    z = np.linspace(-5.2, 5, 160)
    false = np.array([NORMAL.cdf(x) for x in z])
    recall = np.array([NORMAL.cdf(a + b * x) for x in z])
    figure, (roc, pr) = panels(52, (1, 1.5))

    roc.plot(false, recall, color=INK)
    roc.plot([0, 1], [0, 1], color=GREY, linewidth=0.6, linestyle=(0, (2, 2)))
    roc.plot(FALSE_ALARMS, RECALL, "o", color=ACCENT, clip_on=False)
    say(roc, 0.05, 0.82, "threshold in use:\n1 % and 90 %", va="top")
    say(roc, 0.98, 0.2, "AUC 0.98\nat any share of fraud", ha="right")
    roc.set(
        xlabel="share of honest flagged",
        ylabel="share of fraud caught",
        xlim=(0, 1),
        ylim=(0, 1.02),
        title="ROC",
    )

    seen = recall < 0.995
    for share, style, name, at, side in (
        (0.1, "-", "fraud 1 in 10", (0.915, 0.95), "left"),
        (0.002, "--", "2 in 1,000 (holidays)", (0.855, 0.25), "right"),
        (0.001, "-", "1 in 1,000", (0.885, 0.07), "right"),
    ):
        precision = _precision(share, recall, false)
        pr.plot(recall[seen], precision[seen], style, color=INK)
        at_point = _precision(share, np.array(RECALL), np.array(FALSE_ALARMS))
        pr.plot(RECALL, at_point, "o", color=ACCENT)
        say(pr, *at, f"{name}: {100 * at_point:.0f} %", ha=side)
    pr.set(
        xlabel="share of fraud caught (recall)",
        ylabel="precision",
        xlim=(0.5, 1.13),
        xticks=[0.5, 0.6, 0.7, 0.8, 0.9, 1],
        ylim=(0, 1.02),
        title="Precision and recall",
    )
    return figure
