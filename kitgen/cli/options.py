"""Options that several commands share, and what they mean to the pipeline."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kitgen.cli import completion
from kitgen.literals import EDITIONS, FORMATS, PAPERS, SENIORITIES

if TYPE_CHECKING:
    from kitgen.bank.load import QuestionBank
    from kitgen.role.rows import Row
    from kitgen.selection import SelectionProblem
    from kitgen.workspace.workspace import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])


def _all(*options: Callable[[Any], Any]) -> Callable[[Command], Command]:
    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def example(*lines: str) -> str:
    """Return what stands at the end of a command's help: commands to copy."""
    return "\n".join(("\b", "Example:" if len(lines) == 1 else "Examples:", *lines)).replace(
        "\nkitgen", "\n  kitgen"
    )


def questions_option(name: str, help_text: str) -> Callable[[Any], Any]:
    """Return an option that takes ids of questions."""
    complete = completion.questions
    return click.option(name, multiple=True, metavar="ID", shell_complete=complete, help=help_text)


def _banks(
    context: click.Context, parameter: click.Parameter, value: tuple[str, ...]
) -> "tuple[str | Path, ...]":
    return value or workspace().banks


def workspace() -> "Workspace":
    """Return the workspace that the user stands in."""
    from kitgen.workspace.workspace import find_workspace

    return find_workspace(Path.cwd())


bank_option = click.option(
    "--bank",
    "banks",
    multiple=True,
    callback=_banks,
    metavar="DIR",
    help="Folder of questions to choose from, instead of the workspace's or the built-in bank; "
    "repeat to combine several ('builtin' names the built-in one).",
)

selecting = _all(
    click.argument("role", required=False, shell_complete=completion.roles),
    click.option("--seniority", type=click.Choice(SENIORITIES), help="Instead of the role's own."),
    click.option(
        "--category",
        "categories",
        multiple=True,
        shell_complete=completion.categories,
        metavar="NAME[=COUNT]",
        help="Questions of one round; COUNT is 3, 2-4 or 2+; without it, 1+. Repeatable.",
    ),
    click.option("--minutes", type=click.IntRange(1, 480), help="Length of each round."),
    click.option(
        "--round", "rounds", multiple=True, metavar="NAME", help="Only this round. Repeatable."
    ),
    questions_option("--include", "A question to ask. Repeatable."),
    questions_option("--exclude", "A question not to ask. Repeatable."),
    click.option(
        "--borrow",
        multiple=True,
        type=click.Choice(SENIORITIES),
        help="Take questions of this level too, where the role's own do not suffice. Repeatable.",
    ),
    click.option(
        "--forms",
        type=click.IntRange(1, 26),
        default=1,
        metavar="N",
        help="Make N equivalent choices: form A, B, …",
    ),
    click.option(
        "--overlap",
        type=click.IntRange(0),
        metavar="N",
        help="Questions that two forms may share. Default: as few as the bank allows.",
    ),
    click.option(
        "--seed", type=int, default=0, show_default=True, help="Another seed, another choice."
    ),
    click.option(
        "--rest",
        type=click.IntRange(1),
        metavar="N",
        help="Leave out what the last N recorded runs of this role asked.",
    ),
    click.option(
        "--repeat",
        is_flag=True,
        help="With --rest: ask some of it again where nothing else will do.",
    ),
    bank_option,
)

recording = click.option(
    "--no-record",
    "record",
    flag_value=False,
    default=True,
    help="Do not record in the workspace that these questions were used.",
)

writing = _all(
    click.option(
        "--output",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        metavar="DIR",
        help="Folder to write to; made when missing. Default: this one.",
    ),
    click.option("--force", is_flag=True, help="Overwrite files that are there."),
)

rendering = _all(
    click.option(
        "--edition",
        "editions",
        multiple=True,
        type=click.Choice(EDITIONS),
        default=("interviewer", "candidate"),
        help="Whom the pack is for. Repeatable. Default: interviewer and candidate.",
    ),
    click.option(
        "--format",
        "formats",
        multiple=True,
        type=click.Choice(FORMATS),
        default=("pdf",),
        help="Repeatable. Default: pdf.",
    ),
    click.option("--paper", type=click.Choice(PAPERS), help="Instead of the theme's (a4)."),
    click.option(
        "--theme",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Folder with a theme.yaml, templates or style.css of your own.",
    ),
    click.option("--candidate", metavar="NAME", help="Printed instead of a blank."),
    click.option("--interviewer", metavar="NAME", help="Printed instead of a blank."),
    click.option("--date", metavar="DATE", help="Printed instead of a blank, as you write it."),
)


def exposure_file() -> Path:
    """Return the workspace's record of use; raises BadRequest outside a workspace."""
    from kitgen.errors import BadRequest

    file = workspace().exposure
    if file is None:
        raise BadRequest(
            "the use of questions is recorded in a workspace only, and this folder is in none",
            "make one with: kitgen init DIR",
        )
    return file


def load_problem(asked: dict[str, Any]) -> "SelectionProblem":
    """Load what the options of `selecting` ask for: bank, role and selection options."""
    from kitgen.bank.load import load_bank
    from kitgen.pipeline import problem_of
    from kitgen.role.load import load_role
    from kitgen.role.options import RoleOptions
    from kitgen.selection import SelectionOptions

    bank = load_bank(asked["banks"])
    wish = RoleOptions(
        asked["seniority"],
        _sections(asked["categories"], bank),
        *(asked[name] for name in ("minutes", "include", "exclude", "borrow")),
    )
    role = load_role(asked["role"], wish, bank, workspace().roles)
    options = SelectionOptions(
        asked["seed"],
        asked["forms"],
        asked["overlap"],
        _resting(role.name, asked),
        asked["repeat"],
    )
    return problem_of(bank, role, options)


def _resting(role: str, asked: dict[str, Any]) -> tuple[frozenset[str], ...]:
    from kitgen.workspace.exposure import resting

    if asked["rest"]:
        return resting(exposure_file(), role, asked["rest"])
    if asked["repeat"]:
        raise click.UsageError("--repeat goes with --rest")
    return ()


def _sections(categories: Sequence[str], bank: "QuestionBank") -> "tuple[Row, ...]":
    from kitgen.role.rows import Row

    sections: list[Row] = []
    for text in categories:
        name, equals, count = text.partition("=")
        bank.category(name)
        if (name,) in [section.category for section in sections]:
            raise click.BadParameter(f"'{name}' stands twice", param_hint="--category")
        least, most = _bounds(text, count) if equals else (None, None)
        exact = least if least == most else None
        bounds = {} if exact else {"at_least": least, "at_most": most}
        row = {"category": name, "count": exact, **bounds}
        sections.append(Row.model_validate(row))
    return tuple(sections)


def _bounds(text: str, count: str) -> tuple[int, int | None]:
    """Read `3`, `2-4` or `2+` as the least and the most."""
    found = re.fullmatch(r"([0-9]+)(?:(\+)|-([0-9]+))?", count)
    low, more, high = found.groups() if found else ("0", None, None)
    if int(low) < 1 or (high and int(high) < int(low)):
        raise click.BadParameter(
            f"'{text}': the count must be a whole number of 1 or more, as 3, 2-4 or 2+",
            param_hint="--category",
        )
    return int(low), None if more else int(high or low)
