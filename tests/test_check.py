"""What `kitgen check` finds and what it leaves alone: true and false cases of every rule."""

import json
from dataclasses import replace
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.bank.load import load_bank_with_sources
from kitgen.check.banks import check_bank
from kitgen.check.rules import RULES
from kitgen.check.rules.bar import meets_bar
from kitgen.check.similar import similar_pairs
from kitgen.check.topics import load_topics, topics
from kitgen.check.words import content, sentences, words
from kitgen.errors import InvalidInput
from kitgen.files.dump import dump
from kitgen.files.source import read
from kitgen.kit.question import KitQuestion
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
        {"needed": True, "point": "Computes the precision from the base rate"},
        {"needed": True, "point": "Says that rare faults leave the threshold innocent"},
        {"needed": "senior", "point": "Proposes to report recall beside precision"},
        {"needed": False, "point": "Asks what a missed fault costs"},
    ),
    "follow_ups": (
        {"ask": "What if faults double?", "listen_for": "Precision rises", "needed": True},
        {"ask": "And with two pumps?", "listen_for": "Nothing changes", "needed": True},
        {"ask": "How would you set the threshold?", "listen_for": "Derives it from two costs"},
    ),
    "signals": {"strong": ("Writes down counts",), "weak": ("Blames the data",)},
    "rubric": {
        "default": {
            1: "Names a new model and no reason",
            2: "Names the imbalance, without a number",
            3: "Computes the precision from the base rate, and sees precision rise",
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
    "key_points": tuple(
        {"needed": True, "point": f"{deed} buckets with chains"}
        for deed in ("Draws", "Fills", "Counts", "Compares")
    ),
    "rubric": {
        "default": {
            level: f"{deed} buckets with chains"
            for level, deed in enumerate(("Names", "Fills", "Draws", "Compares"), 1)
        }
    },
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


def bar(text, *, point=(), ask=(), **more):
    """Another bar anchor for all, with more key points and follow-ups, each with its needed."""
    points = tuple({"needed": needed, "point": text} for needed, text in point)
    asked = tuple({"ask": q, "listen_for": reply, "needed": n} for n, q, reply in ask)
    return {
        "rubric": {"default": CLEAN["rubric"]["default"] | {3: text}},
        "key_points": CLEAN["key_points"] + points,
        "follow_ups": CLEAN["follow_ups"] + asked,
    } | more


def level(number, text, **more):
    return {"rubric": {"default": CLEAN["rubric"]["default"] | {number: text}}} | more


def needing(*needed):
    """A question with so many key points, each needed or not."""
    return {
        "key_points": tuple(
            {"needed": value, "point": f"Names cause {n}"} for n, value in enumerate(needed)
        ),
        "follow_ups": CLEAN["follow_ups"][2:],
    }


HINTS = {"hints": ({"when": "No count", "say": "Take a thousand readings."},)}


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
        prompt("What is [wrong](elsewhere.md)?"),
        {"answer": "It is $\\frac{1}{2$."},
        ask("What is <b>this</b>?"),
    ],
    "figure": [prompt("What is wrong?\n\n![a falling curve](figures/a.png)")],
    "figure-not-set": [
        prompt("What is wrong?\n\n![a falling curve](https://example.org/a.png)"),
        {"answer": "As in ![a falling curve](https://example.org/a.png)", "status": "draft"},
        ask("What is in ![the picture](figures/a.png)?"),
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
            "rubric": CLEAN["rubric"] | {"senior": {4: f"{CLEAN['rubric']['default'][3]}."}},
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
    "bar-without-point": [
        bar("Sets the threshold from the costs of a missed fault"),
        bar("Asks what a missed fault costs, and computes the precision from the base rate"),
        bar("Computes the precision from the base rate and proposes recall beside precision"),
        bar("Sets the threshold from two costs"),
        bar("Gets 82 readings in the follow-up", ask=[("senior", "How many?", "82 of 90")]),
        bar("Compares isotonic calibration with Platt's sigmoid"),
        bar(
            "Draws a labelled sample each week",
            point=[("senior", "Draws a labelled sample, one each week")],
        ),
        bar(
            "Plots recall of sensors by season and site",
            point=[
                (True, "Plots recall"),
                (True, "Looks at sensors"),
                (True, "Visits the site"),
                (False, "Plots recall of sensors by season and site"),
            ],
        ),
    ],
    "bar-figures": [
        bar("Computes a precision of 8 % from the base rate"),
        bar("Computes a precision of 8 %", ask=[(False, "What is it?", "It is 8 %")]),
        bar("Computes a precision of 8 %", ask=[("senior", "What is it?", "It is 8 %")]),
        bar("Computes .75 and 1,000", answer="It is 0.57 of 10,000."),
        bar("Computes a precision near 930", answer="It is 920."),
        bar("Computes a precision near 900", answer="It is 860."),
    ],
    "bar-odds": [
        needing(True, True, True, False),
        needing(True, True, True, "senior"),
        needing(*[True] * 9),
        needing(*[True] * 8, "senior"),
    ],
    "unscripted-hint": [
        *(
            level(number, text)
            for text in (
                "Computes it with at most one hint",
                "Computes it, but needs two or more hints for the cost",
                "Computes nothing, even with the formula offered",
                "Blames the data when pointed to the last row",
                "Computes the rate, perhaps after several corrections",
                "Explains the rate with at most one prompt",
                "Cannot say, even after one prompt, what is claimed",
                "Puts no figure on it, even when asked",
                "Puts no figure on it, even after being helped",
                "Handles the single class once asked which inputs have no answer",
                "Raises the cost unprompted",
                "Names both directions only with a prompt or not at all",
                "Counts it twice until prompted, and stops",
                "Gets the rate only with help",
                "Works out the rate, but needs help with the figures",
                "Derives the rate unaided",
                "Has to be led through the logs",
                "Has the two steps only after the interviewer has named them",
                "Fails test B until the reason is pointed out",
                "Draws the board with at most a pointer to the sheet",
                "Sees no difference when asked",
                "Names the cost unasked",
                "Must be told why the comparison is tilted",
                "Wants help with the figures",
                "Computes it without any assistance",
                "Drops the survivors until corrected",
                "Adds the cost after some prompting",
                "Needs the growth pointed out",
                "Draws all of it without the pointer",
                "Cannot list the factors even when reminded what is stored",
                "Thinks of the outcome only when led to it",
                "Counts false winners when offered the 11 %",
                "Rebuilds the values to decide (one prompt allowed)",
            )
            for number in (2, 3)
        ),
        {"rubric": CLEAN["rubric"] | {"senior": {2: "Computes it after a nudge"}}},
        level(3, "Computes it with hint 2", **HINTS),
        level(3, "Computes it with both hints", **HINTS),
    ],
    "rated-speed": [
        level(3, "Computes it in about three minutes"),
        level(3, "Finds both causes inside four minutes, with numbers"),
        level(3, "Tests A to E pass within 20 minutes, and the cost is right"),
        level(2, "Computes it, but needs well over eight minutes"),
        level(3, "In about three minutes of everyday words explains both"),
        level(3, "Bounds the latency, and computes it in about three minutes"),
        level(1, "The example does not pass in 35 minutes"),
        level(3, "Computes it in 2 minutes", prompt="Take three minutes. What is wrong?"),
    ],
    "spoken-figures": [
        ask("Of 64 % and 2 % there remain 8 % and 4 % on the next day. What now?"),
        ask("You tried twenty things on 200 cases, and three beat it by two points. What now?"),
        ask("It costs 0.5 for 1,000, then 0.4 for 2,000. What now?"),
    ],
    "many-asks": [
        prompt("What broke? What did you see? How did you find out? What did you change?"),
        prompt("What was promised, who had asked for it, how was it decided, and what came of it?"),
        prompt("Derive the rate. Say what it means. Then estimate its error. What would you do?"),
        prompt(
            "Tell me who used it, which part was yours, what was hardest, and where the project "
            "is today."
        ),
    ],
    "minutes-for-kind": [{"minutes": 40}, {"minutes": 1}, {"kind": "coding"}],
    "few-follow-ups": [{"follow_ups": CLEAN["follow_ups"][:1]}],
    "draft": [{"status": "draft"}],
    "unfilled": [{"answer": "What is right,\n  with the reasoning."}],
    "unresolvable-reference": [reference("Deep Learning, MIT Press 2016")],
    "unchecked-reference": [reference("Reading", doi="10.1016/j.jml.2019.104047", checked=False)],
    "untranslated-handout": [
        {"handout": "Ten.", "translations": {"de": {"prompt": "Zehn?"}}},
    ],
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
    "markdown": [prompt("What is $x^2$, in [this](https://a.org) `numpy`?\n\n> # one\n> - two")],
    "figure": [
        prompt("What is wrong?\n\n![a falling curve](https://example.org/a.png)"),
        prompt("What is in ![the picture](figures/a.png)?"),
    ],
    "figure-not-set": [prompt("What is `![a](b.png)`, and why!?")],
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
    "bar-without-point": [
        {},
        bar("Computes the precision from the base rate, and says that faults are rare"),
        bar(
            "Proposes recall",
            rubric={"default": CLEAN["rubric"]["default"]}
            | {"senior": {3: "Proposes to report recall beside precision"}},
        ),
        bar(
            "Sets the threshold from two costs",
            ask=[(True, "How do you set the threshold?", "From the two costs")],
        ),
        bar(
            "Draws a labelled sample each week",
            point=[("mid", "Draws a labelled sample, one each week")],
        ),
        bar("Makes a plan"),
        bar("Writes costs down"),
        bar(
            "Gets two savings in figures, such as 0.0216 for cached instructions",
            point=[(True, "Two savings, such as 0.0216")],
            ask=[(False, "Where are cached instructions?", "First: figures of 0.0216 savings")],
        ),
        bar("Computes the precision from the base rate, such as from two costs at a threshold"),
        bar("Makes all needed points aloud in order"),
        bar("Weighs the missed readings of a fault against manual labels in a yearly report"),
        bar(
            "Says that rare faults leave the alarms innocent",
            point=[(False, "Says that rare faults leave alarms alone")],
        ),
        bar(
            "Says that rare faults leave the yearly threshold innocent",
            point=[(False, "Says that rare faults leave the yearly threshold innocent")],
        ),
    ],
    "bar-figures": [
        bar("As 3 of the 10 alarms", answer="Ten alarms, 3 of them at night."),
        bar("Computes 8 %", answer="It is 8.3 %."),
        bar("Computes 0.08 and .5", answer="It is 8 % of 0.5."),
        bar("Computes 1000 and 1,500,000", answer="It is 1,000 of 1.5 million."),
        bar("Computes 8 %", handout="| a |\n|---|\n| 8 |"),
        bar("Computes 8 %", point=[(False, "Gets 8 %")]),
        bar("Computes 8 %", ask=[("mid", "What is it?", "It is 8 %")]),
        bar("Computes 1.9e-6", answer="It is $1.9 \\times 10^{-6}$."),
        bar("Computes near 930", answer="It is 926."),
        bar("Takes 2 of the causes", answer="There are two."),
        bar("Trains in fp32 with L2 after follow-up 1, as tests A to C of case 7 ask"),
        level(4, "As 3, and computes 77"),
        {"rubric": CLEAN["rubric"] | {"staff": {3: "Computes 77"}}},
    ],
    "bar-odds": [
        {},
        needing(*[True] * 4),
        needing(*[True] * 8, False, "staff"),
        needing("mid", "mid", True, True, "senior"),
    ],
    "unscripted-hint": [
        *(
            level(number, text)
            for text in (
                "Changes the prompt template, and measures it with a prompt change",
                "Shares a prompt between beams, and plans for arriving prompts",
                "Leaves access to the prompt",
                "Builds it with one prompt per language, and trains with two prompts and answers",
                "Asks for the costs before it computes",
                "Points out that faults are rare",
                "Pointed out the risk to the owners",
                "Says that more data will not help",
                "Did a named thing that helped the chosen option",
                "Follows the pointer of each bucket with two pointers",
                "Names the error that prompted it, and tells those concerned",
                "Asked another team for help and told them the cost",
                "Shows the correction gap, and sequential correction",
                "Says what the grader may decide alone",
                "Treats planners' corrections as data",
                "Changed how such results are asked for",
                "Asks what a missed fault costs, and asked the owners when users asked for more",
                "Adds type hints and index hints",
                "Reads the label once the feed is repaired",
                "Explains the model so that a planner can be told",
            )
            for number in (2, 3)
        ),
        level(3, "Computes it with hint 1, or with at most one hint", **HINTS),
        level(2, "Computes it only when asked", **HINTS),
        {"rubric": CLEAN["rubric"] | {"staff": {2: "Computes it with a hint"}}},
        {
            "rubric": {
                "default": CLEAN["rubric"]["default"] | {2: "Computes it with a hint"},
                "mid": {2: "Names the imbalance"},
                "senior": {2: "Names the imbalance and a cost"},
            }
        },
    ],
    "rated-speed": [
        level(3, "Bounds the latency of 20 minutes, or the delay within 20 minutes"),
        level(3, "Finds the word in ten minutes of audio"),
        level(3, "Retrains within 30 minutes, and alerts in ten minutes"),
        level(3, "Plans a rollback that completes within five minutes"),
        level(3, "Gets 4,000 waiting after ten seconds"),
        level(3, "Plans the sixteen hours in stages, and derives 4,000 hours"),
        level(3, "Reads 80 % as about eight in ten, in the second follow-up"),
        level(3, "Prices five minutes for each document"),
        level(3, "Computes it in five minutes", prompt="You have five minutes. What is wrong?"),
        level(3, "Computes it in 5 minutes", prompt="You have five minutes. What is wrong?"),
    ],
    "spoken-figures": [
        ask("Of 64 % there remain 8 % and 4 %. What now?"),
        ask("Nine of ten alarms stay, of 64 % and 2 % and 8 %. What do the nine show?"),
        ask("Which of the two would you take, and what of L2, fp32 and the first one?"),
        ask("It shows 10, 20, 30 and 40. What now?") | {"handout": "10, 20, 30, 40, 50"},
    ],
    "many-asks": [
        {},
        prompt("What broke, and why? How did you find out and what did you see? What is new?"),
        prompt("Tell me about a failure. What broke, how did you see it, and what is new?"),
        prompt(
            "The sheet tells what it costs, who pays, how often it runs, and what it says. "
            "What would you do?"
        ),
        prompt("Take the plan, which is old, when it rains, and the list. What do you see?"),
        prompt(
            "Please write a loop. Then write it, and estimate, for one pump, how long it takes."
        ),
    ],
    "minutes-for-kind": [{"minutes": 3}, {"minutes": 20}, {"kind": "coding", "minutes": 45}],
    "few-follow-ups": [{}],
    "draft": [{}, {"status": "retired"}],
    "unfilled": [{}, {"answer": "What is right, with the reasoning of Bayes."}],
    "unresolvable-reference": [
        reference("Deep Learning", url="https://www.deeplearningbook.org"),
        reference("Reading", doi="10.1016/j.jml.2019.104047"),
        reference("Attention Is All You Need, arXiv:1706.03762"),
        reference("Deep Learning, ISBN 978-0-262-03561-3"),
    ],
    "unchecked-reference": [
        reference("Reading", doi="10.1016/j.jml.2019.104047"),
        reference("Reading", doi="10.1016/j.jml.2019.104047", checked=True),
    ],
    "untranslated-handout": [
        {"translations": {"de": {"prompt": "Zehn?"}}},
        {"handout": "Ten.", "translations": {"de": {"prompt": "Zehn?", "handout": "Zehn."}}},
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
OF_OTHER_FILES = {"idle-competency", "idle-case", "few-samples", "replaced"}


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
    assert set(TRUE) | OF_OTHER_FILES == set(FALSE) | OF_OTHER_FILES == rules


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


def test_the_shipped_bank_has_no_finding(run):
    """Each note was looked at; a rule that cries wolf would be switched off and forgotten."""
    result = run("check", "--bank", "builtin", "--strict")
    assert (result.stdout, result.exit_code) == ("", 0)
    assert result.stderr == "0 errors, 0 warnings, 0 notes\n"


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
    assert "no questions in" in result.stderr


def test_a_rule_is_switched_off_with_a_reason(run, tmp_path):
    fault = prompt("Is it cold?", allow={"yes-no": "The follow-ups ask why"})
    assert found(run, bank_of(tmp_path, fault)) == []
    other = prompt("Is it cold?", allow={"long-prompt": "Not this one"})
    assert {f["rule"] for f in found(run, bank_of(tmp_path, other))} == {"yes-no", "idle-allowance"}
    without = prompt("Is it cold?", allow={"yes-no": ""})
    assert [f["message"] for f in found(run, bank_of(tmp_path, without))] == ["must not be empty"]


def test_the_odds_of_the_bar_are_those_of_scales_with_a_rule(run, tmp_path):
    bank_of(tmp_path, needing(True, True, False))
    terms = read(shipped("questions") / "vocabulary.yaml").value
    (tmp_path / "vocabulary.yaml").write_text(dump(terms), encoding="utf-8")
    assert "bar-odds" in {f["rule"] for f in found(run, tmp_path)}
    del terms["scales"]["four-level"]["rule"]
    (tmp_path / "vocabulary.yaml").write_text(dump(terms), encoding="utf-8")
    rules = {f["rule"] for f in found(run, tmp_path)}
    assert "idle-competency" in rules
    assert not rules & {"bar-odds", "load-fault"}


def test_the_bar_is_met_as_often_as_counting_every_case_says():
    """Each of n points is there or not: sum the probability of the cases with few missing."""
    for needed in range(1, 10):
        for may_miss in range(4):
            cases = product((True, False), repeat=needed)
            met = [case for case in cases if case.count(False) <= may_miss]
            total = sum(0.9 ** case.count(True) * 0.1 ** case.count(False) for case in met)
            assert meets_bar(needed, may_miss) == pytest.approx(total)


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
    st.lists(st.frozensets(st.sampled_from("abcdefghijkl"), max_size=12), max_size=14),
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
