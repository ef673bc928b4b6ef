"""The chart of the handout: three bars on an axis that begins at 90.5 percent."""

from _look import ACCENT, Figure, panels, say

RIGHT = {"A": 456, "B": 459, "C": 461}
IMAGES = 500
FIRST = 90.5  # where the axis begins, as in the chart that is judged


def draw() -> Figure:
    """A bar for each model, as high as its accuracy lies above the start of the axis."""
    figure, (axes,) = panels(48)
    for place, (name, right) in enumerate(RIGHT.items()):
        accuracy = 100 * right / IMAGES
        axes.bar(place, accuracy - FIRST, bottom=FIRST, width=0.55, color=ACCENT)
        say(axes, place, accuracy + 0.12, f"{accuracy:.1f}", ha="center")
        say(axes, place, FIRST - 0.16, f"model {name}", ha="center")
    axes.set(ylabel="accuracy, percent", xlim=(-0.6, 2.6), ylim=(FIRST, 92.5), xticks=[])
    axes.set_yticks([90.5, 91, 91.5, 92, 92.5])
    return figure
