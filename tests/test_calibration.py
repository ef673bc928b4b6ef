"""Calibration: a sheet of sample answers without any rating, and the key that goes with it."""

import dataclasses
import os
import re
import subprocess
import sys
from collections import defaultdict
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import yaml
from lxml import html

from kitgen.bank.files import BUILT_IN
from kitgen.bank.samples import load_samples
from kitgen.calibration.exercise import pair
from kitgen.calibration.sheet import SheetQuestion, SheetView, letters
from kitgen.files.dump import dump
from kitgen.kit.load import read_kit
from kitgen.literals import CALIBRATION_NAMES, FORMATS
from kitgen.role.scale import levels_for
from tests.conftest import everything
from tests.leaks import phrases
from tests.reading import (
    body_rows,
    docx_parts,
    docx_text,
    html_text,
    need_pango,
    pdf_pages,
    pdf_strings,
    pdf_text,
    sample_kit,
    to_pdf,
    words,
)
from tests.test_check import CLEAN, SECOND, bank_of
from tests.test_samples import several, write

# The line below the heads of a Markdown table.
TABLE = re.compile(r"^\|[ :|-]+\|$", re.MULTILINE)
MOST_WORDS_ON_A_PAGE = 700
ROOT = Path(__file__).parent.parent
EACH_FORMAT = [option for name in FORMATS for option in ("--format", name)]
STEM = "senior-interview-questions"
SHEET, KEY = (f"{STEM}-{name}.html" for name in CALIBRATION_NAMES)
TEXTS = ("Eight, by the counts.", "Nine of ten.", "The data are bad.", "It depends on faults.")


def samples(*ratings, **more):
    """Samples of the clean question for these ratings of a senior, each with a text of its own."""
    made = several(*((1, senior) for senior in ratings))
    texts = zip(made, TEXTS, strict=False)
    return [
        sample
        | {"answer": text, "reason": f"It is {sample['ratings']['senior']}, of {text}"}
        | more
        for sample, text in texts
    ]


@pytest.fixture
def practise(run, tmp_path):
    """Calibrate a senior interview on the clean question, with samples; return the folder."""
    number = iter(range(99))

    def made(given, *options, questions=(CLEAN,), fails=False):
        bank, out = tmp_path / "bank", tmp_path / f"out-{next(number)}"
        bank.mkdir(exist_ok=True)
        bank_of(bank, list(questions))
        write(bank, given)
        asked = ("--seniority", "senior", "--category", "ml-theory", "--bank", bank)
        result = run("calibrate", *asked, *(options or ("--format", "html")), "--output", out)
        assert result.exit_code == fails, result.stderr
        return result.stderr if fails else out

    return made


@pytest.fixture
def with_role(run, tmp_path):
    """Calibrate a role of one question, whose file has these lines, on the built-in bank."""

    def made(lines, question="bias-variance-tradeoff"):
        rows = f"[{{category: ml-theory, count: 1}}, {{include: {question}}}]"
        (tmp_path / "own.yaml").write_text(
            f"title: Own\nseniority: senior\n{lines}\n"
            f"rounds:\n  - {{id: one, title: One, minutes: 40, blueprint: {rows}}}\n"
        )
        options = ("--format", "html", "--force", "--output", tmp_path)
        result = run("calibrate", tmp_path / "own.yaml", *options)
        return result, [tmp_path / f"own-one-{name}.html" for name in CALIBRATION_NAMES]

    return made


def page(file):
    return html.document_fromstring(file.read_text(encoding="utf-8"))


def text_of(part):
    return " ".join(" ".join(part.itertext()).split())


def answers(sheet):
    """The text of each answer of a sheet of one question, by its letter."""
    blocks = page(sheet).xpath("//div[@class='sample']")
    return {
        text_of(b.find("h3")).removeprefix("Answer "): text_of(b.xpath("./div[@class='said']")[0])
        for b in blocks
    }


def ratings(key):
    """The rating and the reason of each answer of a key of one question, by its letter."""
    rows = body_rows(page(key), "key")
    return {text_of(row[0]): (text_of(row[1]), text_of(row[2])) for row in rows}


def test_each_round_gets_a_sheet_and_a_key_and_nothing_else(run, tmp_path):
    options = ("--round", "ml-depth", "--round", "coding", "--format", "docx", "--format", "html")
    result = run("calibrate", "senior-ml-engineer", *options, "--output", tmp_path)
    assert result.exit_code == 0
    expected = [
        str(tmp_path / f"senior-ml-engineer-{round_}-{name}.{format_}")
        for name in ("calibration", "calibration-key")
        for round_ in ("1-ml-depth", "3-coding")
        for format_ in ("docx", "html")
    ]
    assert result.stdout.splitlines() == expected
    assert sorted(map(str, tmp_path.iterdir())) == sorted(expected)


def test_the_questions_are_those_of_the_kit_of_that_seed(run, tmp_path):
    options = ("senior-ml-engineer", "--round", "ml-depth", "--seed", 11, "--output")
    assert run("plan", *options, tmp_path / "kits").exit_code == 0
    kit = read_kit(tmp_path / "kits" / "senior-ml-engineer-1-ml-depth-kit.yaml")
    assert run("calibrate", *options, tmp_path, "--format", "html").exit_code == 0
    for file in tmp_path.glob("*.html"):
        assert f"Kit {kit.id} · calibration" in file.read_text(encoding="utf-8")
    sheet = page(tmp_path / "senior-ml-engineer-1-ml-depth-calibration.html")
    titles = [text_of(head) for head in sheet.xpath("//section[@class='exercise']/h2")]
    assert titles == [f"{number} {q.title}" for number, q in enumerate(kit.questions, 1)]


def test_the_sheet_has_what_answers_are_rated_by(practise):
    hint = {"hints": ({"when": "Silence", "say": "Count the good alarms."},)}
    question = CLEAN | hint | {"handout": "Faults: 1 in 1,000."}
    text = text_of(page(practise(samples(3, 2), questions=[question]) / SHEET))
    for part in (
        "Needed: 3 points and 2 follow-ups",
        "Computes the precision from the base rate",
        "Proposes to report recall beside precision",
        "Must ask What if faults double? Listen for: Precision rises",
        "Hint 1, when: Silence Count the good alarms.",
        "Faults: 1 in 1,000.",
        "As 3, and derives the threshold from costs",
        "From notes to a rating Count what is needed",
        "Met: …… of 5, hints given: …… ☐ 1 Poor ☐ 2 Mixed ☐ 3 Good ☐ 4 Excellent Because",
    ):
        assert part in text
    assert "Asks what a missed fault costs" not in text
    assert "How would you set the threshold?" not in text
    assert "the base rate explains the alarms" not in text


def test_the_key_gives_each_answer_its_own_rating_and_reason(practise):
    out = practise(samples(3, 2, 1, 4))
    by_letter, rated = answers(out / SHEET), ratings(out / KEY)
    assert sorted(by_letter.values()) == sorted(TEXTS)
    labels = dict(zip(TEXTS, ("3 Good", "2 Mixed", "1 Poor", "4 Excellent"), strict=True))
    assert rated == {
        letter: (labels[text], f"It is {labels[text][0]}, of {text}")
        for letter, text in by_letter.items()
    }


def test_the_key_says_how_to_compare_and_has_a_table_for_all_ratings(practise):
    key = page(practise(samples(3, 2)) / KEY)
    rows = [text_of(row) for row in body_rows(key, "tally")]
    assert rows[0] == "Initials"
    assert [re.sub(r" \d$", " …", row) for row in rows[1:3]] == ["1 Alarms of a pump A …", "B …"]
    assert rows[3:] == ["Equal to the key", "Two levels apart, or more"]
    text = text_of(key)
    assert "Equal of two levels apart" in text
    assert "This is a convention: no study says how much agreement an interview needs" in text
    assert "confidential: not for candidates" in text


@pytest.mark.slow
def test_the_sheet_is_the_same_to_the_byte_whatever_the_ratings_and_reasons_are(practise):
    """So there is no trace of them in any format: not in text, order, metadata or hidden parts."""
    need_pango()
    first = practise(samples(3, 2, 1, 4), *EACH_FORMAT)
    second = practise(samples(1, 1, 4, 2, reason="Quite another reason."), *EACH_FORMAT)
    for format_ in FORMATS:
        sheet, key = (f"{STEM}-{name}.{format_}" for name in CALIBRATION_NAMES)
        assert (first / sheet).read_bytes() == (second / sheet).read_bytes()
        assert (first / key).read_bytes() != (second / key).read_bytes()


def test_the_types_of_the_sheet_have_no_field_for_a_rating_or_a_reason():
    fields = {f.name for t in (SheetView, SheetQuestion) for f in dataclasses.fields(t)}
    assert fields == {
        *("heading", "occasion", "rule", "bar", "questions", "number", "title", "prompt"),
        *("handout", "case", "hints", "points", "must_ask", "levels", "answers", "figures"),
    }


def everything_in(content, format_, tmp_path):
    """All text of a file: what is seen, metadata, and whatever is hidden."""
    if format_ == "html":
        return content.decode()
    if format_ == "docx":
        parts = [part.decode("latin-1") for name, part in docx_parts(content) if "xml" in name]
        return "\n".join([docx_text(content), *parts])
    path = tmp_path / "sheet.pdf"
    path.write_bytes(content)
    with pikepdf.open(BytesIO(content)) as pdf:
        hidden = [*pdf_strings(pdf), str(pdf.open_metadata())]
    return "\n".join([pdf_text(path), *hidden])


def shown(exercise):
    """What a sheet may show of its questions, in whose words a reason may be."""
    for practised in exercise.questions:
        question = practised.question
        yield from (question.prompt, question.handout or "", *question.anchors.values())
        yield from (point.point for point in question.key_points)
        yield from (f"{f.ask} {f.listen_for}" for f in question.follow_ups)
        yield from (answer.text for answer in practised.answers)


@pytest.mark.slow
@pytest.mark.parametrize("format_", FORMATS)
def test_no_reason_of_any_shipped_sample_is_on_a_sheet(
    sampled_exercises, sampled_calibration, format_, tmp_path
):
    need_pango()
    looked_at = 0
    sheets = sampled_calibration("calibration", format_)
    keys = sampled_calibration("calibration-key", format_)
    practised = [exercise for exercise in sampled_exercises if exercise.questions]
    for exercise, sheet, key in zip(practised, sheets, keys, strict=True):
        public = " ".join(words(" ".join(shown(exercise))))
        seen = " ".join(words(everything_in(sheet, format_, tmp_path)))
        of_key = " ".join(words(everything_in(key, format_, tmp_path)))
        for question in exercise.questions:
            for answer in question.answers:
                for phrase in phrases(answer.reason):
                    assert phrase not in seen or phrase in public, phrase
                    looked_at += phrase in of_key
    assert looked_at > 100  # the same search finds them in the keys


def test_the_order_of_answers_is_not_that_of_the_file_and_changes_with_the_seed(practise):
    orders = [
        tuple(
            answers(practise(samples(1, 2, 3, 4), "--format", "html", "--seed", n) / SHEET).values()
        )
        for n in range(8)
    ]
    assert len(set(orders)) > 4
    assert TEXTS not in orders[:4]


def test_one_more_answer_leaves_the_order_of_the_others(practise):
    few = list(answers(practise(samples(1, 2, 3)) / SHEET).values())
    more = list(answers(practise(samples(1, 2, 3, 4)) / SHEET).values())
    assert [text for text in more if text in few] == few


def test_the_place_of_an_answer_does_not_tell_its_level(whole_bank_kit, bank):
    """Over all shipped samples and some seeds, each place has the same mean rating."""
    given, role = load_samples(BUILT_IN), everything(bank, 60)
    by_place = defaultdict(list)
    for seed in range(40):
        kit = whole_bank_kit.model_copy(update={"seed": seed})
        (exercise,) = pair([kit], role, given, bank.scale)
        for question in exercise.questions:
            for place, answer in enumerate(question.answers[:4]):
                by_place[place] += answer.levels
    means = [sum(levels) / len(levels) for levels in by_place.values()]
    assert min(map(len, by_place.values())) > 1000
    assert max(means) - min(means) < 0.15


def test_answers_are_named_on_beyond_z():
    names = letters()
    assert [next(names) for _ in range(28)][24:] == ["Y", "Z", "AA", "AB"]


def test_a_question_without_samples_is_named_and_left_out(run, practise, tmp_path):
    other = SECOND | {"seniority": ("senior",)}
    out = practise(samples(3, 2), questions=[CLEAN, other])
    text = (out / SHEET).read_text(encoding="utf-8")
    assert "Keys in a table" not in text
    asked = ("--seniority", "senior", "--category", "ml-theory", "--bank", tmp_path / "bank")
    result = run("calibrate", *asked, "--format", "html", "--force", "--output", out)
    line = "questions: left out, without samples rated for senior: colliding-keys\n"
    assert result.stderr == line
    # The numbers are those of the kit, where the question is.
    sheet = page(out / SHEET)
    assert len(sheet.xpath("//section[@class='exercise']")) == 1


def test_without_any_sample_there_is_an_error_and_no_file(practise, tmp_path):
    said = practise([], fails=True)
    assert said.startswith(
        "kitgen: none of these questions has sample answers rated for senior: pump-alarms\n"
        "hint: samples are in the folder samples/ of a bank"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["bank"]


def test_samples_for_another_seniority_do_not_fit(practise):
    question = CLEAN | {"seniority": ("mid",)}
    given = [sample | {"ratings": {"mid": 3}} for sample in samples(3, 2)]
    options = ("--format", "html", "--borrow", "mid")
    said = practise(given, *options, questions=[question], fails=True)
    assert "rated for senior: pump-alarms" in said


def test_faults_of_samples_are_all_named_with_their_places(practise):
    given = [samples(3, 7)[1], samples(3)[0] | {"answer": "<b>No HTML</b>", "id": "b"}]
    said = practise(given, fails=True)
    assert "first.yaml:6:13: level 7 is not on the scale (1, 2, 3, 4)" in said
    assert said.count("first.yaml:") >= 2


def test_samples_of_a_question_that_another_bank_replaces_do_not_fit(run, tmp_path):
    folders = [tmp_path / name for name in ("one", "two")]
    for folder, more in zip(folders, ({}, {"override": True}), strict=True):
        folder.mkdir()
        bank_of(folder, [CLEAN | more])
    write(folders[0], samples(3, 2))
    banks = [option for folder in folders for option in ("--bank", folder)]
    asked = ("--seniority", "senior", "--category", "ml-theory", "--output", tmp_path / "out")
    assert run("calibrate", *asked, *banks).exit_code == 1
    write(folders[1], samples(4, 1))
    assert run("calibrate", *asked, *banks, "--format", "html").exit_code == 0
    rated = ratings(tmp_path / "out" / KEY).values()
    assert sorted(level for level, _ in rated) == ["1 Poor", "4 Excellent"]


SCALES = {
    "four-level": {1: (1,), 2: (2,), 3: (3,), 4: (4,)},
    "five-level": {1: (1,), 2: (2, 3), 3: (4,), 4: (5,)},
    "three-level": {1: (1,), 2: (1,), 3: (2,), 4: (3,)},
}
OWN_SCALES = {
    "a level between the bar and the top": (
        {1: 1, 2: 2, 3: 3, 5: 4},
        3,
        {1: (1,), 2: (2,), 3: (3, 4), 4: (4, 5)},
    ),
    "the bar between two anchors": ({1: 1, 2: 2, 4: 3, 5: 4}, 3, {2: (2, 3), 3: (3, 4), 4: (5,)}),
    "a level that is not taken": ({1: 1, 2: 3, 3: 4}, 2, {1: (1,), 2: (1,), 3: (2,), 4: (3,)}),
    "that level, with another bar": ({1: 1, 2: 3, 3: 4}, 3, {2: (1, 2), 3: (2,), 4: (3,)}),
    "the top is not taken": ({1: 1, 2: 2, 3: 3}, 3, {3: (3,), 4: (3,)}),
}


@pytest.mark.parametrize("name", [name for name in SCALES if name != "four-level"])
def test_ratings_are_mapped_to_the_shipped_scales(bank, name):
    mapped = {rating: levels_for(bank.scales[name], bank.scale, rating) for rating in SCALES[name]}
    assert mapped == SCALES[name]


@pytest.mark.parametrize("name", OWN_SCALES)
def test_ratings_are_mapped_to_scales_of_another_kind(bank, name):
    taken, bar, expected = OWN_SCALES[name]
    levels = tuple(
        {"value": value, "label": str(value), "anchored": value in taken}
        for value in range(1, max(taken) + 1)
    )
    like = bank.scale.model_dump()
    scale = type(bank.scale).model_validate(
        like | {"levels": levels, "anchors_from": taken, "bar": bar}
    )
    assert {rating: levels_for(scale, bank.scale, rating) for rating in expected} == expected


@pytest.mark.parametrize("name", SCALES)
def test_the_key_is_in_the_levels_of_the_role_s_scale(with_role, bank, name):
    result, (sheet, key) = with_role(f"scale: {name}")
    assert result.exit_code == 0, result.stderr
    labels = {level.value: f"{level.value} {level.label}" for level in bank.scales[name].levels}
    boxes = body_rows(page(sheet), "rate")[0].findall("td")
    assert [text_of(box).removeprefix("☐ ") for box in boxes] == list(labels.values())
    own = {
        " ".join(sample.reason.split()): sample.ratings["senior"]
        for sample in load_samples(BUILT_IN)
        if sample.question == "bias-variance-tradeoff"
    }
    assert len(own) >= 3
    rated = {reason: level for level, reason in ratings(key).values()}
    for reason, rating in own.items():
        (found,) = [level for text, level in rated.items() if words(text)[:9] == words(reason)[:9]]
        assert found == " or ".join(labels[value] for value in SCALES[name][rating])
    said = "rated on the scale that the questions are written for" in text_of(page(key))
    assert said == (name != "four-level")


def test_the_key_says_how_levels_compare_where_the_scale_is_another(with_role):
    _, (_, key) = with_role("scale: five-level")
    assert (
        "on the scale of this kit: 1 is 1 Poor; 2 is 2 Weak or 3 Mixed; 3 is 4 Good; 4 is 5 "
        "Excellent. Numbers of levels in the reasons are those of the questions’ own scale."
    ) in text_of(page(key))


def test_a_scale_that_does_not_say_how_it_compares_is_refused(run, practise, tmp_path):
    vocabulary = yaml.safe_load((BUILT_IN / "vocabulary.yaml").read_text(encoding="utf-8"))
    del vocabulary["scales"]["three-level"]["anchors_from"]
    (tmp_path / "bank").mkdir()
    (tmp_path / "bank" / "vocabulary.yaml").write_text(dump(vocabulary), encoding="utf-8")
    practise(samples(3, 2))
    (tmp_path / "own.yaml").write_text(
        "title: Own\nseniority: senior\nscale: three-level\nrounds:\n"
        "  - {id: one, title: One, minutes: 40, blueprint: [{category: ml-theory, count: 1}]}\n"
        "questions:\n  pump-alarms:\n    anchors: {1: Low, 2: Middle, 3: High}\n"
    )
    result = run("calibrate", tmp_path / "own.yaml", "--bank", tmp_path / "bank")
    assert result.exit_code == 1
    assert "the scale of own does not tell how its levels compare" in result.stderr


REWORDED = {
    "minutes: 9": False,
    "more_follow_ups: [{ask: Why?, listen_for: A reason.}]": False,
    "more_follow_ups: [{ask: Why?, listen_for: A reason., needed: true}]": True,
    "anchors: {3: Says why.}": True,
    "hints: [{when: Silence, say: Look at both.}]": True,
}


@pytest.mark.parametrize("change", REWORDED)
def test_the_key_warns_of_a_question_that_the_role_rates_otherwise(with_role, change):
    _, (_, key) = with_role(f"questions:\n  bias-variance-tradeoff:\n    {change}")
    warned = "This role changes what this question is rated by" in text_of(page(key))
    assert warned == REWORDED[change]


def test_the_key_warns_of_a_rule_of_the_role(with_role):
    _, (sheet, key) = with_role("rule: Count the ticks, and halve them.")
    assert "This role words the rule from notes to a rating itself" in text_of(page(key))
    assert "Count the ticks, and halve them." in text_of(page(sheet))
    _, (_, key) = with_role("")
    assert "About these ratings" not in text_of(page(key))


def test_the_date_is_printed_and_names_are_left_to_be_written(practise):
    out = practise(samples(3, 2), "--format", "html", "--date", "3 May 2027")
    fields = page(out / SHEET).xpath("//dl[@class='blanks']/dd")
    assert [text_of(field) for field in fields] == ["", "3 May 2027"]


def test_nothing_is_recorded_and_nothing_overwritten(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("init", ".").exit_code == 0
    command = ("calibrate", "senior-ml-engineer", "--round", "coding", "--bank", "builtin")
    assert run(*command, "--format", "html", "--output", "out").exit_code == 0
    assert not (tmp_path / "exposure.sqlite").exists()
    again = run(*command, "--format", "html", "--output", "out")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "use --force to overwrite" in again.stderr


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes(tmp_path):
    need_pango()
    made = []
    for hash_seed in ("1", "2"):
        folder = tmp_path / hash_seed
        command = [sys.executable, "-m", "kitgen", "calibrate", "senior-ml-engineer", *EACH_FORMAT]
        options = ["--round", "coding", "--seed", "7", "--jobs", "1", "--output", str(folder)]
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        subprocess.run([*command, *options], check=True, capture_output=True, env=environment)
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert made[0] == made[1]
    assert len(made[0]) == 6


def is_long(practised):
    """Whether the answers to a question are too long for one page together."""
    length = sum(len(answer.text.split()) for answer in practised.answers)
    return length > MOST_WORDS_ON_A_PAGE


@pytest.mark.slow
def test_no_answer_is_split_and_a_question_s_answers_share_a_page(
    sampled_exercises, sampled_calibration, tmp_path
):
    need_pango()
    practised = [exercise for exercise in sampled_exercises if exercise.questions]
    apart = []
    sheets = sampled_calibration("calibration", "pdf")
    for exercise, pdf in zip(practised, sheets, strict=True):
        texts = pdf_pages(pdf, tmp_path)
        for text in texts:
            assert len(re.findall(r"^Answer [A-Z]$", text, re.M)) == text.count("Because\n")
            assert len(text.split()) > 40
            assert f"Kit {exercise.kit.id}" in text
        first = [text.count("Answer A\n") for text in texts]
        assert sum(first) == len(exercise.questions)
        for question in exercise.questions:
            last = f"Answer {'ABCDEFG'[len(question.answers) - 1]}\n"
            start = f"{question.number} {question.question.title.upper()}"
            (rated,) = [text for text in texts if start in text and "Answer A\n" in text]
            if last not in rated and not is_long(question):
                apart.append(question.question.id)
    assert apart == []


def has_exhibits(practised):
    """Whether the candidate of a question has code, a figure or several tables on paper."""
    handout = practised.question.handout or ""
    return "```" in handout or "![" in handout or len(TABLE.findall(handout)) > 1


@pytest.mark.slow
def test_questions_take_a_page_unless_they_come_with_code_or_tables(
    sampled_exercises, sampled_calibration, tmp_path
):
    need_pango()
    practised = [exercise for exercise in sampled_exercises if exercise.questions]
    sheets = sampled_calibration("calibration", "pdf")
    for exercise, pdf in zip(practised, sheets, strict=True):
        with_code = sum(map(has_exhibits, exercise.questions))
        pages = len(pdf_pages(pdf, tmp_path))
        assert 1 + 2 * len(exercise.questions) <= pages
        long = sum(map(is_long, exercise.questions))
        assert pages <= 1 + 2 * len(exercise.questions) + with_code + long


@pytest.mark.slow
def test_word_keeps_an_answer_with_its_boxes(run, tmp_path):
    options = ("--round", "ml-depth", "--seed", "7", "--format", "docx", "--output", tmp_path)
    assert run("calibrate", "senior-ml-engineer", *options).exit_code == 0
    file = tmp_path / "senior-ml-engineer-1-ml-depth-calibration.docx"
    texts = pdf_pages(to_pdf(file, tmp_path).read_bytes(), tmp_path)
    assert sum(text.count("Because\n") for text in texts) > 15
    for text in texts:
        assert len(re.findall(r"^Answer [A-Z]$", text, re.M)) == text.count("Because\n")


def test_the_structure_page_names_the_command(run, tmp_path):
    kits = sorted(sample_kit("1-ml-depth").parent.glob("*.yaml"))
    command = ("render", *kits, "--edition", "loop", "--format", "html", "--output", tmp_path)
    assert run(*command).exit_code == 0
    (file,) = tmp_path.iterdir()
    assert "kitgen calibrate" in html_text(file.read_text(encoding="utf-8"))


def test_the_documentation_computes_weighted_kappa_right():
    """Cohen (1968), by the sums over pairs of levels; the page gives it by means and variances."""
    text = (ROOT / "docs" / "calibration.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (key|Ada|Bob) \| ([\d ]+) \|$", text, re.M))
    key, ada, bob = (tuple(map(int, row.split())) for row in rows.values())
    assert f"Ada has {equal(key, ada)} of 12 equal, 75 %" in text
    assert f"\\kappa_w = {kappa(key, ada):.2f}$. Bob" in text
    assert (
        f"has {equal(key, bob)} of 12 equal, 42 %, and $\\kappa_w = {kappa(key, bob):.2f}$" in text
    )


def equal(one, other):
    return sum(a == b for a, b in zip(one, other, strict=True))


def kappa(one, other):
    pairs = [(a, b) for a in one for b in other]
    observed = sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) / len(one)
    return 1 - observed / (sum((a - b) ** 2 for a, b in pairs) / len(pairs))
