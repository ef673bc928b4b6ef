"""Opens a file at a line in the editor that a user has chosen."""

import os
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

from kitgen.errors import BadRequest

# How editors take a line; all others get the file alone.
_PLUS = {"vi", "vim", "nvim", "gvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne"}
_COLON = {"hx", "helix", "zed", "subl"}
_GOTO = {"code", "code-insiders", "codium", "vscodium", "cursor"}
# What makes an editor that opens a window wait until the file is closed.
_WAIT = {**dict.fromkeys(_GOTO | {"zed", "subl"}, "--wait"), "gvim": "--nofork"}


def edit(file: Path, line: int) -> None:
    """Open a file in $VISUAL or $EDITOR and wait until that ends.

    Raises BadRequest where neither is set, where it cannot be read or run, and where it fails.
    """
    editor = (os.environ.get("VISUAL") or os.environ.get("EDITOR") or "").strip()
    if not editor:
        raise BadRequest("no editor is set", "set one, such as: export EDITOR=nano")
    command = editor_command(_words(editor), file, line)
    try:
        code = subprocess.run(command, check=False).returncode
    except OSError as error:
        raise BadRequest(
            f"cannot run the editor '{editor}': {error.strerror}",
            "set another one, such as: export EDITOR=nano",
        ) from None
    if code:
        raise BadRequest(f"the editor '{editor}' ended with code {code}; {file} was not checked")


def _words(editor: str) -> list[str]:
    try:
        return shlex.split(editor)
    except ValueError as error:
        raise BadRequest(
            f"cannot run the editor '{editor}': {error}",
            "close the quotes around its path, or set another one: export EDITOR=nano",
        ) from None


def editor_command(editor: Sequence[str], file: Path, line: int) -> list[str]:
    """Return the command that opens a file at a line in an editor, which may have options."""
    name = Path(editor[0]).stem
    wait = _WAIT.get(name)
    options = [wait] if wait and wait not in editor else []
    return [*editor, *options, *_at_line(name, file, line)]


def _at_line(name: str, file: Path, line: int) -> list[str]:
    if name in _PLUS:
        return [f"+{line}", str(file)]
    if name in _COLON:
        return [f"{file}:{line}"]
    if name in _GOTO:
        return ["--goto", f"{file}:{line}"]
    return [str(file)]
