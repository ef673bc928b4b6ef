"""--seed: given, or drawn from so many that nobody finds it by trying."""

import click
from click.core import ParameterSource

_BITS = 63  # every program that reads the kit or the JSON has integers of that size


def _drawn(context: click.Context, parameter: click.Parameter, value: int | None) -> int:
    """Return the seed, drawn once for a command: a watched one keeps it for all of its runs."""
    if value is not None:
        return value
    from secrets import randbits

    return randbits(_BITS)


seed_option = click.option(
    "--seed",
    type=int,
    callback=_drawn,
    metavar="N",
    help="Breaks ties: a different seed gives a different, equally good selection. Default: one "
    "that is drawn, and printed.",
)


def is_seed_given() -> bool:
    """Tell whether the user gave the seed of this command."""
    source = click.get_current_context().get_parameter_source("seed")
    return source is not ParameterSource.DEFAULT


def echo_drawn_seed(seed: int) -> None:
    """Say with which seed the same is chosen again, unless the user gave it."""
    if not is_seed_given():
        click.echo(f"The seed was drawn; for the same choice again: --seed {seed}", err=True)
