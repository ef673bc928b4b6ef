"""The options of what to plan: role, seniority, categories, forms, seed."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kitgen.cli import completion
from kitgen.cli.category import parse_category
from kitgen.cli.options import (
    Options,
    bank_option,
    exposure_file,
    options,
    questions_option,
    seniority_option,
    workspace,
)
from kitgen.cli.seed import seed_option

if TYPE_CHECKING:
    from kitgen.role.options import RoleOptions

_SELECTING = options(
    click.argument("role", required=False, shell_complete=completion.roles_and_files),
    seniority_option("--seniority", "Instead of the role's own."),
    click.option(
        "--category",
        "categories",
        multiple=True,
        callback=parse_category,
        shell_complete=completion.categories,
        metavar="NAME[=COUNT]",
        help="Questions of one round; COUNT is 3, 2-4 or 2+; without it, 1+. Repeatable.",
    ),
    click.option("--minutes", type=click.IntRange(1, 480), help="Length of each round."),
    click.option(
        "--round",
        "rounds",
        multiple=True,
        metavar="NAME",
        shell_complete=completion.rounds,
        help="Only this round. Repeatable.",
    ),
    questions_option("--include", "A question to ask. Repeatable."),
    questions_option(
        "--exclude",
        "A question not to ask; the others that --seed N chooses stay where they can. Repeatable.",
    ),
    click.option(
        "--keep",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="KIT",
        shell_complete=completion.kits,
        help="Ask in this kit's round what it asks, and choose the rest anew. Repeatable.",
    ),
    seniority_option(
        "--borrow",
        "Also allow questions of this seniority if the role's own are too few. Repeatable.",
        multiple=True,
    ),
    click.option(
        "--forms",
        type=click.IntRange(1, 26),
        default=1,
        metavar="N",
        help="Make N choices that are as alike as can be: form A, B, …",
    ),
    click.option(
        "--overlap",
        type=click.IntRange(0),
        metavar="N",
        help="Questions that two forms may share. Default: as few as the bank allows.",
    ),
    seed_option,
    click.option(
        "--rest",
        type=click.IntRange(1),
        metavar="N",
        help="Leave out what the last N recorded runs of this role asked.",
    ),
    click.option(
        "--repeat",
        is_flag=True,
        help="With --rest: reuse a rested question only where a round could not be filled "
        "otherwise.",
    ),
    click.option(
        "--drafts", is_flag=True, help="Allow drafts too, and mark each page of their packs."
    ),
    bank_option,
)


def selecting(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of what to plan; they reach it as `request`."""

    @_SELECTING
    @wraps(command)
    def run(
        *,
        role: str | None,
        banks: tuple[Path, ...],
        rounds: tuple[str, ...],
        seed: int,
        forms: int,
        overlap: int | None,
        rest: int | None,
        repeat: bool,
        drafts: bool,
        **others: Any,
    ) -> None:
        from kitgen.request import Request
        from kitgen.selection import SelectionOptions

        if repeat and not rest:
            raise click.UsageError("--repeat goes with --rest")
        request = Request(
            role=role,
            banks=banks,
            roles=workspace().roles,
            role_options=_role_options(others),
            selection_options=SelectionOptions(seed, forms, overlap, repeat=repeat),
            rounds=rounds,
            rest=rest or 0,
            exposure=exposure_file() if rest else workspace().exposure,
            most_used=workspace().most_used,
            drafts=drafts,
        )
        command(request=request, **others)

    return run


def _role_options(given: Options) -> "RoleOptions":
    """Take the options that change a role out of those of a command."""
    from kitgen.kit.load import read_kept
    from kitgen.role.options import RoleOptions

    seniority: str | None = given.pop("seniority")
    names = ("minutes", "include", "exclude", "borrow")
    wishes = {name: given.pop(name) for name in names}
    keep = tuple(map(read_kept, given.pop("keep")))
    return RoleOptions(seniority, given.pop("categories"), keep=keep, **wishes)
