"""Runs named tests on a candidate's file, each in a process of its own, and prints a line for each.

`kitgen tests` writes this text and a question's tests below it into one file. So it needs nothing
but the standard library of Python 3.10, and nothing of kitgen imports it. A test is a function
`test_a_…(candidate)` whose docstring is its title; it fails by `expect`, `refuses` or `assert`.

What tests may define beside them:

- `GIVEN`: names that the candidate's file has from the start, as the handout gives them
- `PYTHON`: the lowest version of Python that the question allows, such as (3, 11)
- `prepare`: a function to call before the candidate's file is imported
"""

import argparse
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

_SECONDS = 10.0  # for each test, the import of the candidate's file included
_LONGEST_VALUE = 60  # characters of a value in a line
_LONGEST_PROBLEM = 300
_NAMED_TEST = re.compile(r"test_([a-z0-9]+)(_|$)")
_WRONG_USAGE = 2  # as argparse has it


class Unmet(Exception):
    """What a test expected is not there."""


def expect(found: Any, expected: Any, *, within: float = 0.0, what: str = "") -> None:
    """Fail unless `found` equals `expected`, each number of a list or array to `within`."""
    if not _alike(_plain(found), _plain(expected), within):
        raise Unmet(f"{_named(what)}expected {_shown(expected)}, found {_shown(found)}")


def refuses(
    call: Callable[..., Any],
    *arguments: Any,
    error: type[BaseException] = ValueError,
    what: str = "",
) -> None:
    """Fail unless `call(*arguments)` raises `error`."""
    try:
        found = _shown(call(*arguments))
    except error:
        return
    except Exception as other:
        found = _said(other)
    raise Unmet(f"{_named(what)}expected {error.__name__}, found {found}")


def _plain(value: Any) -> Any:
    """Return arrays, their numbers and tuples as lists and numbers of Python."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _alike(found: Any, expected: Any, within: float) -> bool:
    if isinstance(expected, list):
        same_length = isinstance(found, list) and len(found) == len(expected)
        return same_length and all(map(_alike, found, expected, [within] * len(expected)))
    if isinstance(expected, float | int) and isinstance(found, float | int):
        return found == expected or abs(found - expected) <= within
    return bool(found == expected)


def _shown(value: Any) -> str:
    return _cut(_written(_plain(value)), _LONGEST_VALUE)


def _written(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value[:_LONGEST_VALUE]))}]"  # of which not all is shown
    return repr(value)


def _cut(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 3]}..."


def _named(what: str) -> str:
    return f"{what}: " if what else ""


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}{': ' if str(error) else ''}{error}"


# One test, in its own process


def _run_one(name: str, file: Path, report: Path) -> NoReturn:
    """Import the candidate's file, run one test on it, and write down what came of it."""
    sys.dont_write_bytecode = True  # leaves nothing beside the candidate's file
    sys.path.insert(0, str(file.parent))
    globals().get("prepare", lambda: None)()
    candidate = ModuleType("candidate")
    candidate.__file__ = str(file)
    vars(candidate).update(globals().get("GIVEN", {}))
    sys.modules["candidate"] = candidate
    source = SourceFileLoader("candidate", str(file))
    problem = _problem_in(lambda: source.exec_module(candidate), candidate, file)
    if problem is not None:
        _report(report, imported=False, problem=problem)
    else:
        # Of a test that does not come back, this is all that is known.
        _report(report, imported=True)
        problem = _problem_in(lambda: _tests()[name](candidate), candidate, file)
        _report(report, imported=True, problem=problem)
    os._exit(0)  # threads that the candidate started need not end


def _problem_in(step: Callable[[], None], candidate: ModuleType, file: Path) -> str | None:
    """Return what goes wrong in a step, in a line; None where nothing does."""
    try:
        step()
    except BaseException as error:  # SystemExit and KeyboardInterrupt as well
        return _cut(_explained(error, candidate, file), _LONGEST_PROBLEM)
    return None


def _explained(error: BaseException, candidate: ModuleType, file: Path) -> str:
    if isinstance(error, Unmet):
        return str(error)
    if isinstance(error, AttributeError) and error.obj is candidate:
        return f"no '{error.name}' in the file"
    frames = traceback.extract_tb(error.__traceback__)
    if isinstance(error, AssertionError) and frames[-1].filename == __file__:
        return str(error) or f"not so: {frames[-1].line}"
    return f"raised {_said(error)}{_line(frames, file)}"


def _line(frames: traceback.StackSummary, file: Path) -> str:
    """Say which line of the candidate's file was the last to be reached, if one was."""
    lines = [frame.lineno for frame in frames if frame.filename == str(file)]
    return f" (line {lines[-1]})" if lines else ""


def _report(path: Path, **content: Any) -> None:
    whole = path.with_suffix(".part")
    whole.write_text(json.dumps(content), encoding="utf-8")
    whole.replace(path)


# All tests


def _tests() -> dict[str, Callable[[ModuleType], None]]:
    """Return the tests of this file by name, in order."""
    found = ((_NAMED_TEST.match(name), value) for name, value in globals().items())
    return {name[1].upper(): value for name, value in found if name}


def _outcome(name: str, file: Path, seconds: float) -> tuple[bool, str | None]:
    """Run a test in a process; return whether the file could be imported, and the problem."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, str(Path(__file__).resolve()), str(file)]
        command += ["--run", name, "--report", str(report)]
        ending = _ending(command, seconds)
        text = report.read_text(encoding="utf-8") if report.exists() else "{}"
    content = json.loads(text)
    return content.get("imported", False), content.get("problem", ending)


def _ending(command: Sequence[str], seconds: float) -> str:
    """Run a command without input or output, and say how it ended."""
    nothing, repeatable = subprocess.DEVNULL, {**os.environ, "PYTHONHASHSEED": "0"}
    try:
        done = subprocess.run(
            command, stdin=nothing, stdout=nothing, stderr=nothing, env=repeatable, timeout=seconds
        )
    except subprocess.TimeoutExpired:
        return f"timed out after {seconds:g} s"
    code = done.returncode
    return f"crashed (signal {-code})" if code < 0 else f"ended the process (exit code {code})"


def _check(file: Path, seconds: float) -> None:
    tests, passed, importable = _tests(), 0, True
    for name, test in tests.items():
        problem: str | None = "the file cannot be imported"
        if importable:
            importable, problem = _outcome(name, file, seconds)
            if not importable:
                problem = f"the file cannot be imported: {problem}"
        title = (test.__doc__ or "").strip().split("\n")[0].rstrip(".")
        passed += problem is None
        verdict = "pass" if problem is None else "fail"
        print(f"{name}  {verdict}  {title}{f': {problem}' if problem else ''}", flush=True)
    print(f"{passed} of {len(tests)} pass")


def _require(package: str) -> None:
    """End, with a message, where a package that the tests need is not installed."""
    if importlib.util.find_spec(package) is None:
        advice = f"{sys.executable} -m pip install {package}"
        print(f"these tests need {package}: {advice}", file=sys.stderr)
        sys.exit(_WRONG_USAGE)


def _main() -> None:
    """Check the file that the command line names."""
    parser = argparse.ArgumentParser(
        description="Runs this file's tests on a candidate's file. It executes that file with your "
        "rights, so read it first, or run this where it can do no harm.",
        epilog="Exit code 0 when the tests ran, however many pass; 2 when they could not.",
    )
    parser.add_argument("file", metavar="CANDIDATE.py", type=Path)
    parser.add_argument(
        "--seconds", type=float, default=_SECONDS, help="limit for each test (default: 10)"
    )
    parser.add_argument("--run", help=argparse.SUPPRESS)
    parser.add_argument("--report", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    lowest = globals().get("PYTHON", (3, 10))
    if sys.version_info < lowest:
        parser.error(f"these tests need Python {'.'.join(map(str, lowest))} or later")
    if not options.file.is_file():
        parser.error(f"no file {options.file}")
    if not options.seconds > 0:
        parser.error("--seconds must be above 0")
    file = options.file.resolve()
    if options.run:
        _run_one(options.run, file, options.report)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    _check(file, options.seconds)
