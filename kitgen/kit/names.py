"""What the names of files start with: the role, the form and the round."""

from kitgen.kit.kit import Kit
from kitgen.kit.loop import Loop


def stem(kit: Kit) -> str:
    """Return what the names of all files of a round start with."""
    whole = loop_stem((kit,))
    if kit.round.of == 1:
        return f"{whole}-{kit.round.id}"
    return f"{whole}-{kit.round.number}-{kit.round.id}"


def loop_stem(loop: Loop) -> str:
    """Return what the names of all files of a loop start with."""
    role, form = loop[0].role.name, loop[0].form
    return f"{role}-form-{form.lower()}" if form else role


def kit_name(kit: Kit) -> str:
    """Return the name of a kit's own file."""
    return f"{stem(kit)}-kit.yaml"
