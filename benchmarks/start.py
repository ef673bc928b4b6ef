"""How long it takes until a command begins."""

from benchmarks.processes import alternating, kitgen, median, python, run, run_first
from benchmarks.row import Row, both

CLICK = 'python -c "import click"'


def rows(runs: int) -> list[Row]:
    """Measure `kitgen --help` beside the import of click alone."""
    help_, click = kitgen("--help"), python("-c", "import click")
    measured = {"kitgen --help": lambda: run_first(help_), CLICK: lambda: run(click)}
    costs = {what: median(of) for what, of in alternating(runs * 3, measured).items()}
    return both("kitgen --help", costs["kitgen --help"], CLICK, costs[CLICK], goal=2.5)
