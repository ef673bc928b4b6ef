"""Prints docs/reference.md, made from the commands and from the schemas of files."""

from commands import command_lines
from files import file_lines

_HEAD = """# Reference: commands and files

`make renew` makes this page from the commands and from the models of files. On a terminal,
`kitgen COMMAND --help` prints the first half, and `kitgen schema KIND` the second. What to use them
for is in the pages that the [README](../README.md) links.

## Commands

Each command also has `--help`, and `--json` prints what other programs can read.
[How options choose the questions](packs.md#choosing-the-questions)
"""
_FILES = """
## Files

All are YAML. A key that is not listed here is a fault. `rounds[].minutes` is the key `minutes` of
each item of the list `rounds`. In `anchors.LEVEL` you choose what is written in place of `LEVEL`.
Keys in bold are needed.

| word | means |
|---|---|
| id | small letters and digits, with single hyphens between them, such as `ml-theory` |
| line | a text of one line |
| text | a text of one line or more, in most places [Markdown](markdown.md) |
"""

if __name__ == "__main__":
    print(_HEAD, *command_lines(), _FILES, *file_lines(), sep="\n")
