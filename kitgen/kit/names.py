"""The names of the files that kits and packs are written to."""

from collections.abc import Collection, Sequence
from itertools import product

from kitgen.kit.kit import Kit
from kitgen.kit.loop import Loop, whole_loops
from kitgen.literals import ROUND_EDITIONS, Edition, Format, RoundEdition


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
    of_rounds = product(
        kits, (edition for edition in ROUND_EDITIONS if edition in editions), formats
    )
    of_loops = product(whole_loops(kits) if "loop" in editions else (), formats)
    return (
        *(pack_name(kit, edition, format_) for kit, edition, format_ in of_rounds),
        *(loop_name(loop, format_) for loop, format_ in of_loops),
    )


def loop_name(loop: Loop, format_: Format) -> str:
    """Return the name of the file of a loop edition."""
    return f"{loop_stem(loop[0].role.name, loop[0].form)}-loop.{format_}"


def _stem(kit: Kit) -> str:
    return stem(kit.role.name, kit.form, kit.round.number, kit.round.of, kit.round.id)


def stem(role: str, form: str | None, number: int, of: int, round_: str) -> str:
    """Return what the names of all files of a round start with."""
    whole = loop_stem(role, form)
    return f"{whole}-{number}-{round_}" if of > 1 else f"{whole}-{round_}"


def loop_stem(role: str, form: str | None) -> str:
    """Return what the names of all files of a loop start with."""
    return f"{role}-form-{form.lower()}" if form else role
