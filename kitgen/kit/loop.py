"""A loop: the kits of all rounds of a role, found among kits and seen to belong together."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from kitgen.errors import NotALoop, listed
from kitgen.kit.kit import Kit
from kitgen.kit.names import Slot, slot_of

Loop = tuple[Kit, ...]

# What all kits of one loop share.
_SHARED: Mapping[str, Callable[[Kit], object]] = {
    "seeds": lambda kit: kit.seed,
    "numbers of rounds": lambda kit: kit.round.of,
    "roles": lambda kit: kit.role,
    "scales": lambda kit: kit.scale,
}


def whole_loops(kits: Sequence[Kit]) -> tuple[Loop, ...]:
    """Sort kits into loops, one for each role and form, with their rounds in order.

    Raises NotALoop for rounds that are missing or given twice, and for kits that were not
    planned together.
    """
    loops: dict[tuple[str, str | None], list[Kit]] = {}
    for kit in kits:
        loops.setdefault((kit.role.name, kit.form), []).append(kit)
    _refuse(fault for loop in loops.values() for fault in _faults(loop))
    return tuple(tuple(sorted(loop, key=lambda kit: kit.round.number)) for loop in loops.values())


def loop_slots(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Return the first slot of each loop; raises NotALoop for rounds missing or given twice."""
    loops: dict[tuple[str, str | None], list[Slot]] = {}
    for slot in slots:
        loops.setdefault((slot.role, slot.form), []).append(slot)
    _refuse(fault for loop in loops.values() for fault in _round_faults(loop))
    return tuple(loop[0] for loop in loops.values())


def _refuse(faults: Iterable[str]) -> None:
    found = list(faults)
    if found:
        raise NotALoop(
            "\n".join(found),
            "a loop edition is made from the kits of all rounds, planned together: leave out "
            "--round, or name all kits",
        )


def _faults(loop: Sequence[Kit]) -> Iterator[str]:
    slots = [slot_of(kit) for kit in loop]
    differing = _differing(loop)
    if differing:
        yield f"{_name(slots[0])}: kits of different loops, since their {listed(differing)} differ"
    else:
        yield from _round_faults(slots)


def _round_faults(loop: Sequence[Slot]) -> Iterator[str]:
    slot = loop[0]
    given = Counter(slot.number for slot in loop)
    twice = sorted(number for number, times in given.items() if times > 1)
    missing = sorted(set(range(1, slot.of + 1)) - set(given))
    if twice:
        yield f"{_name(slot)}: two kits of {_rounds(twice)}"
    if missing:
        yield f"{_name(slot)}: no kit of {_rounds(missing)}, of {slot.of} in the loop"


def _name(slot: Slot) -> str:
    return f"{slot.role}, form {slot.form}" if slot.form else slot.role


def _differing(loop: Sequence[Kit]) -> list[str]:
    """Return the names of what these kits should share and do not."""
    first = loop[0]
    return [
        name
        for name, shared in _SHARED.items()
        if not all(shared(kit) == shared(first) for kit in loop)
    ]


def _rounds(numbers: Sequence[int]) -> str:
    noun = "rounds" if len(numbers) > 1 else "round"
    return f"{noun} {listed([str(number) for number in numbers])}"
