"""The process `kitgen`, or `python -m kitgen`."""

import atexit
import errno
import gc
import os
import sys

import click

from kitgen.cli import main
from kitgen.cli.stdout import reserve_stdout
from kitgen.signals import end_behind, end_in_order

# Nearly all that a command makes stays in use until it ends. To look for what does not, as often as
# Python does, takes an eighth of its time; so much garbage is some 50 MB at most.
_GARBAGE = 300_000
# What libraries do without when they are loaded, in this process and those that it starts: the
# threads of numpy, which is asked for no algebra, and a search of all packages for plugins.
_LIBRARIES = {"OPENBLAS_NUM_THREADS": "1", "PYDANTIC_DISABLE_PLUGINS": "__all__"}


def run() -> None:
    """Run the command line with standard output kept for its answers; told to end, it cleans up."""
    gc.set_threshold(_GARBAGE)
    os.environ |= _LIBRARIES
    atexit.register(gc.freeze)  # what is there at the end needs no last look for garbage
    reserve_stdout()
    end_in_order()
    try:
        main(prog_name="kitgen")
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        sys.stdout = None  # what it still buffers cannot be written at exit either
        click.echo(f"kitgen: cannot write the answer: {error.strerror}", err=True)
        sys.exit(1)
    except Exception as error:
        end = end_behind(error)
        if end is None:
            raise
        if isinstance(end, SystemExit):
            sys.exit(end.code)
        click.echo("Aborted!", err=True)  # as click does
        sys.exit(1)


if __name__ == "__main__":
    run()
