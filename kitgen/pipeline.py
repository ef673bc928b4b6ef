"""The pipeline, stated once:

load_bank, load_role → select → plan → kit → view of an edition → template → HTML, PDF, DOCX.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import product

from kitgen.bank import QuestionBank
from kitgen.edition import VIEWS
from kitgen.kit import Kit, write_kit
from kitgen.loop import Loop, whole_loops
from kitgen.loop_view import loop_view
from kitgen.output import File, loop_stem, stem
from kitgen.planning import plan
from kitgen.proof import proofread
from kitgen.render.html import render_html
from kitgen.role import Role, pick_rounds
from kitgen.selection import Case, Choice, Selection, select
from kitgen.tailoring import tailor
from kitgen.terms import Edition, Format, RoundEdition
from kitgen.theme import Theme
from kitgen.view import Occasion


def case_of(bank: QuestionBank, role: Role, choice: Choice) -> Case:
    """Bring together what a selection starts from: the bank as the role wants it."""
    return Case(tailor(bank, role), role, choice)


def make_kits(
    case: Case, rounds: Sequence[str] = ()
) -> tuple[tuple[Selection, ...], tuple[Kit, ...]]:
    """Select for the whole loop, and freeze the rounds of those names, or all, of each form."""
    wanted = pick_rounds(case.role, rounds)
    selections = select(case)
    kits = (
        kit
        for selection in selections
        for kit in plan(case.bank, case.role, wanted, selection, case.choice.seed)
    )
    return selections, tuple(kits)


def make_packs(
    kit: Kit,
    editions: Sequence[RoundEdition],
    formats: Sequence[Format],
    theme: Theme,
    occasion: Occasion,
) -> Iterator[File]:
    """Render each edition once, and that document in each format."""
    proofread(kit)
    for edition in editions:
        document = render_html(edition, VIEWS[edition](kit, occasion), theme)
        for format_ in formats:
            yield File(pack_name(kit, edition, format_), _RENDERERS[format_](document, theme))


def make_loop_packs(
    kits: Sequence[Kit], formats: Sequence[Format], theme: Theme, occasion: Occasion
) -> Iterator[File]:
    """Render the loop edition of each loop once, and that document in each format.

    Raises BadRequest for kits that are not whole loops.
    """
    for loop in whole_loops(kits):
        document = render_html("loop", loop_view(loop, occasion), theme)
        for format_ in formats:
            yield File(_loop_name(loop, format_), _RENDERERS[format_](document, theme))


def kit_file(kit: Kit) -> File:
    """Return the kit as a file that can be rendered again without the bank."""
    return File(kit_name(kit), write_kit(kit))


def kit_name(kit: Kit) -> str:
    """Return the name of a kit's own file."""
    return f"{_stem(kit)}-kit.yaml"


def pack_name(kit: Kit, edition: RoundEdition, format_: Format) -> str:
    """Return the name of a pack's file."""
    return f"{_stem(kit)}-{edition}.{format_}"


def pack_names(
    kits: Sequence[Kit], editions: Collection[Edition], formats: Collection[Format]
) -> tuple[str, ...]:
    """Return the names of all packs of these kits; raises BadRequest as `make_loop_packs` does."""
    of_rounds = product(kits, (edition for edition in VIEWS if edition in editions), formats)
    of_loops = product(whole_loops(kits) if "loop" in editions else (), formats)
    return (
        *(pack_name(kit, edition, format_) for kit, edition, format_ in of_rounds),
        *(_loop_name(loop, format_) for loop, format_ in of_loops),
    )


def _loop_name(loop: Loop, format_: Format) -> str:
    return f"{loop_stem(loop[0].role.name, loop[0].form)}-loop.{format_}"


def _stem(kit: Kit) -> str:
    return stem(kit.role.name, kit.form, kit.round.number, kit.round.of, kit.round.id)


def _html(document: str, theme: Theme) -> bytes:
    from kitgen.render.html import with_style

    return with_style(document, theme)


def _pdf(document: str, theme: Theme) -> bytes:
    from kitgen.render.pdf import render_pdf

    return render_pdf(document, theme)


def _docx(document: str, theme: Theme) -> bytes:
    from kitgen.render.docx import render_docx

    return render_docx(document, theme)


_RENDERERS: Mapping[Format, Callable[[str, Theme], bytes]] = {
    "html": _html,
    "pdf": _pdf,
    "docx": _docx,
}
