"""Who may import what: dependencies point one way, and special libraries are used in one place."""

import ast
import re
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from kitgen.literals import CALIBRATION_NAMES, EDITION_NAMES

PACKAGE = Path(__file__).parent.parent / "kitgen"
MODULES = {
    ".".join(("kitgen", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
        ".__init__"
    ): path
    for path in sorted(PACKAGE.rglob("*.py"))
}

# From the lowest layer to the highest: a folder or module imports from lower layers only.
ORDER = [
    {"limits", "paths", "repeats", "unseen"},
    {
        "cache",
        "errors",
        "language",
        "literals",
        "locks",
        "packed",
        "resources",
        "signals",
        "system",
    },
    {"jobs", "protection", "scratch", "staging"},
    {"files"},
    {"wording", "output", "plural", "pictures"},
    {"translation", "brand"},
    {"words"},
    {"theme"},
    {"bank", "render"},
    {"proof"},
    {"role"},
    {"selection"},
    {"kit"},
    {"disclosure", "editions", "workspace"},
    {"calibration", "check", "schema"},
    {"request", "doctor", "filled", "importing"},
    {"personal"},
    {"printing"},
    {"pipeline"},
    {"batch"},
    {"forgetting"},
    {"cli"},
    {"__main__"},
]
# What these modules must do without, although the order of the folders allows it.
NEVER = {
    "kitgen.selection.verify": {"constraints", "assembly", "programme", "solver", "targets"},
    "kitgen.render": {"files", "bank"},
    "kitgen.render.browser": {"docx", "pdf"},
    "kitgen.render.docx": {"browser", "pdf"},
    "kitgen.render.pdf": {"browser", "docx"},
}
ONLY = {
    "click": {"cli", "__main__"},
    "distributed": {"batch"},
    "yaml": {"files"},
    "PIL": {"pictures"},
    "resvg_py": {"render"},
    "uharfbuzz": {"render"},
    "fontTools": {"render", "brand"},
    "weasyprint": {"render"},
    "docx": {"render", "importing"},
    "jinja2": {"render"},
    "highspy": {"selection"},
    "markdown_it": {"render", "importing"},
    "math_core": {"render"},
    "langcodes": {"language"},
    "mathra": {"render"},
    "openpyxl": {"importing"},
    "rich": {"cli"},
    "sqlite3": {"bank", "workspace"},
    "polib": {"translation"},
    "watchfiles": {"cli"},
}


def folder(name: str) -> str:
    return [*name.split("."), "__init__"][1]


@cache
def imports(name: str) -> frozenset[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            members = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {m if m in MODULES else node.module for m in members}
    return frozenset(found)


def own_imports(name: str) -> set[str]:
    return {found for found in imports(name) if found in MODULES} - {"kitgen", name}


def test_it_looks_at_the_whole_package():
    assert {folder(name) for name in MODULES} == {"__init__"}.union(*ORDER)


def test_the_table_of_where_things_go_names_each_module_and_folder():
    table = (PACKAGE.parent / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:kitgen/)?(\w+)(?:\.py|/)`", table))
    assert set().union(*ORDER) - {"__main__"} - named == set()


@pytest.mark.parametrize("name", MODULES)
def test_folders_depend_on_lower_layers_only(name):
    place = next((n for n, layer in enumerate(ORDER) if folder(name) in layer), len(ORDER))
    used = {folder(found) for found in own_imports(name)} - {folder(name)}
    assert used <= set().union(*ORDER[:place])


def test_no_modules_import_each_other():
    graph = {name: own_imports(name) for name in MODULES}
    assert len(tuple(TopologicalSorter(graph).static_order())) >= len(MODULES) - 1


@pytest.mark.parametrize("name", NEVER)
def test_some_modules_do_without_their_neighbours(name):
    users = [module for module in MODULES if module == name or module.startswith(f"{name}.")]
    assert users
    used = {part for user in users for found in own_imports(user) for part in found.split(".")}
    assert not used & NEVER[name]


def test_selection_problems_are_made_where_overrides_are_applied():
    """By hand one could be made of the plain bank, without what the role changes in it."""
    folders = (PACKAGE, PACKAGE.parent / "tests", PACKAGE.parent / "benchmarks")
    files = [path for folder in folders for path in folder.rglob("*.py")]
    makers = re.compile(r"\bSelectionProblem\(")
    assert [path for path in files if makers.search(path.read_text(encoding="utf-8"))] == []
    assert "SelectionProblem.of(" in MODULES["kitgen.pipeline"].read_text(encoding="utf-8")


def test_the_harness_of_check_files_needs_and_is_needed_by_nothing():
    """It is a text that another file begins with, and runs where kitgen is not installed."""
    harness = "kitgen.bank.harness"
    used = {name.split(".")[0] for name in imports(harness)}
    assert used <= sys.stdlib_module_names
    assert [name for name in MODULES if harness in own_imports(name)] == []


@pytest.mark.parametrize("library", ONLY)
def test_a_special_library_is_imported_in_one_place(library):
    users = {folder(m) for m in MODULES if any(n.split(".")[0] == library for n in imports(m))}
    assert users == ONLY[library]


def test_the_domain_words_have_no_empty_names():
    banned = {"manager", "helper", "helpers", "utils", "handler", "common", "misc"}
    assert not banned & {word for path in MODULES.values() for word in path.stem.split("_")}


def test_modules_are_short():
    lines = {name: path.read_text(encoding="utf-8").count("\n") for name, path in MODULES.items()}
    assert {name: n for name, n in lines.items() if n > 245} == {}


def test_rendering_knows_no_edition_by_name():
    users = [name for name in MODULES if name.startswith("kitgen.render")]
    assert len(users) > 15
    for name in users:
        tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
        texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        assert not texts & {*EDITION_NAMES, *CALIBRATION_NAMES}, name
