"""What the names of files start with: the role, the form and the round."""

from collections.abc import Sequence
from dataclasses import dataclass

from kitgen.kit.kit import Kit
from kitgen.role.role import Role, Round

KIT_ENDING = "-kit.yaml"  # of the names of kits
# Where kits are that would be beside packs which a password protects.
NOT_PROTECTED = "not-protected"


@dataclass(frozen=True, slots=True)
class Slot:
    """A round of a form of a loop: what a kit is for, known before its questions are chosen."""

    role: str
    form: str | None
    round: str
    number: int
    of: int


def slot_of(kit: Kit) -> Slot:
    """Return what a kit is for."""
    return Slot(kit.role.name, kit.form, kit.round.id, kit.round.number, kit.round.of)


def slots_of(role: Role, rounds: Sequence[Round], forms: Sequence[str | None]) -> tuple[Slot, ...]:
    """Return what the kits of these rounds of a role will be for, form by form."""
    of = len(role.rounds)
    numbered = [(number, r) for number, r in enumerate(role.rounds, 1) if r in rounds]
    return tuple(
        Slot(role.name, form, r.id, number, of) for form in forms for number, r in numbered
    )


def stem(slot: Slot) -> str:
    """Return what the names of all files of a round start with."""
    whole = loop_stem(slot)
    if slot.of == 1:
        return f"{whole}-{slot.round}"
    return f"{whole}-{slot.number}-{slot.round}"


def loop_stem(slot: Slot) -> str:
    """Return what the names of all files of a loop start with."""
    return f"{slot.role}-form-{slot.form.lower()}" if slot.form else slot.role


def kit_name(slot: Slot, folder: str | None = None) -> str:
    """Return the name of a kit's own file, in a folder below that of the run if one is given."""
    name = f"{stem(slot)}{KIT_ENDING}"
    return f"{folder}/{name}" if folder else name
