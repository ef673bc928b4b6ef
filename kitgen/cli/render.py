"""render: the command that makes packs from kits, without the bank."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kitgen.cli.distributing import distributing
from kitgen.cli.files import echo_paths, refuse_existing_files, write_packs
from kitgen.cli.options import example, kits_argument
from kitgen.cli.rendering import rendering
from kitgen.cli.untranslated import echo_untranslated
from kitgen.cli.watch import watchable
from kitgen.cli.writing import Target, recording, writing

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from kitgen.request import Packing


@click.command(
    epilog=example(
        "kitgen render out/senior-ml-engineer-1-ml-depth-kit.yaml --edition scorecard --output out"
    )
)
@watchable
@kits_argument
@rendering
@distributing
@writing
@recording
def render(
    *,
    kit_files: Sequence[Path],
    packing: "Packing",
    executor: "Executor | None",
    target: Target,
    record: bool,
) -> None:
    """Render kits that were planned before, without the bank.

    In a workspace the use of their questions is recorded, once for each kit.
    """
    from kitgen.errors import BadRequest
    from kitgen.kit.load import read_kit
    from kitgen.paths import is_file
    from kitgen.pipeline import pack_names, packs, require_look

    require_look(packing)
    missing = [str(path) for path in kit_files if not is_file(path)]
    if missing:
        hint = "name the files whose names end in -kit.yaml, such as packs/*-kit.yaml"
        raise BadRequest(f"no such kit file: {', '.join(missing)}", hint)
    kits = [read_kit(path) for path in kit_files]
    names = pack_names(kits, packing)
    refuse_existing_files(names, target)
    echo_untranslated(kits, packing, packing.occasions)
    echo_paths(write_packs(packs(kits, packing, executor), names, kits, target, record=record))
