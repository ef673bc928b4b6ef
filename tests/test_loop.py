"""The loop edition: one document for the hiring manager, from the kits of all rounds."""

import math
import re
from collections import Counter
from fractions import Fraction
from io import BytesIO

import pikepdf
import pytest
import yaml
from lxml import html

from kitgen.kit.kit import write_kit
from kitgen.kit.load import read_kit
from tests.leaks import leaks, phrases
from tests.reading import (
    body_rows,
    docx_parts,
    docx_text,
    html_text,
    letters,
    need_pango,
    once_a_module,
    pdf_pages,
    pdf_strings,
    pdf_tags,
    pdf_text,
    words,
)

NAME = "senior-ml-engineer-loop"
FORMATS = ("--format", "pdf", "--format", "docx", "--format", "html")
COMPONENTS = {  # Campion, Palmer & Campion (1997), each by a word of its name
    **{1: "job", 2: "same", 3: "prompt", 4: "types", 5: "many", 6: "information", 7: "last"},
    **{8: "each", 9: "anchored", 10: "notes", 11: "several", 12: "interviewers", 13: "talk"},
    **{14: "trained", 15: "arithmetic"},
}


@pytest.fixture(scope=once_a_module)
def folder(run, tmp_path_factory):
    need_pango()
    folder = tmp_path_factory.mktemp("loop")
    asked = ("generate", "senior-ml-engineer", "--seed", 7, "--edition", "loop", *FORMATS)
    result = run(*asked, "--output", folder)
    assert result.exit_code == 0, result.stderr
    return folder


@pytest.fixture(scope=once_a_module)
def kits(folder):
    """The kits as the files say, read without kitgen."""
    return [yaml.safe_load(path.read_text()) for path in kit_files(folder)]


@pytest.fixture(scope=once_a_module)
def page(folder):
    return html.document_fromstring((folder / f"{NAME}.html").read_text())


@pytest.fixture
def render(run, folder, tmp_path):
    """Render the loop edition of the kits that `change` makes of those in `folder`."""

    def call(change=lambda kit: kit, *options):
        files = []
        for number, path in enumerate(kit_files(folder), 1):
            kit = change(read_kit(path))
            files.append(tmp_path / f"{number}-{kit.form}-kit.yaml")
            files[-1].write_bytes(write_kit(kit.model_copy(update={"id": kit.digest})))
        options = (*options, "--edition", "loop", "--format", "html", "--output", tmp_path / "out")
        return run("render", *files, *options)

    return call


def kit_files(folder):
    files = sorted(folder.glob("*-kit.yaml"))
    assert len(files) == 4
    return files


def rows(page, name):
    """Cell texts of all rows of the tables of a class, heads left out."""
    found = body_rows(page, name)
    assert found, name
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found]


def rendered(tmp_path, name=NAME):
    return html.document_fromstring((tmp_path / "out" / f"{name}.html").read_text())


def quotient(written):
    """The value of a printed sum of products, or of one such sum divided by another."""
    parts = [sum_of_products(part.strip().strip("()")) for part in written.split("÷")]
    return parts[0] / parts[1] if len(parts) == 2 else parts[0]


def sum_of_products(written):
    products = (map(Fraction, product.split("×")) for product in written.split("+"))
    return sum(math.prod(factors) for factors in products)


def informing(kit, competency):
    return [q for q in kit["questions"] if competency["id"] in q["competencies"]]


def changed(kit, **first_question):
    """The kit with fields of its first question changed, which is the only one then."""
    question = kit.questions[0].model_copy(update=first_question)
    shown = tuple(c for c in kit.competencies if c.id in question.competencies)
    return kit.model_copy(update={"questions": (question,), "competencies": shown})


def test_the_loop_is_one_document_and_each_round_keeps_its_kit(folder, kits):
    names = {f"{NAME}.{format_}" for format_ in ("pdf", "docx", "html")}
    assert {path.name for path in folder.iterdir()} == names | {
        f"senior-ml-engineer-{kit['round']['number']}-{kit['round']['id']}-kit.yaml" for kit in kits
    }


def test_the_schedule_names_each_round_with_its_kit(page, kits, folder, tmp_path):
    *rounds, whole = rows(page, "schedule")
    assert rounds == [
        [
            str(kit["round"]["number"]),
            kit["round"]["title"],
            str(kit["round"]["minutes"]),
            str(len(kit["questions"])),
            kit["id"],
            "",
            "",
        ]
        for kit in kits
    ]
    assert whole[2] == str(sum(kit["round"]["minutes"] for kit in kits))
    first = pdf_pages((folder / f"{NAME}.pdf").read_bytes(), tmp_path)[0]
    assert all(first.count(kit["id"]) == 2 for kit in kits)


def test_headings_and_definitions_are_those_of_the_role(page, kits):
    role, scale = kits[0]["role"], kits[0]["scale"]
    assert page.find(".//h1").text_content() == "Loop pack"
    assert [part.text for part in page.find_class("role")] == [role["title"]]
    assert ", ".join(kit["id"] for kit in kits) in page.find(".//footer").text_content()
    text = " ".join(page.text_content().split())
    assert all(competency["definition"] in text for competency in role["competencies"])
    assert f"written for each question at all {len(scale['levels'])} levels" in text


def test_who_asks_what_lists_the_questions_in_order(page, kits):
    titles = {c["id"]: c["title"] for c in kits[0]["role"]["competencies"]}
    assert rows(page, "asked") == [
        [
            str(number),
            q["title"],
            q["category"],
            q["kind"],
            ", ".join(titles[c] for c in q["competencies"]),
            str(q["minutes"]),
        ]
        for kit in kits
        for number, q in enumerate(kit["questions"], 1)
    ]


def test_the_matrix_counts_the_questions_of_the_kits(page, kits):
    *lines, last = rows(page, "coverage")
    asked = [len(kit["questions"]) for kit in kits]
    total = sum(competency["weight"] for competency in kits[0]["role"]["competencies"])
    expected = []
    for competency in kits[0]["role"]["competencies"]:
        counts = [len(informing(kit, competency)) for kit in kits]
        shown = [str(count) if count else "–" for count in counts]
        name, weight = competency["title"], str(competency["weight"])
        by_weight = max(1, sum(asked) * competency["weight"] // total)
        expected.append([name, weight, *shown, str(sum(counts)), str(by_weight)])
    assert lines == expected
    assert last == ["Questions asked", "", *map(str, asked), str(sum(asked)), ""]


def test_what_no_round_covers_is_said_and_left_out_of_the_arithmetic(render, tmp_path):
    def without_ownership(kit):
        """Without its evidence of ownership; where that was all, of communication instead."""
        known = {c.id for c in kit.competencies}
        asked = tuple(
            q.model_copy(
                update={
                    "competencies": tuple(c for c in q.competencies if c != "ownership")
                    or ("communication",)
                }
            )
            for q in kit.questions
        )
        known |= {c for q in asked for c in q.competencies}
        competencies = tuple(
            c.model_copy(update={"must_pass": c.id in {"ownership", "coding"}})
            for c in kit.role.competencies
        )
        return kit.model_copy(
            update={
                "questions": asked,
                "role": kit.role.model_copy(update={"competencies": competencies}),
                "competencies": tuple(c for c in competencies if c.id in known - {"ownership"}),
            }
        )

    assert render(without_ownership).exit_code == 0
    page = rendered(tmp_path)
    (line,) = [row for row in rows(page, "coverage") if row[0].startswith("Ownership")]
    assert line == ["Ownership, must pass", "2", "–", "–", "–", "–", "0", "1"]
    text = " ".join(page.text_content().split())
    assert "No question of this loop gives evidence of Ownership: the loop cannot rate it." in text
    assert not [row for row in rows(page, "combination") if "Ownership" in row[0]]
    assert [row[0] for row in rows(page, "combination") if "must pass" in row[0]] == [
        "Coding, must pass"
    ]
    assert (
        "With a mean below the bar in a competency that must pass, the verdict is at best No."
        in text
    )


def test_each_of_the_15_components_has_its_line(page, kits):
    lines = rows(page, "structure")
    assert [int(line[0]) for line in lines] == list(range(1, 16))
    for number, name, done, acts in lines:
        assert COMPONENTS[int(number)] in name.casefold()
        assert len(done) > 10
        assert acts == "This kit" or re.match(r"☐ Person: .{20,}", acts)
    met = [int(line[0]) for line in lines if line[3] == "This kit"]
    assert met == [2, 3, 4, 5, 7, 8, 9, 10, 15]
    assert "this kit meets 9 by itself; 6 need a person" in page.text_content()
    told = " ".join(line[2] for line in lines)
    questions = [q for kit in kits for q in kit["questions"]]
    for fact in (
        f"{len(questions)} questions in {sum(k['round']['minutes'] for k in kits)} minutes",
        f"{sum(len(q['follow_ups']) for q in questions)} follow-ups",
        f"{sum(len(q['anchors']) for q in questions)} anchors",
        f"{sum(q['kind'] in {'behavioral', 'project'} for q in questions)} questions on past",
    ):
        assert fact in told


def test_a_component_is_not_claimed_where_the_kits_do_not_meet_it(render, tmp_path):
    def poor(kit):
        minutes = kit.round.minutes - kit.round.opening
        round_ = kit.round.model_copy(update={"closing": 0})
        update = {"round": round_, "coding": None}
        return changed(kit, kind="discussion", minutes=minutes).model_copy(update=update)

    assert render(poor).exit_code == 0
    lines = {int(line[0]): line for line in rows(rendered(tmp_path), "structure")}
    assert [n for n, line in lines.items() if line[3] == "This kit"] == [2, 3, 8, 9, 10, 15]
    assert lines[4][2] == "4 open discussions."
    assert lines[5][2] == "4 questions in 250 minutes, at least 1 in each round."
    assert "no minute left" in lines[7][2]


def counts(question, competency):
    """How often the rating of a question counts, twice in its main competency."""
    return question["weight"] * (2 if question["competencies"][0] == competency["id"] else 1)


def test_the_multipliers_are_sums_of_how_often_questions_count(render, tmp_path):
    """With weights 1, 2, 3, … along each round, so that a sum is not a count."""

    def weighted(kit):
        asked = enumerate(kit.questions, 1)
        questions = tuple(q.model_copy(update={"weight": n}) for n, q in asked)
        return kit.model_copy(update={"questions": questions})

    assert render(weighted).exit_code == 0
    kits = [yaml.safe_load(path.read_text()) for path in kit_files(tmp_path)]
    expected = []
    for competency in kits[0]["role"]["competencies"]:
        weights = [sum(counts(q, competency) for q in informing(kit, competency)) for kit in kits]
        cells = [f"…… × {weight} =………" if weight else "–" for weight in weights]
        whole = ["", str(sum(weights)), "", str(competency["weight"]), ""]
        expected.append([competency["title"], *cells, *whole])
    *lines, last = rows(rendered(tmp_path), "combination")
    assert lines == expected
    assert last[0] == "Sums of what was assessed"
    assert last[1:] == ["–"] * (len(last) - 3) + ["", ""]  # of weights and of weight × mean


def test_the_worked_example_adds_up(page):
    (example,) = re.findall(r"make (.+?) = (.+?) = (\d\.\d)\.", page.text_content())
    weighted, sums, mean = map(quotient, example)
    assert weighted == sums == mean


def test_two_interviewers_of_a_round_and_single_questions_have_their_place_in_the_sum(page):
    text = " ".join(page.text_content().split())
    assert "of two interviewers the mean of theirs" in text
    assert "for one question of several, take its part off the number" in text


def test_the_sum_of_weights_and_the_verdicts_are_printed(page, kits):
    weights = sum(competency["weight"] for competency in kits[0]["role"]["competencies"])
    text = " ".join(page.text_content().split())
    assert f"÷ sum of weights ({weights} if all)" in text
    verdicts = [
        " ".join(map(str.strip, cell.itertext()))
        for cell in page.find_class("verdict")[0].iter("td")
    ]
    assert verdicts == [
        "☐ Strong no below 2.0",
        "☐ No 2.0 to 2.9",
        "☐ Yes 3.0 to 3.4",
        "☐ Strong yes 3.5 or more",
    ]
    assert len(rows(page, "panel")) == 2 * 4  # a second interviewer may sit in
    assert all(row[4:] == ["☐"] * 4 for row in rows(page, "panel"))


def test_no_answer_anchor_or_prompt_is_shown(folder, tmp_path):
    pdf, docx, page = (
        (folder / f"{NAME}.{format_}").read_bytes() for format_ in ("pdf", "docx", "html")
    )
    texts = [pdf_text(folder / f"{NAME}.pdf"), page.decode()]
    with pikepdf.open(BytesIO(pdf)) as file:
        texts.append("\n".join([*pdf_strings(file), str(file.open_metadata())]))
        assert list(file.attachments) == []
    texts += [content.decode("utf-8", "replace") for _, content in docx_parts(docx)]
    for kit in map(read_kit, kit_files(folder)):
        asked = [phrase for q in kit.questions for phrase in phrases(q.prompt)]
        assert asked
        for text in texts:
            assert list(leaks(kit, text)) == []
            seen = f" {' '.join(words(text))} "
            assert [phrase for phrase in asked if f" {phrase} " in seen] == []


def test_the_three_formats_say_the_same(folder, tmp_path):
    document = html_text((folder / f"{NAME}.html").read_text())
    assert words(docx_text((folder / f"{NAME}.docx").read_bytes())) == words(document)
    ours, theirs = letters(document), letters(pdf_text(folder / f"{NAME}.pdf", body_only=True))
    assert (theirs - ours, ours - theirs) == (Counter(), Counter())


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_six_pages_none_blank_each_with_the_kit_ids(run, folder, kits, paper, tmp_path):
    options = ("--edition", "loop", "--paper", paper, "--output", tmp_path)
    assert run("render", *kit_files(folder), *options).exit_code == 0
    content = (tmp_path / f"{NAME}.pdf").read_bytes()
    texts = pdf_pages(content, tmp_path)
    heads = ("Schedule", "Who asks what", "covers", "15 components", "Debrief form", "Decision")
    assert len(texts) == len(heads)
    for number, (text, head) in enumerate(zip(texts, heads, strict=True), 1):
        assert head in text
        assert f"Kits {', '.join(kit['id'] for kit in kits)}" in " ".join(text.split())
        assert f"page {number} of 6" in text
        assert len(text.split()) > 60
    with pikepdf.open(BytesIO(content)) as pdf:
        found = pdf_tags(pdf.Root.StructTreeRoot.K, {})
    assert found["/TH"] > 60
    assert found["scoped"] == found["/TH"]


def test_every_table_head_says_what_it_heads(page):
    heads = list(page.iter("th"))
    assert len(heads) > 60
    assert {th.get("scope") for th in heads} == {"col", "row"}


@pytest.mark.parametrize(
    ("rounds", "missing"),
    [
        (("coding",), "rounds 1, 2 and 4"),
        (("ml-depth", "coding"), "rounds 2 and 4"),
        (("ml-depth", "ml-system-design", "coding"), "round 4"),
    ],
)
def test_a_loop_with_rounds_left_out_is_refused(run, tmp_path, rounds, missing):
    only = [part for name in rounds for part in ("--round", name)]
    result = run("generate", "senior-ml-engineer", *only, "--edition", "loop", "--output", tmp_path)
    assert result.exit_code == 1
    assert f"senior-ml-engineer: no kit of {missing}, of 4 in the loop" in result.stderr
    assert "leave out --round" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_kits_that_were_not_planned_together_are_refused(run, folder, render, tmp_path):
    mixed = render(lambda kit: kit.model_copy(update={"seed": kit.round.number}))
    assert mixed.exit_code == 1
    assert "senior-ml-engineer: kits of different loops, since their seeds differ" in mixed.stderr

    def stricter(kit):
        scale = kit.scale.model_copy(update={"bar": 4})
        return kit.model_copy(update={"scale": scale} if kit.round.number == 2 else {})

    unlike = render(stricter)
    assert unlike.exit_code == 1
    assert "senior-ml-engineer: kits of different loops, since their scales differ" in unlike.stderr
    files = kit_files(folder)
    twice = run("render", *files, files[2], "--edition", "loop", "--output", tmp_path / "out")
    assert twice.exit_code == 1
    assert "senior-ml-engineer: two kits of round 3" in twice.stderr
    assert not (tmp_path / "out").exists()
    both = run("render", files[1], files[2], files[2], "--edition", "loop", "--output", tmp_path)
    assert both.stderr.splitlines()[:2] == [
        "senior-ml-engineer: two kits of round 3",
        "senior-ml-engineer: no kit of rounds 1 and 4, of 4 in the loop",
    ]


def test_each_form_is_a_loop_of_its_own(run, folder, tmp_path):
    files = []
    for form in "AB":
        for path in kit_files(folder):
            kit = read_kit(path).model_copy(update={"form": form})
            files.append(tmp_path / f"{form}-{path.name}")
            files[-1].write_bytes(write_kit(kit.model_copy(update={"id": kit.digest})))
    output = ("--format", "html", "--output", tmp_path / "out")
    assert run("render", *files, "--edition", "loop", *output).exit_code == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == [f"senior-ml-engineer-form-{form}-loop.html" for form in "ab"]
    text = rendered(tmp_path, "senior-ml-engineer-form-b-loop").text_content()
    assert "250 minutes · form B" in text
    assert "for all who get form B; other forms are equivalent, not the same" in text
    lacking = run("render", *files[:5], "--edition", "loop", *output, "--force")
    assert lacking.exit_code == 1
    assert "senior-ml-engineer, form B: no kit of rounds 2, 3 and 4" in lacking.stderr


def test_a_loop_of_one_round_is_allowed(run, tmp_path):
    wish = ("--seniority", "senior", "--category", "ml-theory=3", "--minutes", 60)
    options = ("--edition", "loop", "--format", "html", "--output", tmp_path)
    assert run("generate", *wish, *options).exit_code == 0
    (path,) = tmp_path.glob("*-loop.html")
    page = html.document_fromstring(path.read_text())
    assert [row[:2] for row in rows(page, "panel")] == [
        ["1", "ML theory"],
        ["", "second interviewer, if any"],
    ]
    assert "1 round · 60 minutes" in page.text_content()


def test_beside_other_editions_the_loop_is_made_once_and_known_beforehand(run, folder, tmp_path):
    editions = ("scorecard", "candidate", "loop")
    asked = [part for edition in editions for part in ("--edition", edition)]
    options = ("--format", "html", "--output", tmp_path, "--one-folder")
    command = ("render", *kit_files(folder), *asked, *options)
    made = run(*command)
    assert made.exit_code == 0
    names = [path.rpartition("/")[2] for path in made.stdout.splitlines()]
    assert len(names) == 4 * 2 + 1
    assert names[-1] == f"{NAME}.html"
    for name in names[:-1]:
        (tmp_path / name).unlink()
    again = run(*command)
    assert again.exit_code == 1
    assert f"{tmp_path / NAME}.html already exists" in again.stderr
    assert [path.name for path in tmp_path.iterdir()] == [f"{NAME}.html"]


def test_names_that_are_known_are_printed(render, tmp_path):
    names = ("--candidate", "Ada Lovelace", "--interviewer", "Grace Hopper", "--date", "3 May 2027")
    assert render(lambda kit: kit, *names).exit_code == 0
    page = rendered(tmp_path, f"{NAME}-ada-lovelace")
    assert {"Ada Lovelace", "3 May 2027"} <= {dd.text for dd in page.iter("dd")}
    assert [row[5] for row in rows(page, "schedule")][:4] == ["Grace Hopper"] * 4
