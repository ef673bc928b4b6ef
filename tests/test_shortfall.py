"""Impossible blueprints: what conflicts, no more than that, and changes that do help."""

from dataclasses import dataclass

from kitgen.selection import Choice
from kitgen.wish import Wish

THEORY = "- {category: ml-theory, count: %d}"


def blueprint(*rounds, minutes=60, seniority="senior", more=""):
    """The text of a role file: row n of the only round stands at line 7 + n, minutes at 6."""
    lines = ["title: Role", f"seniority: {seniority}", "rounds:"]
    for number, rows in enumerate(rounds, 1):
        lines += [f"  - id: r{number}", f"    title: Round {number}", f"    minutes: {minutes}"]
        lines += ["    blueprint:", *(f"      {row}" for row in rows)]
    return "\n".join([*lines, *more.splitlines()]) + "\n"


@dataclass(frozen=True)
class Kind:
    """One kind of impossible blueprint.

    `bank` has a line for each question, or several alike (t1-5): category, minutes (10), d and
    difficulty (d3), kind (concept), competencies (coding), #tag, @seniority (@senior), !enemy,
    >required, status (reviewed). `conflicts` are the lines that must be said, `changes`, where
    given, all that is proposed.
    """

    name: str
    bank: str
    role: str | None
    conflicts: tuple[tuple[str, ...], ...]
    wish: Wish = Wish()
    choice: Choice = Choice()
    changes: tuple[str, ...] | None = None
    helpless: bool = False


def resting(*kits):
    return Choice(resting=tuple(frozenset(kit.split()) for kit in kits))
