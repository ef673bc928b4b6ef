"""The pipeline, stated once:

request → bank, role → problem → select → kits → edition → view → template → HTML, PDF, DOCX.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kitgen.bank.load import BUILT_IN, load_bank
from kitgen.editions.edition import EDITIONS, Edition
from kitgen.editions.occasion import Occasion
from kitgen.errors import require_known
from kitgen.kit.freeze import freeze
from kitgen.kit.kit import Kit, write_kit
from kitgen.kit.names import kit_name
from kitgen.kit.proof import proofread
from kitgen.literals import EditionName, Format
from kitgen.output import OutputFile
from kitgen.render.formats import RENDERERS
from kitgen.render.html import render_html
from kitgen.role.load import load_role
from kitgen.role.options import RoleOptions
from kitgen.role.role import pick_rounds
from kitgen.selection import Selection, SelectionOptions, SelectionProblem, select
from kitgen.theme import Theme
from kitgen.words import Words, built_in_words
from kitgen.workspace.exposure import resting


@dataclass(frozen=True, slots=True)
class Request:
    """What to plan.

    `role` is a name, looked for in the folder `roles` and then among the built-in ones, or a
    path; None plans a single round from `role_options` alone. `rounds` names those to make kits
    of; all when it is empty. The whole loop is selected in any case. With `rest`, the questions of
    so many recent runs in the record of use `exposure` stay out. `words` fill the blanks of
    scripts, and are the title where there is no role.
    """

    role: str | None = None
    banks: tuple[Path, ...] = (BUILT_IN,)
    roles: Path | None = None
    role_options: RoleOptions = field(default_factory=RoleOptions)
    selection_options: SelectionOptions = field(default_factory=SelectionOptions)
    rounds: tuple[str, ...] = ()
    rest: int = 0
    exposure: Path | None = None
    words: Words = field(default_factory=built_in_words)


@dataclass(frozen=True, slots=True)
class Plan:
    """What was selected, one selection for each form, and the kits of the rounds asked for."""

    problem: SelectionProblem
    selections: tuple[Selection, ...]
    kits: tuple[Kit, ...]


@dataclass(frozen=True, slots=True)
class Packing:
    """How kits are made into packs: for whom, in which formats and look, on which occasion."""

    theme: Theme
    editions: tuple[EditionName, ...] = ("interviewer", "candidate")
    formats: tuple[Format, ...] = ("pdf",)
    occasion: Occasion = field(default_factory=Occasion)

    def __post_init__(self) -> None:
        """Raise UnknownName for an edition or a format that there is not."""
        require_known("edition", self.editions, EDITIONS)
        require_known("format", self.formats, RENDERERS)


def load_problem(request: Request) -> SelectionProblem:
    """Load bank and role; raises InvalidInput with their faults, UnknownName, BadRequest."""
    bank = load_bank(request.banks)
    loaded = load_role(request.role, request.role_options, bank, request.roles, request.words)
    pick_rounds(loaded.role, request.rounds)
    options = request.selection_options
    if request.exposure and request.rest:
        rested = resting(request.exposure, loaded.role.name, request.rest)
        options = replace(options, resting=rested)
    return SelectionProblem.of(bank, loaded, options)


def plan(request: Request) -> Plan:
    """Select for the whole loop, and freeze the rounds asked for, or all, of each form.

    Raises what `load_problem` raises, Shortfall where the bank cannot fill the blueprint, and
    InvalidInput for Markdown faults.
    """
    problem = load_problem(request)
    rounds = pick_rounds(problem.role, request.rounds)
    selections = select(problem)
    kits: list[Kit] = []
    for selection in selections:
        kits += freeze(problem, selection, rounds, request.words)
    for kit in kits:
        proofread(kit, problem.bank)
    return Plan(problem, selections, tuple(kits))


def packs(kits: Sequence[Kit], packing: Packing) -> Iterator[OutputFile]:
    """Render each edition once, and that document in each format.

    Raises NotALoop for a loop edition of kits that are not whole loops.
    """
    for kit in kits:
        proofread(kit)
    for edition in _editions(packing):
        for subject in edition.subjects(kits):
            view = edition.view(subject, packing.occasion)
            document = render_html(edition.name, view, packing.theme)
            for format_ in packing.formats:
                content = RENDERERS[format_](document, packing.theme)
                yield OutputFile(edition.file_name(subject, format_), content)


def pack_names(kits: Sequence[Kit], packing: Packing) -> tuple[str, ...]:
    """Return the names of all files that `packs` yields; raises NotALoop as it does."""
    return tuple(
        name for edition in _editions(packing) for name in edition.file_names(kits, packing.formats)
    )


def kit_file(kit: Kit) -> OutputFile:
    """Return the kit as a file that can be rendered again without the bank."""
    return OutputFile(kit_name(kit), write_kit(kit))


def _editions(packing: Packing) -> Iterator[Edition[Any]]:
    return (EDITIONS[name] for name in packing.editions)
