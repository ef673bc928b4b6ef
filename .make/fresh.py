"""Tries the README on new machines: fresh FOLDER SUITE... [--full]

Each SUITE is a release of Debian or Ubuntu. What is tried is a clone of the last commit.
"""

import os
import re
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

from machines import Machine, Unexpected, install, machine

_USER = "ada"
# A round that is made quickly.
_ROUND = "kitgen generate ml-engineer --round coding --format pdf --format docx --seed 7"


def expect(fact: bool, message: str) -> None:
    """Raise Unexpected unless the fact is one."""
    if not fact:
        raise Unexpected(message)


def look_at_the_kit(machine: Machine, pdf: bool) -> None:
    """See that out/ has four rounds: a pack and a sheet of each in each format, and a kit."""
    heads = {".docx": b"PK\x03\x04", ".pdf": b"%PDF-", ".yaml": b"id: "}
    files = machine.files("kitgen/out")
    found = {suffix: sum(f.suffix == suffix for f in files) for suffix in heads}
    expect(found == {".docx": 8, ".pdf": 8 * pdf, ".yaml": 4}, f"out/ has {found}")
    for file in files:
        expect(file.read_bytes().startswith(heads[file.suffix]), f"{file} is no {file.suffix}")


def as_root(machine: Machine, full: bool) -> None:
    """Run both commands of the README; nothing is done by hand."""
    said = machine.run("make kit")
    expect("installing with apt-get: " in said, said)
    look_at_the_kit(machine, pdf=True)
    again = machine.run("make kit", fails=2)
    expect("out/ is there already" in again, again)
    machine.run("make test" if full else "make quick")


def as_ordinary_user(machine: Machine) -> None:
    """See that each failure tells what to install; once that is done, the same command works."""
    said = machine.run("make kit", fails=2)
    _install_as_told(machine, said)
    said = machine.run("make kit")
    look_at_the_kit(machine, pdf=False)
    expect("PDF needs Pango" in said and "WeasyPrint" not in said, said)
    _install_as_told(machine, said)
    machine.run("rm -r out && make kit")
    look_at_the_kit(machine, pdf=True)


def _install_as_told(machine: Machine, said: str) -> None:
    told = re.search(r"^first install: .*: sudo (apt-get install .*)\)$", said, re.M)
    expect(told is not None, said)
    assert told
    machine.run(f"apt-get update -qq && {told[1]} -y -qq", user="root")


def everywhere(machine: Machine) -> None:
    """Install the command in each way that the README names, and run it in another folder."""
    machine.run("apt-get install -y -qq --no-install-recommends pipx", user="root")
    machine.run("pipx install uv && uv build --wheel && pipx run build --wheel")
    for number, (tool, what) in enumerate(product(("pipx", "uv tool"), (".", "dist/*.whl"))):
        machine.run(f"{tool} install {what}")
        machine.run(f"{_ROUND} --output round-{number}", where="")
        found = {file.suffix for file in machine.files(f"round-{number}")}
        expect(found == {".pdf", ".docx", ".yaml"}, f"round-{number} has {found}")
        machine.run(f"{tool} uninstall kitgen")


def main(folder: Path, suites: list[str], full: bool) -> None:
    """Try each release of Debian or Ubuntu as an ordinary user and as root."""
    programs = ("debootstrap", "apt-get", "unshare", "git")
    if os.geteuid() != 0 or not all(map(shutil.which, programs)):
        sys.exit(
            f"make fresh makes new machines in folders: it needs root and {', '.join(programs)}"
        )
    folder.mkdir(parents=True, exist_ok=True)
    for suite in suites:
        base = folder / suite
        subprocess.run(["rm", "-rf", "--one-file-system", base], check=True)
        install(base, suite)
        user = machine(base, _USER)
        as_ordinary_user(user)
        everywhere(user)
        as_root(machine(base, "root"), full)


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--full"]
    try:
        main(Path(arguments[0]).resolve(), arguments[1:], full="--full" in sys.argv)
    except Unexpected as error:
        sys.exit(f"fresh: {error}")
