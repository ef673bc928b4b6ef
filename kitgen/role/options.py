"""What a user asks for beyond a role's file: flags make the same blueprint as files."""

from collections.abc import Mapping
from dataclasses import dataclass

from kitgen.bank.load import QuestionBank
from kitgen.errors import BadRequest, YamlPath
from kitgen.literals import Seniority
from kitgen.role.inherit import role_names
from kitgen.role.role import CLOSING, OPENING, ROUND, Role, Round
from kitgen.role.rows import Row


@dataclass(frozen=True, slots=True)
class RoleOptions:
    """What a user asks for beyond the role's file; None and empty leave the role as it is.

    `sections` are the rows of one round of the user's own.
    """

    seniority: Seniority | None = None
    sections: tuple[Row, ...] = ()
    minutes: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    borrow: tuple[Seniority, ...] = ()


def check_names(options: RoleOptions, bank: QuestionBank) -> None:
    """Raise UnknownName for what the bank does not know, BadRequest for contradictions."""
    for section in options.sections:
        for category in section.category or ():
            bank.category(category)
    for question_id in (*options.include, *options.exclude):
        bank.question(question_id)
    both = set(options.include) & set(options.exclude)
    if both:
        raise BadRequest(f"both included and excluded: {', '.join(sorted(both))}")


def role_from(options: RoleOptions, bank: QuestionBank) -> Role:
    """Return the role of one round that the options alone describe."""
    if options.seniority is None or not options.sections:
        raise BadRequest(
            "name a role, or say both --seniority and --category",
            f"roles: {', '.join(role_names())}",
        )
    return Role(
        name=f"{options.seniority}-interview",
        title=f"{options.seniority.capitalize()} interview",
        seniority=options.seniority,
        rounds=(_round_from(options, bank),),
        origins=_round_origins(options),
    )


def _round_from(options: RoleOptions, bank: QuestionBank) -> Round:
    titles = {
        bank.category(name).title: None for row in options.sections for name in row.category or ()
    }
    minutes = ROUND if options.minutes is None else options.minutes
    _check_minutes(minutes, OPENING, CLOSING)
    title = ", ".join(titles)
    return Round(id="questions", title=title, minutes=minutes, blueprint=options.sections)


def _round_origins(options: RoleOptions) -> dict[YamlPath, str]:
    rows: dict[YamlPath, str] = {
        ("rounds", 0, "blueprint", m): f"--category {', '.join(row.category or ())}"
        for m, row in enumerate(options.sections)
    }
    return {**rows, ("rounds", 0, "minutes"): "--minutes"}


def apply(role: Role, options: RoleOptions, bank: QuestionBank) -> Role:
    """Return the role with the seniority, sections and minutes that the options ask for."""
    if options.seniority:
        role = role.model_copy(update={"seniority": options.seniority})
    if options.sections:
        return _replanned(role, (_round_from(options, bank),), _round_origins(options))
    if options.minutes is not None:
        for round_ in role.rounds:
            _check_minutes(options.minutes, round_.opening, round_.closing)
        rounds = tuple(r.model_copy(update={"minutes": options.minutes}) for r in role.rounds)
        flags = {("rounds", n, "minutes"): "--minutes" for n in range(len(rounds))}
        return role.model_copy(update={"rounds": rounds, "origins": {**role.origins, **flags}})
    return role


def _replanned(role: Role, rounds: tuple[Round, ...], flags: Mapping[YamlPath, str]) -> Role:
    """Ask one round of the user's own: what the role says of its whole loop does not bind it."""
    return role.model_copy(
        update={"rounds": rounds, "blueprint": (), "evidence": "free", "origins": flags}
    )


def with_rows(role: Role, options: RoleOptions) -> Role:
    """Add the rows that --include and --exclude mean, and the levels to borrow from."""
    rows = [Row(include=(name,)) for name in options.include]
    rows += [Row(exclude=(name,)) for name in options.exclude]
    said = [f"--include {name}" for name in options.include]
    said += [f"--exclude {name}" for name in options.exclude]
    flags = {("blueprint", len(role.blueprint) + n): text for n, text in enumerate(said)}
    return role.model_copy(
        update={
            "blueprint": (*role.blueprint, *rows),
            "borrow": tuple(dict.fromkeys((*role.borrow, *options.borrow))),
            "origins": {**role.origins, **flags},
        }
    )


def _check_minutes(minutes: int, opening: int, closing: int) -> None:
    if minutes <= opening + closing:
        raise BadRequest(
            f"--minutes {minutes} leaves no time for questions: opening and closing "
            f"take {opening + closing}"
        )
