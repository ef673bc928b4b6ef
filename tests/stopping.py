"""Runs of kitgen that are stopped at random moments; for tests/test_stopped.py.

    python -m tests.stopping SIGNAL TIMES FOLDER ARGUMENT...

Each run is a copy of this process, which has imported everything and compiled the templates: so
that the moments fall on the work and not on the start of Python. A line is printed for a run that
was not stopped, and for each that was: its exit code, what it said, and digests of the files in
the folder. There are more runs than asked for, ten times as many at most, until one has left the
files as they were and another has changed them, which takes few. `{0}` in an argument is the number
of the run, and `{1}` is 0 or 1 in turn.
"""

import json
import os
import random
import signal
import sys
import time
from hashlib import sha256
from pathlib import Path

from click.testing import CliRunner

import kitgen.__main__ as process
import kitgen.pipeline
import kitgen.render.docx
import kitgen.workspace.exposure  # noqa: F401
from tests.reading import sample_kit


def start(arguments, number):
    """Start a run; return its process and the file of what it says."""
    said = Path(f"said-{number}")
    said.touch()  # here, since the run may be stopped before it could
    child = os.fork()
    if child:
        return child, said
    streams = os.open(said, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    os.dup2(streams, 1)
    os.dup2(streams, 2)
    sys.argv = ["kitgen", *(argument.format(number, number % 2) for argument in arguments)]
    process.run()
    sys.exit()  # the run's process ends here, and not with the loop below


def ended(child):
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def seconds(arguments, number=0):
    begun = time.monotonic()
    child, said = start(arguments, number)
    assert ended(child) == 0, said.read_text()
    return time.monotonic() - begun


def digests(folder):
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in paths}


def prepare():
    """Render a kit here. Choosing one would start threads, which a copy does not have."""
    options = ("--format", "html", "--no-record", "--jobs", "1", "--output", "prepared")
    editions = ("--edition", "candidate", "--edition", "scorecard")
    kit = str(sample_kit("4-behavioral-and-project"))
    done = CliRunner().invoke(process.main, ["render", kit, *options, *editions])
    assert done.exit_code == 0, done.output


def main(name, times, folder, *arguments):
    prepare()
    seconds(arguments)  # fills the cache
    print(json.dumps([0, "", digests(Path(folder.format(0)))]), flush=True)
    most = seconds(arguments, 10**6)  # another choice: none of it is in the cache
    moments = random.Random(times)
    changed = set()
    for number in range(1, 10 * int(times)):
        before = digests(Path(folder.format(number)))
        child, said = start(arguments, number)
        time.sleep(moments.uniform(0, most))
        os.kill(child, signal.Signals[name])
        code = ended(child)
        most *= 1.1 if code else 0.9  # so that about half come to their end, however busy it gets
        files = digests(Path(folder.format(number)))
        print(json.dumps([code, said.read_text(), files]), flush=True)
        changed.add(files != before)
        if number >= int(times) and len(changed) > 1:
            break


if __name__ == "__main__":
    main(*sys.argv[1:])
