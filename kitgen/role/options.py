"""What a user asks for beyond a role's file: flags make the same blueprint as files."""

from dataclasses import dataclass

from kitgen.bank.load import QuestionBank
from kitgen.bank.vocabulary import Seniority
from kitgen.errors import BadRequest, YamlPath
from kitgen.role.kept import Kept, with_kept
from kitgen.role.loaded import Flag, LoadedRole, Origins
from kitgen.role.role import CLOSING, OPENING, ROUND, Role, Round
from kitgen.role.rows import Count, Exclude, Include, Row
from kitgen.words import Words


@dataclass(frozen=True, slots=True)
class RoleOptions:
    """What a user asks for beyond the role's file; None and empty leave the role as it is.

    `sections` are the rows of one round that takes the place of the role's. What kits of `keep`
    ask stays in their rounds, in every form, unless it is excluded.
    """

    seniority: str | None = None
    sections: tuple[Count, ...] = ()
    minutes: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    borrow: tuple[str, ...] = ()
    keep: tuple[Kept, ...] = ()


def check_names(options: RoleOptions, bank: QuestionBank) -> None:
    """Raise UnknownName for names that are not known, BadRequest for contradictions."""
    levels = (options.seniority, *options.borrow) if options.seniority else options.borrow
    for level in levels:
        bank.seniority(level)
    for section in options.sections:
        for category in section.category or ():
            bank.category(category)
    for question_id in (*options.include, *options.exclude):
        bank.question(question_id)
    both = set(options.include) & set(options.exclude)
    if both:
        raise BadRequest(f"both included and excluded: {', '.join(sorted(both))}")


def role_from(
    seniority: Seniority, options: RoleOptions, bank: QuestionBank, words: Words
) -> LoadedRole:
    """Return the role of one round that the options alone describe, with their sections."""
    role = Role(
        name=f"{seniority.id}-interview",
        title=words.interview.format(seniority=seniority.title),
        seniority=seniority.id,
        rounds=(_round_from(options, bank),),
    )
    return LoadedRole(role, _round_origins(options))


def _round_from(options: RoleOptions, bank: QuestionBank) -> Round:
    named = (name for section in options.sections for name in section.category or ())
    titles = [bank.category(name).title for name in dict.fromkeys(named)]
    minutes = ROUND if options.minutes is None else options.minutes
    _check_minutes(minutes, OPENING, CLOSING)
    return Round(
        id="questions", title=", ".join(titles), minutes=minutes, blueprint=options.sections
    )


def _round_origins(options: RoleOptions) -> Origins:
    origins: dict[YamlPath, Flag] = {("rounds", 0, "minutes"): Flag("--minutes")}
    for m, section in enumerate(options.sections):
        origins["rounds", 0, "blueprint", m] = Flag(category_option(section))
    return origins


def category_option(section: Count) -> str:
    """Return a row of one category as one types it: --category ml-theory=2-4."""
    (category,) = section.category or ()
    return f"--category {category}{_typed_count(section)}"


def _typed_count(section: Count) -> str:
    if not section.bounded:
        return ""
    if section.most is None:
        return f"={section.least}+"
    if section.least == section.most:
        return f"={section.least}"
    return f"={section.least}-{section.most}"


def apply(loaded: LoadedRole, options: RoleOptions, bank: QuestionBank) -> LoadedRole:
    """Return the role with the seniority, sections and minutes that the options ask for."""
    if options.seniority:
        role = loaded.role.model_copy(update={"seniority": options.seniority})
        loaded = LoadedRole(role, loaded.origins)
    if options.sections:
        return _with_one_round(loaded.role, options, bank)
    if options.minutes is not None:
        return _with_minutes(loaded, options.minutes)
    return loaded


def _with_one_round(role: Role, options: RoleOptions, bank: QuestionBank) -> LoadedRole:
    """Replace the rounds by one of the options; what is written for a whole loop is left out."""
    rounds = (_round_from(options, bank),)
    role = role.model_copy(update={"rounds": rounds, "blueprint": (), "evidence": "free"})
    return LoadedRole(role, _round_origins(options))


def _with_minutes(loaded: LoadedRole, minutes: int) -> LoadedRole:
    rounds = loaded.role.rounds
    for round_ in rounds:
        _check_minutes(minutes, round_.opening, round_.closing)
    changed = tuple(round_.model_copy(update={"minutes": minutes}) for round_ in rounds)
    flags: Origins = {("rounds", n, "minutes"): Flag("--minutes") for n in range(len(rounds))}
    return LoadedRole(
        loaded.role.model_copy(update={"rounds": changed}), {**loaded.origins, **flags}
    )


def with_rows(loaded: LoadedRole, options: RoleOptions, bank: QuestionBank) -> LoadedRole:
    """Add the rows that --include, --exclude and --keep mean, and the levels to borrow from."""
    loaded = with_kept(loaded, options.keep, options.exclude, bank)
    role = loaded.role
    rows: list[tuple[Row, Flag]] = []
    for name in options.include:
        rows.append((Include(include=(name,)), Flag(f"--include {name}")))
    for name in options.exclude:
        rows.append((Exclude(exclude=(name,)), Flag(f"--exclude {name}")))
    first = len(role.blueprint)
    flags: Origins = {("blueprint", first + n): flag for n, (_, flag) in enumerate(rows)}
    update = {
        "blueprint": (*role.blueprint, *(row for row, _ in rows)),
        "borrow": tuple(dict.fromkeys((*role.borrow, *options.borrow))),
    }
    return LoadedRole(role.model_copy(update=update), {**loaded.origins, **flags})


def _check_minutes(minutes: int, opening: int, closing: int) -> None:
    if minutes <= opening + closing:
        raise BadRequest(
            f"--minutes {minutes} leaves no time for questions: opening and closing "
            f"take {opening + closing}"
        )
