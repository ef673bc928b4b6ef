"""A role as its file has it and as a user wishes it: flags build the same blueprint as files."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kitgen.bank import QuestionBank
from kitgen.blueprint import Constraint
from kitgen.errors import BadRequest, InvalidInput, Issue
from kitgen.lineage import merged_role, role_file, role_names
from kitgen.overlay import Merged
from kitgen.role import CLOSING, OPENING, ROUND, Role, Round
from kitgen.role_faults import cross_faults
from kitgen.source import Place, validate
from kitgen.terms import Seniority


@dataclass(frozen=True, slots=True)
class Wish:
    """What a user asks for beyond the role's file; None and empty leave the role as it is.

    `sections` are the rows of one round of the user's own.
    """

    seniority: Seniority | None = None
    sections: tuple[Constraint, ...] = ()
    minutes: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    borrow: tuple[Seniority, ...] = ()


def load_role(name: str | None, wish: Wish, bank: QuestionBank, own: Path | None = None) -> Role:
    """Load a role by name, from the folder `own` or built in, or by path, and apply the wish.

    Without a name the wish must say seniority and sections. Raises UnknownName, BadRequest, and
    InvalidInput with every fault of the file, terms unknown to the bank included.
    """
    _check_names(wish, bank)
    if name is None:
        return _with_rows(_role_from(wish, bank), wish)
    merged, role = read_role(role_file(name, own))
    issues = tuple(cross_faults(merged, role, bank))
    if issues:
        raise InvalidInput(issues)
    return _with_rows(_apply(role, wish, bank), wish)


def read_role(path: Path) -> tuple[Merged, Role]:
    """Read a role file over those it extends, whatever the bank knows; raises InvalidInput."""
    merged = merged_role(path)
    faults = list(_reserved_keys(merged))
    if faults:
        raise InvalidInput(faults)
    role = validate(Role, merged, name=path.stem)
    return merged, role.model_copy(update={"origins": _origins(merged, role)})


def _reserved_keys(merged: Merged) -> list[Issue]:
    message = {
        "name": "the name is the name of the file; remove this key",
        "origins": "unknown key 'origins'",
    }
    return [
        merged.issue((key,), text, key=True) for key, text in message.items() if key in merged.value
    ]


def _origins(merged: Merged, role: Role) -> Mapping[Place, str]:
    """Return file and line of every row and every round's minutes."""
    places: list[Place] = [("blueprint", m) for m in range(len(role.blueprint))]
    for n, round_ in enumerate(role.rounds):
        places += [("rounds", n, "blueprint", m) for m in range(len(round_.blueprint))]
        places.append(("rounds", n, "minutes"))
    places += [("competencies", n) for n in range(len(role.competencies))]
    return {place: _short(origin) for place in places if (origin := merged.origin(place))}


def _short(origin: str) -> str:
    """Name the file of a built-in role without the folder that kitgen is in."""
    folder = str(role_file("senior-ml-engineer").parent)
    return origin.removeprefix(folder).lstrip("/\\") if origin.startswith(folder) else origin


def _check_names(wish: Wish, bank: QuestionBank) -> None:
    for section in wish.sections:
        for category in section.category or ():
            bank.category(category)
    for question_id in (*wish.include, *wish.exclude):
        bank.question(question_id)
    both = set(wish.include) & set(wish.exclude)
    if both:
        raise BadRequest(f"both included and excluded: {', '.join(sorted(both))}")


def _role_from(wish: Wish, bank: QuestionBank) -> Role:
    if wish.seniority is None or not wish.sections:
        raise BadRequest(
            "name a role, or say both --seniority and --category",
            f"roles: {', '.join(role_names())}",
        )
    return Role(
        name=f"{wish.seniority}-interview",
        title=f"{wish.seniority.capitalize()} interview",
        seniority=wish.seniority,
        rounds=(_round_from(wish, bank),),
        origins=_round_origins(wish),
    )


def _round_from(wish: Wish, bank: QuestionBank) -> Round:
    titles = {
        bank.category(name).title: None for row in wish.sections for name in row.category or ()
    }
    minutes = ROUND if wish.minutes is None else wish.minutes
    _check_minutes(minutes, OPENING, CLOSING)
    title = ", ".join(titles)
    return Round(id="questions", title=title, minutes=minutes, blueprint=wish.sections)


def _round_origins(wish: Wish) -> dict[Place, str]:
    rows: dict[Place, str] = {
        ("rounds", 0, "blueprint", m): f"--category {', '.join(row.category or ())}"
        for m, row in enumerate(wish.sections)
    }
    return {**rows, ("rounds", 0, "minutes"): "--minutes"}


def _apply(role: Role, wish: Wish, bank: QuestionBank) -> Role:
    if wish.seniority:
        role = role.model_copy(update={"seniority": wish.seniority})
    if wish.sections:
        return _replanned(role, (_round_from(wish, bank),), _round_origins(wish))
    if wish.minutes is not None:
        for round_ in role.rounds:
            _check_minutes(wish.minutes, round_.opening, round_.closing)
        rounds = tuple(r.model_copy(update={"minutes": wish.minutes}) for r in role.rounds)
        flags = {("rounds", n, "minutes"): "--minutes" for n in range(len(rounds))}
        return role.model_copy(update={"rounds": rounds, "origins": {**role.origins, **flags}})
    return role


def _replanned(role: Role, rounds: tuple[Round, ...], flags: Mapping[Place, str]) -> Role:
    """Ask one round of the user's own: what the role says of its whole loop does not bind it."""
    return role.model_copy(
        update={"rounds": rounds, "blueprint": (), "evidence": "free", "origins": flags}
    )


def _with_rows(role: Role, wish: Wish) -> Role:
    """Add the rows that --include and --exclude mean, and the levels to borrow from."""
    rows = [Constraint(include=(name,)) for name in wish.include]
    rows += [Constraint(exclude=(name,)) for name in wish.exclude]
    said = [f"--include {name}" for name in wish.include]
    said += [f"--exclude {name}" for name in wish.exclude]
    flags = {("blueprint", len(role.blueprint) + n): text for n, text in enumerate(said)}
    return role.model_copy(
        update={
            "blueprint": (*role.blueprint, *rows),
            "borrow": tuple(dict.fromkeys((*role.borrow, *wish.borrow))),
            "origins": {**role.origins, **flags},
        }
    )


def _check_minutes(minutes: int, opening: int, closing: int) -> None:
    if minutes <= opening + closing:
        raise BadRequest(
            f"--minutes {minutes} leaves no time for questions: opening and closing "
            f"take {opening + closing}"
        )
