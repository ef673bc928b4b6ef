"""Who may import what: dependencies point one way, and the special ones stand in one place."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kitgen"
MODULES = sorted(PACKAGE.rglob("*.py"))

ORDER = [
    {"errors", "terms", "resources"},
    {"faults"},
    {"source"},
    {"overlay", "theme"},
    {"lineage"},
    {"question"},
    {"vocabulary", "blueprint"},
    {"entry", "change"},
    {"bank"},
    {"role"},
    {"role_faults"},
    {"wish"},
    {"selection", "tailoring"},
    {"kit", "markdown", "workspace", "skeleton"},
    {"planning", "view", "proof", "check", "loop", "exposure"},
    {"edition", "structure"},
    {"loop_view"},
]
RENDER_MAY = {"errors", "terms", "theme", "markdown", "render", "resources"}
THEME_MAY = {"errors", "terms", "resources", "source"}
SCHEMA_MAY = {
    *("terms", "source", "overlay"),
    *("question", "vocabulary", "role", "kit", "theme", "workspace"),
}
ONLY = {
    "click": {"cli"},
    "yaml": {"source"},
    "weasyprint": {"render"},
    "docx": {"render"},
    "jinja2": {"render"},
    "highspy": {"selection"},
    "markdown_it": {"markdown"},
    "rich": {"cli"},
    "sqlite3": {"exposure"},
    "watchfiles": {"cli"},
}


def part(module: Path) -> str:
    return module.relative_to(PACKAGE).with_suffix("").parts[0]


def imports(module: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= (
                {node.module}
                if node.module != "kitgen"
                else {f"kitgen.{alias.name}" for alias in node.names}
            )
    return found


def own_imports(module: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(module) if name.startswith("kitgen.")}


def test_it_looks_at_the_whole_package():
    assert len(MODULES) > 25
    assert {"cli", "render", "selection", "bank", "pipeline"} <= {part(m) for m in MODULES}


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(PACKAGE)))
def test_dependencies_point_one_way(module):
    place = next((n for n, layer in enumerate(ORDER) if part(module) in layer), None)
    used = own_imports(module) - {part(module)}
    if place is not None:
        assert used <= set().union(*ORDER[:place]) | set()
    if part(module) == "render":
        assert used <= RENDER_MAY
    if part(module) == "theme":
        assert used <= THEME_MAY
    if part(module) == "schema":
        assert used <= SCHEMA_MAY
    if part(module) == "markdown":
        assert used <= {"errors"}
    if part(module) != "cli" and part(module) != "__main__":
        assert "cli" not in used
        assert "pipeline" not in used


@pytest.mark.parametrize("library", ONLY)
def test_a_special_library_is_imported_in_one_place(library):
    users = {part(m) for m in MODULES if any(n.split(".")[0] == library for n in imports(m))}
    assert users == ONLY[library]


def test_the_domain_words_have_no_empty_names():
    banned = {"manager", "helper", "helpers", "utils", "handler", "common", "misc"}
    assert not banned & {word for m in MODULES for word in m.stem.split("_")}


def test_no_module_has_two_jobs():
    long = [m.name for m in MODULES if m.read_text(encoding="utf-8").count("\n") > 260]
    assert long == []
