"""A kit is frozen: read back as it was written, and a changed one is not taken for the old one."""

import re
from pathlib import Path

import pytest
from lxml import html

from kitgen.bank.load import load_bank
from kitgen.editions.interviewer import interviewer_view
from kitgen.editions.occasion import Occasion
from kitgen.editions.scorecard import scorecard_view
from kitgen.errors import BadRequest, InvalidInput
from kitgen.kit.kit import Kit, write_kit
from kitgen.kit.load import read_kit
from kitgen.kit.question import KitQuestion
from kitgen.pipeline import packs, plan
from kitgen.request import Packing, Request
from kitgen.role.load import load_role
from kitgen.role.options import RoleOptions
from kitgen.selection import SelectionOptions
from tests.extent import extent
from tests.reading import body_rows

SAMPLES = Path(__file__).parent.parent / "examples" / "kits"
SAMPLE = SAMPLES / "senior-ml-engineer-1-ml-depth-kit.yaml"


@pytest.fixture(scope="module")
def kits():
    request = Request("senior-ml-engineer", selection_options=SelectionOptions(7))
    return plan(request).kits


def test_every_kit_is_read_back_as_it_was_written(kits, tmp_path):
    for kit in kits:
        path = tmp_path / "kit.yaml"
        path.write_bytes(write_kit(kit))
        assert read_kit(path) == kit


def test_each_kit_of_a_loop_has_its_own_id(kits):
    assert len({kit.id for kit in kits}) == len(kits)


def test_a_changed_kit_says_its_new_id(kits, tmp_path):
    path = tmp_path / "kit.yaml"
    path.write_bytes(write_kit(kits[0]).replace(b"minutes: 65", b"minutes: 75", 1))
    with pytest.raises(InvalidInput, match=r"kit.yaml:1:5: this kit was changed") as error:
        read_kit(path)
    new = str(error.value)[-9:]
    path.write_text(path.read_text().replace(kits[0].id, new, 1))
    assert read_kit(path).round.minutes == 75


def test_a_kit_holds_the_anchors_of_its_seniority_only(bank, kits):
    for kit in kits:
        for question in kit.questions:
            assert dict(question.anchors) == bank.question(question.id).anchors("senior")


def test_markdown_that_cannot_be_set_is_named_by_question_and_field(kits, theme):
    first, *rest = kits[0].questions
    broken = first.model_copy(update={"answer": "So.\nSee [this](x).", "prompt": "<b>Big"})
    kit = kits[0].model_copy(update={"questions": (broken, *rest)})
    with pytest.raises(BadRequest) as error:
        list(packs([kit], Packing(theme, ("candidate",), ("html",))))
    assert str(error.value).splitlines() == [
        f"question '{first.id}', prompt: HTML (<b>) is not allowed; use Markdown, "
        "or write \\< for a literal <",
        f"question '{first.id}', answer: line 2: a printed link needs a web address "
        "(https or http) or a mail address (mailto); write code in back quotes",
    ]


def test_scripts_are_filled_in(kits):
    assert "It takes 65 minutes." in kits[0].scripts.opening
    assert "{" not in "".join(kits[0].scripts.model_dump().values())


@pytest.mark.parametrize("title", ["{role}", "C{} }", *extent([], ["1. Lead"]), "# *Lead* <b>"])
def test_any_title_and_braces_are_printed_in_scripts(run, tmp_path, title):
    role = tmp_path / "role.yaml"
    role.write_text(
        f"extends: senior-ml-engineer\ntitle: {title!r}\n"
        "scripts: {closing: 'Say {{so}} to {role}.', welcome: '{role}: welcome.'}\n"
    )
    options = ("--round", "coding", "--edition", "interviewer", "--edition", "candidate")
    out = tmp_path / "out"
    result = run("generate", role, *options, "--format", "html", "--output", out)
    assert result.exit_code == 0, result.stderr
    assert f"Say {{so}} to {title}." in shown(out / "role-3-coding-interviewer.html")
    assert f"{title}: welcome." in shown(out / "for-candidates" / "role-3-coding-candidate.html")
    again = run("render", out / "role-3-coding-kit.yaml", "--format", "html", "--output", tmp_path)
    assert again.exit_code == 0, again.stderr


def shown(page):
    return " ".join(html.parse(page).getroot().text_content().split())


def test_the_agenda_adds_up_to_the_round(kits):
    for kit in kits:
        view = interviewer_view(kit, Occasion())
        clock = 0
        for slot in view.agenda:
            assert slot.start == clock
            clock += slot.minutes
        assert clock == kit.round.minutes
        assert view.agenda[-1].minutes >= kit.round.closing


def test_every_competency_on_the_scorecard_is_informed_by_a_question(kits):
    for kit in kits:
        card = scorecard_view(kit, Occasion())
        assert card.competencies
        for rated in card.competencies:
            assert rated.questions
        asked = {number for rated in card.competencies for number, _ in rated.questions}
        assert asked == set(range(1, len(kit.questions) + 1))


def changed(folder, old, new):
    """Write a kit with a change of its text, and the id that it has then."""
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    path = folder / "kit.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidInput) as refusal:
        read_kit(path)
    found = re.search(r"set id: (\S+)$", str(refusal.value))
    if found:
        path.write_text(re.sub("^id: .*", f"id: {found[1]}", path.read_text(), count=1))
    return path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: senior-ml-engineer", "name: ../escaped/x"),
        ("name: senior-ml-engineer", "name: /elsewhere/x"),
        ("name: senior-ml-engineer", r"name: ..\escaped"),
        ("form: null", "form: ../A"),
    ],
)
def test_a_kit_cannot_name_a_file_outside_the_output(run, tmp_path, old, new):
    path = changed(tmp_path, old, new)
    result = run("render", path, "--format", "html", "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{path}:" in result.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["kit.yaml"]


def test_kits_of_one_name_are_not_written_over_each_other(run, tmp_path):
    path = changed(tmp_path, "seed: 7", "seed: 8")
    result = run(
        *("render", SAMPLE, path, "--edition", "candidate", "--format", "html"),
        *("--output", tmp_path / "out", "--force"),
    )
    assert result.exit_code == 1
    assert "senior-ml-engineer-1-ml-depth-candidate.html" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("wish", [("--theme", "none"), ("--candidate", "Ada\nLovelace")])
def test_faults_of_theme_and_names_are_told_before_anything_is_selected(run, wish, tmp_path):
    result = run("generate", "senior-ml-engineer", *wish, "--output", tmp_path)
    assert result.exit_code == 1
    assert "The choice is" not in result.stderr


def last_rows(path):
    """Cell texts of the last two rows of the agenda of a page."""
    found = body_rows(html.parse(path).getroot(), "agenda")[-2:]
    return [[cell.text_content().strip() for cell in row] for row in found]


def test_the_closing_minutes_are_the_same_on_every_page(run, tmp_path):
    """Minutes that no question takes go to the candidate's own questions."""
    editions = ("--edition", "interviewer", "--edition", "candidate", "--format", "html")
    kits = sorted(SAMPLES.iterdir())
    assert run("render", *kits, *editions, "--output", tmp_path, "--one-folder").exit_code == 0
    for path in kits:
        kit, stem = read_kit(path), path.name.removesuffix("-kit.yaml")
        asked = sum(question.minutes for question in kit.questions)
        closing = kit.round.minutes - kit.round.opening - asked
        sheet, guide = (
            last_rows(tmp_path / f"{stem}-{name}.html") for name in ("candidate", "interviewer")
        )
        assert sheet[0] == ["Your own questions", str(closing)]
        assert guide[0][-2:] == [str(closing), ""]  # beside it, room for the real time
        assert f"The last {closing} minutes are yours" in " ".join(kit.scripts.opening.split())


def test_a_kit_keeps_its_id_when_kitgen_learns_of_an_optional_field(kits):
    """A kit file of an earlier version is not refused as one that was changed."""

    class LaterQuestion(KitQuestion):
        figures: str | None = None
        sources: tuple[str, ...] = ()

    class LaterKit(Kit):
        questions: tuple[LaterQuestion, ...]

    for kit in kits:
        later = LaterKit(**kit.model_dump())
        assert later.digest == kit.id
        first, *rest = later.questions
        filled = (first.model_copy(update={"figures": "0.19"}), *rest)
        assert later.model_copy(update={"questions": filled}).digest != kit.id


def test_a_kit_of_an_earlier_version_is_read_and_keeps_its_id(kits, tmp_path):
    """Such kits tell how far from the best they may be by a share, under `gap`."""
    for kit in kits:
        text = write_kit(kit).decode()
        lines = [
            line for line in text.split("\n") if not line.startswith(("points:", "least_points:"))
        ]
        path = tmp_path / "earlier.yaml"
        path.write_text("\n".join(["gap: 0.0", *lines]))
        earlier = read_kit(path)
        assert earlier.id == earlier.digest == kit.id
        assert earlier.points is None


def of(kits):
    """The kits of a plan by the id of their round."""
    return {kit.round.id: kit for kit in kits}


def test_a_kit_weighs_what_its_questions_show_the_heaviest_first(kits):
    role = load_role("senior-ml-engineer", RoleOptions(), load_bank()).role
    weights = {competency.id: competency.weight for competency in role.competencies}
    for kit in kits:
        shown = {name for question in kit.questions for name in question.competencies}
        assert {competency.id for competency in kit.competencies} == shown <= set(weights)
        for listed in (kit.competencies, kit.role.competencies):
            assert [weights[c.id] for c in listed] == [c.weight for c in listed]
            assert [c.weight for c in listed] == sorted((c.weight for c in listed), reverse=True)
        assert {c.id for c in kit.role.competencies} == set(weights)
        assert {question.weight for question in kit.questions} == {1}


ROUND = (
    "rounds: [{id: one, title: One, minutes: 60, blueprint: [{category: behavioral, count: 2}]}]"
)


def test_without_competencies_in_the_role_every_one_counts_alike(tmp_path):
    path = tmp_path / "plain.yaml"
    path.write_text(f"title: Plain\nseniority: senior\n{ROUND}")
    (kit,) = plan(Request(str(path))).kits
    bank = load_bank()
    for question in kit.questions:
        assert question.competencies == bank.question(question.id).competencies
    assert {competency.weight for competency in kit.competencies} == {1}


def test_an_included_question_without_a_competency_of_the_role_brings_its_main_one(tmp_path):
    path = tmp_path / "coder.yaml"
    path.write_text(
        "title: Coder\nseniority: senior\nevidence: free\n"
        "competencies: [{id: ownership, weight: 3}]\n" + ROUND
    )
    name = "kmeans-from-scratch"
    (kit,) = plan(Request(str(path), role_options=RoleOptions(include=(name,), minutes=120))).kits
    (included,) = [question for question in kit.questions if question.id == name]
    main = load_bank().question(name).competencies[0]
    assert included.competencies == (main,)
    assert [(c.id, c.weight) for c in kit.competencies] == [("ownership", 3), (main, 1)]


def test_kits_of_forms_say_that_others_get_equivalent_questions():
    def openings(forms):
        options = SelectionOptions(7, forms=forms)
        kits = plan(Request("senior-ml-engineer", selection_options=options)).kits
        return [(kit.form, " ".join(kit.scripts.opening.split())) for kit in kits]

    assert all("the same questions" in text and form is None for form, text in openings(1))
    both = openings(2)
    assert [form for form, _ in both] == list("AAAABBBB")
    assert all("equivalent questions" in text for _, text in both)


def test_every_blank_of_a_script_is_filled_in(tmp_path):
    path = tmp_path / "own.yaml"
    blanks = "{role}|{round}|{minutes}|{opening}|{closing}|{questions}|{same}"
    path.write_text(f"extends: senior-ml-engineer\nscripts: {{welcome: '{blanks}'}}\n")
    kit = of(plan(Request(str(path))).kits)["coding"]
    asked = sum(question.minutes for question in kit.questions)
    assert kit.scripts.welcome.replace("\\", "").split("|") == [
        kit.role.title,
        kit.round.title,
        "60",
        "5",
        str(60 - 5 - asked),
        "two questions",
        "the same questions",
    ]
