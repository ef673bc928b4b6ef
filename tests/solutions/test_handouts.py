"""Each reference solution has the signatures of its handout and gives the handout's output."""

import ast
import doctest
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from kitgen.bank.files import question_files
from tests.solutions import BANK, load

QUESTIONS: list[dict[str, Any]] = [
    question
    for file in question_files(BANK)
    for question in yaml.safe_load(file.path.read_text("utf-8"))
    if "solution" in question
]
# Queries, and functions of tables, have their example as a table.
FUNCTIONS = [question for question in QUESTIONS if "```pycon" in question["handout"]]


def fences(question: dict[str, Any], language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", question["handout"], flags=re.S | re.M)


def is_written(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether it has more than a docstring or an ellipsis, so that nobody has to write it."""
    return not all(isinstance(statement, ast.Expr) for statement in function.body)


def signatures(source: str, to_write: bool = False) -> dict[str, str]:
    """Arguments and result of each public function, and of each method as Class.method."""
    found = {}
    for node in ast.parse(source).body:
        for scope, item in [
            ("", node),
            *(
                (f"{node.name}.", x)
                for x in getattr(node, "body", ())
                if isinstance(node, ast.ClassDef)
            ),
        ]:
            if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef):
                if to_write and is_written(item):
                    continue
                result = ast.unparse(item.returns) if item.returns else ""
                kind = type(item).__name__
                found[scope + item.name] = f"{kind} ({ast.unparse(item.args)}) -> {result}"
    return found


def test_there_are_questions() -> None:
    assert len(QUESTIONS) >= 24


@pytest.mark.parametrize("question", FUNCTIONS, ids=lambda q: q["id"])
def test_solution_has_the_signatures_of_the_handout(question: dict[str, Any]) -> None:
    asked = signatures("\n".join(fences(question, "python")), to_write=True)
    given = signatures((BANK / question["solution"]).read_text("utf-8"))
    assert asked
    assert {name: given.get(name) for name in asked} == asked


@pytest.mark.parametrize("question", FUNCTIONS, ids=lambda q: q["id"])
def test_solution_gives_the_output_of_the_handout(question: dict[str, Any]) -> None:
    module = load(Path(question["solution"]).stem)
    (text,) = fences(question, "pycon")
    example = doctest.DocTestParser().get_doctest(text, vars(module), question["id"], None, 0)
    assert example.examples
    assert doctest.DocTestRunner().run(example).failed == 0


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q["id"])
def test_code_of_handout_and_answer_is_narrow_enough_to_print(question: dict[str, Any]) -> None:
    text = question["handout"] + question["answer"]
    lines = [
        line for code in re.findall(r"```\w+\n(.*?)```", text, re.S) for line in code.split("\n")
    ]
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q["id"])
def test_solution_has_at_most_80_lines(question: dict[str, Any]) -> None:
    assert len((BANK / question["solution"]).read_text("utf-8").splitlines()) <= 80
