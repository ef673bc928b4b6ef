"""Options that several commands share, and what they mean to the pipeline."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kitgen.cli import completion
from kitgen.terms import EDITIONS, FORMATS, PAPERS, SENIORITIES

if TYPE_CHECKING:
    from kitgen.bank import QuestionBank
    from kitgen.kit import Kit
    from kitgen.role import Section
    from kitgen.workspace import Workspace

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator = Callable[[Command], Command]


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


def _questions_option(name: str, help_text: str) -> Callable[[Any], Any]:
    complete = completion.questions
    return click.option(name, multiple=True, metavar="ID", shell_complete=complete, help=help_text)


def _banks(
    context: click.Context, parameter: click.Parameter, value: tuple[str, ...]
) -> "tuple[str | Path, ...]":
    return value or workspace().banks


def workspace() -> "Workspace":
    """Return the workspace that the user stands in."""
    from kitgen.workspace import find_workspace

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
        help="Questions of one round; without a count, as many as fit. Repeatable.",
    ),
    click.option("--minutes", type=click.IntRange(1, 480), help="Length of each round."),
    click.option(
        "--round", "rounds", multiple=True, metavar="NAME", help="Only this round. Repeatable."
    ),
    _questions_option("--include", "A question to ask. Repeatable."),
    _questions_option("--exclude", "A question not to ask. Repeatable."),
    click.option(
        "--seed", type=int, default=0, show_default=True, help="Another seed, another choice."
    ),
    bank_option,
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


def plan_kits(asked: dict[str, Any]) -> "tuple[Kit, ...]":
    """Load, select and plan what the options of `selecting` ask for."""
    from kitgen.bank import load_bank
    from kitgen.pipeline import make_kits
    from kitgen.role import Wish, load_role
    from kitgen.selection import Choice

    bank = load_bank(asked["banks"])
    wish = Wish(asked["seniority"], _sections(asked["categories"], bank), asked["minutes"])
    role = load_role(asked["role"], wish, bank, workspace().roles)
    choice = Choice(asked["seed"], asked["include"], asked["exclude"])
    return make_kits(bank, role, choice, asked["rounds"])


def _sections(categories: Sequence[str], bank: "QuestionBank") -> "tuple[Section, ...]":
    from kitgen.role import Section

    sections: list[Section] = []
    for text in categories:
        name, equals, count = text.partition("=")
        if equals and not (count.isdecimal() and int(count) > 0):
            raise click.BadParameter(
                f"'{text}': the count must be a whole number of 1 or more", param_hint="--category"
            )
        bank.category(name)
        if name in [section.category for section in sections]:
            raise click.BadParameter(f"'{name}' stands twice", param_hint="--category")
        sections.append(Section(category=name, count=int(count) if equals else None))
    return tuple(sections)
