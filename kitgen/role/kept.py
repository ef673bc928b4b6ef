"""Rounds that ask again what a kit of theirs asked."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kitgen.bank.load import QuestionBank
from kitgen.errors import BadRequest
from kitgen.role.loaded import Flag, LoadedRole
from kitgen.role.role import Role
from kitgen.role.rows import Include


@dataclass(frozen=True, slots=True)
class Kept:
    """What the kit in `file` asks, by the ids of its round and questions."""

    file: str
    round: str
    questions: tuple[str, ...]


def with_kept(
    loaded: LoadedRole, kept: Sequence[Kept], leaving: Collection[str], bank: QuestionBank
) -> LoadedRole:
    """Add a row to the round of each kit that includes its questions, without those `leaving`.

    Raises BadRequest for a round or a question that is no longer there, and for two kits of one
    round.
    """
    faults = list(_faults(loaded.role, kept, leaving, bank))
    if faults:
        raise BadRequest("\n".join(faults), "leave out --keep of these kits")
    rounds, origins = list(loaded.role.rounds), dict(loaded.origins)
    places = {round_.id: n for n, round_ in enumerate(rounds)}
    for kit in kept:
        n = places[kit.round]
        staying = tuple(name for name in kit.questions if name not in leaving)
        if staying:
            blueprint = rounds[n].blueprint
            origins["rounds", n, "blueprint", len(blueprint)] = Flag(f"--keep {kit.file}")
            row = Include(include=staying)
            rounds[n] = rounds[n].model_copy(update={"blueprint": (*blueprint, row)})
    return LoadedRole(loaded.role.model_copy(update={"rounds": tuple(rounds)}), origins)


def _faults(
    role: Role, kept: Sequence[Kept], leaving: Collection[str], bank: QuestionBank
) -> Iterator[str]:
    rounds = [round_.id for round_ in role.rounds]
    known = {question.id for question in bank.questions}
    first: dict[str, str] = {}
    for kit in kept:
        if kit.round not in rounds:
            yield f"{kit.file}: the role has no round '{kit.round}'"
        elif kit.round in first:
            yield f"{kit.file}: round '{kit.round}' is kept already, from {first[kit.round]}"
        first.setdefault(kit.round, kit.file)
        for name in kit.questions:
            if name not in known and name not in leaving:
                yield f"{kit.file}: question '{name}' is not in the bank"
