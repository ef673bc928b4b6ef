"""Faults as data: what is changed in a good file, and all that kitgen then says.

`question.txt`, `role.txt` and so on contain the faults of one kind of file, as blocks with a blank
line between them:

    misspelt key                                           the title, which is the test's id
    -  prompt: What happens?                               lines taken out of the good file
    +  promt: What happens?                                lines put in; a space begins context
    1:3: missing key 'prompt'                              every message, in order
    8:3: unknown key 'promt'; did you mean 'prompt'?

The lines taken out and the context must occur exactly once in the good file, one below the other.
`-…` takes out everything; `@@` begins a second change. A control character is written as its
picture: ␉ is a tab. A message that ends in `…` may go on, with a path of the machine.

A line that begins with `#` opens one of the SECTIONS. Good files are in `good/`. `folders/` is for
faults that one text cannot show: several files, names of files, bytes that are not UTF-8.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
GOOD = {
    "question": "bank/ml-theory.yaml",
    "sample": "bank/samples/first.yaml",
    "vocabulary": "bank/vocabulary.yaml",
    "role": "role.yaml",
    "workspace": "kitgen.yaml",
    "theme": "theme.yaml",
    "kit": "kit.yaml",
}
NO_YAML, IN_EDITORS, IN_KITGEN = SECTIONS = (
    "# Not read as YAML",
    "# Found by the JSON Schema too",
    "# Found by kitgen alone",
)
EVERYTHING = "…\n"
CONTROL_CHARACTERS = {0x2400 + code: code for code in range(32)}


@dataclass(frozen=True)
class Fault:
    """A good file of a kind with one thing wrong in it, and the messages that it gets."""

    kind: str
    section: str
    title: str
    changes: tuple[tuple[str, str], ...]
    messages: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"

    @property
    def text(self) -> str:
        """The faulty file."""
        text = good(self.kind)
        for old, new in self.changes:
            text = replace_lines(text, old, new)
        return text.translate(CONTROL_CHARACTERS)


def good(kind: str) -> str:
    return (FOLDER / "good" / GOOD[kind]).read_text(encoding="utf-8")


def replace_lines(text: str, old: str, new: str) -> str:
    """Replace whole lines, which must occur exactly once."""
    if old == EVERYTHING:
        return new
    found = f"\n{text}".count(f"\n{old}") if old else 0
    assert found == 1, f"found {found} times in the good file:\n{old}"
    before, _, after = f"\n{text}".partition(f"\n{old}")
    return f"{before}\n{new}{after}".removeprefix("\n")


def all_faults() -> list[Fault]:
    return [fault for kind in GOOD for fault in faults_of(kind)]


def faults_of(kind: str) -> Iterator[Fault]:
    """The faults of one kind of file, in the order of its fixture."""
    section = None
    blocks = (FOLDER / f"{kind}.txt").read_text(encoding="utf-8").strip("\n").split("\n\n")
    for block in blocks:
        if block.startswith("#"):
            section = SECTIONS[SECTIONS.index(block)]
        else:
            yield parse(kind, section, block)


def parse(kind: str, section: str | None, block: str) -> Fault:
    title, *lines = block.split("\n")
    assert section, f"{title}: in no section"
    changed = [line for line in lines if line[0] in " -+@"]
    messages = lines[len(changed) :]
    assert changed + messages == lines, f"{title}: changes come before messages"
    assert messages, f"{title}: no message"
    return Fault(kind, section, title, tuple(changes(changed)), tuple(messages))


def changes(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of old and new text."""
    old = new = ""
    for line in [*lines, "@@"]:
        if line == "@@":
            yield old, new
            old = new = ""
            continue
        old += f"{line[1:]}\n" if line[0] in " -" else ""
        new += f"{line[1:]}\n" if line[0] in " +" else ""
