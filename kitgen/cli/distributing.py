"""The option of how many processes make packs."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

_JOBS = click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Render so many packs at a time. Default: one for each core of this machine.",
)


def distributing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the option of how many processes render; they reach it as `executor`."""

    @_JOBS
    @wraps(command)
    def run(*, jobs: int | None, **others: Any) -> None:
        from concurrent.futures import BrokenExecutor

        from kitgen.errors import KitgenError
        from kitgen.jobs import cores, workers

        try:
            with workers(jobs or cores()) as executor:
                command(executor=executor, **others)
        except BrokenExecutor:
            raise KitgenError(
                "the system ended a process that made packs",
                "run the same command again, with --jobs 1 if memory is short",
            ) from None

    return run
