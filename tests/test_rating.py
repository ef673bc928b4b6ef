"""What an interviewer is told to count, and how a level follows from it."""

import re

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

ROLE = """\
title: Rating
seniority: {seniority}
rounds:
  - id: one
    title: One
    minutes: 40
    blueprint: [{{category: ml-theory, count: 1}}, {{include: bias-variance-tradeoff}}]
{more}
questions:
  bias-variance-tradeoff:
    hints:
      - {{when: Two minutes of silence, say: Look at the second row.}}
      - {{when: Still no number, say: What is left without the noise?}}
    key_points:
      - {{point: Takes off the noise, needed: true}}
      - {{point: Prices the month, needed: senior}}
      - {{point: Draws a curve, needed: false}}
    follow_ups:
      - {{ask: What would you plot first?, listen_for: A curve.}}
      - {{ask: What is the floor?, listen_for: It is 45., needed: true}}
      - {{ask: What of an order whose mean is 34?, listen_for: It is 82., needed: senior,
         gives_away: true}}
"""


@pytest.fixture
def pack(run, tmp_path):
    def made(seniority, more="", edition="interviewer", format_="html"):
        (tmp_path / "rating.yaml").write_text(ROLE.format(seniority=seniority, more=more))
        command = ("generate", tmp_path / "rating.yaml", "--edition", edition, "--force")
        result = run(*command, "--format", format_, "--output", tmp_path, "--one-folder")
        assert result.exit_code == 0, result.stderr
        return tmp_path / f"rating-one-{edition}.{format_}"

    return made


def text_of(page):
    return " ".join(
        re.sub(r"<style.*?</style>|<[^>]+>", " ", page.read_text(), flags=re.DOTALL).split()
    )


@pytest.mark.parametrize(
    ("seniority", "needed", "nice", "must_ask", "others"),
    [
        ("mid", "1 point and 1 follow-up", "Prices the month", ["floor"], ["plot", "34"]),
        ("senior", "2 points and 2 follow-ups", "Draws a curve", ["floor", "34"], ["plot"]),
    ],
)
def test_what_is_needed_depends_on_the_seniority(pack, seniority, needed, nice, must_ask, others):
    text = text_of(pack(seniority))
    assert f"Needed: {needed} ☐ Takes off the noise" in text
    assert f"Nice to have ☐ {nice}" in text
    asked = text.partition("Follow up")[2]
    marked = [asked.index(f"{word}") for word in must_ask]
    assert marked + [asked.index(word) for word in others] == sorted(
        asked.index(word) for word in must_ask + others
    )
    assert asked.count("Must ask") == len(must_ask)
    assert f"needed and met: …… of {needed[0]}" not in text
    assert f"needed and met: …… of {2 * int(needed[0])} · hints given: ……" in text


def test_hints_are_printed_in_order_between_the_prompt_and_what_is_needed(pack):
    text = text_of(pack("mid"))
    places = [
        text.index(part)
        for part in (
            "Hint 1, when: Two minutes of silence Look at the second row.",
            "Hint 2, when: Still no number What is left without the noise?",
            "Needed: 1 point",
        )
    ]
    assert places == sorted(places)
    assert "Look at the second row." not in text_of(pack("mid", edition="candidate"))


def test_a_follow_up_that_names_a_needed_point_says_so(pack):
    asked = text_of(pack("mid")).partition("Follow up")[2]
    assert "What of an order whose mean is 34? Gives points away Listen for: It is 82." in asked
    assert asked.count("Gives points away") == 1


def test_the_highest_level_adds_to_the_one_below(bank):
    """So the rule can tell a 4 by what the level adds, also where the count is one short."""
    rubrics = [dict(question.rubric) for question in bank.questions]
    anchors = [level[4] for rubric in rubrics for level in rubric.values() if 4 in level]
    assert len(anchors) > len(bank.questions)
    assert [text for text in anchors if not str(text).startswith("As 3, ")] == []
    assert "all that the scale adds for 4 is there" in bank.scale.rule


def test_the_rule_is_printed_and_a_role_may_word_its_own(pack):
    assert "From notes to a rating Count what is needed" in text_of(pack("mid"))
    own = text_of(pack("mid", more="rule: '**Count** the ticks, and halve them.'"))
    assert "From notes to a rating Count the ticks, and halve them. 1 Two models" in own
    assert "Count what is needed" not in own


def test_word_has_a_style_for_hints_and_for_what_must_be_asked(pack):
    document = Document(str(pack("senior", format_="docx")))
    styles = {p.text: p.style.name for p in document.paragraphs}
    assert styles["Look at the second row."] == "Hint"
    assert styles["☐ Hint 1, when: Two minutes of silence"] == "Hint Case"
    inside = (Paragraph(p, document) for p in document.element.body.iter(qn("w:p")))
    (asked,) = (p for p in inside if "What is the floor?" in p.text)
    assert asked.style.name == "Ask"
    assert [run.text for run in asked.runs if run.style.name == "Mark"] == ["Must ask"]


def test_a_third_hint_is_refused(run, tmp_path):
    third = "      - {when: Never, say: It is 45.}\n    key_points:"
    role = ROLE.format(seniority="mid", more="").replace("    key_points:", third)
    (tmp_path / "rating.yaml").write_text(role)
    result = run("roles", "show", tmp_path / "rating.yaml")
    assert result.exit_code == 1
    assert "rating.yaml:12:7: may have at most 2, has 3" in result.stderr
