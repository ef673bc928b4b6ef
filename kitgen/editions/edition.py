"""A kit → the view of one reader: an edition is an allow-list, copied field by field."""

from collections.abc import Callable, Mapping
from itertools import accumulate

from kitgen.bank.vocabulary import RatingLevel
from kitgen.editions.view import (
    AgendaItem,
    CandidateQuestion,
    CandidateView,
    CompetencyRow,
    Heading,
    InterviewerQuestion,
    InterviewerView,
    Occasion,
    ScorecardView,
    View,
)
from kitgen.kit.kit import Kit, KitCompetency, KitQuestion
from kitgen.literals import RoundEdition


def candidate(kit: Kit, occasion: Occasion) -> CandidateView:
    """Copy the few fields that a candidate may see."""
    return CandidateView(
        heading=_heading(kit),
        occasion=occasion,
        welcome=kit.scripts.welcome,
        opening_minutes=kit.round.opening,
        closing_minutes=kit.round.minutes - _starts(kit)[-1],
        questions=tuple(
            CandidateQuestion(number, q.minutes, q.prompt, q.handout)
            for number, q in enumerate(kit.questions, 1)
        ),
    )


def interviewer(kit: Kit, occasion: Occasion) -> InterviewerView:
    """Lay the kit out along the clock."""
    starts = _starts(kit)
    return InterviewerView(
        heading=_heading(kit),
        occasion=occasion,
        agenda=_agenda(kit, starts),
        opening=kit.scripts.opening,
        closing=kit.scripts.closing,
        closing_start=starts[-1],
        bar=kit.scale.bar,
        questions=tuple(
            _guide(kit, number, question, start)
            for number, (question, start) in enumerate(
                zip(kit.questions, starts[:-1], strict=True), 1
            )
        ),
        scorecard=scorecard(kit, occasion),
    )


def scorecard(kit: Kit, occasion: Occasion) -> ScorecardView:
    """Pair every competency with the questions that inform it."""
    return ScorecardView(
        heading=_heading(kit),
        occasion=occasion,
        questions=tuple((n, q.title, q.weight) for n, q in enumerate(kit.questions, 1)),
        competencies=tuple(_rated(kit, competency) for competency in kit.competencies),
        levels=kit.scale.levels,
        bar=next(level for level in kit.scale.levels if level.value == kit.scale.bar),
        verdicts=tuple(
            (verdict.label, kit.scale.threshold(verdict)) for verdict in kit.scale.verdicts
        ),
        verdict_below_bar=kit.scale.below_bar.label,
    )


VIEWS: Mapping[RoundEdition, Callable[[Kit, Occasion], View]] = {
    "interviewer": interviewer,
    "candidate": candidate,
    "scorecard": scorecard,
}


def _heading(kit: Kit) -> Heading:
    round_ = kit.round
    return Heading(
        kit.role.title,
        round_.title,
        round_.number,
        round_.of,
        round_.minutes,
        kit.id,
        kit.form,
    )


def _starts(kit: Kit) -> tuple[int, ...]:
    """Return the minute at which each question starts, and then that of the closing."""
    return tuple(accumulate((q.minutes for q in kit.questions), initial=kit.round.opening))


def _agenda(kit: Kit, starts: tuple[int, ...]) -> tuple[AgendaItem, ...]:
    titles = {competency.id: competency.title for competency in kit.competencies}
    asked = tuple(
        AgendaItem(start, q.minutes, n, q.title, tuple(titles[c] for c in q.competencies))
        for n, (q, start) in enumerate(zip(kit.questions, starts[:-1], strict=True), 1)
    )
    last = AgendaItem(
        starts[-1], kit.round.minutes - starts[-1], None, "The candidate's questions, close", ()
    )
    return (AgendaItem(0, kit.round.opening, None, "Welcome and how this works", ()), *asked, last)


def _guide(kit: Kit, number: int, question: KitQuestion, start: int) -> InterviewerQuestion:
    titles = {competency.id: competency.title for competency in kit.competencies}
    return InterviewerQuestion(
        number=number,
        title=question.title,
        category=question.category,
        start=start,
        end=start + question.minutes,
        minutes=question.minutes,
        competencies=tuple(titles[c] for c in question.competencies),
        prompt=question.prompt,
        handout=question.handout,
        answer=question.answer,
        needed=tuple(p for p in question.key_points if p.needed),
        nice=tuple(p for p in question.key_points if not p.needed),
        follow_ups=question.follow_ups,
        signals=question.signals,
        levels=tuple((level, _anchor(kit, question, level)) for level in kit.scale.levels),
        references=question.references,
        solution=question.solution,
    )


def _anchor(kit: Kit, question: KitQuestion, level: RatingLevel) -> str:
    """Return the anchor of a level; one that is not anchored lies between its neighbours."""
    if level.value in question.anchors:
        return question.anchors[level.value]
    place = kit.scale.levels.index(level)
    below, above = kit.scale.levels[place - 1], kit.scale.levels[place + 1]
    return f"Between {below.value} and {above.value}"


def _rated(kit: Kit, competency: KitCompetency) -> CompetencyRow:
    numbers = (n for n, q in enumerate(kit.questions, 1) if competency.id in q.competencies)
    return CompetencyRow(
        competency.title,
        competency.definition,
        competency.weight,
        competency.must_pass,
        tuple(numbers),
    )
