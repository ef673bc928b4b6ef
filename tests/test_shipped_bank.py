"""The shipped bank and roles: complete, fillable at many seeds, and fit to print."""

import re

import pytest

from kitgen.render import markdown
from kitgen.role.inherit import role_names
from kitgen.role.load import load_role
from kitgen.role.options import RoleOptions
from kitgen.selection import SelectionOptions, SelectionProblem, select
from tests.extent import extent

SEEDS = range(extent(1, 3))  # whether a role can be filled is the same at every seed


def test_every_question_is_complete(bank):
    for q in bank.questions:
        assert q.status == "reviewed", q.id
        assert len(q.follow_ups) >= 2, q.id
        assert len(q.signals.strong) >= 2, q.id
        assert len(q.signals.weak) >= 2, q.id
        assert any(point.needed for point in q.key_points), q.id
        assert any(not point.needed for point in q.key_points), q.id
        assert set(q.rubric) <= {"default", *q.seniority}, q.id
        assert q.category != "ml-coding" or q.solution is not None, q.id
        assert (q.solution is None) == (q.checks is None), q.id


def test_anchors_are_each_question_s_own(bank):
    anchors = [
        text
        for q in bank.questions
        for seniority in q.seniority
        for text in set(q.anchors(seniority).values())
    ]
    own = {
        (q.id, text) for q in bank.questions for s in q.seniority for text in q.anchors(s).values()
    }
    assert len({text for _, text in own}) == len(own)
    assert all(len(text.split()) >= 8 for text in anchors)


def test_anchors_do_not_point_at_what_a_kit_does_not_show(bank):
    """A kit prints one seniority's anchors; 'as 4 of the default' would lead nowhere."""
    pointing = [
        (q.id, seniority, level)
        for q in bank.questions
        for seniority in q.seniority
        for level, text in q.anchors(seniority).items()
        if re.search(rf"of the default|\bAs [{level}-9]\b", text)
    ]
    assert pointing == []


def test_every_text_renders(bank):
    for q in bank.questions:
        for text in (q.prompt, q.answer, q.handout):
            assert text is None or markdown.to_html(text)
        lines = [p.point for p in q.key_points] + [*q.signals.strong, *q.signals.weak]
        lines += [text for f in q.follow_ups for text in (f.ask, f.listen_for)]
        lines += [text for s in q.seniority for text in q.anchors(s).values()]
        for text in lines:
            assert markdown.to_inline_html(text)


def test_titles_and_captions_have_the_apostrophes_of_print(bank):
    """They are printed as they are typed; other texts get theirs from Markdown."""
    for q in bank.questions:
        captions = re.findall(r"\.svg\s+\"([^\"]*)\"", q.answer + (q.handout or ""))
        assert not [text for text in (q.title, *captions) if "'" in text], q.id


def test_no_text_shows_raw_markup(bank):
    """A dollar sign or an asterisk that survives rendering was meant as maths or emphasis."""
    for q in bank.questions:
        texts = [q.prompt, q.answer, q.handout or ""]
        for text in texts:
            shown = re.sub(r"<(pre|code|math).*?</\1>", "", markdown.to_html(text), flags=re.S)
            assert not re.search(r"[$`]|\*\*", shown), (q.id, shown)


@pytest.mark.parametrize("name", role_names())
def test_every_role_is_filled_at_many_seeds_and_most_of_the_time_is_used(bank, name):
    role = load_role(name, RoleOptions(), bank)
    for seed in SEEDS:
        chosen = select(SelectionProblem.of(bank, role, SelectionOptions(seed)))[0].rounds
        assert len({q.id for of_round in chosen for q in of_round}) == sum(map(len, chosen))
        for round_, asked in zip(role.role.rounds, chosen, strict=True):
            assert round_.budget - 6 <= sum(q.minutes for q in asked) <= round_.budget


def test_roles_are_as_promised(bank):
    roles = {name: load_role(name, RoleOptions(), bank).role for name in role_names()}
    assert {"junior-ml-engineer", "ml-engineer", "senior-ml-engineer", "staff-ml-engineer"} <= set(
        roles
    )
    assert len(roles["senior-ml-engineer"].rounds) == 4
    for role in roles.values():
        assert 5 <= len(role.competencies) <= 8
        assert all(40 <= round_.minutes <= 80 for round_ in role.rounds)


def test_every_competency_has_questions(bank):
    shown = {c for q in bank.questions for c in q.competencies}
    assert {competency.id for competency in bank.competencies} == shown
