"""plan: the command that selects questions and writes kits only."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from kitgen.cli.chosen import chosen_json_option, echo_written
from kitgen.cli.files import refuse_existing_files, refuse_source_folder, write_files
from kitgen.cli.options import example, questions_option, workspace
from kitgen.cli.seed import echo_drawn_seed
from kitgen.cli.selecting import selecting
from kitgen.cli.simulating import echo_simulation
from kitgen.cli.writing import Target, writing

if TYPE_CHECKING:
    from kitgen.request import Request


@click.command(
    epilog=example("kitgen plan senior-ml-engineer --round ml-depth --seed 7 --output kits")
)
@selecting
@writing
@click.option("--explain", is_flag=True, help="Give the reason for each chosen question.")
@questions_option("--why", "Give the reason why this question was not chosen. Repeatable.")
@click.option(
    "--simulate",
    type=click.IntRange(1, 10_000),
    metavar="N",
    help="Write no kit: choose the loops of N seeds, from --seed on, and print how often each "
    "question is asked.",
)
@chosen_json_option
def plan(
    *,
    request: "Request",
    target: Target,
    explain: bool,
    why: Sequence[str],
    simulate: int | None,
    as_json: bool,
) -> None:
    """Choose questions for ROLE and write the kit of each round, to review before rendering.

    It records no use of the questions, since it makes no packs.
    """
    if simulate:
        _simulate(request, simulate, alone=not (explain or why), as_json=as_json)
        return
    from kitgen import pipeline
    from kitgen.cli.summary import echo_left_behind, echo_optimality, echo_reasons, echo_summary
    from kitgen.kit.names import kit_name
    from kitgen.theme import load_theme

    refuse_source_folder(target, request.banks, request.roles)
    words = load_theme(workspace().theme, paper=None).words
    prepared = pipeline.prepare(replace(request, words=words))
    refuse_existing_files([kit_name(slot) for slot in prepared.slots], target)
    echo_left_behind(prepared)
    planned = pipeline.choose(prepared)
    echo_summary(planned.problem, planned.selections, request.rounds)
    echo_reasons(planned.problem, planned.selections, why, explain=explain)
    echo_optimality(planned.selections)
    echo_drawn_seed(planned.problem.options.seed)
    paths = write_files([pipeline.kit_file(kit) for kit in planned.kits], target)
    echo_written(planned, paths, target.folder, as_json=as_json)


def _simulate(request: "Request", loops: int, *, alone: bool, as_json: bool) -> None:
    from kitgen import pipeline

    if not alone or request.selection_options.forms > 1:
        raise click.UsageError("--simulate goes without --forms, --explain and --why")
    echo_simulation(pipeline.simulate_loops(request, loops), as_json=as_json)
    echo_drawn_seed(request.selection_options.seed)
