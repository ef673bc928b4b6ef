"""calibrate: the command that makes an exercise for the interviewers of a role."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from kitgen.cli.distributing import distributing
from kitgen.cli.files import echo_paths, refuse_existing_files, write_packs
from kitgen.cli.options import example
from kitgen.cli.rendering import printing
from kitgen.cli.seed import echo_drawn_seed
from kitgen.cli.selecting import selecting
from kitgen.cli.writing import Target, writing

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from kitgen.calibration.exercise import Exercise
    from kitgen.request import Packing, Request


@click.command(
    epilog=example("kitgen calibrate senior-ml-engineer --round ml-depth --seed 7 --output out")
)
@selecting
@printing
@distributing
@writing
def calibrate(
    *, request: "Request", packing: "Packing", executor: "Executor | None", target: Target
) -> None:
    """Write sample answers to the questions of ROLE, for its interviewers to rate and compare.

    For each round a sheet that everybody rates on alone, and a key with ratings and reasons. The
    options choose the questions as those of generate do, so the same ones give the questions of
    the packs. It records no use of the questions.
    """
    from kitgen import pipeline

    pipeline.require_calibration_look(packing)
    prepared = pipeline.prepare(replace(request, words=packing.theme.own_words))
    refuse_existing_files(pipeline.planned_calibration_names(prepared, packing), target)
    planned = pipeline.choose(prepared)
    echo_drawn_seed(planned.problem.options.seed)
    practised = pipeline.exercises(planned)
    _echo_left_out(practised)
    names = pipeline.calibration_names(practised, packing)
    files = pipeline.calibration_packs(practised, packing, executor)
    echo_paths(write_packs(files, names, planned.kits, target, record=False))


def _echo_left_out(practised: "Sequence[Exercise]") -> None:
    for exercise in practised:
        if exercise.without:
            round_, seniority = exercise.kit.round.id, exercise.kit.role.seniority
            names = ", ".join(exercise.without)
            line = f"{round_}: left out, without samples rated for {seniority}: {names}"
            click.echo(line, err=True)
