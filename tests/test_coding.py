"""What candidates may use in coding questions, as it is read aloud and printed."""

import re

import pytest

ROLE = """\
extends: senior-ml-engineer
coding: {{runs: {runs}, assistant: {assistant}}}
"""


@pytest.fixture
def texts(run, tmp_path):
    def made(role):
        (tmp_path / "own.yaml").write_text(role)
        command = ("generate", tmp_path / "own.yaml", "--format", "html", "--force")
        assert run(*command, "--output", tmp_path).exit_code == 0
        return {
            page.stem.removeprefix("own-"): " ".join(
                re.sub(r"<[^>]+>", " ", page.read_text()).split()
            )
            for page in tmp_path.rglob("*.html")
        }

    return made


@pytest.mark.parametrize(
    ("runs", "assistant", "told"),
    [
        ("true", "false", ("you may run your code", "Please do not use an AI assistant")),
        ("false", "true", ("nothing is run", "You may use an AI assistant")),
    ],
)
def test_interviewer_and_candidate_are_told_the_same(texts, runs, assistant, told):
    pages = texts(ROLE.format(runs=runs, assistant=assistant))
    for name in ("3-coding-interviewer", "3-coding-candidate"):
        for words in (*told, "You may look things up in the documentation."):
            assert words in pages[name]


def test_a_round_without_coding_questions_tells_nothing(texts):
    pages = texts("extends: senior-ml-engineer\n")
    assert len(pages) == 8
    told = {name for name, text in pages.items() if "AI assistant" in text}
    assert told == {"3-coding-interviewer", "3-coding-candidate"}


def test_a_role_that_rules_nothing_has_nothing_printed(texts):
    pages = texts(
        "title: Coder\nseniority: senior\nrounds:\n"
        "- {id: one, title: One, blueprint: [{category: ml-coding, count: 1}]}\n"
    )
    assert len(pages) == 2
    assert not any("AI assistant" in text for text in pages.values())


def test_how_many_tests_passed_is_noted_where_there_are_tests(run, tmp_path):
    wishes = [*("--category", "ml-programming=1", "--include", "spot-the-bug-training-loop")]
    wishes += [*("--category", "ml-coding=1", "--include", "kmeans-from-scratch")]
    options = ("--seniority", "mid", "--minutes", 75, "--format", "html", "--output", tmp_path)
    assert run("generate", *wishes, *options, "--edition", "interviewer").exit_code == 0
    (page,) = tmp_path.rglob("*.html")
    assert page.read_text().count("tests passed: ") == 1
