"""The command line: options, calls, echo. The only importer of click.

Commands import the pipeline when they run, so that `--help` loads nothing heavy.
"""

import sys

import click

import kitgen
from kitgen.cli.batch import batch
from kitgen.cli.caching import cache_option
from kitgen.cli.calibrate import calibrate
from kitgen.cli.check import check
from kitgen.cli.collect import collect
from kitgen.cli.doctor import doctor
from kitgen.cli.folder import folder_option
from kitgen.cli.forget import forget
from kitgen.cli.generate import generate
from kitgen.cli.init import init
from kitgen.cli.kit import kit
from kitgen.cli.messages import echo_error
from kitgen.cli.options import example
from kitgen.cli.plan import plan
from kitgen.cli.questions import questions
from kitgen.cli.render import render
from kitgen.cli.roles import roles
from kitgen.cli.schema import schema
from kitgen.cli.swap import swap
from kitgen.cli.templates import templates
from kitgen.cli.tests import tests
from kitgen.cli.verify import verify
from kitgen.errors import KitgenError


class _Commands(click.Group):
    """Turns every error that the user can fix into a message, a hint and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KitgenError as error:
            echo_error(error)
            sys.exit(1)


@click.group(
    "kitgen",
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=example("kitgen generate senior-ml-engineer --format pdf --format docx --output packs"),
)
@folder_option
@cache_option
@click.version_option(kitgen.__version__)
def main() -> None:
    """Make printable interview kits from a bank of questions.

    Examples name roles and questions of the built-in bank, which is for machine-learning
    engineers. A bank for another profession begins with 'kitgen init DIR --field NAME'.
    """


_MAKING = (generate, batch, plan, swap, render, calibrate, tests)
_OTHERS = (collect, kit, check, verify, forget, questions, roles, init, templates, schema, doctor)
for command in (*_MAKING, *_OTHERS):
    main.add_command(command)
