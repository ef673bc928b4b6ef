"""The pipeline, stated once:

request → bank, role → problem → select → kits → edition → view → template → HTML, PDF, DOCX.
A calibration exercise takes the same way: kits with samples → edition → view → …
The catalogue needs no kits: questions of the bank → view → template → …
What few commands need is imported where it is used.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from kitgen.bank.load import QuestionBank, load_bank
from kitgen.editions.edition import EDITIONS, Edition
from kitgen.editions.names import Naming
from kitgen.kit.freeze import freeze
from kitgen.kit.kit import Kit, write_kit
from kitgen.kit.names import kit_name, slot_of
from kitgen.kit.proof import proofread, proofread_figures, proofread_questions
from kitgen.literals import CALIBRATION_NAMES, CATALOGUE_NAME
from kitgen.output import OutputFile
from kitgen.printing import files_of, printings
from kitgen.render.formats import RENDERERS, require_renderable
from kitgen.render.html import render_html
from kitgen.request import Packing, Plan, Prepared, Request
from kitgen.role.load import load_role
from kitgen.role.role import pick_rounds
from kitgen.selection import SelectionOptions, SelectionProblem, select, staying
from kitgen.words import words_in

if TYPE_CHECKING:
    from kitgen.calibration.exercise import Exercise
    from kitgen.editions.catalogue import Part
    from kitgen.selection.simulation import Simulation


def prepare(request: Request) -> Prepared:
    """Load bank and role; raises InvalidInput with their faults, UnknownName, BadRequest."""
    bank = load_bank(request.banks)
    return _with_bank(request, bank.with_drafts() if request.drafts else bank)


def _with_bank(request: Request, bank: QuestionBank) -> Prepared:
    request = replace(request, words=words_in(bank.language, request.words))
    loaded = load_role(request.role, request.role_options, bank, request.roles, request.words)
    rounds = pick_rounds(loaded.role, request.rounds)
    options = _with_record(request, loaded.role.name)
    return Prepared(request, bank, SelectionProblem.of(bank, loaded, options), rounds)


def _with_record(request: Request, role: str) -> SelectionOptions:
    """Return the options of a selection with what the record of use says of a role."""
    options = request.selection_options
    if request.exposure is None:
        return options
    from kitgen.workspace.exposure import exposure, resting

    if request.rest:
        options = replace(options, resting=resting(request.exposure, role, request.rest))
    if request.most_used:
        recorded = exposure(request.exposure, role, request.most_used)
        options = replace(options, exposure=recorded)
    return options


def _with_what_stays(prepared: Prepared) -> SelectionProblem:
    """Let as much as possible stay of the choice that is made when nothing is excluded."""
    wishes = prepared.request.role_options
    if not wishes.exclude:
        return prepared.problem
    before = replace(prepared.request, role_options=replace(wishes, exclude=()))
    return staying(prepared.problem, _with_bank(before, prepared.bank).problem)


def plan(request: Request) -> Plan:
    """Prepare a request and choose; raises what `prepare` and `choose` raise."""
    return choose(prepare(request))


def choose(prepared: Prepared) -> Plan:
    """Select for the whole loop, and freeze the rounds asked for, or all, of each form.

    Raises Shortfall where the bank cannot fill the blueprint, and InvalidInput for Markdown
    faults.
    """
    problem, words = _with_what_stays(prepared), prepared.request.words
    selections = select(problem)
    kits: list[Kit] = []
    for selection in selections:
        kits += freeze(problem, selection, prepared.rounds, words)
    for kit in kits:
        proofread(kit, problem.bank)
        proofread_figures(kit, problem.bank)
    return Plan(prepared.bank, problem, selections, tuple(kits))


def simulate_loops(request: Request, loops: int) -> "Simulation":
    """Choose the loops of so many seeds, to see how often they ask each question.

    Raises what `prepare` raises, and Shortfall where the bank cannot fill the blueprint.
    """
    from kitgen.selection.simulation import simulate

    return simulate(prepare(request).problem, loops)


def packs(
    kits: Sequence[Kit], packing: Packing, executor: Executor | None = None
) -> Iterator[OutputFile]:
    """Render each edition in each format, by an executor's processes where there is one.

    Raises NotALoop for a loop edition of kits that are not whole loops, and Disclosure for a file
    for candidates that has words of an answer.
    """
    for kit in kits:
        proofread(kit)
    yield from files_of(printings(_editions(packing), kits, packing), executor)


def pack_names(kits: Sequence[Kit], packing: Packing) -> tuple[str, ...]:
    """Return the names of all files that `packs` yields; raises NotALoop as it does."""
    return tuple(_naming(_editions(packing), packing).of(kits))


def require_look(packing: Packing) -> None:
    """Raise, before anything is chosen, what would stop all packs of this packing.

    MissingLibrary, MissingFont, or TemplateFault for a template or stylesheet that cannot be read.
    """
    require_renderable(packing.editions, packing.formats, packing.theme)


def planned_names(prepared: Prepared, packing: Packing) -> tuple[str, ...]:
    """Return the names that packs will have; raises NotALoop where rounds are left out."""
    return tuple(_naming(_editions(packing), packing).of_planned(prepared.slots))


def exercises(planned: Plan) -> "tuple[Exercise, ...]":
    """Pair the questions of each kit with their samples, for interviewers to practise on.

    Raises InvalidInput with the faults of samples, BadRequest where no question has any.
    """
    from kitgen.calibration.exercise import pair, require_samples
    from kitgen.check.samples import samples_of

    folders = dict.fromkeys(origin.folder for origin in planned.bank.origins.values())
    samples = chain.from_iterable(samples_of(tuple(folders), planned.bank).values())
    paired = pair(planned.kits, planned.problem.role, tuple(samples), planned.bank.scale)
    return require_samples(tuple(paired))


def calibration_packs(
    practised: "Sequence[Exercise]", packing: Packing, executor: Executor | None = None
) -> Iterator[OutputFile]:
    """Render the sheet and the key of each exercise that has questions, in each format.

    Editions of `packing` do not matter.
    """
    from kitgen.calibration.edition import CALIBRATION

    return files_of(printings(CALIBRATION, practised, packing), executor)


def calibration_names(practised: "Sequence[Exercise]", packing: Packing) -> tuple[str, ...]:
    """Return the names of all files that `calibration_packs` yields."""
    from kitgen.calibration.edition import CALIBRATION

    return tuple(_naming(CALIBRATION, packing).of(practised))


def require_calibration_look(packing: Packing) -> None:
    """Raise for exercises what `require_look` raises for packs."""
    require_renderable(CALIBRATION_NAMES, packing.formats, packing.theme)


def planned_calibration_names(prepared: Prepared, packing: Packing) -> tuple[str, ...]:
    """Return the names that exercises will have, where their questions have samples."""
    from kitgen.calibration.edition import CALIBRATION

    return tuple(_naming(CALIBRATION, packing).of_planned(prepared.slots))


def catalogue(part: "Part", packing: Packing) -> Iterator[OutputFile]:
    """Render questions of a bank as one document, in each format; editions do not matter.

    Raises InvalidInput for the faults of their Markdown.
    """
    from kitgen.editions.catalogue import catalogue_view

    proofread_questions(part.questions, part.bank)
    view = catalogue_view(part, packing.occasions[0].date)
    themes = {format_: packing.theme.of(format_) for format_ in packing.formats}
    documents = {
        theme: render_html(CATALOGUE_NAME, view, theme) for theme in dict.fromkeys(themes.values())
    }
    for format_, theme in themes.items():
        yield OutputFile(part.file_name(format_), RENDERERS[format_](documents[theme], theme))


def kit_file(kit: Kit, folder: str | None = None) -> OutputFile:
    """Return the kit as a file that can be rendered again without the bank."""
    return OutputFile(kit_name(slot_of(kit), folder), write_kit(kit))


def _editions(packing: Packing) -> tuple[Edition[Kit, Any], ...]:
    editions = (EDITIONS[name] for name in packing.editions)
    if packing.one_folder:
        return tuple(replace(edition, folder=None) for edition in editions)
    return tuple(editions)


def _naming(editions: Sequence[Edition[Any, Any]], packing: Packing) -> Naming:
    return Naming(editions, packing.occasions, packing.formats)
