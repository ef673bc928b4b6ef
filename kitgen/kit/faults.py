"""Faults that need several fields of a kit to be seen; a kit that was planned has none of them."""

from collections.abc import Collection, Iterator, Sequence

from kitgen.bank.vocabulary import Scale
from kitgen.bank.weights import mixed
from kitgen.errors import Issue, YamlPath, quote, suggest
from kitgen.files.fields import markdown_texts
from kitgen.files.source import Source
from kitgen.kit.figures import files_in, printed
from kitgen.kit.kit import Kit, KitCase, KitCompetency
from kitgen.kit.question import KitQuestion
from kitgen.pictures.figure import FigureFault
from kitgen.repeats import repeats


def kit_faults(kit: Kit, source: Source) -> Iterator[Issue]:
    """Yield the parts of a kit that contradict each other, each with its place in the file."""
    yield from _round_faults(kit, source)
    yield from _repeated_ids(kit.role.competencies, ("role", "competencies"), source)
    yield from _repeated_ids(kit.competencies, ("competencies",), source)
    yield from _repeated_ids(kit.cases, ("cases",), source)
    yield from _repeated_ids(kit.questions, ("questions",), source)
    yield from _case_faults(kit, source)
    yield from _figure_faults(kit, source)
    yield from _competency_faults(kit, source)
    yield from _idle_competencies(kit, source)
    yield from _coding_faults(kit, source)
    for number, question in enumerate(kit.questions):
        place = ("questions", number)
        yield from _evidence_faults(kit, question, place, source)
        yield from _anchor_faults(kit.scale, question, place, source)


def _round_faults(kit: Kit, source: Source) -> Iterator[Issue]:
    round_ = kit.round
    if round_.number > round_.of:
        message = f"round {round_.number} of a loop that has {round_.of}"
        yield source.issue(("round", "number"), message)
    needed = kit.closing_start + round_.closing
    if needed > round_.minutes:
        message = (
            f"opening, questions and closing take {needed} minutes, and the round has "
            f"{round_.minutes}"
        )
        yield source.issue(("round", "minutes"), message)


def _repeated_ids(
    parts: Sequence[KitCase | KitCompetency | KitQuestion], place: YamlPath, source: Source
) -> Iterator[Issue]:
    for number, name in repeats(part.id for part in parts):
        yield source.issue((*place, number, "id"), f"{quote(name)} is listed twice")


def _case_faults(kit: Kit, source: Source) -> Iterator[Issue]:
    known = dict.fromkeys(case.id for case in kit.cases)
    for number, question in enumerate(kit.questions):
        if question.case and question.case not in known:
            message = f"unknown case {quote(question.case)}{suggest(question.case, known)}"
            yield source.issue(("questions", number, "case"), message)
    named = {question.case for question in kit.questions}
    for number, name in enumerate(known):
        if name not in named:
            message = f"no question of this kit is about the case {quote(name)}; remove it"
            yield source.issue(("cases", number, "id"), message)


def _figure_faults(kit: Kit, source: Source) -> Iterator[Issue]:
    """Yield figures that cannot be printed, or that the kit has twice."""
    for number, name in repeats(figure.file for figure in kit.figures):
        yield source.issue(("figures", number, "file"), f"{quote(name)} is listed twice")
    for number, figure in enumerate(kit.figures):
        try:
            printed(figure)
        except FigureFault as fault:
            message = f"figure {quote(figure.file)}: {fault}"
            yield source.issue(("figures", number, "content"), message)
    files = dict.fromkeys(figure.file for figure in kit.figures)
    if files:
        yield from _missing_figures(kit, files, source)


def _missing_figures(kit: Kit, files: Collection[str], source: Source) -> Iterator[Issue]:
    """Yield figures that the kit lacks; one without any is from before kits had them."""
    for text in markdown_texts(kit):
        for file in files_in(text):
            if file not in files:
                message = f"the kit has no figure {quote(file)}{suggest(file, files)}"
                yield source.issue(text.place, message)


def _competency_faults(kit: Kit, source: Source) -> Iterator[Issue]:
    """Yield competencies that the role lacks, or has otherwise: the loop edition takes its own."""
    of_role = {competency.id: competency for competency in kit.role.competencies}
    if mixed(competency.weight for competency in kit.role.competencies):
        message = "weights are all shares (50 %) or all whole numbers (3), not both"
        yield source.issue(("role", "competencies"), message)
    for number, competency in enumerate(kit.competencies):
        place = ("competencies", number, "id")
        if competency.id not in of_role:
            message = f"{quote(competency.id)} is not among the competencies of the role"
            yield source.issue(place, f"{message}{suggest(competency.id, of_role)}")
        elif competency != of_role[competency.id]:
            message = f"{quote(competency.id)} differs from the competency of the role; change both"
            yield source.issue(place, message)


def _idle_competencies(kit: Kit, source: Source) -> Iterator[Issue]:
    """Yield competencies that no question shows: the scorecard could not rate them."""
    shown = {name for question in kit.questions for name in question.competencies}
    if not shown <= {competency.id for competency in kit.competencies}:
        return  # perhaps misspelt in a question, which is a fault already
    for number, competency in enumerate(kit.competencies):
        if competency.id not in shown:
            must_pass = ", which must pass" if competency.must_pass else ""
            message = (
                f"no question of this kit gives evidence of {quote(competency.id)}{must_pass}; "
                "remove it here, or name it in a question"
            )
            yield source.issue(("competencies", number, "id"), message)


def _coding_faults(kit: Kit, source: Source) -> Iterator[Issue]:
    if kit.coding and all(question.kind != "coding" for question in kit.questions):
        message = "no question of this kit is a coding question; set coding: null"
        yield source.issue(("coding",), message, key=True)


def _evidence_faults(
    kit: Kit, question: KitQuestion, place: YamlPath, source: Source
) -> Iterator[Issue]:
    known = dict.fromkeys(competency.id for competency in kit.competencies)
    at = (*place, "competencies")
    for number, name in enumerate(question.competencies):
        if name not in known:
            message = f"unknown competency {quote(name)}{suggest(name, known)}"
            yield source.issue((*at, number), message)
    for number, name in repeats(question.competencies):
        yield source.issue((*at, number), f"{quote(name)} is listed twice")


def _anchor_faults(
    scale: Scale, question: KitQuestion, place: YamlPath, source: Source
) -> Iterator[Issue]:
    anchors = question.anchors
    for level in scale.levels:
        is_left_out = "rubric" in question.unwritten
        if level.anchored and level.value not in anchors and not is_left_out:
            message = f"no anchor for level {level.value} ({level.label})"
            yield source.issue((*place, "anchors"), message, key=True)
    values = [level.value for level in scale.levels]
    for value in anchors:
        if value not in values:
            message = f"level {value} is not on the scale ({', '.join(map(str, values))})"
            yield source.issue((*place, "anchors", value), message, key=True)
