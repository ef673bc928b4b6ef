"""Packs of the built-in roles in every look, and what is wrong on their pages."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from itertools import product
from pathlib import Path

from click.testing import CliRunner

from kitgen.cli import main
from kitgen.kit.kit import Kit
from kitgen.kit.load import read_kit
from kitgen.literals import EDITION_NAMES, LAYOUTS, PAPERS
from kitgen.pipeline import prepare
from kitgen.request import Request
from kitgen.theme import load_theme
from tests.positions import faults
from tests.positions.guides import Guide, guides, medians
from tests.positions.interviewer import guide_faults, pack_faults
from tests.positions.page import Page
from tests.positions.read import read_pages

ROUNDS = {
    "junior-ml-engineer": 3,
    "ml-engineer": 4,
    "senior-ml-engineer": 4,
    "staff-ml-engineer": 3,
}
ROLES = tuple(ROUNDS)
_EDITIONS = [option for name in EDITION_NAMES if name != "loop" for option in ("--edition", name)]


@dataclass(frozen=True, slots=True)
class Look:
    """A round of a role, by its place in the loop, chosen with a seed, on a paper in a layout."""

    role: str
    number: int
    seed: int
    paper: str
    layout: str

    def __str__(self) -> str:
        return f"{self.role}-{self.number}-{self.seed}-{self.paper}-{self.layout}"


def one_of_each(seed: int) -> Iterator[Look]:
    """Yield every role, paper and layout, with the rounds of a role in turn."""
    for number, (role, paper, layout) in enumerate(product(ROLES, PAPERS, LAYOUTS)):
        yield Look(role, 1 + number % ROUNDS[role], seed, paper, layout)


def all_looks(seed: int) -> Iterator[Look]:
    """Yield every round of every role on every paper in every layout."""
    for role, paper, layout in product(ROLES, PAPERS, LAYOUTS):
        for number in range(1, 1 + ROUNDS[role]):
            yield Look(role, number, seed, paper, layout)


@cache
def _rounds(role: str) -> tuple[str, ...]:
    return tuple(round_.id for round_ in prepare(Request(role=role)).rounds)


@dataclass(frozen=True, slots=True)
class Room:
    """The room to write that a question has."""

    question: str
    kind: str
    minutes: int
    lines: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found in the packs of a look: faults in words, and room by question."""

    faults: tuple[str, ...]
    room: tuple[Room, ...]
    pages: int


def make_and_measure(look: Look, folder: Path) -> Measured:
    """Make the packs of a look with the command line, read them, and keep what was measured.

    With the first round comes the pack of the whole loop.
    """
    rounds = _rounds(look.role)
    if len(rounds) != ROUNDS[look.role]:
        raise ValueError(f"{look.role} has {len(rounds)} rounds")
    _generate(look, folder, "--round", rounds[look.number - 1], *_EDITIONS)
    if look.number == 1:
        _generate(look, folder / "loop", "--edition", "loop")
    measured = _measure(look, folder)
    (folder / "measured.json").write_text(json.dumps(asdict(measured)))
    return measured


def _generate(look: Look, folder: Path, *options: str) -> None:
    looks = ("--seed", str(look.seed), "--paper", look.paper, "--layout", look.layout)
    arguments = ["generate", look.role, *looks, *options, "--output", str(folder), "--jobs", "1"]
    result = CliRunner().invoke(main, arguments)
    if result.exit_code:
        raise RuntimeError(f"{look}: {result.output}") from result.exception


def read_measured(folder: Path) -> Measured:
    """Return what was measured before."""
    found = json.loads((folder / "measured.json").read_text())
    room = tuple(Room(**room) for room in found["room"])
    return Measured(tuple(found["faults"]), room, found["pages"])


def _measure(look: Look, folder: Path) -> Measured:
    theme = load_theme(None, look.paper, look.layout)
    (kit_path,) = folder.glob("*-kit.yaml")
    kit = read_kit(kit_path)
    packs = {path: read_pages(path, theme) for path in sorted(folder.rglob("*.pdf"))}
    found = []
    for path, pages in packs.items():
        faults_ = common_faults(path.stem.rpartition("-")[2], pages)
        found += [f"{path.name}, {fault}" for fault in faults_]
    (path,) = folder.glob("*-interviewer.pdf")
    asked = tuple(guides(packs[path], kit))
    wrong = [*guide_faults(asked, look.layout), *pack_faults(packs[path]), *long_lines(asked)]
    found += [f"{path.name}, {fault}" for fault in wrong]
    return Measured(tuple(found), tuple(_room(g, kit) for g in asked), len(packs[path]))


def _room(guide: Guide, kit: Kit) -> Room:
    question = kit.questions[guide.number - 1]
    return Room(question.id, guide.kind, guide.minutes, guide.lines)


_ALWAYS = (
    faults.outside_margins,
    faults.overlapping,
    faults.stranded,
    faults.split_tables,
    faults.small_type,
    faults.many_sizes,
    faults.nameless,
)
_BY_EDITION = {
    "interviewer": (faults.unbarred,),
    "candidate": (faults.barred, faults.unused),
    "scorecard": (faults.unbarred, faults.further_pages),
    "loop": (faults.unbarred,),
}


def common_faults(edition: str, pages: Sequence[Page]) -> Iterator[str]:
    """Yield what an edition should not have, interviewer packs apart from their questions."""
    for check in (*_ALWAYS, *_BY_EDITION[edition]):
        yield from check(pages)


def long_lines(asked: Sequence[Guide]) -> Iterator[str]:
    """Yield the parts of questions whose full lines are too long."""
    for part, (middle, _) in medians(asked).items():
        if middle > faults.LONGEST_LINE:
            yield f"lines of {part} have {middle:g} characters (median)"
