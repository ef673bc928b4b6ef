"""The named tests of a question, and the file that runs them on a candidate's code."""

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import kitgen
from kitgen.bank.question import Question
from kitgen.cache import digest, find, keep
from kitgen.errors import Issue
from kitgen.output import OutputFile

_KIND = "sound-checks"
_HARNESS = "kitgen.bank.harness"
# Imports that the whole file has no need of: the harness stands above the tests.
_DROPPED = {_HARNESS, "__future__"}
_TEST = re.compile(r"test_([a-z0-9]+)_\w+")
# The fields of statements that contain others. Those of match and try contain their branches.
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
_TestFunction = ast.FunctionDef | ast.AsyncFunctionDef
_Fault = tuple[ast.stmt, str]

_HEAD = """\
# Runs tests {first} to {last} of '{title}' on a candidate's file:
#
#     python {name} CANDIDATE.py
#
# Not for the candidate, since it contains the tests. Made by kitgen {version} from the question
# {question}.

"""
_END = """

if __name__ == "__main__":
    _main()
"""


def check_faults(text: str, path: Path) -> tuple[Issue, ...]:
    """Return what keeps the tests of a question from running in a file of their own.

    That there is nothing is kept: to find it out of each file took a third of the time of a load
    of 10,000 questions that were kept.
    """
    name = digest(sys.version, text)  # what is a fault of syntax depends on the version
    if find(_KIND, name) is not None:
        return ()
    faults = _check_faults(text, path)
    if not faults:
        keep(_KIND, name, b"")
    return faults


def _check_faults(text: str, path: Path) -> tuple[Issue, ...]:
    try:
        module = ast.parse(text, str(path))
    except SyntaxError as error:
        return (Issue(str(path), error.lineno or 1, error.offset or 1, f"no Python: {error.msg}"),)
    tests = _tests(module)
    if not tests:
        return (Issue(str(path), 1, 1, "no test: expected functions 'test_a_…(candidate)'"),)
    found = (*_test_faults(tests), *_import_faults(module), *_name_faults(module))
    return tuple(
        Issue(str(path), node.lineno, node.col_offset + 1, message) for node, message in found
    )


def check_file(question: Question, text: str) -> OutputFile:
    """Return the file that runs a question's tests: the harness, and the tests below it.

    It needs Python and what the tests import, but not kitgen.
    """
    module = ast.parse(text)
    letters = [_letter(test) for test in _tests(module)]
    name = f"check_{question.id.replace('-', '_')}.py"
    head = _HEAD.format(
        first=letters[0],
        last=letters[-1],
        title=question.title,
        name=name,
        version=kitgen.__version__,
        question=question.id,
    )
    required = "".join(f'_require("{package}")\n' for package in _packages(module))
    parts = (head, _harness(), "\n\n", required, _without_dropped_imports(text, module), _END)
    return OutputFile(name, "".join(parts).encode())


def _tests(module: ast.Module) -> list[_TestFunction]:
    functions = [node for node in module.body if isinstance(node, _TestFunction)]
    return [function for function in functions if function.name.startswith("test_")]


def _letter(test: _TestFunction) -> str:
    return test.name.split("_")[1].upper()


def _test_faults(tests: Sequence[_TestFunction]) -> Iterator[_Fault]:
    seen: set[str] = set()
    for test in tests:
        if isinstance(test, ast.AsyncFunctionDef):
            yield test, "a test must not be async: run the event loop in it"
        if not _TEST.fullmatch(test.name):
            yield test, "expected a letter and a word in its name, such as 'test_a_example'"
        elif _letter(test) in seen:
            yield test, f"another test is {_letter(test)} already"
        if not ast.get_docstring(test):
            yield test, "a test needs a docstring, which is its title"
        if len(test.args.args) != 1:
            yield test, "a test takes one argument, the candidate's module"
        seen.add(_letter(test))


def _imports(module: ast.Module) -> Iterator[tuple[ast.Import | ast.ImportFrom, str]]:
    """Yield each import, and the module that it names, with dots where it is a relative one."""
    for node in _statements(module):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, "." * node.level + (node.module or "")


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is below a node but for expressions, which are most of it and import nothing."""
    for field in _BLOCKS:
        for part in getattr(node, field, ()):
            yield part
            yield from _statements(part)


def _import_faults(module: ast.Module) -> Iterator[_Fault]:
    for node, name in _imports(module):
        if name.startswith("."):
            yield node, "the tests must not import a file beside them"
        elif name.split(".")[0] == "kitgen" and not _is_dropped(node):
            yield node, f"of kitgen, only 'from {_HARNESS} import …' is there where the tests run"
        elif name == _HARNESS and any(alias.asname or alias.name == "*" for alias in node.names):
            yield node, "import it by its name"


def _is_dropped(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and not node.level and node.module in _DROPPED


def _name_faults(module: ast.Module) -> Iterator[_Fault]:
    """Yield what would take the place of a name that the harness uses."""
    taken = _taken()
    for name, what, node in _bound(module):
        if name in taken and not (what and what == taken[name]):
            yield node, f"the name '{name}' is taken by {_HARNESS}"


@cache
def _taken() -> Mapping[str, str]:
    """Return the names that the harness binds, and what is imported by each."""
    return {name: what for name, what, _ in _bound(ast.parse(_harness()))}


def _bound(module: ast.Module) -> Iterator[tuple[str, str, ast.stmt]]:
    """Yield the names that a module's statements bind, and what is imported by that name."""
    for node in module.body:
        if isinstance(node, _TestFunction | ast.ClassDef):
            yield node.name, "", node
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for name, what in _imported(node):
                yield name, what, node
        else:
            for part in ast.walk(node):
                if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                    yield part.id, "", node


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    """Yield the names that an import binds, and what each then stands for."""
    if _is_dropped(node):
        return
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            yield alias.asname or alias.name, f"{node.module}.{alias.name}"
        else:
            root = alias.name.split(".")[0]
            yield alias.asname or root, alias.name if alias.asname else root


def _packages(module: ast.Module) -> list[str]:
    """Return the packages that the tests need and that do not come with Python."""
    roots = {name.split(".")[0] for _, name in _imports(module)}
    return sorted(roots - sys.stdlib_module_names - {"kitgen"})


def _without_dropped_imports(text: str, module: ast.Module) -> str:
    lines = text.split("\n")
    for node in module.body:
        if _is_dropped(node):
            end = node.end_lineno or node.lineno
            lines[node.lineno - 1 : end] = [""] * (end - node.lineno + 1)
    return "\n".join(lines).strip("\n") + "\n"


@cache
def _harness() -> str:
    return Path(__file__).with_name("harness.py").read_text(encoding="utf-8")
