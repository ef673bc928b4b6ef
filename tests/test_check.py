"""What `kitgen check` finds and what it leaves alone: true and false cases of every rule."""

import json
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.bank.load import BUILT_IN, load_bank_with_sources
from kitgen.check.banks import check_bank, check_banks
from kitgen.check.rules import RULES
from kitgen.check.similar import similar_pairs
from kitgen.check.topics import load_topics, topics
from kitgen.check.words import content, sentences, words
from kitgen.errors import InvalidInput
from kitgen.files.dump import dump
from kitgen.kit.kit import KitQuestion
from kitgen.resources import shipped

DOCS = Path(__file__).parent.parent / "docs" / "check.md"

CLEAN = {
    "id": "pump-alarms",
    "title": "Alarms of a pump",
    "kind": "concept",
    "seniority": ("mid", "senior"),
    "competencies": ("ml-fundamentals",),
    "difficulty": 2,
    "minutes": 8,
    "prompt": "A detector on a pump fires ten times a day. Nine of ten alarms are false. "
    "What would you look at first, and why?",
    "answer": "Count how rare faults are: the base rate explains the alarms.",
    "key_points": (
        {"needed": True, "point": "Computes the base rate before touching the threshold"},
        {"needed": False, "point": "Asks what a missed fault costs"},
    ),
    "follow_ups": (
        {"ask": "What if faults double?", "listen_for": "Precision rises"},
        {"ask": "How would you set the threshold?", "listen_for": "From the two costs"},
    ),
    "signals": {"strong": ("Writes down counts",), "weak": ("Blames the data",)},
    "rubric": {
        "default": {
            1: "Names a new model and no reason",
            2: "Names the imbalance, without a number",
            3: "Computes the precision from the base rate",
            4: "As 3, and derives the threshold from costs",
        }
    },
    "status": "reviewed",
}
SECOND = CLEAN | {
    "id": "colliding-keys",
    "title": "Keys in a table",
    "seniority": ("staff",),
    "prompt": "Two keys of a hash table land in one bucket. How does a lookup still succeed?",
    "rubric": {"default": {n: f"Draws {n} buckets with chains" for n in (1, 2, 3, 4)}},
}


def prompt(text, **more):
    return {"prompt": text} | more


def ask(text):
    return {"follow_ups": ({"ask": text, "listen_for": "A number"}, CLEAN["follow_ups"][0])}


def anchors(*texts):
    return {"rubric": {"default": dict(enumerate(texts, 1))}}


def point(text, **more):
    return {"key_points": ({"needed": True, "point": text},)} | more


def reference(title, **form):
    return {"references": ({"title": title} | form,)}


def second(**changes):
    """A bank of two questions, the second with changes."""
    return [CLEAN, SECOND | changes]


LEVELS = ("Names {} of the causes", "Ranks the causes", "Tests one cause", "Rules out causes")

TRUE = {
    "protected-topic": [
        prompt("How old are you, and what did you learn since?"),
        prompt("Where are you originally from, and why did you move?"),
        prompt("What is your religion?"),
        prompt("Which holidays do you celebrate?"),
        prompt("What are your pronouns?"),
        prompt("Do you plan to have children in the next years?"),
        prompt("Are you married, and what does your husband do?"),
        prompt("Do you have any medical conditions that we should know of?"),
        prompt("How many sick days did you take?"),
        prompt("Are you a US citizen?"),
        prompt("Is English your native language?"),
        prompt("Have you ever been arrested?"),
        prompt("Were you honourably discharged?"),
        prompt("Do you own your home, and how is your credit score?"),
        prompt("Are you a member of a trade union?"),
        prompt("How tall are you?"),
        prompt("Which illnesses run in your family? Is there a history of cancer in your family?"),
        prompt("What are you paid now, and what was your last salary?"),
        prompt("What does your current company pay?"),
        ask("What year did you graduate?"),
        ask("As a mother, how will you travel?"),
    ],
    "rated-trait": [
        point("Speaks like a native English speaker"),
        {"signals": {"strong": ("Is a culture fit",), "weak": ("Guesses",)}},
        anchors("The candidate seems very old", "Has a strong accent", "Gives one", "Gives two"),
    ],
    "weak-topic": [
        prompt("Where do you see yourself in five years?"),
        prompt("Which university did you attend, and what did you learn there?"),
        ask("What do you build in your spare time?"),
    ],
    "brainteaser": [
        prompt("Why are manhole covers round?"),
        prompt("How many golf balls fit into a bus? Explain your estimate."),
        prompt("If you were an animal, which one would you be?"),
        prompt("You have eight identical balls, one heavier. How do you find it with a scale?"),
    ],
    "self-rating": [
        prompt("What is your greatest weakness?"),
        prompt("On a scale from 1 to 10, how would you rate your Python?"),
        prompt("What are your strengths?"),
        ask("How good are you at statistics?"),
    ],
    "markdown": [
        prompt("# A heading\n\nWhat is wrong?"),
        {"answer": "It is $\\frac{1}{2$."},
        ask("What is <b>this</b>?"),
    ],
    "yes-no": [
        prompt("Is gradient boosting better than a random forest?"),
        prompt("A pump fires alarms when it is cold. Is the detector overfitting?"),
        prompt("Have you ever used Docker?"),
        prompt("Do you know what overfitting is?"),
        prompt("Do you prefer Python or R?"),
        prompt("The loss is flat. In that case, would you stop?"),
    ],
    "two-questions": [
        prompt("How do you treat missing values, and how do you deploy a service?"),
        prompt("What is dropout? Which database do companies prefer?"),
        ask("How do you take the tokens back? And how do four beams share a prompt?"),
    ],
    "long-prompt": [
        prompt("What then? " * 200),
        prompt("Explain the alarm of the pump to me. " * 12, minutes=2),
    ],
    "same-anchors": [
        anchors("Names one", "Names one", "Names two", "Names three"),
        {
            "rubric": CLEAN["rubric"]
            | {"senior": {4: "Computes the precision from the base rate."}},
        },
    ],
    "degree-anchors": [
        anchors("Explains it poorly", "Explains it", "Explains it well", "Explains it very well"),
        anchors("Basic understanding", "Some understanding", "Draws it", "Proves it"),
        anchors("Poor", "Mixed", "Good", "Excellent"),
        anchors(LEVELS[0].format("few"), LEVELS[0].format("most"), *LEVELS[2:]),
    ],
    "repeated-anchors": [second(rubric=CLEAN["rubric"])],
    "given-key-point": [
        point("Nine of ten alarms on the pump are false"),
        point("A detector fires ten times a day on a pump"),
    ],
    "telling-title": [
        {"title": "Base rates of alarms"},
        {"title": "Spotting leakage"}
        | point("Finds the leakage", answer="Leakage from the label."),
    ],
    "minutes-for-kind": [{"minutes": 40}, {"minutes": 1}, {"kind": "coding"}],
    "few-follow-ups": [{"follow_ups": CLEAN["follow_ups"][:1]}],
    "draft": [{"status": "draft"}],
    "unresolvable-reference": [reference("Deep Learning, MIT Press 2016")],
    "near-duplicate": [
        second(prompt=CLEAN["prompt"].replace("ten times", "often")),
        second(prompt="Nine of ten alarms of a pump's detector are false. What do you look at?"),
    ],
    "dead-enemy": [second(enemies=("pump-alarms",)), second(status="retired", id="z")],
    "unknown-rule": [{"allow": {"yes-not": "A trap on purpose"}}],
    "idle-allowance": [{"allow": {"yes-no": "A trap on purpose"}}],
}
TRUE["dead-enemy"][1] = [CLEAN | {"enemies": ("colliding-keys",)}, SECOND | {"status": "retired"}]

FALSE = {
    "protected-topic": [
        prompt("A model predicts default from age, religion and marital status. What is unfair?"),
        prompt("Your race condition shows once a day. How do you find it?"),
        prompt("Your first language model is small. How do you scale it?"),
        prompt("How do you choose your weight decay, and your age feature's bins?"),
        prompt("Do you have children nodes to visit first? How do you walk the tree?"),
        prompt("Your credit score model drifts. What do you check?"),
        prompt("What salary do you expect, and why?"),
        prompt("Why is your faith in this metric misplaced?"),
        prompt("Your service's health check fails. What now?"),
        prompt("Tell me about a discharge sensor. What does your partner team need?"),
        prompt("Are you allowed to work here from the day you start, and how would you show it?"),
        prompt("Where do you come in when a release fails?"),
    ],
    "rated-trait": [
        point("Says that accented speech is missing from the test set"),
        point("Sees that the data is old and the accounts are young"),
    ],
    "weak-topic": [
        prompt("Where do you see a risk in this plan?"),
        prompt("A university buys GPUs. How do you share them in the students' free time?"),
    ],
    "brainteaser": [
        prompt("How many GPUs does this model need? Estimate the memory."),
        prompt("How many windows of 30 days fit the log, and which do you drop?"),
    ],
    "self-rating": [
        prompt("What is the model's greatest weakness?"),
        prompt("Users rate answers from 1 to 5. What do you report?"),
        prompt("How would you rate two rankers against each other?"),
    ],
    "markdown": [prompt("What is $x^2$, in `numpy`?\n\n- one\n- two")],
    "yes-no": [
        prompt("Is a deeper model better here, and why?"),
        prompt("Can you explain how dropout works?"),
        prompt("Would you ship it? Tell me what you would check first."),
        prompt("Do you know this effect, and how would you measure it?"),
        prompt("Write the function. Should it copy its input?"),
        prompt("Given an array, return the two largest. Can you do it in one pass?"),
        prompt("Which programming languages do you know?"),
        ask("Do you agree?"),
    ],
    "two-questions": [
        prompt("What is dropout, and why does it work?"),
        prompt("A pump fails weekly. Which data do you want, and who would label a failure?"),
        ask("What is left of a weight? And with a cosine schedule down to zero?"),
        ask("Would they have prevented this? What constraint would?"),
    ],
    "long-prompt": [
        prompt("What then? " * 100),
        prompt("Read it.\n```text\n" + "a b c\n" * 300 + "```"),
    ],
    "same-anchors": [anchors("Names one", "Names two", "Names three", "Names four")],
    "degree-anchors": [
        anchors("Names a cause", "Names no cause", "Names one cause", "Names two causes"),
        anchors(
            "It grows linearly", "It grows quadratically", "It shrinks", "It falls, then grows"
        ),
        anchors("Precision is low", "Precision is high", "More data", "Less data"),
    ],
    "repeated-anchors": [second()],
    "given-key-point": [
        point("Computes the base rate of a pump fault from ten alarms"),
        point("False alarms"),
    ],
    "telling-title": [
        {"title": "Ten alarms a day"},
        {"title": "Alarming pumps"},
        {"title": "Costs and counts"},
    ],
    "minutes-for-kind": [{"minutes": 3}, {"minutes": 20}, {"kind": "coding", "minutes": 45}],
    "few-follow-ups": [{}],
    "draft": [{}, {"status": "retired"}],
    "unresolvable-reference": [
        reference("Deep Learning", url="https://www.deeplearningbook.org"),
        reference("Reading", doi="10.1016/j.jml.2019.104047"),
        reference("Attention Is All You Need, arXiv:1706.03762"),
        reference("Deep Learning, ISBN 978-0-262-03561-3"),
    ],
    "near-duplicate": [
        second(),
        second(prompt=CLEAN["prompt"], enemies=("pump-alarms",), seniority=("mid",)),
        second(prompt=CLEAN["prompt"], status="retired"),
    ],
    "dead-enemy": [second(enemies=("pump-alarms",), seniority=("senior", "staff"))],
    "unknown-rule": [{"allow": {"yes-no": "A trap on purpose"}}],
    "idle-allowance": [
        prompt("Is it cold?") | {"allow": {"yes-no": "The follow-ups ask why"}},
        {"allow": {"nonsense": "Found by another rule"}},
    ],
}
OF_THE_VOCABULARY = {"idle-competency"}


def bank_of(folder, case):
    questions = case if isinstance(case, list) else [CLEAN | case]
    (folder / "ml-theory.yaml").write_text(dump(tuple(questions)), encoding="utf-8")
    return folder


def found(run, folder, *options):
    result = run("check", "--bank", folder, "--json", *options)
    return json.loads(result.stdout)


def cases(table):
    return [
        pytest.param(rule, case, id=f"{rule}-{n}")
        for rule in table
        for n, case in enumerate(table[rule])
    ]


def test_every_rule_has_true_and_false_cases():
    rules = {rule.id for rule in RULES}
    assert len(rules) == len(RULES) > 20
    assert set(TRUE) | OF_THE_VOCABULARY == set(FALSE) | OF_THE_VOCABULARY == rules


@pytest.mark.parametrize(("rule", "case"), cases(TRUE))
def test_a_fault_is_found_where_it_stands(run, tmp_path, rule, case):
    folder = bank_of(tmp_path, case)
    hits = [f for f in found(run, folder) if f["rule"] == rule]
    assert hits
    lines = (folder / "ml-theory.yaml").read_text(encoding="utf-8").splitlines()
    for hit in hits:
        assert hit["file"] == str(folder / "ml-theory.yaml")
        assert 1 <= hit["line"] <= len(lines)
        start = max(n for n, text in enumerate(lines[: hit["line"]]) if text.startswith("- id:"))
        assert lines[start] == f"- id: {hit['subject']}"
        assert hit["message"]
        assert hit["fix"]


@pytest.mark.parametrize(("rule", "case"), cases(FALSE))
def test_what_only_looks_like_a_fault_is_left_alone(run, tmp_path, rule, case):
    assert [f for f in found(run, bank_of(tmp_path, case)) if f["rule"] == rule] == []


def test_a_clean_question_has_no_finding(run, tmp_path):
    result = run("check", "--bank", bank_of(tmp_path, {}), "--strict")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 errors, 0 warnings, 0 notes\n"


def test_the_shipped_bank_has_no_error_and_no_warning(run):
    """Each note was looked at; a rule that cries wolf would be switched off and forgotten."""
    result = run("check", "--bank", "builtin", "--strict")
    assert result.exit_code == 0, result.stdout
    assert "0 errors, 0 warnings" in result.stderr
    rules = {finding.rule.id for finding in check_banks((BUILT_IN,))[1]}
    assert rules <= {"unresolvable-reference", "two-questions"}


def test_findings_are_lines_with_a_fix_beneath(run, tmp_path):
    folder = bank_of(tmp_path, prompt("How old are you?"))
    result = run("check", "--bank", folder)
    assert result.exit_code == 1
    first, fix = result.stdout.splitlines()
    lines = (folder / "ml-theory.yaml").read_text(encoding="utf-8").splitlines()
    place = f"{folder}/ml-theory.yaml:{lines.index('  prompt: How old are you?') + 1}:11"
    assert first == f"{place}: error protected-topic: asks for age: 'how old are you'"
    assert fix.startswith("    Ask for the ability")
    assert result.stderr == "1 error, 0 warnings, 0 notes\n"


def test_warnings_fail_only_when_strict_and_notes_never(run, tmp_path):
    folder = bank_of(tmp_path, prompt("Is it cold?"))
    assert run("check", "--bank", folder).exit_code == 0
    assert run("check", "--bank", folder, "--strict").exit_code == 1
    folder = bank_of(tmp_path, {"status": "draft"})
    assert run("check", "--bank", folder, "--strict").exit_code == 0


def test_load_faults_are_reported_by_the_same_command(run, tmp_path):
    text = dump((CLEAN,)).replace("minutes: 8", "minutes: eight").replace("title:", "titel:")
    (tmp_path / "ml-theory.yaml").write_text(text, encoding="utf-8")
    result = run("check", "--bank", tmp_path)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()[::2]
    assert all(": error load-fault: " in line for line in lines)
    assert any("unknown key 'titel'; did you mean 'title'?" in line for line in lines)
    assert any("expected a whole number" in line for line in lines)
    assert len(found(run, tmp_path)) == len(lines) == 3


def test_a_folder_without_questions_is_a_message(run, tmp_path):
    result = run("check", "--bank", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no question files (*.yaml)" in result.stderr


def test_a_rule_is_switched_off_with_a_reason(run, tmp_path):
    fault = prompt("Is it cold?", allow={"yes-no": "The follow-ups ask why"})
    assert found(run, bank_of(tmp_path, fault)) == []
    other = prompt("Is it cold?", allow={"long-prompt": "Not this one"})
    assert {f["rule"] for f in found(run, bank_of(tmp_path, other))} == {"yes-no", "idle-allowance"}
    without = prompt("Is it cold?", allow={"yes-no": ""})
    assert [f["message"] for f in found(run, bank_of(tmp_path, without))] == ["must not be empty"]


def test_an_unknown_rule_is_named_with_the_nearest(run, tmp_path):
    hits = found(run, bank_of(tmp_path, {"allow": {"yes-not": "Why not"}}))
    assert [hit["message"] for hit in hits] == ["unknown rule 'yes-not'; did you mean 'yes-no'?"]


def test_a_competency_without_questions_is_found_in_the_bank_s_own_vocabulary(run, tmp_path):
    assert found(run, bank_of(tmp_path, {})) == []
    vocabulary = (shipped("questions") / "vocabulary.yaml").read_text(encoding="utf-8")
    (tmp_path / "vocabulary.yaml").write_text(vocabulary, encoding="utf-8")
    hits = [f for f in found(run, tmp_path) if f["rule"] == "idle-competency"]
    assert {"ml-fundamentals", "coding"} & {hit["subject"] for hit in hits} == {"coding"}
    lines = vocabulary.splitlines()
    assert all(f"id: {hit['subject']}" in lines[hit["line"] - 1] for hit in hits)


def test_the_built_in_bank_is_compared_with_one_s_own_and_not_reported_on(run, bank, tmp_path):
    known = bank.question("bias-variance-tradeoff").prompt
    folder = bank_of(tmp_path, prompt(known))
    hits = found(run, folder, "--bank", "builtin") + found(run, "builtin", "--bank", folder)
    assert {hit["file"] for hit in hits} == {str(folder / "ml-theory.yaml")}
    assert "near-duplicate" in {hit["rule"] for hit in hits}


def test_what_is_allowed_stays_out_of_kits():
    assert "allow" not in KitQuestion.model_fields


def test_places_come_with_the_bank_as_it_is_loaded(bank):
    loaded, places = load_bank_with_sources()
    assert loaded == bank
    assert set(places.entries) == {question.id for question in bank.questions}
    assert check_bank(replace(loaded, questions=()), places)


def test_texts_are_counted_as_they_are_read():
    text = "It's a **one**-off `x`, 3.5 % of $n$.\n```\ncode\n```"
    assert words(text) == ("it's", "a", "one-off", "x", "3.5", "of", "n")
    assert sentences("Costs are 3.5 now. What then? Go on!") == (
        "Costs are 3.5 now.",
        "What then?",
        "Go on!",
    )
    assert content("splits") == content("splitting") == content("The split")
    assert len(content("100 1000 10 1.0 1.00")) == 5


def test_the_documentation_lists_every_rule_with_its_reason_and_fix():
    rules = DOCS.read_text(encoding="utf-8").split("## The rules")[1].split("## The topics")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in rules.splitlines()
        if line.startswith("| `")
    ]
    assert rows == [[f"`{rule.id}`", rule.severity, rule.reason, rule.fix] for rule in RULES]


def test_the_documentation_lists_every_topic_with_its_reason():
    rows = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line[:3] == "| `"]
    table = [f"| `{topic.rule}` | {topic.topic} | {topic.reason} |" for topic in topics()]
    assert rows[-len(table) :] == table
    assert len(table) > 20


TOPIC = "- rule: weak-topic\n  topic: pets\n  reason: They do no work.\n  phrases: [pets?]\n"
FAULTY_TOPICS = {
    "a misspelt key": (
        "phrases:",
        "phrase:",
        ":4:3: unknown key 'phrase'; did you mean",
    ),
    "an unknown rule": ("weak-topic", "weak-topics", ":1:9: 'weak-topics' is not one of"),
    "no reason": ("  reason: They do no work.\n", "", ":1:3: missing key 'reason'"),
    "no words": ("[pets?]", "[]", ":1:3: needs phrases or yours"),
    "an open bracket": (
        "[pets?]",
        "['(pets']",
        ":4:12: '(pets' is no regular expression:",
    ),
}


@pytest.mark.parametrize("case", FAULTY_TOPICS)
def test_a_fault_in_a_file_of_topics_is_located(tmp_path, case):
    old, new, expected = FAULTY_TOPICS[case]
    file = tmp_path / "topics.yaml"
    file.write_text(TOPIC)
    assert [topic.topic for topic in load_topics(file)] == ["pets"]
    file.write_text(TOPIC.replace(old, new))
    with pytest.raises(InvalidInput) as caught:
        load_topics(file)
    assert str(caught.value).removeprefix(str(file)).startswith(expected)


@given(
    st.lists(st.frozensets(st.sampled_from("abcdefghijkl"), max_size=9), max_size=14),
    st.sampled_from([0.3, 0.5, 0.8, 1.0]),
)
def test_pairs_that_are_alike_are_those_that_comparing_all_finds(sets, least):
    numbered = list(enumerate(sets))
    every = {
        (n, m): len(one & other) / len(one | other)
        for (n, one), (m, other) in combinations(numbered, 2)
        if one or other
    }
    found = {(n, m): alike for n, m, alike in similar_pairs(sets, least)}
    assert found == {pair: alike for pair, alike in every.items() if alike >= least}


def test_faults_of_roles_and_theme_come_with_the_bank_s_in_one_run(run, tmp_path, monkeypatch):
    for name in ("questions", "roles", "theme"):
        (tmp_path / name).mkdir()
    (tmp_path / "kitgen.yaml").write_text(
        "banks: [builtin, questions]\nroles: roles\ntheme: theme\n"
    )
    bank_of(tmp_path / "questions", prompt("How old are you?"))
    (tmp_path / "roles" / "one.yaml").write_text("extends: nobody\n")
    (tmp_path / "roles" / "two.yaml").write_text(
        "extends: ml-engineer\nmust_pass: [codng]\nscale: six-level\n"
    )
    theme = (shipped("templates") / "theme.yaml").read_text(encoding="utf-8")
    (tmp_path / "theme" / "theme.yaml").write_text(theme.replace("paper: a4", "paper: a5"))
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 1
    lines = [line.removeprefix(f"{tmp_path}/") for line in result.stdout.splitlines()[::2]]
    starts = (
        "questions/ml-theory.yaml:11:11: error protected-topic: asks for age",
        "roles/one.yaml:1:10: error load-fault: no role 'nobody' beside this file or built in",
        "roles/two.yaml:2:13: error load-fault: 'codng' is not a competency of this role",
        "roles/two.yaml:3:8: error load-fault: unknown scale 'six-level'",
        "theme/theme.yaml:2:8: error load-fault: 'a5' is not one of a4, letter",
    )
    assert len([line for line in lines if ": error " in line]) == len(starts)
    assert all(any(line.startswith(start) for line in lines) for start in starts)


def test_a_broken_bank_hides_no_fault_of_a_role_or_a_theme(run, tmp_path):
    for name in ("questions", "roles", "theme"):
        (tmp_path / name).mkdir()
    bank_of(tmp_path / "questions", {"minutes": 0})
    (tmp_path / "roles" / "one.yaml").write_text("extends: ml-engineer\nbarr: 3\n")
    (tmp_path / "theme" / "styel.css").write_text("")
    (tmp_path / "kitgen.yaml").write_text("banks: [questions]\nroles: roles\ntheme: theme\n")
    findings = json.loads(run("check", tmp_path, "--json").stdout)
    assert [finding["message"].split(": ")[-1] for finding in findings] == [
        "must be at least 1",
        "unknown key 'barr'; did you mean 'bar'?",
        "kitgen has no such theme file; did you mean 'style.css'?",
    ]


def test_built_in_roles_are_left_alone_without_the_built_in_bank(run, tmp_path):
    terms = (shipped("questions") / "vocabulary.yaml").read_text(encoding="utf-8")
    terms = terms.replace("{id: behavioral,", "{id: conduct,")
    (tmp_path / "vocabulary.yaml").write_text(terms, encoding="utf-8")
    assert "load-fault" not in {f["rule"] for f in found(run, bank_of(tmp_path, {}))}
