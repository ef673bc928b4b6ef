"""The pipeline, stated once:

load_bank, load_role → select → plan → kit → view of an edition → template → HTML, PDF, DOCX.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from kitgen.bank.load import QuestionBank
from kitgen.editions.edition import VIEWS
from kitgen.editions.loop import loop_view
from kitgen.editions.view import Occasion
from kitgen.kit.freeze import plan
from kitgen.kit.kit import Kit, write_kit
from kitgen.kit.loop import whole_loops
from kitgen.kit.names import kit_name, loop_name, pack_name
from kitgen.kit.proof import proofread
from kitgen.literals import Format, RoundEdition
from kitgen.output import OutputFile
from kitgen.render.html import render_html
from kitgen.role.apply import apply_overrides
from kitgen.role.role import Role, pick_rounds
from kitgen.selection import Selection, SelectionOptions, SelectionProblem, select
from kitgen.theme import Theme


def problem_of(bank: QuestionBank, role: Role, options: SelectionOptions) -> SelectionProblem:
    """Bring together what a selection starts from: the bank as the role wants it."""
    return SelectionProblem(apply_overrides(bank, role), role, options)


def make_kits(
    problem: SelectionProblem, rounds: Sequence[str] = ()
) -> tuple[tuple[Selection, ...], tuple[Kit, ...]]:
    """Select for the whole loop, and freeze the rounds of those names, or all, of each form."""
    wanted = pick_rounds(problem.role, rounds)
    selections = select(problem)
    kits = (
        kit
        for selection in selections
        for kit in plan(problem.bank, problem.role, wanted, selection, problem.options.seed)
    )
    return selections, tuple(kits)


def make_packs(
    kit: Kit,
    editions: Sequence[RoundEdition],
    formats: Sequence[Format],
    theme: Theme,
    occasion: Occasion,
) -> Iterator[OutputFile]:
    """Render each edition once, and that document in each format."""
    proofread(kit)
    for edition in editions:
        document = render_html(edition, VIEWS[edition](kit, occasion), theme)
        for format_ in formats:
            yield OutputFile(pack_name(kit, edition, format_), _RENDERERS[format_](document, theme))


def make_loop_packs(
    kits: Sequence[Kit], formats: Sequence[Format], theme: Theme, occasion: Occasion
) -> Iterator[OutputFile]:
    """Render the loop edition of each loop once, and that document in each format.

    Raises BadRequest for kits that are not whole loops.
    """
    for loop in whole_loops(kits):
        document = render_html("loop", loop_view(loop, occasion), theme)
        for format_ in formats:
            yield OutputFile(loop_name(loop, format_), _RENDERERS[format_](document, theme))


def kit_file(kit: Kit) -> OutputFile:
    """Return the kit as a file that can be rendered again without the bank."""
    return OutputFile(kit_name(kit), write_kit(kit))


def _html(document: str, theme: Theme) -> bytes:
    from kitgen.render.html import with_style

    return with_style(document, theme)


def _pdf(document: str, theme: Theme) -> bytes:
    from kitgen.render.pdf.pdf import render_pdf

    return render_pdf(document, theme)


def _docx(document: str, theme: Theme) -> bytes:
    from kitgen.render.docx.docx import render_docx

    return render_docx(document, theme)


_RENDERERS: Mapping[Format, Callable[[str, Theme], bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
}
