"""Roles to fill in: one that changes another, and one for what a bank has."""

from collections.abc import Sequence
from string import Template

from kitgen.bank.load import QuestionBank
from kitgen.bank.question import Question
from kitgen.bank.term import titled
from kitgen.files.dump import scalar
from kitgen.role.role import CLOSING, OPENING, Role
from kitgen.workspace.fitting import Fitting, fitting

_EXTENDING = Template(
    """\
# Only what differs from the role that this one extends: take away a '# ' to change it.
extends: $extends
title: $title

# competencies:                         # by id: change a weight, add one, or drop one
#   - {id: $competency, weight: 4}
#   - {id: $competency, drop: true}

# rounds:                               # by id as well
#   - id: $round
#     minutes: 45
#     blueprint:
#       - {category: $category, count: 3}

# bar: $bar                                # the lowest level that meets the standard
# must_pass: [$competency]

# questions:                            # any question, for this role only
#   $question:
#     minutes: 9
#     anchors:
#       $bar: What meets the bar here.
"""
)
_OF_BANK = Template(
    """\
# A role: whom to hire, for what, and in which interviews.
title: $title
# known seniorities: $seniorities
seniority: $seniority

# What to hire for; each counts as much as its weight beside the others.
# known competencies: $known
$competencies
# The interviews, in order; minutes include opening and closing.
rounds:
$rounds"""
)
_ROUND = Template(
    """\
  - id: $id
    title: $title
    minutes: $minutes
    blueprint:
      - {category: $id, count: $count}
"""
)
_STEP = 15  # rounds are as long as a calendar has them


def extending_role(name: str, parent: Role, bank: QuestionBank) -> str:
    """Return a role to fill in, which changes nothing yet of the role that it extends."""
    round_ = parent.rounds[0]
    competencies = [weight.id for weight in parent.competencies]
    competencies += [competency.id for competency in bank.competencies]
    return _EXTENDING.substitute(
        extends=scalar(parent.name),
        title=scalar(titled(name)),
        competency=(*competencies, "ID")[0],
        round=round_.id,
        category=(*round_.categories, "ID")[0],
        bar=parent.bar or bank.scale.bar,
        question=(*(question.id for question in bank.questions), "ID")[0],
    )


def role_of_bank(name: str, bank: QuestionBank) -> str:
    """Return a role that extends none: a round for each category, with what its questions allow.

    Raises BadRequest for a bank without categories.
    """
    fit = fitting(bank)
    return _OF_BANK.substitute(
        title=scalar(titled(name)),
        seniorities=", ".join(bank.seniority_ids),
        seniority=scalar(fit.seniority),
        known=", ".join(competency.id for competency in bank.competencies),
        competencies=_competencies(fit),
        rounds="".join(
            _round(bank.category(category).title, category, questions)
            for category, questions in fit.by_category.items()
        ),
    )


def _competencies(fit: Fitting) -> str:
    if not fit.competencies:
        return ""
    lines = [f"  - {{id: {scalar(name)}, weight: 1}}" for name in fit.competencies]
    free = "" if fit.is_by_weight else "evidence: free    # the questions are too few for shares\n"
    return "\n".join(("competencies:", *lines, free))


def _round(title: str, category: str, questions: Sequence[Question]) -> str:
    needed = OPENING + CLOSING + sum(question.minutes for question in questions)
    return _ROUND.substitute(
        id=scalar(category),
        title=scalar(title),
        minutes=max(2 * _STEP, -(-needed // _STEP) * _STEP),
        count=max(1, len(questions)),
    )
