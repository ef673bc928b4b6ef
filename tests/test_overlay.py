"""Roles that extend roles: one layer over another, each value from where it says it is."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from kitgen.bank.files import BUILT_IN
from kitgen.errors import InvalidInput
from kitgen.files.dump import dump
from kitgen.files.layers import Merged, layer, leaves, overlay
from kitgen.files.source import read
from kitgen.resources import shipped
from kitgen.role.apply import apply_overrides, whole_role
from kitgen.role.load import load_role
from kitgen.role.options import RoleOptions
from kitgen.role.override import QuestionOverride
from kitgen.selection import SelectionProblem, select
from tests.extent import extent

IDS = st.sampled_from(["one", "two", "three"])
SCALARS = st.integers(0, 9)


def keyed(item):
    """A list of items with ids, each id once."""
    return st.dictionaries(IDS, item, min_size=1, max_size=3).map(
        lambda found: tuple({"id": key, **value} for key, value in found.items())
    )


ITEM = st.fixed_dictionaries({}, optional={"weight": SCALARS, "drop": st.booleans()})
LAYERS = st.fixed_dictionaries(
    {},
    optional={
        "title": SCALARS,
        "seniority": SCALARS,
        "competencies": keyed(ITEM),
        "rounds": keyed(st.fixed_dictionaries({}, optional={"minutes": SCALARS})),
        "questions": st.dictionaries(
            IDS,
            st.fixed_dictionaries(
                {}, optional={"minutes": SCALARS, "anchors": st.dictionaries(SCALARS, SCALARS)}
            ),
        ),
    },
)


@pytest.fixture(scope="module")
def as_layer(tmp_path_factory):
    def build(value, name="x"):
        path = tmp_path_factory.mktemp("layer") / f"{name}.yaml"
        path.write_text(dump(value) if value else "{}\n")
        return layer(read(path))

    return build


@settings(max_examples=extent(40, 150), deadline=None)
@given(LAYERS, LAYERS, LAYERS)
def test_it_does_not_matter_which_pair_of_layers_is_laid_first(as_layer, a, b, c):
    a, b, c = map(as_layer, (a, b, c))
    assert Merged(overlay(overlay(a, b), c)).value == Merged(overlay(a, overlay(b, c))).value


@settings(max_examples=extent(40, 150), deadline=None)
@given(LAYERS, LAYERS)
def test_a_layer_touches_nothing_but_what_it_names(as_layer, below, above):
    low, high = as_layer(below), as_layer(above)
    merged = Merged(overlay(low, high)).value
    for key in set(below) - set(above):
        assert merged[key] == Merged(low).value[key]
    assert set(merged) == set(below) | set(above)


@settings(max_examples=extent(40, 100), deadline=None)
@given(LAYERS, LAYERS)
def test_the_origin_of_a_value_is_the_line_that_says_it(as_layer, below, above):
    merged = Merged(overlay(as_layer(below, "low"), as_layer(above, "high")))
    for place, value in leaves(merged.value):
        origin = merged.origin(place)
        text = Path(origin.file).read_text().splitlines()[origin.line - 1]
        assert str(value) in text


CHILD = """\
extends: senior-ml-engineer
title: Search Engineer
competencies:
  - {id: model-evaluation, weight: 5}
  - {id: coding, drop: true}
rounds:
  - {id: coding, drop: true}
  - {id: ml-depth, minutes: 45, blueprint: [{category: ml-theory, count: 3}]}
scripts:
  closing: That was it, after {minutes} minutes.
questions:
  bias-variance-tradeoff:
    minutes: 9
    more_follow_ups:
      - {ask: What would you plot first?, listen_for: A learning curve with both errors.}
    anchors:
      3: Reads both models from their excess over the noise and says which result would change that.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "search.yaml").write_text(CHILD)
    return tmp_path


def test_a_role_changes_what_it_names_and_keeps_the_rest(bank, folder):
    base = load_role("senior-ml-engineer", RoleOptions(), bank).role
    role = load_role(str(folder / "search.yaml"), RoleOptions(), bank).role
    assert (role.name, role.title, role.seniority) == ("search", "Search Engineer", "senior")
    weights = {w.id: w.weight for w in role.competencies}
    expected = {w.id: w.weight for w in base.competencies} | {"model-evaluation": 5}
    assert weights == {key: value for key, value in expected.items() if key != "coding"}
    assert [r.id for r in role.rounds] == [r.id for r in base.rounds if r.id != "coding"]
    assert role.rounds[0].title == base.rounds[0].title
    assert role.rounds[1:] == tuple(r for r in base.rounds[1:] if r.id != "coding")


def test_a_changed_question_is_changed_for_this_role_only(bank, folder):
    role = load_role(str(folder / "search.yaml"), RoleOptions(), bank).role
    before = bank.question("bias-variance-tradeoff")
    own = apply_overrides(bank, role).question("bias-variance-tradeoff")
    assert own.minutes == 9
    assert own.follow_ups[:-1] == before.follow_ups
    assert own.follow_ups[-1].ask == "What would you plot first?"
    assert own.anchors("senior")[3].startswith("Reads both models from their excess over")
    assert own.anchors("senior")[4] == before.anchors("senior")[4]
    assert own.anchors("mid") == before.anchors("mid")
    assert bank.question("bias-variance-tradeoff") == before
    other = load_role("senior-ml-engineer", RoleOptions(), bank).role
    assert apply_overrides(bank, other).questions == bank.questions


ONE = """\
title: One question
seniority: mid
rounds:
  - id: one
    title: One
    minutes: 40
    blueprint: [{category: ml-theory, count: 1}, {include: bias-variance-tradeoff}]
questions:
  bias-variance-tradeoff:
    more_follow_ups: [{ask: And why not the other?, listen_for: It has seen the noise.}]
"""
# What a role says of a field, and where in its packs that is read.
OVERRIDES = {
    "prompt": ("Which of the two would you ship?", "candidate", "Which of the two would you ship?"),
    "handout": ("Both errors are 12 percent.", "candidate", "Both errors are 12 percent."),
    "translations": ("{de: {prompt: Was käme heraus?}}", "candidate", "Was käme heraus?"),
    "minutes": ("23", "candidate", "Question 1 23"),
    "weight": ("7", "scorecard", "ML fundamentals 1 (14)"),
    "hints": (
        "[{when: Silence, say: Look at the second row.}]",
        "interviewer",
        "Hint 1, when: Silence Look at the second row.",
    ),
    "figures": ("44 and 36", "interviewer", "To hear: 44 and 36"),
    "key_points": (
        "[{point: Ships the second one, needed: true}]",
        "interviewer",
        "Ships the second one",
    ),
    "follow_ups": (
        "[{ask: What would it cost?, listen_for: A figure in euros.}]",
        "interviewer",
        "What would it cost? Listen for: A figure in euros.",
    ),
    "more_follow_ups": (
        "[{ask: And in a year?, listen_for: That data drifts.}]",
        "interviewer",
        "And in a year? Listen for: That data drifts.",
    ),
    "anchors": ("{3: Ships the second and says why.}", "interviewer", "Ships the second and says"),
}


def test_every_field_of_an_override_is_tried():
    assert set(OVERRIDES) == set(QuestionOverride.model_fields)


def packs_of(run, folder, text, *options):
    """The words of the packs of a role, by their editions."""
    (folder / "role.yaml").write_text(text)
    command = ("generate", folder / "role.yaml", "--format", "html", *options)
    assert run(*command, "--output", folder, "--one-folder").exit_code == 0
    pages = {page.stem.rsplit("-", 1)[1]: page.read_text() for page in folder.glob("*.html")}
    tags = r"<style.*?</style>|<[^>]+>"
    return {
        edition: " ".join(re.sub(tags, " ", page, flags=re.S).split())
        for edition, page in pages.items()
    }


@pytest.fixture(scope="module")
def plain(run, tmp_path_factory):
    editions = ("--edition", "interviewer", "--edition", "candidate", "--edition", "scorecard")
    return packs_of(run, tmp_path_factory.mktemp("plain"), ONE, *editions)


@pytest.mark.parametrize("field", OVERRIDES)
def test_every_field_of_an_override_reaches_the_pack(run, plain, tmp_path, field):
    value, edition, expected = OVERRIDES[field]
    reading = ("--candidate-language", "de") if field == "translations" else ()
    override = ONE[ONE.index("    more_follow_ups") :]
    own = ONE.replace(override, f"    {field}: {value}\n")
    assert expected not in plain[edition]
    assert expected in packs_of(run, tmp_path, own, "--edition", edition, *reading)[edition]


FIVE = """\
extends: senior-ml-engineer
scale: five-level
must_pass: [ml-fundamentals]
evidence: free
rounds:
  - {id: ml-depth, minutes: 30, blueprint: [{category: ml-theory, count: 1}]}
  - {id: ml-system-design, drop: true}
  - {id: coding, drop: true}
  - {id: behavioral-and-project, drop: true}
questions:
  bias-variance-tradeoff:
    weight: 2
    anchors:
      1: Reads neither model from the table.
      3: Reads both models from their excess over the noise.
"""


@pytest.mark.parametrize(
    ("scale", "levels", "builds_on", "between", "verdicts"),
    [
        (
            "five-level",
            5,
            "As 4, and",
            1,
            ["No 2.0 to 3.9", "Yes 4.0 to 4.4", "Strong yes 4.5 or more"],
        ),
        (
            "three-level",
            3,
            "As 2, and",
            0,
            ["No below 2.0", "Yes 2.0 to 2.4", "Strong yes 2.5 or more"],
        ),
    ],
)
def test_a_role_rates_the_whole_bank_on_another_scale_by_one_line(
    run, tmp_path, scale, levels, builds_on, between, verdicts
):
    (tmp_path / "own.yaml").write_text(f"extends: senior-ml-engineer\nscale: {scale}\n")
    command = ("generate", tmp_path / "own.yaml", "--edition", "interviewer", "--format", "html")
    assert run(*command, "--output", tmp_path).exit_code == 0
    packs = sorted(tmp_path.glob("own-*-interviewer.html"))
    assert len(packs) == 4
    for pack in packs:
        page = pack.read_text()
        asked = page.count('<table class="anchors"')
        assert page.count("<td>Between 2 and 4</td>") == between * asked
        assert builds_on in page
        assert "As 3, and" not in page
        assert f"<strong>{levels}</strong>: the count is full or one short, and all" in page
        (verdict,) = html.document_fromstring(page).find_class("verdict")
        shown = [" ".join(cell.itertext()).split() for cell in verdict.iter("td")]
        assert [" ".join(words[1:]) for words in shown][-3:] == verdicts


OWN_SCALE = "    anchors_from: {1: 1, 2: 2, 4: 3, 5: 4}\n    bar: 4\n"


@pytest.fixture
def own_scale(tmp_path):
    """A bank whose five levels take no anchors from others."""
    folder = shutil.copytree(BUILT_IN, tmp_path / "bank")
    vocabulary = (BUILT_IN / "vocabulary.yaml").read_text()
    assert OWN_SCALE in vocabulary
    second = "{value: 2, label: Weak"
    assert second in vocabulary
    own = vocabulary.replace(OWN_SCALE, "    bar: 3\n").replace(
        second, f"{second}, anchored: false"
    )
    own = own.replace("Mixed, anchored: false", "Mixed").replace(
        "4, label: Good}", "4, label: Good, anchored: false}"
    )
    (folder / "vocabulary.yaml").write_text(own)
    return folder


def test_another_scale_needs_anchors_of_its_own_and_never_prints_a_blank(run, tmp_path, own_scale):
    """The anchors of the bank are written for four levels and say nothing about five."""
    (tmp_path / "five.yaml").write_text(FIVE)
    command = (
        "generate",
        tmp_path / "five.yaml",
        "--bank",
        own_scale,
        "--include",
        "bias-variance-tradeoff",
        "--format",
        "html",
        "--output",
        tmp_path / "out",
    )
    result = run(*command)
    assert result.exit_code == 1
    message = "kitgen: question 'bias-variance-tradeoff': no anchor for level 5 (Excellent)"
    assert message in result.stderr.splitlines()
    (tmp_path / "five.yaml").write_text(FIVE + "      5: Says what one fit cannot show.\n")
    assert run(*command).exit_code == 0
    text = (tmp_path / "out" / "five-ml-depth-interviewer.html").read_text()
    assert ">Between 1 and 3</td>" in text
    assert "5 Excellent" in text
    assert "Says what one fit cannot show." in text


def test_each_anchor_that_another_scale_lacks_is_named(run, tmp_path, own_scale):
    (tmp_path / "five.yaml").write_text("extends: senior-ml-engineer\nscale: five-level\n")
    command = ("plan", tmp_path / "five.yaml", "--round", "coding", "--output", tmp_path)
    lines = run(*command, "--bank", own_scale).stderr.splitlines()
    missing = [line for line in lines if ": no anchor for level " in line]
    assert len(missing) == 3 * 2
    assert lines[-1] == "hint: write them under questions: in the role, or use another scale"


def test_the_scorecard_prints_the_role_s_arithmetic(run, tmp_path):
    (tmp_path / "five.yaml").write_text(FIVE + "      5: Says it.\nbar: 4\n")
    run(
        "generate",
        tmp_path / "five.yaml",
        "--include",
        "bias-variance-tradeoff",
        "--edition",
        "scorecard",
        "--format",
        "html",
        "--output",
        tmp_path,
    )
    text = (tmp_path / "five-ml-depth-scorecard.html").read_text()
    assert ">1\N{NO-BREAK SPACE}(4)</td>" in text  # twice its weight, in its main competency
    assert "ML fundamentals, must pass" in text
    ranges = [r.text for r in html.document_fromstring(text).find_class("range")]
    assert ranges == ["below 2.0", "2.0 to 3.9", "4.0 to 4.4", "4.5 or more"]
    assert "The bar is 4 (Good)." in text
    assert (
        "With a mean below the bar in a competency that must pass, the verdict is at best No"
        in text
    )


def test_the_pack_has_the_changed_rubric_and_minutes_count(run, folder):
    result = run(
        "generate",
        folder / "search.yaml",
        "--round",
        "ml-depth",
        "--include",
        "bias-variance-tradeoff",
        "--format",
        "html",
        "--output",
        folder / "out",
    )
    assert result.exit_code == 0, result.stderr
    text = (folder / "out" / "search-1-ml-depth-interviewer.html").read_text()
    assert "Reads both models from their excess over the noise and says" in text
    assert "What would you plot first?" in text
    assert "That was it, after 45 minutes." in text


@pytest.mark.parametrize(("here", "file"), [(".", "search.yaml"), ("..", "{0}/search.yaml")])
def test_the_effective_role_says_where_each_value_came_from(run, folder, monkeypatch, here, file):
    monkeypatch.chdir(folder / here)
    shown = run("roles", "show", folder / "search.yaml").stdout
    file = file.format(folder.name)
    assert f"title: Search Engineer  # {file}:2" in shown
    assert "summary:" in shown
    assert "  # senior-ml-engineer.yaml:4" in shown
    assert f"weight: 5  # {file}:4" in shown
    assert "opening: 5  # default" in shown
    assert "id: coding" not in shown
    assert str(shipped("examples")) not in shown


def test_the_effective_role_has_what_it_leaves_to_the_bank(run, folder, bank):
    shown = run("roles", "show", folder / "search.yaml").stdout
    role = yaml.safe_load(shown)
    assert (role["scale"], role["bar"]) == ("four-level", bank.scale.bar)
    assert role["rule"] == bank.scale.rule
    assert role["scripts"]["opening"] == bank.scripts.opening
    assert role["scripts"]["closing"] == "That was it, after {minutes} minutes."
    assert role["coding"] == {"runs": True, "documentation": True, "assistant": False}
    assert "bar: 3  # the bank's vocabulary" in shown
    assert "closing: That was it, after {minutes} minutes.  # search.yaml:10" in shown


def test_a_role_as_shown_is_a_role(run, folder, bank):
    (folder / "copy.yaml").write_text(run("roles", "show", folder / "search.yaml").stdout)
    copy = load_role(str(folder / "copy.yaml"), RoleOptions(), bank).role
    original = load_role(str(folder / "search.yaml"), RoleOptions(), bank).role
    whole = whole_role(original, bank)
    assert copy.model_dump(exclude={"name"}) == whole.model_dump(exclude={"name"})


def test_a_question_is_shown_as_a_role_has_it(run, folder):
    shown = run("questions", "show", "bias-variance-tradeoff", "--role", folder / "search.yaml")
    marked = [line for line in shown.stdout.splitlines() if "changed by the role" in line]
    assert len(marked) == 6
    assert marked[0].startswith("minutes: 9")


FAULTS = {
    "missing parent": (
        "extends: senior-ml-engineer",
        "extends: senior-ml-enginer",
        ":1:10: no role 'senior-ml-enginer' beside this file or built in; did you mean",
    ),
    "itself": (
        "extends: senior-ml-engineer",
        "extends: search",
        ":1:10: a role cannot extend itself: search → search",
    ),
    "unknown question": (
        "bias-variance-tradeoff:",
        "bias-variance:",
        ":12:3: unknown question 'bias-variance'; did you mean 'bias-variance-tradeoff'?",
    ),
    "unknown scale": (
        "title: Search Engineer",
        "scale: six-level",
        ":2:8: unknown scale 'six-level'; did you mean 'five-level'?",
    ),
    "bar off the scale": (
        "title: Search Engineer",
        "bar: 9",
        ":2:6: bar 9 is not one of the levels",
    ),
    "must pass unknown": (
        "title: Search Engineer",
        "must_pass: [coding]",
        ":2:13: 'coding' is not a competency of this role",
    ),
    "unknown key": (
        "    minutes: 9",
        "    minuts: 9",
        ":13:5: unknown key 'minuts'; did you mean 'minutes'?",
    ),
    "off the scale": ("      3: Reads", "      5: Reads", ":17:7: level 5 is not on the scale"),
    "in the parent's list": (
        "weight: 5",
        "weight: five",
        ":4:36: must be a whole number from 1 to 1000, or a share",
    ),
    "new round without a title": (
        "  - {id: coding, drop: true}\n  - {id: ml-depth",
        "  - {id: extra, blueprint: [{category: behavioral}]}\n  - {id: ml-depth",
        ":7:5: missing key 'title'",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_located_in_the_layer_that_made_it(run, folder, fault):
    old, new, message = FAULTS[fault]
    assert old in CHILD
    (folder / "search.yaml").write_text(CHILD.replace(old, new, 1))
    result = run("plan", folder / "search.yaml", "--output", folder)
    assert result.exit_code == 1
    assert f"search.yaml{message}" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_cycle_over_several_files_is_named(folder, bank):
    (folder / "search.yaml").write_text("extends: second\n")
    (folder / "second.yaml").write_text("extends: third.yaml\n")
    (folder / "third.yaml").write_text("extends: search\n")
    with pytest.raises(InvalidInput, match="search → second → third → search"):
        load_role(str(folder / "search.yaml"), RoleOptions(), bank)


def test_a_file_may_extend_the_built_in_role_of_its_own_name(folder, bank):
    (folder / "staff-ml-engineer.yaml").write_text("extends: staff-ml-engineer\ntitle: Ours\n")
    own = load_role(str(folder / "staff-ml-engineer.yaml"), RoleOptions(), bank)
    assert own.role.title == "Ours"
    built_in = load_role("staff-ml-engineer", RoleOptions(), bank)
    assert select(SelectionProblem.of(bank, own)) == select(SelectionProblem.of(bank, built_in))


def test_a_chain_of_any_length_is_followed(folder, bank):
    for n in range(1100):  # more than Python's limit of calls within calls
        (folder / f"r{n}.yaml").write_text(f"extends: r{n + 1}\n")
    (folder / "r1100.yaml").write_text("extends: senior-ml-engineer\ntitle: The last\n")
    assert load_role(str(folder / "r0.yaml"), RoleOptions(), bank).role.title == "The last"


def test_a_parent_whose_name_no_file_can_have_is_located(folder, bank):
    (folder / "role.yaml").write_text(f"extends: {'x' * 3000}\n")
    with pytest.raises(InvalidInput, match=r"role.yaml:1:10: no role 'x{59}…' beside this file"):
        load_role(str(folder / "role.yaml"), RoleOptions(), bank)
