"""Time from shell to files for one 60-minute interviewer pack, beside what Python itself takes."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

_RUNS = 5
_PACK = "generate senior-ml-engineer --round ml-depth --seed 7 --edition interviewer --force"


def main() -> None:
    """Print a table: the median and the fastest of a few runs, in seconds."""
    rows = {
        'python -c "import click"': ["-c", "import click"],
        "kitgen --help": ["-m", "kitgen", "--help"],
        "plan, one loop": [*_kitgen("plan senior-ml-engineer --seed 7 --force")],
        "interviewer pack, HTML": [*_kitgen(_PACK), "--format", "html"],
        "interviewer pack, DOCX": [*_kitgen(_PACK), "--format", "docx"],
        "interviewer pack, PDF": [*_kitgen(_PACK), "--format", "pdf"],
    }
    print(f"{'seconds from shell to files':32}{'median':>8}{'fastest':>9}   ({_RUNS} runs)")
    for name, arguments in rows.items():
        times = [_seconds(arguments) for _ in range(_RUNS)]
        print(f"{name:32}{statistics.median(times):8.2f}{min(times):9.2f}")


def _kitgen(command: str) -> Sequence[str]:
    return ["-m", "kitgen", *command.split(), "--output", tempfile.gettempdir() + "/kitgen-bench"]


def _seconds(arguments: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
