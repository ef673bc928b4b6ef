"""--no-cache: compute all anew."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

_OFF = "kitgen.cli.caching.off"


@contextmanager
def cache_of_user(context: click.Context) -> Iterator[None]:
    """Keep what is computed in the user's cache folder, unless --no-cache was given."""
    from kitgen.cache import caching, shrink, user_folder

    with caching(None if context.meta.get(_OFF) else user_folder()):
        yield
        shrink()


def _cache(context: click.Context, parameter: click.Parameter, off: bool) -> None:
    """Keep what commands compute until the command ends; completion does so for itself."""
    context.meta[_OFF] = off
    if not context.resilient_parsing:
        context.with_resource(cache_of_user(context))


cache_option = click.option(
    "--no-cache",
    is_flag=True,
    expose_value=False,
    callback=_cache,
    help="Compute all anew, and keep nothing for the next run.",
)
