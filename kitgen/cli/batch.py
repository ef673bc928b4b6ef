"""batch: the command that makes personal packs for each row of a roster."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kitgen.cli import completion
from kitgen.cli.candidate_language import candidate_language_option
from kitgen.cli.distributing import distributing
from kitgen.cli.files import echo_paths, refuse_existing_files, refuse_source_folder
from kitgen.cli.messages import notes_on_fonts, with_progress
from kitgen.cli.options import example, options, workspace
from kitgen.cli.protecting import echo_unnamed, echo_unprotected, protecting
from kitgen.cli.rendering import (
    editions_option,
    fillable_option,
    in_order,
    printing,
)
from kitgen.cli.seed import echo_drawn_seed, is_seed_given
from kitgen.cli.selecting import selecting
from kitgen.cli.untranslated import echo_untranslated
from kitgen.cli.writing import Target, recording, writing
from kitgen.literals import EditionName

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from kitgen.batch.chunks import Crew
    from kitgen.batch.roster import Roster
    from kitgen.batch.run import Run
    from kitgen.batch.zips import By
    from kitgen.errors import Issue
    from kitgen.request import Packing, Plan, Prepared, Request

_NAMES = options(
    click.option(
        "--name",
        "pattern",
        default="{candidate}/{pack}",
        show_default=True,
        metavar="PATTERN",
        help="What files are called in the output folder, without their ending. Fields: "
        "candidate, interviewer, date, form, row, role, round, edition, pack, and every column.",
    ),
    click.option(
        "--zip",
        "by",
        type=click.Choice(("candidate", "interviewer")),
        help="Also write one zip for each of them.",
    ),
)


def _address(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse what is no address, before anything waits for an answer."""
    if value and not re.fullmatch(r"(tcp|tls)://[^\s/]+:\d+", value):
        raise click.BadParameter(f"'{value}' is no address such as tcp://10.0.0.5:8786")
    return value


@click.command(
    epilog=example(
        "kitgen batch ml-engineer roster.csv --forms 2 --seed 7 --output packs",
        'kitgen batch ml-engineer roster.xlsx --edition candidate --name "{date}/{candidate}"',
    )
)
@selecting
@click.argument("roster", type=click.Path(path_type=Path), shell_complete=completion.rosters)
@editions_option
@printing
@fillable_option
@_NAMES
@candidate_language_option
@protecting
@distributing
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    callback=_address,
    help="Render on the workers of the Dask cluster with this scheduler, such as "
    "tcp://10.0.0.5:8786, instead of on this machine.",
)
@writing
@recording
def batch(
    *,
    request: "Request",
    roster: Path,
    packing: "Packing",
    editions: tuple[EditionName, ...],
    fillable: bool,
    pattern: str,
    candidate_language: str | None,
    by: "By | None",
    executor: "Executor | None",
    scheduler: str | None,
    target: Target,
    record: bool,
) -> None:
    """Make personal packs of ROLE for each row of ROSTER, a CSV or Excel file.

    Its columns are candidate and, where you have them, interviewer, date, round, form, paper and
    language; further ones are for templates of your own. Candidates get the forms in turn. The
    same command goes on where it was interrupted.
    """
    from kitgen.batch.manifest import Manifest
    from kitgen.batch.names import Pattern
    from kitgen.batch.orders import Batch
    from kitgen.batch.roster import read_roster
    from kitgen.batch.run import Run
    from kitgen.pipeline import require_look

    if scheduler and packing.protection:
        raise click.UsageError(
            "--protect would send the password to other machines: leave out --scheduler"
        )
    refuse_source_folder(target, request.banks, request.roles)
    packing = replace(packing, editions=in_order(editions), fillable=fillable)
    require_look(packing)
    usual = replace(packing.occasions[0], language=candidate_language)
    begun = _with_seed_of(target.folder, request)
    prepared = _prepared(replace(begun, words=packing.theme.own_words), packing)
    rounds = tuple(dict.fromkeys(slot.round for slot in prepared.slots))
    read = read_roster(roster, request.selection_options.form_names, usual, rounds)
    names = Pattern.of(pattern, read.columns)
    echo_issues(read.issues)
    planned = _planned(prepared)
    echo_untranslated(planned.kits, packing, (row.occasion for row in read.rows))
    orders = tuple(Batch(planned.kits, packing, names).orders(read))
    run = Run(orders, planned.kits, Manifest(target.folder), by, packing.kit_folder)
    run.require_password()
    refuse_existing_files(run.new_names, target)
    _announce(by, editions)
    echo_unnamed(packing, [row.occasion.interviewer for row in read.rows])
    with _crew(executor, scheduler) as crew:
        failed = _make(run, read, crew, record=record)
    echo_unprotected(packing, target)
    _end(run, read, failed)


def echo_issues(issues: "Iterable[Issue]") -> None:
    """Print faults of rows, which stop no other row."""
    for issue in issues:
        click.echo(str(issue), err=True)


def _with_seed_of(folder: Path, request: "Request") -> "Request":
    """Return the request, without a seed with that of a batch that was begun in the folder."""
    from kitgen.batch.run import seed_of

    seed = None if is_seed_given() else seed_of(folder)
    if seed is None:
        return request
    options = replace(request.selection_options, seed=seed)
    return replace(request, selection_options=options)


def _prepared(request: "Request", packing: "Packing") -> "Prepared":
    """Load bank and role; what cannot be packed is refused."""
    from kitgen.pipeline import planned_names, prepare

    prepared = prepare(request)
    planned_names(prepared, packing)
    return prepared


def _planned(prepared: "Prepared") -> "Plan":
    """Choose the questions."""
    from kitgen.cli.summary import echo_left_behind, echo_optimality
    from kitgen.pipeline import choose

    echo_left_behind(prepared)
    planned = choose(prepared)
    echo_optimality(planned.selections)
    echo_drawn_seed(planned.problem.options.seed)
    return planned


def _announce(by: "By | None", editions: Sequence[str]) -> None:
    """Warn of answers in zips that have candidates' names."""
    if by == "candidate" and set(editions) != {"candidate"}:
        note = "the zips have packs with answers, and are not for candidates"
        click.echo(f"note: {note}; for those, give --edition candidate", err=True)


def _make(run: "Run", read: "Roster", crew: "Crew", *, record: bool) -> int:
    """Make what is not there yet and print its paths; return how many rows have none.

    The use of the questions is recorded when all rows are done.
    """
    from kitgen.workspace import exposure

    record_file = workspace().exposure if record else None
    if record_file:
        exposure.require_writable(record_file)
    failed = []
    with notes_on_fonts():
        for done in with_progress(run.make(crew), len(run.left)):
            if done.error:
                failed.append(done.order)
                echo_issues([read.issue(done.order.row, done.error)])
            else:
                echo_paths(run.folder / pack.name for pack in done.order.packs)
    echo_paths(run.finish(failed))
    if record_file:
        exposure.record(record_file, run.kits, date.today())
    return len(failed)


def _end(run: "Run", read: "Roster", failed: int) -> None:
    """Say how many rows have packs, and end with code 1 where some have none."""
    refused = read.refused + failed
    rows = len(run.orders) + read.refused
    click.echo(
        f"{rows - refused} of {rows} rows have their packs; {run.made_before} had them before.",
        err=True,
    )
    if refused:
        click.get_current_context().exit(1)


@contextmanager
def _crew(executor: "Executor | None", scheduler: str | None) -> "Iterator[Crew]":
    """Give who makes packs: the workers of a cluster, or the processes of this machine."""
    from kitgen.batch.chunks import Crew
    from kitgen.jobs import cores

    if scheduler is None:
        yield Crew(executor, cores())
        return
    from kitgen.batch.cluster import cluster

    with cluster(scheduler) as crew:
        yield crew
