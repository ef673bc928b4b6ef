"""generate: the command that selects questions and writes kits and packs."""

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import click

from kitgen.cli.files import refuse_existing_files, write_packs
from kitgen.cli.options import example
from kitgen.cli.rendering import rendering
from kitgen.cli.selecting import selecting
from kitgen.cli.watch import watchable
from kitgen.cli.writing import Target, recording, writing

if TYPE_CHECKING:
    from kitgen.pipeline import Packing, Request


@click.command(
    epilog=example(
        "kitgen generate senior-ml-engineer --format pdf --format docx --seed 7 --output out",
        "kitgen generate --seniority senior --category ml-theory=3 --minutes 45 --output out",
    )
)
@watchable
@selecting
@rendering
@writing
@recording
def generate(*, request: "Request", packing: "Packing", target: Target, record: bool) -> None:
    """Choose questions for ROLE and write the packs and kit of each round.

    ROLE is the name of a built-in role or the path of a role file. Without it, give --seniority
    and --category. In a workspace the use of the questions is recorded, for --rest.
    """
    from kitgen.cli.summary import echo_optimality
    from kitgen.kit.names import kit_name
    from kitgen.pipeline import kit_file, pack_names, packs, plan

    planned = plan(replace(request, words=packing.theme.words))
    echo_optimality(planned.selections)
    kits = planned.kits
    names = (*map(kit_name, kits), *pack_names(kits, packing))
    refuse_existing_files(names, target)
    files = chain(map(kit_file, kits), packs(kits, packing))
    write_packs(files, names, kits, target, record=record)
