"""Where passwords come from: a file, the environment or a prompt, and never the command line.

Other users of a machine see the arguments of a command, and shells keep them.
"""

import os
import sys
from pathlib import Path

import click

from kitgen.errors import BadRequest

VARIABLE = "KITGEN_PASSWORD"
_MOST = 4096  # bytes to read of a file, which may be a device without end

password_file_option = click.option(
    "--password-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=f"File with the password as its only line. Without it the environment variable {VARIABLE} "
    "is taken, and without that one you are asked.",
)


def new_password(file: Path | None) -> str:
    """Return the password for new files, which a person types twice; raises BadRequest."""
    return _password(file, confirmed=True)


def known_password(file: Path | None) -> str:
    """Return the password of files that are there; raises BadRequest."""
    return _password(file, confirmed=False)


def _password(file: Path | None, *, confirmed: bool) -> str:
    if file:
        return _from_file(file)
    if VARIABLE in os.environ:
        return os.environ[VARIABLE]
    if not sys.stdin.isatty():
        raise BadRequest(
            "nobody can be asked for the password here",
            f"set {VARIABLE} in the environment, or give --password-file FILE",
        )
    typed: str = click.prompt(
        "Password", hide_input=True, confirmation_prompt=confirmed and "The same again", err=True
    )
    return typed


def _from_file(file: Path) -> str:
    """Return the only line of a file, which may be a pipe."""
    try:
        with file.open("rb") as source:
            text = source.read(_MOST).decode("utf-8-sig")
    except OSError as error:
        raise BadRequest(f"cannot read {file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadRequest(f"{file}: not UTF-8, so no password") from None
    line = text.removesuffix("\n").removesuffix("\r")
    if "\n" in line:
        raise BadRequest(f"{file}: more than one line", "a password is the only line of its file")
    return line
