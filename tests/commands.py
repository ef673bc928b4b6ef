"""Commands as help and documentation show them, made cheap where a test does not read the PDF."""

import os
import pty
import re
import subprocess

import click

from kitgen.cli import main


def all_commands(group=main, path=()):
    """Every command and group, by its path."""
    found = {}
    for name, command in group.commands.items():
        found[(*path, name)] = command
        if isinstance(command, click.Group):
            found |= all_commands(command, (*path, name))
    return found


def as_html(command: str) -> str:
    """Return the command with HTML in place of PDF, which takes seconds a pack."""
    if "--protect" in command or "--fillable" in command:  # pages are for their PDFs
        return command
    if not re.match("kitgen (generate|batch|render|calibrate|questions print) ", command):
        return command
    if "--format" in command:
        return command.replace("--format pdf", "--format html")
    return f"{command} --format html"


def on_terminal(command, stream, **environment):
    """Run a command that succeeds with one stream on a terminal; return that, and the other."""
    screen, terminal = pty.openpty()
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: terminal}
    process = subprocess.Popen(command, **streams, text=True, env={**os.environ, **environment})
    os.close(terminal)
    shown = b""
    while part := read_some(screen):
        shown += part
    others = [other for other in process.communicate() if other is not None]
    os.close(screen)
    assert process.returncode == 0, others
    return shown.decode().replace("\r\n", "\n"), others[0]


def read_some(screen):
    try:
        return os.read(screen, 4096)
    except OSError:  # the other end is closed
        return b""
