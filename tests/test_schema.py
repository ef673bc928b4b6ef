"""JSON Schemas: current, accepting what ships, and finding in an editor what kitgen finds.

When a model has changed on purpose, renew the committed files from the top folder:

    for kind in question sample role theme kit vocabulary workspace; do
        kitgen schema $kind > schemas/$kind.schema.json
    done
"""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from kitgen.bank.files import question_files
from kitgen.files.source import read
from kitgen.literals import FILE_KINDS
from tests.faults import FOLDER, GOOD, IN_EDITORS, NO_YAML, all_faults, good

TOP = Path(__file__).parent.parent
SCHEMAS = TOP / "schemas"
SHIPPED = {
    "question": [file.path for file in question_files(TOP / "questions")],
    "sample": sorted(TOP.glob("questions/samples/*.yaml")),
    "vocabulary": [TOP / "questions/vocabulary.yaml"],
    "role": sorted(TOP.glob("examples/roles/*.yaml")),
    "kit": sorted(TOP.glob("examples/kits/*.yaml")),
    "theme": [TOP / "templates/theme.yaml"],
}
# What `kitgen init` copies, to wherever no schema lies beside it.
WORKSPACE = TOP / "examples/workspace"
COPIED = {
    "workspace": [WORKSPACE / "kitgen.yaml"],
    "question": sorted(WORKSPACE.glob("questions/*.yaml")),
    "role": sorted(WORKSPACE.glob("roles/*.yaml")),
    "theme": [WORKSPACE / "theme/theme.yaml"],
}
FILES = [(kind, file) for kind, files in SHIPPED.items() for file in files]
COPIED_FILES = [(kind, file) for kind, files in COPIED.items() for file in files]
FAULTS = [fault for fault in all_faults() if fault.section != NO_YAML]
# Where a schema stands that says what a file may hold, at any depth.
WITHIN = ("properties", "patternProperties", "$defs")


def committed(kind):
    return json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))


def faults(kind, path):
    """What the committed schema of `kind` says against a file, seen as JSON: keys are texts."""
    value = json.loads(json.dumps(read(path).value, default=str, skipkeys=True))
    return [error.message for error in Draft202012Validator(committed(kind)).iter_errors(value)]


def objects(schema):
    """Every object in a schema that names its keys."""
    if "properties" in schema and schema.get("type") == "object":
        yield schema
    below = [part for key in WITHIN for part in schema.get(key, {}).values()]
    below += [schema["items"]] if "items" in schema else []
    for part in [*below, *schema.get("anyOf", [])]:
        yield from objects(part)


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_the_committed_schema_is_current(run, kind):
    result = run("schema", kind)
    assert result.exit_code == 0
    assert (SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8") == result.stdout


def test_there_is_a_schema_of_each_kind_and_no_other():
    assert {f.name for f in SCHEMAS.iterdir()} == {f"{kind}.schema.json" for kind in FILE_KINDS}
    assert {*SHIPPED, *COPIED} == set(FILE_KINDS)
    assert all([*SHIPPED.values(), *COPIED.values()])
    copied = [file for files in COPIED.values() for file in files]
    assert sorted(copied) == sorted(WORKSPACE.rglob("*.yaml"))


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_a_schema_is_valid_and_allows_no_unknown_key(kind):
    schema = committed(kind)
    Draft202012Validator.check_schema(schema)
    found = list(objects(schema))
    assert len(found) >= max(1, len(schema.get("$defs", ())))
    assert all(part["additionalProperties"] is False for part in found)


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_every_key_is_described(kind):
    schema = committed(kind)
    for part in objects(schema):
        for key, value in part["properties"].items():
            name = value.get("$ref", "").rpartition("/")[2]
            assert value.get("description") or schema["$defs"][name]["description"], key


def test_what_the_name_of_a_file_says_is_no_key():
    question = committed("question")["$defs"]["Question"]
    for key, part in (("category", question), ("name", committed("role"))):
        assert key not in part["properties"]
        assert key not in part.get("required", ())


@pytest.mark.parametrize(
    ("kind", "file"), FILES + COPIED_FILES, ids=lambda x: getattr(x, "name", x)
)
def test_a_shipped_file_is_accepted(kind, file):
    assert faults(kind, file) == []


@pytest.mark.parametrize(("kind", "file"), FILES, ids=lambda x: getattr(x, "name", x))
def test_a_shipped_file_names_its_schema(kind, file):
    first = file.read_text(encoding="utf-8").partition("\n")[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    if kind == "kit":
        assert named is None
    elif kind != "sample" or named:
        assert (file.parent / named[1]).resolve() == SCHEMAS / f"{kind}.schema.json"


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_a_good_file_is_accepted(kind):
    assert faults(kind, FOLDER / "good" / GOOD[kind]) == []


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_an_editor_finds_the_faults_that_a_schema_can_express(tmp_path, fault):
    path = tmp_path / "faulty.yaml"
    path.write_text(fault.text, encoding="utf-8")
    assert bool(faults(fault.kind, path)) == (fault.section == IN_EDITORS)


def test_a_role_that_extends_another_says_only_what_differs(tmp_path):
    path = tmp_path / "role.yaml"
    path.write_text(good("role"), encoding="utf-8")
    assert faults("role", path) == []
    path.write_text(good("role").replace("extends:", "extend:"), encoding="utf-8")
    assert "'seniority' is a required property" in faults("role", path)


def test_an_unknown_kind_is_wrong_usage(run):
    result = run("schema", "interview")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "'interview' is not one of 'question', 'sample'" in result.stderr
