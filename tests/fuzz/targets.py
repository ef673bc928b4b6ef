"""The kinds of input that are tried: what makes them, and what is done with one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from kitgen.resources import shipped
from kitgen.unseen import UNSEEN
from tests.faults import FOLDER, good
from tests.fuzz import actions
from tests.fuzz.actions import command, imported, kit, markdown_in, roster, themed
from tests.fuzz.archives import spoilt, word_file, workbook
from tests.fuzz.inputs import PIECES, edited, encoded, joined, yaml_files
from tests.marked import ANSWER, HANDOUT, PROMPT

TESTS = FOLDER.parent
BANK = {"vocabulary.yaml": "vocabulary"}
WORKSPACE = good("workspace").replace("builtin, ", "")  # whose 270 questions take a second
ROWS = """\
title: Data Scientist
seniority: mid
competencies: [{id: model-evaluation, weight: 2}, {id: coding, weight: 1}]
borrow: [senior]
rounds:
  - id: evidence
    title: Evidence
    minutes: 45
    blueprint:
      - {category: ml-theory, count: 2}
      - {category: [behavioral, ml-coding], at_least: 1, at_most: 3}
      - {each: competency, at_least: 1}
      - {kind: concept, difficulty: [2, 3], at_least: 1}
      - {mean: difficulty, about: 3, within: 0.5}
      - {sum: minutes, tag: llm, at_least: 5}
      - {include: bayes-theorem}
      - {questions: [probability-calibration, bayes-theorem], at_most: 1}
      - {attributes: {minutes: {at_most: 9}}, at_least: 1}
"""
ROSTER = (
    "candidate,interviewer,date,form,paper,language,round,Employee no.\n"
    "Ada Lovelace,Grace Hopper,3 May,A,a4,en,coding,17\n"
    '"Hopper, ""Grace""",,,B,letter,,,\n王小明,,,,,,,\n',
    "candidate;room\nÉlodie;12\n# a note\n\nZoë;14\n",
    "Candidate\tDate\nAda\t3 May\n",
)
TABLE = (
    'Question,Answer,Topics,Minutes\nWhy so?,Because,a; b,8\n"How, then?","So: **this**\n- a",,x\n'
)


@dataclass(frozen=True)
class Target:
    """A kind of input: what makes such inputs, and what is done with one.

    The tests try `few`, and a whole long run `many`.
    """

    name: str
    inputs: st.SearchStrategy[bytes]
    action: Callable[[bytes, Path], object]
    few: int
    many: int


def texts(*paths):
    return [path.read_text(encoding="utf-8") for path in paths]


def in_utf8(strategy):
    return strategy.map(str.encode)


LISTS = texts(*sorted((TESTS / "imports").glob("*.md")))
FORMULAS = (TESTS / "formulas.txt").read_text(encoding="utf-8").splitlines()
ROLES = texts(*sorted((shipped("examples") / "roles").glob("*.yaml"))[:6])
# Control characters are refused when a file is read.
MARKDOWN = st.one_of(
    edited((PROMPT, HANDOUT, ANSWER, *LISTS)),
    joined(PIECES),
    joined(st.one_of(PIECES, st.sampled_from(FORMULAS).map("${}$".format))),
).map(lambda text: UNSEEN.sub("", text))
LATEX = st.one_of(edited(FORMULAS), joined(st.one_of(st.sampled_from(FORMULAS), PIECES))).map(
    lambda text: UNSEEN.sub("", text)
)
WORKBOOK = workbook(("candidate", "form", "Date"), ("Ada", "A", "3 May"), ("=1+1", "B", 7))
QUESTIONS = workbook(("Question", "Answer"), ("Why so?", "Because"), ("And then?", 3.5))


def template(name):
    return [(shipped("templates") / name).read_text(encoding="utf-8")]


def _yaml_targets():
    """Files of YAML, each read by a command."""
    question, vocabulary = good("question"), good("vocabulary")
    yield Target(
        "banks",
        encoded(yaml_files(question)),
        command("ml-theory.yaml", "check", ".", "--json", **BANK),
        *(12, 150_000),
    )
    yield Target(
        "vocabularies",
        encoded(yaml_files(vocabulary)),
        command(
            "vocabulary.yaml", "questions", "list", "--bank", ".", **{"ml-theory.yaml": "question"}
        ),
        *(8, 50_000),
    )
    yield Target(
        "samples",
        encoded(yaml_files(good("sample"))),
        command(
            *("samples/first.yaml", "check", "samples/first.yaml", "--bank", "."),
            **BANK,
            **{"ml-theory.yaml": "question"},
        ),
        *(8, 50_000),
    )
    yield Target(
        "workspaces",
        encoded(yaml_files(WORKSPACE)),
        command(
            *("kitgen.yaml", "questions", "list"),
            **{"questions/ml-theory.yaml": "question", "questions/vocabulary.yaml": "vocabulary"},
            **{"roles/role.yaml": "role", "theme/theme.yaml": "theme"},
        ),
        *(8, 50_000),
    )
    yield Target("roles", encoded(yaml_files(good("role"), *ROLES)), actions.role, 8, 50_000)
    yield Target("blueprints", encoded(yaml_files(ROWS)), actions.role, 8, 50_000)
    yield Target("kits", encoded(yaml_files(good("kit"))), kit("html"), 4, 50_000)


def _other_targets():
    """Texts, tables, documents, themes, and choices."""
    yield Target("markdown", in_utf8(MARKDOWN), actions.markdown, 30, 250_000)
    yield Target("latex", in_utf8(LATEX), actions.latex, 30, 150_000)
    yield Target("rosters", encoded(edited(ROSTER)), roster("csv"), 20, 100_000)
    yield Target("roster-workbooks", spoilt(WORKBOOK), roster("xlsx"), 8, 10_000)
    yield Target("imported-markdown", encoded(edited(LISTS)), imported("md"), 8, 20_000)
    yield Target("imported-tables", encoded(edited((TABLE, *ROSTER))), imported("csv"), 8, 20_000)
    yield Target("imported-workbooks", spoilt(QUESTIONS), imported("xlsx"), 6, 10_000)
    yield Target("imported-word-files", spoilt(word_file()), imported("docx"), 6, 10_000)
    for name, edition in (
        ("candidate.html", "candidate"),
        ("macros.html", "scorecard"),
        ("style.css", "candidate"),
        ("words.yaml", "scorecard"),
        ("theme.yaml", "candidate"),
    ):
        inputs = encoded(edited(template(name)))
        yield Target(f"theme-{name}", inputs, themed(name, edition), 4, 10_000)
    seeds = st.integers(0, 10**9).map(lambda seed: str(seed).encode())
    yield Target("selections", seeds, actions.chosen, 5, 20_000)
    yield Target("markdown-in-word", in_utf8(MARKDOWN), markdown_in("docx"), 3, 5_000)
    yield Target("markdown-in-pdf", in_utf8(MARKDOWN), markdown_in("pdf"), 1, 1_000)
    formats = ("html", "docx", "pdf")
    yield Target("kits-in-all-formats", encoded(yaml_files(good("kit"))), kit(*formats), 1, 1_000)


TARGETS = {target.name: target for target in (*_yaml_targets(), *_other_targets())}
