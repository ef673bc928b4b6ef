"""The reference of commands and files is what the commands and models are now."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from kitgen.cli import main

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["reference", "templates.py"])
def test_the_page_is_that_of_these_commands_models_and_views(name):
    """Else: make renew."""
    command = [sys.executable, f".make/{name}"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    assert made.stdout == (ROOT / "docs" / f"{Path(name).stem}.md").read_text(encoding="utf-8")


def options(group):
    for command in group.commands.values():
        if isinstance(command, click.Group):
            yield from options(command)
        else:
            yield from (p for p in command.params if isinstance(p, click.Option))


def test_every_option_is_listed_with_a_text():
    names = {name for option in options(main) for name in option.opts}
    assert len(names) > 25
    for name in names:
        assert f"| `{name}" in PAGE or f", {name}" in PAGE, name


@pytest.mark.parametrize(
    "row",
    [
        "| **`follow_ups[].ask`** | line | ",
        "| **`rounds[].title`** | line | ",
        "| `rounds[].minutes` | whole number, 1 to ",
        "| `blueprint[].count` | whole number, 1 to ",
        "| `blueprint[].tag` | id, or a list | ",
        "| **`rounds[].blueprint`** | list, as `blueprint` | ",
        "| `questions.ID.anchors` | for each LEVEL: line | ",
        "| `colours.accent` | such as `#0b5563` | ",
    ],
)
def test_keys_inside_others_are_listed_with_their_places(row):
    assert row in PAGE
