"""Drafts: begun with an id, a title and a prompt, told what they lack, never in a pack unmarked."""

import json
import re
from pathlib import Path

import docx
import pytest
from jsonschema import Draft202012Validator

from kitgen.bank import skeleton
from kitgen.bank.draft import NEUTRAL
from kitgen.bank.load import load_bank
from kitgen.bank.question import Question
from kitgen.files.layers import leaves
from kitgen.files.source import read
from kitgen.kit.load import read_kit
from kitgen.literals import EDITION_NAMES
from tests.faults import good
from tests.reading import docx_text, need_pango, pdf_text

SKELETONS = Path(skeleton.__file__).parent / "skeletons"
EXAMPLES = Path(__file__).parent.parent / "examples" / "kits"

BEGUN = """\
- id: just-begun
  title: Just begun
  prompt: What would you do?
"""


@pytest.fixture
def begun(tmp_path, monkeypatch):
    """A folder whose bank has one draft, of which hardly anything is written."""
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions" / "ml-theory.yaml").write_text(BEGUN)
    (tmp_path / "kitgen.yaml").write_text("banks: [questions]\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_draft_needs_an_id_a_title_and_a_prompt_only(run, begun):
    (draft,) = load_bank([begun / "questions"]).questions
    assert draft.unwritten == tuple(NEUTRAL)
    shown = run("questions", "show", "just-begun")
    assert shown.exit_code == 0
    assert "prompt: What would you do?" in shown.stdout
    assert "answer:" not in shown.stdout


def test_everything_that_a_reviewed_question_must_have_a_draft_may_lack():
    required = {name for name, field in Question.model_fields.items() if field.is_required()}
    assert required == {"id", "title", "category", "prompt", *NEUTRAL}


@pytest.mark.parametrize("status", ["reviewed", "retired"])
def test_a_question_that_is_no_draft_must_be_written(run, begun, status):
    (begun / "questions" / "ml-theory.yaml").write_text(f"{BEGUN}  status: {status}\n")
    result = run("questions", "list")
    assert result.exit_code == 1
    missing = [line.partition("missing key ")[2] for line in result.stderr.splitlines()]
    assert missing == [f"'{key}'" for key in sorted(NEUTRAL)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("minutes: ten", ":4:12: expected a whole number, found 'ten'"),
        ("key_points: []", ":4:15: needs at least 1, has 0"),
        ("answer:", ":4:10: expected text, found nothing"),
        ("anwser: This.", ":4:3: unknown key 'anwser'; did you mean 'answer'?"),
    ],
)
def test_what_a_draft_has_must_be_right(run, begun, text, message):
    file = begun / "questions" / "ml-theory.yaml"
    file.write_text(f"{BEGUN}  {text}\n")
    assert f"{file}{message}" in run("questions", "list").stderr


@pytest.mark.parametrize("status", ["", "  status: draft\n", "  status: reviewed\n"])
def test_an_editor_accepts_a_draft_and_no_other_question(run, begun, status):
    file = begun / "questions" / "ml-theory.yaml"
    file.write_text(f"{BEGUN}{status}")
    schema = Draft202012Validator(json.loads(run("schema", "question").stdout))
    faults = [error.message for error in schema.iter_errors(list(map(dict, read(file).value)))]
    assert bool(faults) == ("reviewed" in status)


ROLE = """\
title: One round
seniority: senior
rounds:
  - id: talk
    title: A talk
    minutes: 60
    blueprint:
      - {category: ml-theory, count: 2}
"""
SECOND = """\
- id: half-done
  title: Half done
  prompt: What happened?
  competencies: [coding]
  key_points:
    - {needed: true, point: Says what happened}
  follow_ups:
    - {ask: And then?, listen_for: Nothing more}
"""
EDITIONS = [option for name in EDITION_NAMES for option in ("--edition", name)]


@pytest.fixture
def role(begun):
    """A role that asks two questions, and a bank that has two drafts and nothing else."""
    (begun / "questions" / "ml-theory.yaml").write_text(BEGUN + SECOND)
    (begun / "talk.yaml").write_text(ROLE)
    return begun / "talk.yaml"


def test_drafts_are_chosen_only_where_the_user_asks_for_drafts(run, role):
    refused = run("plan", role, "--output", "out")
    assert refused.exit_code == 1
    assert "need 2, have 0 (not eligible: 'half-done' and 'just-begun' draft)" in refused.stderr
    assert run("plan", role, "--drafts", "--output", "out").exit_code == 0


def test_a_draft_that_is_included_is_refused_with_what_it_lacks(run, role, begun):
    file = begun / "questions" / "ml-theory.yaml"
    result = run("plan", role, "--include", "half-done", "--output", "out")
    assert result.exit_code == 1
    assert f"{file}:4:7: 'half-done' cannot be included: it is a draft and lacks kind," in (
        result.stderr
    )
    assert "--drafts" in result.stderr


def test_a_role_cannot_ask_for_drafts(run, role):
    role.write_text(f"{ROLE}drafts: true\n")
    assert "unknown key 'drafts'" in run("plan", role).stderr


def test_a_text_of_the_skeleton_keeps_a_reviewed_question_out(run, begun):
    left = "answer: |\n    What is right, with the\n    reasoning.\n"
    text = good("question").replace("answer: This happens.\n", left)
    (begun / "questions" / "ml-theory.yaml").write_text(text)
    (begun / "talk.yaml").write_text(ROLE.replace("count: 2", "count: 1"))
    result = run("plan", "talk.yaml", "--include", "first-question", "--output", "out")
    assert "it is reviewed and still has the skeleton's text in answer" in result.stderr
    assert run("plan", "talk.yaml", "--output", "out").exit_code == 1
    assert run("plan", "talk.yaml", "--drafts", "--output", "out").exit_code == 0
    assert "draft: true" in next((begun / "out").iterdir()).read_text()


def test_texts_of_skeletons_that_fit_many_questions_are_texts_of_skeletons():
    skeletons = [read(file).value for file in SKELETONS.glob("*.yaml")]
    assert len(skeletons) == 3
    assert {text for _, text in leaves(skeletons)} >= skeleton.USABLE


@pytest.fixture
def drafts(run, role, begun):
    """The packs of the kit of those drafts, rendered from its file, and what Word has of them."""
    need_pango()
    assert run("plan", role, "--drafts", "--output", begun).exit_code == 0
    formats = ("--format", "pdf", "--format", "docx", "--format", "html")
    result = run("render", "talk-talk-kit.yaml", *formats, *EDITIONS, "--output", "out")
    assert result.exit_code == 0, result.stderr
    return begun / "out"


@pytest.mark.slow
def test_every_page_of_a_kit_with_a_draft_is_marked(drafts):
    files = sorted(drafts.rglob("*.*"))
    assert len(files) == 3 * len(EDITION_NAMES)
    for file in files:
        if file.suffix == ".pdf":
            assert all("DRAFT" in page for page in pdf_text(file).split("\f")[:-1])
        elif file.suffix == ".docx":
            (section,) = docx.Document(str(file)).sections
            feet = [section.footer]
            if section.different_first_page_header_footer:
                feet.append(section.first_page_footer)
            assert all(foot.paragraphs[0].text.startswith("DRAFT") for foot in feet)
        else:
            assert '<span class="draft">DRAFT</span>' in file.read_text()


@pytest.mark.slow
def test_word_and_pdf_tell_what_is_not_written_yet(drafts):
    said = "Not written yet: kind, seniorities, difficulty, minutes, expected answer,"
    word = docx_text((drafts / "talk-talk-interviewer.docx").read_bytes())
    for text in (word, pdf_text(drafts / "talk-talk-interviewer.pdf")):
        assert said in " ".join(text.split())


def test_a_pack_tells_what_is_not_written_yet_and_has_no_empty_heading(run, role, begun):
    options = ("--drafts", "--format", "html", "--output", "out")
    assert run("generate", role, *options).exit_code == 0
    page = (begun / "out" / "talk-talk-interviewer.html").read_text()
    lacking = (
        "Not written yet: kind, seniorities, difficulty, minutes, expected answer, signals and "
        "rating scale"
    )
    assert lacking in page
    assert page.count("Needed: 1 point") == 1
    assert page.count("Follow up, read aloud</h3>") == 1
    for absent in ("Expected answer</h3>", "Strong signals", "Between"):
        assert absent not in page
    assert not re.search("(?<!…)…</", page)  # several are dots to write on


def test_what_a_role_writes_of_a_draft_is_printed(run, begun):
    own = "questions: {just-begun: {minutes: 12, anchors: {1: None, 2: Some, 3: All, 4: More}}}\n"
    (begun / "talk.yaml").write_text(ROLE.replace("count: 2", "count: 1") + own)
    options = ("--drafts", "--format", "html", "--output", "out")
    assert run("generate", "talk.yaml", *options).exit_code == 0
    page = (begun / "out" / "talk-talk-interviewer.html").read_text()
    assert "difficulty, expected answer, points to count, follow-ups and signals</p>" in page
    assert ">Some</td>" in page


def test_a_pack_of_nothing_but_a_prompt_has_no_empty_heading_either(run, begun):
    (begun / "talk.yaml").write_text(ROLE.replace("count: 2", "count: 1"))
    options = ("--drafts", "--format", "html", *EDITIONS, "--output", "out")
    result = run("generate", "talk.yaml", *options)
    assert result.exit_code == 0, result.stderr
    page = (begun / "out" / "talk-talk-interviewer.html").read_text()
    for absent in ("What this round is to show", "Needed:", "Follow up, read aloud</h3>"):
        assert absent not in page


def test_a_kit_without_drafts_is_as_it_was(run, begun):
    options = ("--bank", "builtin", "--seed", 7, "--drafts", "--output", "out")
    assert run("plan", "senior-ml-engineer", *options).exit_code == 0
    for file in EXAMPLES.glob("*.yaml"):
        assert (begun / "out" / file.name).read_text() == file.read_text()


def test_check_tells_what_each_draft_lacks_and_finds_nothing_else_in_it(run, begun):
    lines = run("check", "--bank", "questions").stdout.splitlines()[::2]
    assert [line.partition(": ")[2] for line in lines if "idle-competency" not in line] == [
        f"note draft: a draft and lacks {', '.join(NEUTRAL)}"
    ]


HIRING = """\
extends: senior-ml-engineer
evidence: free
rounds:
  - {id: ml-depth, drop: true}
  - {id: ml-system-design, drop: true}
  - {id: coding, drop: true}
"""


@pytest.fixture
def kept(run, begun):
    """A kit of one round that asks a draft and reviewed questions, and how to ask the same."""
    (begun / "kitgen.yaml").write_text("banks: [builtin, questions]\n")
    (begun / "questions" / "ml-theory.yaml").unlink()
    (begun / "questions" / "behavioral.yaml").write_text(BEGUN)
    (begun / "own.yaml").write_text(HIRING)
    wishes = ("--include", "just-begun", "--seed", 2, "--drafts")
    made = run("plan", "own.yaml", *wishes, "--output", "kits")
    assert made.exit_code == 0, made.stderr
    (kit,) = (begun / "kits").iterdir()
    assert "draft: true\n" in kit.read_text()
    return kit


def test_a_kit_is_finished_when_its_last_draft_is_swapped(run, kept):
    asked = {q.id: q.minutes for q in read_kit(kept).questions}
    other = max(sorted(asked.keys() - {"just-begun"}), key=asked.__getitem__)
    for leaving, is_draft in ((other, True), ("just-begun", False)):
        swap = ("swap", kept, leaving, "--role", "own.yaml")
        best, *_ = json.loads(run(*swap, "--json").stdout)
        done = run(*swap, "--with", best["id"], "--force")
        assert done.exit_code == 0, done.stderr
        assert read_kit(kept).draft == is_draft


def test_a_draft_leaves_a_kept_kit_like_any_other_question(run, kept):
    keep = ("--keep", kept, "--exclude", "just-begun")
    done = run("plan", "own.yaml", *keep, "--output", "without")
    assert done.exit_code == 0, done.stderr
    (new,) = Path("without").iterdir()
    before, after = ({q.id for q in read_kit(kit).questions} for kit in (kept, new))
    assert before - after == {"just-begun"}
