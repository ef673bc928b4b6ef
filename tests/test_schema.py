"""JSON Schemas: current, accepting what ships, rejecting what the loaders reject.

When a model has changed on purpose, renew the committed files from the top folder:

    for kind in question role theme kit vocabulary workspace; do
        kitgen schema $kind > schemas/$kind.schema.json
    done
"""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from kitgen.bank.load import load_bank
from kitgen.errors import InvalidInput
from kitgen.files.source import read
from kitgen.kit.kit import read_kit
from kitgen.literals import FILE_KINDS
from kitgen.role.load import load_role
from kitgen.role.options import RoleOptions
from kitgen.theme import load_theme
from kitgen.workspace.workspace import find_workspace
from tests.test_bank import GOOD

TOP = Path(__file__).parent.parent
SCHEMAS = TOP / "schemas"
SHIPPED = {
    "question": sorted(set(TOP.glob("questions/*.yaml")) - {TOP / "questions/vocabulary.yaml"}),
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
# Where a schema stands that says what a file may hold, at any depth.
WITHIN = ("properties", "patternProperties", "$defs")


def committed(kind):
    return json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))


def faults(kind, path):
    """What the committed schema of `kind` says against a file, seen as JSON: keys are texts."""
    value = json.loads(json.dumps(read(path).value))
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
    else:
        assert (file.parent / named[1]).resolve() == SCHEMAS / f"{kind}.schema.json"


def good(kind):
    if kind == "question":
        return GOOD
    return (SHIPPED.get(kind) or COPIED[kind])[0].read_text(encoding="utf-8")


def load(kind, text, folder, bank):
    """Write a file, and load it as kitgen does."""
    names = {
        "question": "ml-theory.yaml",
        "role": "own.yaml",
        "kit": "own-kit.yaml",
        "workspace": "kitgen.yaml",
    }
    path = folder / names.get(kind, f"{kind}.yaml")
    path.write_text(text, encoding="utf-8")
    if kind == "vocabulary":
        (folder / "ml-theory.yaml").write_text(GOOD, encoding="utf-8")
    if kind == "workspace":
        for name in ("questions", "roles", "theme"):
            (folder / name).mkdir()
    loaders = {
        "question": lambda: load_bank([folder]),
        "vocabulary": lambda: load_bank([folder]),
        "role": lambda: load_role(str(path), RoleOptions(), bank),
        "kit": lambda: read_kit(path),
        "theme": lambda: load_theme(folder, None),
        "workspace": lambda: find_workspace(folder),
    }
    return path, loaders[kind]


FAULTY = {
    ("question", "misspelt key"): ("prompt: What", "promt: What"),
    ("question", "missing key"): ("  answer: This happens.\n", ""),
    ("question", "text for a number"): ("minutes: 8", "minutes: eight"),
    ("question", "fraction"): ("minutes: 8", "minutes: 8.5"),
    ("question", "no minutes"): ("minutes: 8", "minutes: 0"),
    ("question", "boolean for a number"): ("minutes: 8", "minutes: yes"),
    ("question", "boolean for a text"): ("title: A title", "title: no"),
    ("question", "number for a text"): ("title: A title", "title: 1_000"),
    ("question", "nothing for a text"): ("title: A title", "title:"),
    ("question", "title too long"): ("A title", "A title " * 7),
    ("question", "two lines"): ("title: A title", "title: |\n    A\n    title"),
    ("question", "empty text"): ("prompt: What happens?", "prompt: '  '"),
    ("question", "wrong seniority"): ("[mid, senior]", "[mid, seniour]"),
    ("question", "wrong kind"): ("kind: concept", "kind: riddle"),
    ("question", "wrong status"): ("status: reviewed", "status: done"),
    ("question", "no list"): ("[mid, senior]", "mid"),
    ("question", "empty list"): ("[mid, senior]", "[]"),
    ("question", "difficulty 6"): ("difficulty: 2", "difficulty: 6"),
    ("question", "id with a space"): ("first-question", "First question"),
    ("question", "text for a flag"): ("needed: true", "needed: 'true'"),
    ("question", "misspelt key within"): ("listen_for", "listen_to"),
    ("question", "rubric of no seniority"): ("    default:", "    principal: {1: x}\n    default:"),
    ("question", "rubric without default"): ("    default:", "    senior:"),
    ("question", "level that is no number"): ("1: Nothing", "poor: Nothing"),
    ("question", "boolean for an anchor"): ("1: Nothing", "1: no"),
    ("question", "category in the file"): ("  kind:", "  category: ml-theory\n  kind:"),
    ("question", "wrong address"): (
        "  status:",
        "  references: [{title: A, url: www.example.org}]\n  status:",
    ),
    ("question", "mapping for a list"): ("- id: first-question\n ", "id: first-question\nrest:\n "),
    ("role", "misspelt key"): ("seniority:", "senority:"),
    ("role", "missing key"): ("title: Junior ML Engineer\n", ""),
    ("role", "wrong seniority"): ("seniority: junior", "seniority: juniour"),
    ("role", "name in the file"): ("title: Junior", "name: own\ntitle: Junior"),
    ("role", "weight 0"): ("{id: ownership, weight: 1}", "{id: ownership, weight: 0}"),
    ("role", "no weight"): ("{id: ownership, weight: 1}", "{id: ownership}"),
    ("role", "text for a count"): ("count: 4", "count: four"),
    ("role", "round without a title"): ("    title: ML foundations\n", ""),
    ("theme", "misspelt key"): ("paper:", "papre:"),
    ("theme", "wrong paper"): ("paper: a4", "paper: a5"),
    ("theme", "name of a colour"): ("'#0b5563'", "teal"),
    ("theme", "missing colour"): ("  tint: '#eef4f5'\n", ""),
    ("theme", "number for a font"): ("text: Source Sans 3", "text: 3"),
    ("kit", "misspelt key"): ("seed: 7", "sead: 7"),
    ("kit", "missing key"): ("seed: 7\n", ""),
    ("kit", "wrong id"): ("id: ", "id: kit-"),
    ("kit", "text for a number"): ("bar: 3", "bar: three"),
    ("kit", "boolean for a text"): ("title: Senior ML Engineer", "title: no"),
    ("kit", "level that is no number"): ("    1: ", "    one: "),
    ("vocabulary", "misspelt key"): ("scripts:", "script:"),
    ("vocabulary", "missing key"): (", title: ML theory", ""),
    ("vocabulary", "boolean for a text"): ("label: Poor", "label: no"),
    ("vocabulary", "text for a level"): ("value: 1", "value: one"),
    ("vocabulary", "text for the bar"): ("bar: 3", "bar: good"),
    ("workspace", "misspelt key"): ("\nbanks:", "\nbank:"),
    ("workspace", "no list"): ("[builtin, questions]", "questions"),
    ("workspace", "empty list"): ("[builtin, questions]", "[]"),
    ("workspace", "number for a folder"): ("[builtin, questions]", "[builtin, 3]"),
    ("workspace", "list for a folder"): ("roles: roles", "roles: [roles]"),
    ("workspace", "empty text"): ("theme: theme", "theme: ''"),
}


@pytest.mark.parametrize("case", FAULTY, ids=": ".join)
def test_a_faulty_file_is_rejected_by_schema_and_loader(case, tmp_path, bank):
    kind, (old, new) = case[0], FAULTY[case]
    text = good(kind)
    assert old in text
    path, loader = load(kind, text.replace(old, new, 1), tmp_path, bank)
    assert faults(kind, path)
    with pytest.raises(InvalidInput):
        loader()


def test_a_good_workspace_is_loaded(tmp_path, bank):
    _, loader = load("workspace", good("workspace"), tmp_path, bank)
    assert loader().roles == tmp_path / "roles"


EXTENDING = """\
extends: senior-ml-engineer
competencies:
  - {id: coding, drop: true}
rounds:
  - {id: coding, minutes: 45}
"""


def test_a_role_that_extends_another_says_only_what_differs(tmp_path, bank):
    path, loader = load("role", EXTENDING, tmp_path, bank)
    assert faults("role", path) == []
    role = loader().role
    assert "coding" not in [weight.id for weight in role.competencies]
    path, _ = load("role", EXTENDING.replace("extends:", "extend:"), tmp_path, bank)
    assert len(faults("role", path)) > 3


def test_an_unknown_kind_is_wrong_usage(run):
    result = run("schema", "interview")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "'interview' is not one of 'question', 'role'" in result.stderr
