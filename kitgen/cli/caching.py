"""--no-cache: compute all anew."""

import click

from kitgen.cache import caching, user_folder


def _cache(context: click.Context, parameter: click.Parameter, off: bool) -> None:
    """Keep what commands compute in the user's cache folder, until the command ends."""
    if not off and not context.resilient_parsing:
        context.with_resource(caching(user_folder()))


cache_option = click.option(
    "--no-cache",
    is_flag=True,
    expose_value=False,
    callback=_cache,
    help="Compute all anew, and keep nothing for the next run.",
)
