"""The pipeline, stated once:

load_bank, load_role → select → plan → kit → view of an edition → template → HTML, PDF, DOCX.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from kitgen.bank import QuestionBank
from kitgen.edition import VIEWS
from kitgen.kit import Kit, plan, write_kit
from kitgen.output import File, stem
from kitgen.proof import proofread
from kitgen.render.html import render_html
from kitgen.role import Role, pick_rounds
from kitgen.selection import Choice, select
from kitgen.tailoring import tailor
from kitgen.terms import Edition, Format
from kitgen.theme import Theme
from kitgen.view import Occasion


def make_kits(
    bank: QuestionBank, role: Role, choice: Choice, rounds: Sequence[str] = ()
) -> tuple[Kit, ...]:
    """Select for the whole loop, and freeze the rounds of those names, or all of them."""
    wanted = pick_rounds(role, rounds)
    bank = tailor(bank, role)
    selection = select(bank, role, choice)
    return plan(bank, role, wanted, selection, choice.seed)


def make_packs(
    kit: Kit,
    editions: Sequence[Edition],
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


def kit_file(kit: Kit) -> File:
    """Return the kit as a file that can be rendered again without the bank."""
    return File(kit_name(kit), write_kit(kit))


def kit_name(kit: Kit) -> str:
    """Return the name of a kit's own file."""
    return f"{_stem(kit)}-kit.yaml"


def pack_name(kit: Kit, edition: Edition, format_: Format) -> str:
    """Return the name of a pack's file."""
    return f"{_stem(kit)}-{edition}.{format_}"


def _stem(kit: Kit) -> str:
    return stem(kit.role.name, kit.round.number, kit.round.of, kit.round.id)


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
