"""Impossible blueprints: what conflicts, no more than that, and changes that do help."""

import re
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import combinations, product
from random import Random

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from kitgen.errors import Shortfall
from kitgen.literals import KINDS
from kitgen.role.load import load_role
from kitgen.role.loaded import LoadedRole
from kitgen.role.options import RoleOptions
from kitgen.role.role import Role, Round, Weight
from kitgen.role.rows import Count, Minutes, Row
from kitgen.selection import SelectionOptions, SelectionProblem, select
from kitgen.selection.explain import board as boards
from kitgen.selection.explain.board import Board, Tally
from kitgen.selection.explain.message import message
from kitgen.selection.explain.shortfall import explain, satisfiable
from kitgen.selection.model import Effort
from tests.extent import extent

THEORY = "- {category: ml-theory, count: %d}"
ANY = "together, any one change from each list would do"


def blueprint(*rounds, minutes=60, seniority="senior", more=""):
    """The text of a role file: row n of the only round stands at line 7 + n, minutes at 6."""
    lines = ["title: Role", f"seniority: {seniority}", "rounds:"]
    for number, rows in enumerate(rounds, 1):
        lines += [f"  - id: r{number}", f"    title: Round {number}", f"    minutes: {minutes}"]
        lines += ["    blueprint:", *(f"      {row}" for row in rows)]
    demanded = [] if "evidence:" in more else ["evidence: by-weight"]
    demanded += [] if "evidence:" in more or "observations:" in more else ["observations: 1"]
    return "\n".join([*lines, *more.splitlines(), *demanded]) + "\n"


def weights(**of):
    return "competencies:" + "".join(f"\n  - {{id: {name}, weight: {n}}}" for name, n in of.items())


@dataclass(frozen=True)
class Kind:
    """One kind of impossible blueprint.

    `bank` names questions, one or several alike (t1-5), each with its category, and what differs
    from 10 minutes, d3, concept, coding, @senior, reviewed; #tag, !enemy and >required as well.
    `said` has a line for each member of a conflict, the file only as ':' and line; in some, one
    for each change as well, after '- '; an empty line stands between conflicts. `together` has a
    line for each of the changes that work together; ANY where one change of each list does.
    """

    name: str
    bank: str
    role: str | None
    said: str
    wish: RoleOptions = field(default_factory=RoleOptions)
    options: SelectionOptions = field(default_factory=SelectionOptions)
    helpless: bool = False
    together: str = ""

    @property
    def parts(self):
        """Members and changes of each conflict; lines further in go on from the one before."""
        return [lines_of(part) for part in self.said.split("\n\n")]


def lines_of(text):
    joined = re.sub(r"\n {12,}", " ", text)
    return tuple(line.strip() for line in joined.splitlines() if line.strip())


def resting(*kits):
    return SelectionOptions(resting=tuple(frozenset(kit.split()) for kit in kits))


KINDS_OF = (
    Kind(
        "too few in a category",
        "t1-3 ml-theory; t4 ml-theory @junior; t5 ml-theory draft; b1-4 behavioral",
        blueprint([THEORY % 5]),
        """
        :8: category: ml-theory, count: 5: need 5, have 3 (not eligible: 't4' for
            junior, 't5' draft)
        - :8: count: 3 instead of 5, in 'category: ml-theory, count: 5'
        - add 2 questions of ml-theory for senior (10 minutes or less)
        """,
    ),
    Kind(
        "two rounds share a category",
        "t1-4 ml-theory; b1-4 behavioral",
        blueprint([THEORY % 3], [THEORY % 3]),
        """
        :8: category: ml-theory, count: 3, in round r1: need 3, have 1
        :13: category: ml-theory, count: 3, in round r2: need 3, have 1
        """,
    ),
    Kind(
        "three rounds share a category",
        "t1-5 ml-theory",
        blueprint([THEORY % 2], [THEORY % 2], ["- {category: ml-theory, at_least: 2, at_most: 3}"]),
        """
        :8: category: ml-theory, count: 2, in round r1: need 2, have 1
        :13: category: ml-theory, count: 2, in round r2: need 2, have 1
        :18: category: ml-theory, at_least: 2, at_most: 3: need 2, have 1
        """,
    ),
    Kind(
        "minutes too short for the count",
        "t1-8 ml-theory 20",
        blueprint([THEORY % 4]),
        """
        :8: category: ml-theory, count: 4: need 4, have 2
        :6: round r1, minutes: 60 …: need 80, have 50
        """,
    ),
    Kind(
        "minutes too short for two counts",
        "t1-4 ml-theory 12; b1-4 behavioral 15; b5 behavioral 16",
        blueprint([THEORY % 2, "- {category: behavioral, count: 2}"]),
        """
        :8: category: ml-theory, count: 2: need 2, have 1
        :9: category: behavioral, count: 2: need 2, have 1
        :6: round r1, minutes: 60 …: need 54, have 50
        - :8: count: 1 instead of 2, in 'category: ml-theory, count: 2'
        - :9: count: 1 instead of 2, in 'category: behavioral, count: 2'
        - :6: minutes: 64 instead of 60, in round r1
        - add 1 question of ml-theory for senior (5 minutes or less)
        - add 1 question of behavioral for senior (10 minutes or less)
        """,
    ),
    Kind(
        "more minutes than questions fill",
        "t1-3 ml-theory; b1-5 behavioral",
        blueprint(["- {category: ml-theory, at_most: 5}", "- {sum: minutes, at_least: 55}"]),
        """
        :9: sum: minutes, at_least: 55: need 55, have 40
        - :9: at_least: 40 instead of 55, in 'sum: minutes, at_least: 55'
        """,
    ),
    Kind(
        "more minutes of a kind than there are",
        "t1-2 ml-theory design; t3-8 ml-theory",
        blueprint([THEORY % 4, "- {sum: minutes, kind: design, at_least: 30}"]),
        """
        :9: sum: minutes, kind: design, at_least: 30: need 30, have 20
        """,
    ),
    Kind(
        "fewer minutes than the count takes",
        "t1-8 ml-theory 12",
        blueprint([THEORY % 3, "- {sum: minutes, at_most: 40}"]),
        """
        :8: category: ml-theory, count: 3: need 3, have 2
        :9: sum: minutes, at_most: 40: need 46, have 40
        """,
    ),
    Kind(
        "mean difficulty too high",
        "t1-4 ml-theory d2; t5-8 ml-theory d3",
        blueprint([THEORY % 3, "- {mean: difficulty, about: 4}"]),
        """
        :8: category: ml-theory, count: 3
        :9: mean: difficulty, about: 4: need 3.5 or more, have 3
        - :9: within: 1 instead of 0.5 (the default), in 'mean: difficulty, about: 4'
        - :9: about: 3.5 instead of 4, in 'mean: difficulty, about: 4'
        """,
    ),
    Kind(
        "mean difficulty too low",
        "t1-4 ml-theory d4; t5-8 ml-theory d3",
        blueprint([THEORY % 3, "- {mean: difficulty, about: 1.5, within: 0.75}"]),
        """
        :8: category: ml-theory, count: 3
        :9: mean: difficulty, about: 1.5, within: 0.75: need 2.25 or less, have 3
        """,
    ),
    Kind(
        "mean difficulty too exact",
        "t1-4 ml-theory d2; t5-8 ml-theory d3",
        blueprint([THEORY % 3, "- {mean: difficulty, about: 2.5, within: 0.1}"]),
        """
        :8: category: ml-theory, count: 3
        :9: mean: difficulty, about: 2.5, within: 0.1
        - :8: count: 2 instead of 3, in 'category: ml-theory, count: 3'
        - :8: count: 4 instead of 3, in 'category: ml-theory, count: 3'
        - :9: within: 0.2 instead of 0.1, in 'mean: difficulty, about: 2.5, within: 0.1'
        - :9: about: 2.4 instead of 2.5, in 'mean: difficulty, about: 2.5, within: 0.1'
        - :9: about: 2.6 instead of 2.5, in 'mean: difficulty, about: 2.5, within: 0.1'
        """,
    ),
    Kind(
        "difficulty band",
        "t1-2 ml-theory d4; t3-8 ml-theory d3",
        blueprint([THEORY % 4, "- {difficulty: [4, 5], at_least: 3}"]),
        """
        :9: difficulty: [4, 5], at_least: 3: need 3, have 2
        """,
    ),
    Kind(
        "kind quota",
        "t1 ml-theory design; t2 ml-theory design draft; t3-8 ml-theory",
        blueprint([THEORY % 4, "- {kind: design, at_least: 2}"]),
        """
        :9: kind: design, at_least: 2: need 2, have 1 (not eligible: 't2' draft)
        """,
    ),
    Kind(
        "tag quota",
        "t1 ml-theory #llm; t2 ml-theory #llm @mid; t3-8 ml-theory",
        blueprint([THEORY % 4, "- {tag: llm, count: 2}"]),
        """
        :9: tag: llm, count: 2: need 2, have 1 (not eligible: 't2' for mid)
        """,
    ),
    Kind(
        "competency quota",
        "t1-2 ml-theory communication; t3-8 ml-theory",
        blueprint([THEORY % 4, "- {competency: communication, at_least: 3}"]),
        """
        :9: competency: communication, at_least: 3: need 3, have 2
        """,
    ),
    Kind(
        "each competency",
        "t1-3 ml-theory coding; t4 ml-theory learning; t5-8 ml-theory coding ownership",
        blueprint(
            [THEORY % 4, "- {each: competency, at_least: 2}"],
            more=weights(coding=1, learning=1, ownership=1) + "\nevidence: free",
        ),
        """
        :9: each: competency, at_least: 2 (learning): need 2, have 1
        """,
    ),
    Kind(
        "each category",
        "t1-6 ml-theory; b1 behavioral; b2 behavioral @staff",
        blueprint(
            ["- {category: [ml-theory, behavioral], count: 4}", "- {each: category, at_least: 2}"]
        ),
        """
        :9: each: category, at_least: 2 (behavioral): need 2, have 1 (not eligible: 'b2'
            for staff)
        """,
    ),
    Kind(
        "each kind of a list",
        "t1-6 ml-theory concept; t7 ml-theory design",
        blueprint([THEORY % 4, "- {each: kind, kind: [concept, design], at_least: 2}"]),
        """
        :9: each: kind, kind: [concept, design], at_least: 2 (design): need 2, have 1
        """,
    ),
    Kind(
        "each of a list at most",
        "t1-3 ml-theory #llm; t4-6 ml-theory #cost",
        blueprint([THEORY % 4, "- {each: tag, tag: [llm, cost], at_most: 1}"]),
        """
        :8: category: ml-theory, count: 4: need 4, have 2
        :9: each: tag, tag: [llm, cost], at_most: 1 (llm): need 3, have 1
        :9: each: tag, tag: [llm, cost], at_most: 1 (cost): need 3, have 1
        """,
    ),
    Kind(
        "suits two seniorities",
        "t1 ml-theory @junior @senior; t2-8 ml-theory",
        blueprint([THEORY % 3, "- {seniority: junior, at_least: 2}"]),
        """
        :9: seniority: junior, at_least: 2: need 2, have 1
        - :9: at_least: 1 instead of 2, in 'seniority: junior, at_least: 2'
        - add 1 question of ml-theory for senior and junior (10 minutes or less)
        """,
    ),
    Kind(
        "several filters in one row",
        (
            "t1 ml-theory design d4 system-design; t2 ml-theory design d2 system-design; "
            "t3 ml-theory design d5; t4-8 ml-theory d4 system-design"
        ),
        blueprint(
            [
                THEORY % 4,
                "- {kind: design, difficulty: [4, 5], competency: system-design, at_least: 2}",
            ]
        ),
        """
        :9: kind: design, competency: system-design, difficulty: [4, 5], at_least: 2: need 2,
            have 1
        """,
    ),
    Kind(
        "at most of a group against a count",
        "t1-5 ml-theory; b1-3 behavioral",
        blueprint([THEORY % 4, "- {questions: [t1, t2, t3], at_most: 1}"]),
        """
        :8: category: ml-theory, count: 4: need 4, have 3
        :9: questions: [t1, t2, t3], at_most: 1: need 2, have 1
        """,
    ),
    Kind(
        "at least of a group against minutes",
        "t1-3 ml-theory 30; t4-8 ml-theory",
        blueprint([THEORY % 2, "- {questions: [t1, t2, t3], at_least: 2}"]),
        """
        :9: questions: [t1, t2, t3], at_least: 2: need 2, have 1
        :6: round r1, minutes: 60 …: need 60, have 50
        """,
    ),
    Kind(
        "exact against at most of another row",
        "t1-3 ml-theory design d4; t4-8 ml-theory",
        blueprint([THEORY % 4, "- {kind: design, count: 3}", "- {difficulty: [4, 5], at_most: 1}"]),
        """
        :9: kind: design, count: 3: need 3, have 1
        :10: difficulty: [4, 5], at_most: 1: need 3, have 1
        - :9: count: 1 instead of 3, in 'kind: design, count: 3'
        - :10: at_most: 3 instead of 1, in 'difficulty: [4, 5], at_most: 1'
        - add 2 questions of ml-theory for senior (kind design, difficulty 3, 10 minutes or less)
        """,
    ),
    Kind(
        "the loop against its rounds",
        "t1-2 ml-theory #llm; t3-4 ml-theory; b1-2 behavioral #llm; b3-5 behavioral",
        blueprint(
            [THEORY % 2, "- {tag: llm, at_least: 1}"],
            ["- {category: behavioral, count: 2}", "- {tag: llm, at_least: 1}"],
            more="blueprint:\n  - {tag: llm, at_most: 1}",
        ),
        """
        :17: tag: llm, at_most: 1: need 2, have 1
        :9: tag: llm, at_least: 1, in round r1: need 1, have 0
        :15: tag: llm, at_least: 1, in round r2: need 1, have 0
        - :17: at_most: 2 instead of 1, in 'tag: llm, at_most: 1'
        - :9: leave out 'tag: llm, at_least: 1', in round r1
        - :15: leave out 'tag: llm, at_least: 1', in round r2
        """,
    ),
    Kind(
        "too many for the loop",
        "t1-6 ml-theory; b1-4 behavioral",
        blueprint(
            [THEORY % 3],
            ["- {category: behavioral, at_least: 2}"],
            more="blueprint:\n  - {at_most: 4}",
        ),
        """
        :15: at_most: 4: need 5, have 4
        :8: category: ml-theory, count: 3: need 3, have 2
        :13: category: behavioral, at_least: 2: need 2, have 1
        """,
    ),
    Kind(
        "enemies in the bank",
        ("t1 ml-theory !t2; t2 ml-theory; t3 ml-theory !t4; t4 ml-theory !t3; b1-4 behavioral"),
        blueprint([THEORY % 3]),
        """
        :8: category: ml-theory, count: 3: need 3, have 2
        the bank: 't1' and 't2' must not meet
        the bank: 't3' and 't4' must not meet
        - :8: count: 2 instead of 3, in 'category: ml-theory, count: 3'
        - take 't2' out of the enemies of 't1' in the bank
        - take 't4' out of the enemies of 't3' and 't3' out of the enemies of 't4' in the bank
        - add 1 question of ml-theory for senior (10 minutes or less)
        """,
    ),
    Kind(
        "enemies across rounds",
        "t1 ml-theory !b1; b1 behavioral; t2-4 ml-theory design; b2-4 behavioral",
        blueprint(
            [THEORY % 2, "- {include: t1}"],
            ["- {category: behavioral, count: 2}", "- {include: b1}"],
        ),
        """
        :9: include: t1
        :15: include: b1
        the bank: 'b1' and 't1' must not meet
        """,
    ),
    Kind(
        "at most one of a group over the loop",
        "t1-4 ml-theory; b1-4 behavioral",
        blueprint(
            [THEORY % 1, "- {include: t1}"],
            ["- {category: behavioral, count: 1}", "- {include: b1}"],
            more="blueprint:\n  - {questions: [t1, b1], at_most: 1}",
        ),
        """
        :17: questions: [t1, b1], at_most: 1: need 2, have 1
        :9: include: t1
        :15: include: b1
        """,
    ),
    Kind(
        "include against minutes",
        "t1 ml-theory 55; t2-8 ml-theory",
        blueprint(["- {category: ml-theory}", "- {include: t1}"]),
        """
        :9: include: t1
        :6: round r1, minutes: 60 …: need 55, have 50
        """,
    ),
    Kind(
        "include against at most",
        "t1-2 ml-theory d5; t3-8 ml-theory",
        blueprint([THEORY % 3, "- {include: [t1, t2]}", "- {difficulty: 5, at_most: 1}"]),
        """
        :9: include: [t1, t2]
        :10: difficulty: 5, at_most: 1: need 2, have 1
        """,
    ),
    Kind(
        "two enemies included by flags",
        "t1 ml-theory; t2 ml-theory !t1; t3-8 ml-theory",
        blueprint([THEORY % 3]),
        """
        --include t1
        --include t2
        the bank: 't1' and 't2' must not meet
        - without --include t1
        - without --include t2
        - take 't1' out of the enemies of 't2' in the bank
        """,
        wish=RoleOptions(include=("t1", "t2")),
    ),
    Kind(
        "excluded by flags",
        "t1-4 ml-theory; b1-4 behavioral",
        blueprint([THEORY % 4]),
        """
        --exclude t2
        :8: category: ml-theory, count: 4: need 4, have 3
        """,
        wish=RoleOptions(exclude=("t2",)),
    ),
    Kind(
        "excluded in the file",
        "t1-5 ml-theory; b1-4 behavioral",
        blueprint([THEORY % 4, "- {exclude: [t2, t3]}"]),
        """
        :8: category: ml-theory, count: 4: need 4, have 3
        :9: exclude: [t2, t3]
        - :8: count: 3 instead of 4, in 'category: ml-theory, count: 4'
        - :9: no longer exclude 't2'
        - :9: no longer exclude 't3'
        - add 1 question of ml-theory for senior (10 minutes or less)
        """,
    ),
    Kind(
        "what is required is excluded",
        "t1 ml-theory; t2 ml-theory >t1; t3-8 ml-theory",
        blueprint([THEORY % 3, "- {include: t2}", "- {exclude: t1}"]),
        """
        :9: include: t2
        :10: exclude: t1
        the bank: 't2' requires 't1'
        """,
    ),
    Kind(
        "what is required is for others",
        "t1 ml-theory @mid; t2 ml-theory >t1; t3-8 ml-theory",
        blueprint([THEORY % 3, "- {include: t2}"]),
        """
        :9: include: t2
        the bank: 't2' requires 't1'
        """,
    ),
    Kind(
        "what is required is one too many",
        "t1 ml-theory design; t2 ml-theory design; t3-8 ml-theory",
        blueprint(
            [
                THEORY % 3,
                "- {include: t2}",
                "- {question: t2, requires: t1}",
                "- {kind: design, at_most: 1}",
            ]
        ),
        """
        :9: include: t2
        :10: question: t2, requires: t1
        :11: kind: design, at_most: 1: need 2, have 1
        - :9: no longer include 't2'
        - :10: leave out 'question: t2, requires: t1'
        - :11: at_most: 2 instead of 1, in 'kind: design, at_most: 1'
        """,
    ),
    Kind(
        "what the bank requires is one too many",
        "t1 ml-theory design; t2 ml-theory design >t1; t3-8 ml-theory",
        blueprint([THEORY % 3, "- {include: t2}", "- {kind: design, at_most: 1}"]),
        """
        :9: include: t2
        :10: kind: design, at_most: 1: need 2, have 1
        the bank: 't2' requires 't1'
        """,
    ),
    Kind(
        "evidence that no question gives",
        "t1-8 ml-theory coding",
        blueprint([THEORY % 4], more=weights(coding=3, communication=1)),
        """
        :11: evidence of communication by its weight: at least 1 of the loop's questions: need 1,
            have 0
        """,
    ),
    Kind(
        "evidence against counts",
        "t1-3 ml-theory coding; t4-6 ml-theory learning; t7-9 ml-theory ownership",
        blueprint([THEORY % 2], more=weights(coding=1, learning=1, ownership=1)),
        """
        :8: category: ml-theory, count: 2: need 3, have 2
        :10: evidence of coding by its weight: at least 1 of the loop's questions: need 1, have 0
        :11: evidence of learning by its weight: at least 1 of the loop's questions: need 1, have
            0
        :12: evidence of ownership by its weight: at least 1 of the loop's questions: need 1,
            have 0
        - :8: count: 3 instead of 2, in 'category: ml-theory, count: 2'
        - evidence: free in the role, which keeps the questions: weights change the
            score only, and a competency may have fewer questions than its share
        - evidence: where-possible in the role, which asks for what the bank has, and
            kitgen says what is missing
        """,
    ),
    Kind(
        "a competency that rests on a single question",
        "t1 ml-theory learning; t2-8 ml-theory coding; b1-2 behavioral learning; b3-8 behavioral",
        blueprint([THEORY % 4], more=weights(coding=3, learning=1) + "\nobservations: 2"),
        """
        :11: evidence of learning: at least 2 questions, so that no competency rests on a single
            answer: need 2, have 1
        - evidence: free in the role, which keeps the questions: weights change the
            score only, and a competency may have fewer questions than its share
        - observations: 1 in the role, so that a competency may rest on a single answer
        - evidence: where-possible in the role, which asks for what the bank has, and
            kitgen says what is missing
        - ask behavioral too, which has questions of learning (in round r1: {category:
            behavioral, at_least: 0})
        """,
    ),
    Kind(
        "must be passed, and rests on a single question",
        "t1 ml-theory learning; t2-8 ml-theory coding",
        blueprint([THEORY % 4], more="must_pass: learning\nobservations: 2\nevidence: by-weight"),
        """
        :9: evidence of learning: at least 2 questions, so that no competency rests on a single
            answer: need 2, have 1
        - evidence: free in the role, which keeps the questions: weights change the
            score only, and a competency may have fewer questions than its share
        - observations: 1 in the role, so that a competency may rest on a single answer
        - evidence: where-possible in the role, which asks for what the bank has, and
            kitgen says what is missing
        - add 1 question of ml-theory for senior (competency learning, 10 minutes or less)
        """,
    ),
    Kind(
        "evidence by a heavy weight",
        "t1-2 ml-theory learning; t3-8 ml-theory coding",
        blueprint([THEORY % 4], more=weights(learning=3, coding=1)),
        """
        :10: evidence of learning by its weight: at least 3 of the loop's questions: need 3, have
            2
        """,
    ),
    Kind(
        "too many rest",
        "t1-6 ml-theory; b1-3 behavioral",
        blueprint([THEORY % 4]),
        """
        :8: category: ml-theory, count: 4: need 4, have 2
        --rest 3: no question of the last 3 runs
        - :8: count: 2 instead of 4, in 'category: ml-theory, count: 4'
        - --rest 1 instead of --rest 3
        - --repeat, which reuses rested questions only where it must
        - add 2 questions of ml-theory for senior (10 minutes or less)
        """,
        options=resting("t1", "t2 t3", "t4 b1"),
    ),
    Kind(
        "forms without overlap",
        "t1-5 ml-theory; b1-4 behavioral",
        blueprint([THEORY % 2]),
        """
        --overlap 0: two of 3 forms share at most 0 questions
        :8: category: ml-theory, count: 2: need 6 in 3 forms, have 5
        - --overlap 1 instead of --overlap 0
        - --forms 2 instead of --forms 3
        - :8: count: 1 instead of 2, in 'category: ml-theory, count: 2'
        - add 1 question of ml-theory for senior (10 minutes or less)
        """,
        options=SelectionOptions(forms=3, overlap=0),
    ),
    Kind(
        "forms that include the same",
        "t1-8 ml-theory",
        blueprint([THEORY % 2, "- {include: t1}"]),
        """
        --overlap 0: two of 2 forms share at most 0 questions
        :9: include: t1
        """,
        options=SelectionOptions(forms=2, overlap=0),
    ),
    Kind(
        "drafts only",
        "t1-5 ml-theory draft; t6 ml-theory retired; b1-4 behavioral",
        blueprint([THEORY % 2]),
        """
        :8: category: ml-theory, count: 2: need 2, have 0 (not eligible: 5 draft, 1
            retired)
        """,
    ),
    Kind(
        "enough at the next level",
        "t1-2 ml-theory; t3-5 ml-theory @mid; t6-8 ml-theory @junior",
        blueprint([THEORY % 4]),
        """
        :8: category: ml-theory, count: 4: need 4, have 2 (not eligible: 3 for junior, 3 for mid)
        - :8: count: 2 instead of 4, in 'category: ml-theory, count: 4'
        - add 2 questions of ml-theory for senior (10 minutes or less)
        - --borrow mid (in the role, borrow: [mid])
        """,
    ),
    Kind(
        "nothing at a level of flags",
        "t1-4 ml-theory; t5-8 ml-theory @mid",
        blueprint([THEORY % 3]),
        """
        :8: category: ml-theory, count: 3: need 3, have 0 (not eligible: 4 for mid, 4 for senior)
        - add 3 questions of ml-theory for staff (10 minutes or less)
        - --borrow senior (in the role, borrow: [senior])
        """,
        wish=RoleOptions(seniority="staff"),
    ),
    Kind(
        "a category of flags that there is no time for",
        "t1-4 ml-theory; b1-4 behavioral 40",
        None,
        """
        --category behavioral=1-2: category: behavioral, at_least: 1, at_most: 2: need 1, have 0
        --minutes: round questions, minutes: 30 …: need 40, have 20
        - without --category behavioral=1-2
        - --minutes 60 instead of --minutes 30
        - add 1 question of behavioral for senior (10 minutes or less)
        """,
        wish=RoleOptions(
            seniority="senior",
            sections=(
                Count(category=("ml-theory",)),
                Count(category=("behavioral",), at_least=1, at_most=2),
            ),
            minutes=30,
        ),
    ),
    Kind(
        "a round of flags",
        "t1-4 ml-theory 12; b1-4 behavioral",
        None,
        """
        --category ml-theory=3: category: ml-theory, count: 3: need 3, have 2
        --minutes: round questions, minutes: 40 …: need 36, have 30
        - --category ml-theory=2 instead of --category ml-theory=3
        - --minutes 46 instead of --minutes 40
        - add 1 question of ml-theory for senior (5 minutes or less)
        """,
        wish=RoleOptions(
            seniority="senior", sections=(Count(category=("ml-theory",), count=3),), minutes=40
        ),
    ),
    Kind(
        "two conflicts at once",
        "t1-2 ml-theory; b1-4 behavioral 20; t3-4 ml-theory @mid",
        blueprint([THEORY % 3], ["- {category: behavioral, count: 3}"]),
        """
        :8: category: ml-theory, count: 3: need 3, have 2 (not eligible: 't3' and 't4' for mid)
        - :8: count: 2 instead of 3, in 'category: ml-theory, count: 3'
        - add 1 question of ml-theory for senior (10 minutes or less)
        - --borrow mid (in the role, borrow: [mid])

        :13: category: behavioral, count: 3: need 3, have 2
        :11: round r2, minutes: 60 …: need 60, have 50
        - :13: count: 2 instead of 3, in 'category: behavioral, count: 3'
        - :11: minutes: 70 instead of 60, in round r2
        - add 1 question of behavioral for senior (10 minutes or less)
        """,
        together=ANY,
    ),
    Kind(
        "rows that are off do not count",
        "t1-3 ml-theory design; t4-8 ml-theory",
        blueprint(
            [
                THEORY % 3,
                "- {kind: design, at_most: 0, skip: true}",
                "- {kind: design, count: 3}",
                "- {kind: concept, at_least: 1}",
            ]
        ),
        """
        :8: category: ml-theory, count: 3: need 4, have 3
        :10: kind: design, count: 3: need 3, have 2
        :11: kind: concept, at_least: 1: need 1, have 0
        """,
    ),
    Kind(
        "a round with nothing to ask",
        "t1-4 ml-theory; b1-4 behavioral @junior",
        blueprint([THEORY % 2], ["- {category: behavioral, at_most: 2}"]),
        """
        round r2 asks at least one question
        - add 1 question of behavioral for senior (10 minutes or less)
        """,
    ),
    Kind(
        "all excluded",
        "t1-2 ml-theory; b1-6 behavioral",
        blueprint(["- {category: ml-theory, at_most: 2}", "- {exclude: [t1, t2]}"]),
        """
        :9: exclude: [t1, t2]
        round r1 asks at least one question
        """,
    ),
    Kind(
        "no single change helps",
        "t1-5 ml-theory draft; b1-4 behavioral draft",
        blueprint([THEORY % 1]),
        """
        :8: category: ml-theory, count: 1: need 1, have 0 (not eligible: 5 draft)
        """,
        wish=RoleOptions(minutes=12),
        helpless=True,
        together="""
        --minutes 15 instead of --minutes 12
        add 1 question of ml-theory for senior (5 minutes or less)
        """,
    ),
    Kind(
        "one row too many",
        "t1 ml-theory design d5; t2-8 ml-theory",
        blueprint([THEORY % 3, "- {kind: design, count: 1}", "- {difficulty: 5, at_most: 0}"]),
        """
        :9: kind: design, count: 1: need 1, have 0
        :10: difficulty: 5, at_most: 0: need 1, have 0
        - :9: leave out 'kind: design, count: 1'
        - :10: at_most: 1 instead of 0, in 'difficulty: 5, at_most: 0'
        - add 1 question of ml-theory for senior (kind design, difficulty 3, 10 minutes or less)
        """,
    ),
    Kind(
        "a flag for the length of all rounds",
        "t1-6 ml-theory; b1-4 behavioral",
        blueprint([THEORY % 3], ["- {category: behavioral, count: 1}"]),
        """
        :8: category: ml-theory, count: 3: need 3, have 2
        --minutes: round r1, minutes: 30 …: need 30, have 20
        - :8: count: 2 instead of 3, in 'category: ml-theory, count: 3'
        - --minutes 40 instead of --minutes 30
        - add 2 questions of ml-theory for senior (5 minutes or less)
        """,
        wish=RoleOptions(minutes=30),
    ),
    Kind(
        "borrowed already, and yet too few",
        "t1-2 ml-theory; t3 ml-theory @mid; t4-6 ml-theory @staff",
        blueprint([THEORY % 4], more="borrow: [mid]"),
        """
        :8: category: ml-theory, count: 4: need 4, have 3 (not eligible: 't4', 't5' and 't6'
            for staff)
        - :8: count: 3 instead of 4, in 'category: ml-theory, count: 4'
        - add 1 question of ml-theory for senior (10 minutes or less)
        - --borrow staff (in the role, borrow: [mid, staff])
        """,
    ),
    Kind(
        "many forms of a tiny bank",
        "t1-2 ml-theory; b1-6 behavioral",
        blueprint([THEORY % 2]),
        """
        --overlap 0: two of 4 forms share at most 0 questions
        :8: category: ml-theory, count: 2: need 8 in 4 forms, have 2
        - --overlap 2 instead of --overlap 0
        - --forms 1 instead of --forms 4
        - add 6 questions of ml-theory for senior (10 minutes or less)
        """,
        options=SelectionOptions(forms=4, overlap=0),
    ),
    Kind(
        "a competency that is not hired for",
        "t1-8 ml-theory coding",
        blueprint([THEORY % 3, "- {competency: learning, count: 1}"], more=weights(coding=1)),
        """
        :9: competency: learning, count: 1: need 1, have 0
        - :9: leave out 'competency: learning, count: 1'
        - add 1 question of ml-theory for senior (competency learning and coding, 10 minutes or
            less)
        """,
    ),
    Kind(
        "too few, and minutes to fill",
        "t1-2 ml-theory 15; b1-4 behavioral 15",
        blueprint([THEORY % 3, "- {sum: minutes, at_least: 40}"]),
        """
        :8: category: ml-theory, count: 3: need 3, have 2
        - :8: count: 2 instead of 3, in 'category: ml-theory, count: 3'
        - add 1 question of ml-theory for senior (15 minutes)
        """,
    ),
    Kind(
        "a competency that only other categories show",
        "t1-8 ml-theory coding; b1-8 behavioral ownership",
        blueprint([THEORY % 4], more=weights(ownership=9, coding=1)),
        """
        :10: evidence of ownership by its weight: at least 3 of the loop's questions: need 3, have
            0
        - evidence: free in the role, which keeps the questions: weights change the
            score only, and a competency may have fewer questions than its share
        - evidence: where-possible in the role, which asks for what the bank has, and
            kitgen says what is missing
        """,
    ),
    Kind(
        "a competency that one of two categories shows",
        "t1-8 ml-theory coding; b1 behavioral ownership",
        blueprint(
            [THEORY % 2, "- {category: behavioral, at_least: 1}"],
            more=weights(ownership=3, coding=1),
        ),
        """
        :11: evidence of ownership by its weight: at least 2 of the loop's questions: need 2, have
            1
        - evidence: free in the role, which keeps the questions: weights change the
            score only, and a competency may have fewer questions than its share
        - :11: weight: 1 instead of 3, in 'id: ownership, weight: 3'
        - evidence: where-possible in the role, which asks for what the bank has, and
            kitgen says what is missing
        - add 1 question of behavioral for senior (competency ownership, 10 minutes or less)
        """,
    ),
    Kind(
        "a kind that only the second category has",
        "t1-8 ml-theory; b1 behavioral situational; b2-4 behavioral project",
        blueprint([THEORY % 1, "- {category: behavioral}", "- {kind: situational, at_least: 2}"]),
        """
        :10: kind: situational, at_least: 2: need 2, have 1
        - :10: at_least: 1 instead of 2, in 'kind: situational, at_least: 2'
        - add 1 question of behavioral for senior (kind situational, 10 minutes or less)
        """,
    ),
    Kind(
        "the usual kind of a category",
        "t1-8 ml-theory; b1 behavioral situational; b2-3 behavioral project",
        blueprint([THEORY % 1, "- {category: behavioral, count: 4}", "- {kind: concept}"]),
        """
        :9: category: behavioral, count: 4: need 4, have 3
        - :9: count: 3 instead of 4, in 'category: behavioral, count: 4'
        - add 1 question of behavioral for senior (kind project, 10 minutes or less)
        """,
    ),
    Kind(
        "questions without a competency of the role",
        "t1-8 ml-theory coding; b1-3 behavioral ownership; b4 behavioral learning",
        blueprint(
            [THEORY % 1, "- {category: behavioral, count: 2}"],
            more="evidence: free\n" + weights(coding=1),
        ),
        """
        :9: category: behavioral, count: 2: need 2, have 0 (not eligible: 4 without a competency
            of the role)
        - :9: leave out 'category: behavioral, count: 2'
        - weigh ownership too (in the role, under competencies: {id: ownership, weight: 1})
        - --include b1 --include b2, although no competency of the role is shown
        """,
    ),
    Kind(
        "the usual competency of a category",
        "t1 ml-theory coding; t2-3 ml-theory learning; b1-8 behavioral coding",
        blueprint([THEORY % 4], more="evidence: free\n" + weights(coding=1, learning=1)),
        """
        :8: category: ml-theory, count: 4: need 4, have 3
        - :8: count: 3 instead of 4, in 'category: ml-theory, count: 4'
        - add 1 question of ml-theory for senior (competency learning, 10 minutes or less)
        """,
    ),
    Kind(
        "what several require is excluded",
        "t1 ml-theory; t2 ml-theory >t1; t3 ml-theory >t1; t4 ml-theory 30",
        blueprint([THEORY % 3, "- {exclude: t1}"]),
        """
        :8: category: ml-theory, count: 3: need 3, have 2
        :9: exclude: t1
        the bank: 't2' requires 't1'
        """,
    ),
    Kind(
        "no question counts for two rounds",
        "t1 ml-theory; t2 ml-theory !t3; t3 ml-theory",
        blueprint(
            ["- {category: ml-theory, at_least: 1}"],
            ["- {category: ml-theory, at_least: 1}"],
            more="blueprint:\n  - {at_least: 4}",
        ),
        """
        :15: at_least: 4: need 4, have 3
        - :15: at_least: 2 instead of 4, in 'at_least: 4'
        - add 2 questions of ml-theory for senior (10 minutes or less)
        """,
    ),
    Kind(
        "a change that leaves an included question without a round",
        "c1-2 ml-coding; t1-2 ml-theory",
        blueprint(
            [THEORY % 1, "- {category: ml-coding, count: 1}"],
            [THEORY % 1],
            more="blueprint:\n  - {include: [c1, c2]}",
        ),
        """
        :16: include: [c1, c2]
        :9: category: ml-coding, count: 1: need 2, have 1
        - :16: no longer include 'c1'
        - :16: no longer include 'c2'
        - :9: count: 2 instead of 1, in 'category: ml-coding, count: 1'
        """,
    ),
    Kind(
        "more to add than any row asks for",
        "c1-5 ml-coding",
        blueprint(*[["- {category: ml-coding, count: 2}"]] * 4),
        """
        :8: category: ml-coding, count: 2, in round r1: need 2, have 1
        :13: category: ml-coding, count: 2, in round r2: need 2, have 1
        :18: category: ml-coding, count: 2, in round r3: need 2, have 1
        - add 3 questions of ml-coding for senior (10 minutes or less)
        """,
    ),
    Kind(
        "a mean of as many questions as the round asks",
        "t1 ml-theory d2; t2-8 ml-theory d4",
        blueprint(["- {category: ml-theory, at_least: 4}", "- {mean: difficulty, about: 2}"]),
        """
        :8: category: ml-theory, at_least: 4
        :9: mean: difficulty, about: 2: need 2.5 or less, have 3.5
        - :8: at_least: 1 instead of 4, in 'category: ml-theory, at_least: 4'
        - :9: within: 1.5 instead of 0.5 (the default), in 'mean: difficulty, about: 2'
        - :9: about: 3 instead of 2, in 'mean: difficulty, about: 2'
        """,
    ),
    Kind(
        "a mean of no more questions than the round asks",
        "t1-2 ml-theory design d5; t3-5 ml-theory d1",
        blueprint([THEORY % 4, "- {kind: design, at_least: 2}", "- {mean: difficulty, about: 2}"]),
        """
        :9: kind: design, at_least: 2
        :10: mean: difficulty, about: 2: need 2.5 or less, have 3
        """,
    ),
    Kind(
        "three conflicts in one category",
        "t1-2 ml-theory",
        blueprint([THEORY % 3], [THEORY % 3], [THEORY % 3]),
        """
        :8: category: ml-theory, count: 3, in round r1: need 3, have 2
        - :8: count: 2 instead of 3, in 'category: ml-theory, count: 3', in round r1
        - add 1 question of ml-theory for senior (10 minutes or less)

        :13: category: ml-theory, count: 3, in round r2: need 3, have 2

        :18: category: ml-theory, count: 3, in round r3: need 3, have 2
        """,
        together="""
        :8: count: 1 instead of 3, in 'category: ml-theory, count: 3', in round r1
        :13: count: 1 instead of 3, in 'category: ml-theory, count: 3', in round r2
        :18: count: 1 instead of 3, in 'category: ml-theory, count: 3', in round r3
        add 1 question of ml-theory for senior (10 minutes or less)
        """,
    ),
    Kind(
        "lists from which not any change will do",
        "t1 ml-theory coding; t2 ml-theory design; b1-2 behavioral",
        blueprint([THEORY % 3, "- {kind: design, at_least: 3}"]),
        """
        :8: category: ml-theory, count: 3: need 3, have 2

        :9: kind: design, at_least: 3: need 3, have 1
        """,
        together="""
        :8: count: 2 instead of 3, in 'category: ml-theory, count: 3'
        :9: at_least: 1 instead of 3, in 'kind: design, at_least: 3'
        """,
    ),
)


def questions_of(bank, text):
    """The questions that a table of `Kind` means."""
    known = {c.id for c in bank.categories}
    shows = {c.id for c in bank.competencies}
    found = []
    for line in text.split("; "):
        names, *said = line.split()
        first, last = re.fullmatch(r"\w(\d+)(?:-(\d+))?", names).groups()
        values = {"minutes": 10, "difficulty": 3, "kind": "concept", "status": "reviewed"}
        lists = {"competencies": [], "tags": [], "seniority": [], "enemies": [], "requires": []}
        marks = {"#": "tags", "@": "seniority", "!": "enemies", ">": "requires"}
        for word in said:
            if word[0] in marks:
                lists[marks[word[0]]].append(word[1:])
            elif word in shows:
                # before KINDS: coding is a competency and a kind
                lists["competencies"].append(word)
            elif word in known:
                values["category"] = word
            elif word in KINDS:
                values["kind"] = word
            elif word.isdigit():
                values["minutes"] = int(word)
            elif re.fullmatch(r"d\d", word):
                values["difficulty"] = int(word[1])
            else:
                values["status"] = word
        lists["competencies"] = lists["competencies"] or ["coding"]
        lists["seniority"] = lists["seniority"] or ["senior"]
        values |= {key: tuple(value) for key, value in lists.items()}
        for n in range(int(first), int(last or first) + 1):
            found.append(bank.questions[0].model_copy(update={"id": f"{names[0]}{n}", **values}))
    return tuple(found)


def problem_of(kind, bank, folder):
    """Load what a user would have: the role from its file.

    Handicaps, which take the longest to compute, change what is chosen and not whether it can be.
    """
    small = replace(bank, questions=questions_of(bank, kind.bank))
    path = None
    if kind.role is not None:
        path = folder / "role.yaml"
        path.write_text(kind.role, encoding="utf-8")
    role = load_role(path and str(path), kind.wish, small)
    return replace(SelectionProblem.of(small, role, kind.options), handicaps={})


TALK = r" \(\d+ for questions, after 5 of opening and 5 of closing\)"


def told(text):
    """The lines of each conflict and, after '- ', its changes, as `Kind` has them.

    The last part has the changes that work together, or is empty.
    """
    parts, together = [], []
    for line in re.sub(TALK, " …", re.sub(r"\S*role\.yaml", "", text)).splitlines():
        if line.startswith("  "):
            parts[-1].append(line.removeprefix("  "))
        elif line in ("these cannot be met together:", "this cannot be met:"):
            parts.append([])
        elif line == "these changes together would do:":
            parts.append(together)
        elif line == ANY:
            together.append(ANY)
        else:
            assert line in ADVICE
    conflicts = [tuple(part) for part in parts if part is not together]
    return conflicts, tuple(line.removeprefix("- ") for line in together)


ADVICE = (
    "any one of these changes would do:",
    "any one of these changes would resolve this conflict:",
    "no single change would do",
)


def members(part):
    return tuple(line for line in part if not line.startswith("- "))


def proposed(part):
    return [line.removeprefix("- ") for line in part if line.startswith("- ")]


def explained(problem):
    with pytest.raises(Shortfall) as caught:
        select(problem)
    return told(str(caught.value))


def shortfall_of(problem):
    return explained(problem)[0]


@pytest.fixture(scope="module")
def problem(bank, kind, tmp_path_factory):
    return problem_of(kind, bank, tmp_path_factory.mktemp("kind"))


@pytest.fixture(scope="module")
def explanation(problem):
    """Of a kind, for its tests, which follow each other."""
    return explain(problem)


@pytest.fixture(scope="module")
def words(problem):
    return explained(problem)


def of_kinds(kinds):
    return pytest.mark.parametrize(
        "kind", kinds, ids=lambda kind: kind.name.replace(" ", "-"), scope="module"
    )


every_kind = of_kinds(KINDS_OF)


@every_kind
def test_what_conflicts_is_said_with_its_place_and_need_against_have(kind, words):
    parts, together = words
    assert [members(part) for part in parts] == [members(part) for part in kind.parts]
    assert together == lines_of(kind.together)
    for part, expected in zip(parts, kind.parts, strict=True):
        assert bool(proposed(part)) != kind.helpless
        if proposed(expected):
            assert part == expected


# --- minimal, by the solver and by plain enumeration ---------------------------------------------


def all_but_one(hit):
    return [tuple(member for member in hit if member is not spared) for spared in hit]


@every_kind
def test_each_conflict_is_minimal(kind, explanation):
    found = explanation
    assert len(found.conflicts) == len(kind.parts)
    for hit in found.conflicts:
        assert not satisfiable(found.problem, hit)
        assert all(satisfiable(found.problem, rest) for rest in all_but_one(hit))


@of_kinds([kind for kind in KINDS_OF if kind.role is not None and kind.options.forms == 1])
def test_plain_enumeration_finds_the_same_conflict(kind, problem, explanation):
    """Of all there is to ask: nothing meets all members, and something all but any one."""
    raw = yaml.safe_load(kind.role)
    pools = plain_pools(raw, kind.wish, problem.bank.questions)
    for hit in explanation.conflicts:
        met = set()
        for asked in loops(pools):
            ids = [question.id for part in asked for question in part]
            if len(ids) > len(set(ids)):
                continue
            met.add(tuple(plainly(kind, raw, constraint, asked) for constraint in hit))
        assert (True,) * len(hit) not in met
        for n in range(len(hit)):
            assert any(all(ok or i == n for i, ok in enumerate(which)) for which in met)


def plain_pools(raw, wish, questions):
    """What each round may ask, from the text of the role."""
    level = wish.seniority or raw["seniority"]
    wanted = {weight["id"] for weight in raw.get("competencies", ())}
    pools = []
    for round_ in raw["rounds"]:
        rows = [row for row in round_["blueprint"] if not row.get("skip")]
        named = {n for row in rows if "each" not in row for n in listed(row.get("category", ()))}
        included = {n for row in rows for n in listed(row.get("include", ()))} | set(wish.include)
        pools.append(
            [
                q
                for q in questions
                if q.id in included
                or (
                    (not named or q.category in named)
                    and q.status == "reviewed"
                    and level in q.seniority
                    and (not wanted or wanted & set(q.competencies))
                )
            ]
        )
    return pools


def listed(value):
    return value if isinstance(value, list | tuple) else [value]


def loops(pools):
    """All ways to fill the rounds, also those that ask a question twice."""
    choices = [
        [part for size in range(len(pool) + 1) for part in combinations(pool, size)]
        for pool in pools
    ]
    return product(*choices)


def plainly(kind, raw, constraint, asked):
    """Tell whether a choice meets a constraint, from the text of the role and of the bank."""
    loop = [q for part in asked for q in part]
    ids = [q.id for q in loop]
    if constraint.sort == "some":
        return bool(asked[constraint.place[1]])
    if constraint.sort == "rest":
        return not any(set(ids) & kit for kit in kind.options.resting)
    if constraint.sort == "enemies":
        return not set(constraint.subject) <= set(ids)
    if constraint.sort == "requires":
        one, other = constraint.subject
        return all({one, other} <= {q.id for q in part} for part in asked if one in ids_of(part))
    if constraint.sort == "evidence":
        return sum(constraint.subject[0] in q.competencies for q in loop) >= share(raw, constraint)
    if constraint.sort == "minutes":
        number = constraint.place[1]
        minutes = kind.wish.minutes or raw["rounds"][number]["minutes"]
        return sum(q.minutes for q in asked[number]) <= minutes - 10
    return row_holds(kind, raw, constraint, asked)


def ids_of(part):
    return {q.id for q in part}


def share(raw, constraint):
    rows = [row for round_ in raw["rounds"] for row in round_["blueprint"] if "category" in row]
    weights = {weight["id"]: weight["weight"] for weight in raw.get("competencies", ())}
    sure = sum(bounds(row)[0] for row in rows)
    weight = weights.get(constraint.subject[0], 0)
    by_weight = sure * weight // max(1, sum(weights.values()))
    return max(raw.get("observations", 2), by_weight)


def bounds(row):
    if "count" in row:
        return row["count"], row["count"]
    least = row.get("at_least", 0 if "at_most" in row else 1)
    return least, row.get("at_most", 10**6)


def row_holds(kind, raw, constraint, asked):
    if constraint.place[0] == "rounds":
        number, line = constraint.place[1], constraint.place[3]
        row, scope, rounds = raw["rounds"][number]["blueprint"][line], asked[number], 1
    else:
        flags = [{"include": n} for n in kind.wish.include]
        flags += [{"exclude": n} for n in kind.wish.exclude]
        row = [*raw.get("blueprint", ()), *flags][constraint.place[1]]
        scope, rounds = [q for part in asked for q in part], len(asked)
    ids = ids_of(scope)
    if "include" in row:
        return set(listed(row["include"])) <= ids
    if "exclude" in row:
        return not set(listed(row["exclude"])) & ids
    if "question" in row:
        return row["question"] not in ids or set(listed(row["requires"])) <= ids
    if "mean" in row:
        off = sum(q.difficulty - row["about"] for q in scope)
        return abs(off) <= row.get("within", 0.5) * len(scope) + 1e-9
    filters = {key: listed(value) for key, value in row.items() if key in ATTRIBUTES}
    if "each" in row:
        filters[row["each"]] = list(constraint.subject)
    fitting = [q for q in scope if all(has(q, key, some) for key, some in filters.items())]
    talk = 10 * rounds if "sum" in row and not filters else 0
    have = sum(q.minutes for q in fitting) + talk if "sum" in row else len(fitting)
    least, most = bounds(row)
    return least <= have <= most


ATTRIBUTES = {
    "category": lambda q: [q.category],
    "kind": lambda q: [q.kind],
    "difficulty": lambda q: [q.difficulty],
    "competency": lambda q: q.competencies,
    "tag": lambda q: q.tags,
    "seniority": lambda q: q.seniority,
    "questions": lambda q: [q.id],
}


def has(question, attribute, some):
    return any(str(value) in map(str, some) for value in ATTRIBUTES[attribute](question))


# --- changes, followed word by word --------------------------------------------------------------


@every_kind
def test_each_change_works_as_it_is_worded(bank, kind, words, tmp_path):
    """A user who does what the words say, and no more, gets a selection, or is told less."""
    parts, _ = words
    for part in parts:
        for way in proposed(part):
            then = follow(kind, way, bank, tmp_path)
            if len(parts) > 1:
                assert members(part) not in map(members, conflicts_of(then)), way
            else:
                assert select(then), way
            less = one_step_less(way)
            if less:
                assert shortfall_of(follow(kind, less, bank, tmp_path)), less


@every_kind
def test_each_change_alone_resolves_its_conflict(kind, explanation):
    found = explanation
    for hit, ways in zip(found.conflicts, found.repairs, strict=True):
        for change in ways:
            then = change.change(found.problem)
            if len(found.conflicts) == 1:
                assert select(then)
            keys = {member.key for member in hit}
            left = [c for c in Board(then, Tally()).constraints if c.key in keys]
            assert satisfiable(then, left)


def conflicts_of(problem):
    try:
        select(problem)
    except Shortfall as raised:
        return told(str(raised))[0]
    return []


def one_step_less(words):
    """The words with a number that changes by one step less, or None where none is left."""
    many = re.match(r"add (\d+) question", words)
    if many:
        n = int(many[1]) - 1
        return words.replace(many[0], f"add {n} question", 1) if n else None
    found = re.search(r"([\w-]+:? )(\d[.\d]*)( instead of (?:--\w+ )?)(\d[.\d]*)", words)
    if not found:
        return None
    new, old = float(found[2]), float(found[4])
    step = 0.1 if found[1] in ("about: ", "within: ") else 1
    less = round(new - step if new > old else new + step, 2)
    if less == old:
        return None
    return words.replace(found[0], f"{found[1]}{less:g}{found[3]}{found[4]}", 1)


def follow(kind, words, bank, folder):
    return problem_of(changed(kind, words), bank, folder)


def changed(kind, words):
    """Do what the words of a change say: edit the role's text, the bank's table, the flags."""
    for pattern, does in WAYS.items():
        found = re.fullmatch(pattern, words)
        if found:
            return does(kind, *found.groups())
    raise AssertionError(f"who could follow this: {words}")


@every_kind
def test_changes_work_together_where_that_is_said(bank, kind, words, tmp_path):
    parts, together = words
    ways = product(*map(proposed, parts)) if together == (ANY,) else [together]
    for way in ways if together else ():
        assert select(problem_of(reduce(changed, way, kind), bank, tmp_path)), way


def with_line(kind, number, edit):
    lines = kind.role.splitlines()
    lines[int(number) - 1] = edit(lines[int(number) - 1])
    return replace(kind, role="\n".join(lines) + "\n")


def with_number(kind, number, key, new, old, default):
    def edit(line):
        if default:
            return line.replace("}", f", {key}: {new}}}")
        assert line.count(f"{key}: {old}") == 1
        return line.replace(f"{key}: {old}", f"{key}: {new}")

    return with_line(kind, number, edit)


def without_name(kind, number, key, name):
    def edit(line):
        names = listed(yaml.safe_load(line)[0][key])
        left = [other for other in names if other != name]
        assert left != names
        return f"      - {{{key}: [{', '.join(left)}]}}" if left else ""

    return with_line(kind, number, edit)


def with_more(kind, text):
    key = text.partition(":")[0]
    lines = [line for line in kind.role.splitlines() if not line.startswith(f"{key}:")]
    return replace(kind, role="\n".join([*lines, text]) + "\n")


def with_row(kind, name, text):
    lines = kind.role.splitlines()
    first = lines.index("    blueprint:", lines.index(f"  - id: {name}")) + 1
    return replace(kind, role="\n".join([*lines[:first], f"      - {text}", *lines[first:]]) + "\n")


def with_weight(kind, weight):
    """Add it as the last competency, behind the rest of the role's text."""
    return replace(kind, role=f"{kind.role.rstrip()}\n  - {weight}\n")


def with_wish(kind, **values):
    return replace(kind, wish=replace(kind.wish, **values))


def with_choice(kind, **values):
    return replace(kind, options=replace(kind.options, **values))


def with_section(kind, count):
    (row,) = kind.wish.sections
    return with_wish(kind, sections=(row.model_copy(update={"count": int(count)}),))


def without_flag(kind, flag, name):
    left = tuple(other for other in getattr(kind.wish, flag) if other != name)
    return with_wish(kind, **{flag: left})


def without_marks(kind, said):
    rows = []
    taken = re.findall(r"'(\w+)' out of the (enemies|requires) of '(\w+)'", said)
    for line in kind.bank.split("; "):
        for mark, sort, name in taken:
            if line.split()[0] == name:
                token = ("!" if sort == "enemies" else ">") + mark
                assert token in line.split()
                line = " ".join(word for word in line.split() if word != token)
        rows.append(line)
    return replace(kind, bank="; ".join(rows))


def with_questions(kind, number, category, levels, said):
    """Add them; what the words leave open is not as it is in the rest of the bank."""
    told_of = dict(part.split(" ", 1) for part in said.split(", ") if not part[0].isdigit())
    first = 1 + 30 * kind.bank.count("; n")
    words = [f"n{first}-{first + int(number) - 1}", category, re.search(r"(\d+) minutes", said)[1]]
    words += [f"d{told_of.get('difficulty', 5)}", told_of.get("kind", "discussion")]
    words += told_of.get("competency", "product-judgment").split(" and ")
    words += [f"#{told_of['tag']}"] if "tag" in told_of else []
    words += [f"@{level}" for level in levels.split(" and ")]
    return replace(kind, bank=f"{kind.bank}; {' '.join(words)}")


WAYS = {
    r":(\d+): (\w+): (\S+) instead of (\S+)( \(the default\))?, in .+": with_number,
    r":(\d+): no longer (include|exclude) '(\w+)'": without_name,
    r":(\d+): leave out '.+'(?:, in round \w+)?": lambda kind, line: with_line(
        kind, line, lambda _: ""
    ),
    r"evidence: free in the role, .+": lambda kind: replace(
        kind, role=kind.role.replace("evidence: by-weight", "evidence: free")
    ),
    r"evidence: where-possible in the role, .+": lambda kind: replace(
        kind, role=kind.role.replace("evidence: by-weight", "evidence: where-possible")
    ),
    r"(observations: \d+) in the role, .+": with_more,
    r"ask \S+ too, which has questions of \S+ \(in round (\S+): (.+)\)": with_row,
    r"--borrow \w+ \(in the role, (borrow: .+)\)": with_more,
    r"without --(include|exclude) (\w+)": without_flag,
    r"(--include .+), although no competency of the role is shown": lambda kind, flags: with_wish(
        kind, include=(*kind.wish.include, *re.findall(r"--include (\w+)", flags))
    ),
    r"without --rest \d+": lambda kind: with_choice(kind, resting=()),
    r"--rest (\d+) instead of --rest \d+": lambda kind, n: with_choice(
        kind, resting=kind.options.resting[: int(n)]
    ),
    r"--repeat, .+": lambda kind: with_choice(kind, repeat=True),
    r"--(overlap|forms) (\d+) instead of --\w+ \d+": lambda kind, flag, n: with_choice(
        kind, **{flag: int(n)}
    ),
    r"--minutes (\d+) instead of --minutes \d+": lambda kind, n: with_wish(kind, minutes=int(n)),
    r"without --category behavioral=1-2": lambda kind: with_wish(
        kind, sections=kind.wish.sections[:1]
    ),
    r"--category ml-theory=(\d+) instead of --category ml-theory=\d+": with_section,
    r"weigh \S+ too \(in the role, under competencies: (.+)\)": with_weight,
    r"take (.+) in the bank": without_marks,
    r"add (\d+) questions? of (\S+) for (.+) \((.+)\)": with_questions,
}


@every_kind
def test_with_any_row_of_the_conflict_off_it_can_be_met(bank, kind, tmp_path):
    for line in kind.parts[0]:
        row = re.match(r":(\d+): ", line)
        text = kind.role.splitlines()[int(row[1]) - 1] if row else ""
        if text.startswith("      - {") and "category:" not in text:
            off = with_line(kind, row[1], lambda text: text.replace("}", ", skip: true}"))
            assert select(problem_of(off, bank, tmp_path))


# --- on the command line -------------------------------------------------------------------------


def test_the_command_line_says_it_and_writes_nothing(run, tmp_path):
    role = tmp_path / "role.yaml"
    loop = "blueprint:\n  - {at_most: 3}"
    role.write_text(blueprint([THEORY % 4], more=loop), encoding="utf-8")
    result = run("plan", role, "--output", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.replace(str(role), "role.yaml") == (
        "these cannot be met together:\n"
        "  role.yaml:10: at_most: 3: need 4, have 3\n"
        "  role.yaml:8: category: ml-theory, count: 4: need 4, have 3\n"
        "any one of these changes would do:\n"
        "  - role.yaml:10: at_most: 4 instead of 3, in 'at_most: 3'\n"
        "  - role.yaml:8: count: 3 instead of 4, in 'category: ml-theory, count: 4'\n"
    )
    assert not (tmp_path / "out").exists()


# --- any blueprint -------------------------------------------------------------------------------


@st.composite
def problems(draw):
    """A small bank and a role of one or two rounds that ask much."""
    lines = []
    for n in range(draw(st.integers(3, 7))):
        words = [f"q{n}", draw(st.sampled_from(("ml-theory", "behavioral")))]
        words += [str(draw(st.sampled_from((8, 12, 20)))), f"d{draw(st.integers(1, 5))}"]
        words += [draw(st.sampled_from(("concept", "design")))]
        words += [draw(st.sampled_from(("communication", "learning")))]
        words += draw(st.sampled_from(([], ["#llm"], ["@mid"], ["draft"])))
        marked = f"{draw(st.sampled_from('!>'))}q{draw(st.integers(0, 6))}"
        words += [marked] if draw(st.integers(0, 2)) == 0 and marked[1:] != f"q{n}" else []
        lines.append(" ".join(words))
    numbers = [draw(some_rows()) for _ in range(draw(st.integers(1, 2)))]
    rounds = tuple(
        Round(id=f"r{n}", title="Round", minutes=draw(st.sampled_from((30, 45))), blueprint=rows)
        for n, rows in enumerate(numbers)
    )
    weights = draw(st.sampled_from(((), (("communication", 2), ("learning", 1)))))
    role = Role(
        name="role",
        title="Role",
        seniority="senior",
        competencies=tuple(Weight(id=name, weight=weight) for name, weight in weights),
        blueprint=draw(st.sampled_from(((), (Count(at_most=3),)))),
        rounds=rounds,
    )
    rests = draw(st.sampled_from(("", "q0 q1")))
    forms = draw(st.sampled_from((1, 1, 2)))
    choice = SelectionOptions(0, forms, 0, (frozenset(rests.split()),) if rests else ())
    return "; ".join(lines), role, choice


@st.composite
def some_rows(draw):
    first = {"category": draw(st.sampled_from(("ml-theory", "behavioral")))}
    rows = [{**first, draw(st.sampled_from(("count", "at_least"))): draw(st.integers(1, 4))}]
    others = (
        {"kind": "design", "at_least": draw(st.integers(1, 2))},
        {"difficulty": (4, 5), "at_most": draw(st.integers(0, 1))},
        {"tag": "llm", "count": draw(st.integers(1, 2))},
        {"mean": "difficulty", "about": draw(st.sampled_from((1.5, 3.0, 4.5)))},
        {"sum": "minutes", "at_least": draw(st.integers(20, 40))},
        {"each": "competency", "competency": ("communication", "learning"), "at_least": 1},
    )
    rows += draw(st.lists(st.sampled_from(others), max_size=2, unique_by=str))
    return tuple(TypeAdapter(Row).validate_python(row) for row in rows)


@pytest.mark.slow
@settings(max_examples=extent(8, 40), deadline=None)
@given(problems())
def test_of_any_blueprint_each_conflict_is_minimal_and_each_change_works(bank, problem):
    table, role, choice = problem
    small = replace(bank, questions=questions_of(bank, table))
    problem = SelectionProblem.of(small, LoadedRole(role), choice)
    try:
        select(problem)
    except Shortfall:
        found = explain(problem)
    else:
        return
    for hit in found.conflicts:
        assert not satisfiable(found.problem, hit)
        assert all(satisfiable(found.problem, rest) for rest in all_but_one(hit))
    assert found.conflicts
    assert found.any_will_do or found.joint
    for way in product(*found.repairs) if found.any_will_do else [found.joint]:
        assert select(reduce(lambda then, change: change.change(then), way, found.problem))


# --- large ones ----------------------------------------------------------------------------------


def quotas(bank, minutes):
    """Ask 24 questions of 300 with so many quotas and minutes that few choices meet them."""
    draw = Random(3)
    tags = [f"tag-{n}" for n in range(12)]
    kinds, levels = ("concept", "coding", "design", "project"), (4, 5, 6, 5, 4)
    questions = tuple(
        bank.questions[0].model_copy(
            update={
                "id": f"q{n}",
                "category": "ml-theory",
                "kind": draw.choice(kinds),
                "tags": tuple(draw.sample(tags, 2)),
                "minutes": draw.randrange(24, 91, 3),
                "difficulty": draw.randint(1, 5),
                "seniority": ("senior",),
                "enemies": (),
                "requires": (),
                "status": "reviewed",
            }
        )
        for n in range(300)
    )
    rows = [Count(category=("ml-theory",), count=24), Minutes(sum="minutes", at_least=minutes)]
    rows += [Count(kind=(kind,), count=6) for kind in kinds]
    rows += [Count(difficulty=(n,), count=count) for n, count in enumerate(levels, 1)]
    rows += [Count(tag=(tag,), at_least=1, at_most=3) for tag in tags[1::2]]
    rows += [Count(tag=(tag,), at_most=5) for tag in tags[::2]]
    round_ = Round(id="r", title="Round", minutes=4000, blueprint=tuple(rows))
    role = Role(name="role", title="Role", seniority="senior", rounds=(round_,))
    problem = SelectionProblem.of(replace(bank, questions=questions), LoadedRole(role))
    return replace(problem, handicaps={})


@pytest.mark.slow
def test_of_many_rows_the_sum_that_they_limit_comes_first_and_solves_are_few(bank):
    best = most_minutes(explain(quotas(bank, 2500)))
    assert select(quotas(bank, best))
    found = explain(quotas(bank, best + 1))
    ((first, *others),) = found.conflicts
    assert isinstance(first.row, Minutes)
    assert len(others) > 8
    assert found.needs[0][0] == f": need {best + 1}, have {best}"
    assert most_minutes(found) == best
    assert found.solves < 150


@pytest.mark.slow
@pytest.mark.parametrize(
    ("nodes", "said"),
    [(0, "not all rows can be met together; which of"), (1, "some of this is not certain, as it")],
)
def test_what_takes_too_long_to_find_out_is_said(bank, monkeypatch, nodes, said):
    """The fewer steps a solve may take, the sooner it gives up."""
    monkeypatch.setattr(boards, "WHOLE", Effort(absolute=0.999, nodes=nodes))
    problem = quotas(bank, 2045)
    found = explain(problem)
    assert list(message(found))[-1].startswith(said)
    assert all(select(ways[0].change(problem)) for ways in found.repairs)


def most_minutes(found):
    ways = [re.match(r"at_least: (\d+) instead of", way.words) for way in found.repairs[0]]
    return next(int(way[1]) for way in ways if way)
