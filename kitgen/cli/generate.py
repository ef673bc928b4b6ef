"""generate: the command that selects questions and writes kits and packs."""

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import click

from kitgen.cli.chosen import chosen_json_option, echo_written
from kitgen.cli.distributing import distributing
from kitgen.cli.files import refuse_existing_files, refuse_source_folder, write_packs
from kitgen.cli.options import example
from kitgen.cli.protecting import echo_unprotected
from kitgen.cli.rendering import rendering
from kitgen.cli.seed import echo_drawn_seed
from kitgen.cli.selecting import selecting
from kitgen.cli.untranslated import echo_untranslated
from kitgen.cli.watch import watchable
from kitgen.cli.writing import Target, recording, writing

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from kitgen.request import Packing, Request

_OTHER_KITS = (
    "for a candidate who gets the questions of these kits: kitgen render KIT… --candidate NAME, "
    "or --seed with the seed that they have; --output for another folder; --force overwrites them"
)


@click.command(
    epilog=example(
        "kitgen generate senior-ml-engineer --format pdf --format docx --seed 7 --output packs",
        "kitgen generate --seniority senior --category ml-theory=3 --minutes 45 --output packs",
    )
)
@watchable
@selecting
@rendering
@distributing
@writing
@recording
@chosen_json_option
def generate(
    *,
    request: "Request",
    packing: "Packing",
    executor: "Executor | None",
    target: Target,
    record: bool,
    as_json: bool,
) -> None:
    """Choose questions for ROLE and write the packs and kit of each round.

    ROLE is the name of a built-in role or the path of a role file. Without it, give --seniority
    and --category. In a workspace the use of the questions is recorded, for --rest.
    """
    from kitgen.cli.summary import echo_left_behind, echo_optimality
    from kitgen.kit.names import kit_name
    from kitgen.output import unwritten
    from kitgen.pipeline import choose, kit_file, packs, planned_names, prepare, require_look

    refuse_source_folder(target, request.banks, request.roles)
    require_look(packing)
    prepared = prepare(replace(request, words=packing.theme.own_words))
    names = planned_names(prepared, packing)
    if not packing.is_personal:
        kit_names = (kit_name(slot, packing.kit_folder) for slot in prepared.slots)
        names = (*kit_names, *names)
    refuse_existing_files(names, target)
    echo_left_behind(prepared)
    planned = choose(prepared)
    echo_optimality(planned.selections)
    echo_drawn_seed(planned.problem.options.seed)
    echo_untranslated(planned.kits, packing, packing.occasions)
    # Another candidate of the same kits: their files are there already, and stay as they are.
    kits = (kit_file(kit, packing.kit_folder) for kit in planned.kits)
    new = unwritten(kits, target.folder)
    refuse_existing_files([file.name for file in new], target, _OTHER_KITS)
    files = chain(new, packs(planned.kits, packing, executor))
    paths = write_packs(files, names, planned.kits, target, record=record)
    echo_unprotected(packing, target)
    folder = target.folder / (packing.kit_folder or "")
    echo_written(planned, paths, folder, as_json=as_json)
