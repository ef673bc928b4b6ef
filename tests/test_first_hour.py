"""What people ask of kitgen in their first hour, each wish as they would type it."""

import json
import re
import shutil

import pytest

from kitgen.resources import shipped
from tests.reading import docx_parts, html_text

ROLE = "senior-ml-engineer"
CODING = f"{ROLE}-3-coding"
OWN_LIST = "question,answer\nWhat would you switch off first?,The one that nobody reads.\n"


@pytest.fixture
def hiring(run, tmp_path, monkeypatch):
    """A new workspace as the current folder."""
    assert run("init", tmp_path / "hiring").exit_code == 0
    monkeypatch.chdir(tmp_path / "hiring")
    return tmp_path / "hiring"


@pytest.fixture
def done(run):
    def command(line, *more):
        result = run(*line.split(), *more)
        assert result.exit_code == 0, result.stderr
        return result

    return command


def own_role(folder, *lines, extends=ROLE):
    (folder / "roles" / "mine.yaml").write_text("\n".join((f"extends: {extends}", *lines, "")))


def page(folder, name):
    return html_text((folder / f"{name}.html").read_text(encoding="utf-8"))


def test_word_files_on_letter_paper(done, hiring):
    done(f"generate {ROLE} --round coding --format docx --paper letter --output out")
    pack = (hiring / "out" / f"{CODING}-interviewer.docx").read_bytes()
    document = dict(docx_parts(pack))["word/document.xml"].decode()
    assert 'w:w="12240" w:h="15840"' in document


def test_a_scale_of_five_points(done, hiring):
    own_role(hiring, "scale: five-level")
    done("generate mine --round coding --format html --edition interviewer --output out")
    pack = page(hiring / "out", "mine-3-coding-interviewer")
    assert re.search(r"\bWeak\b.*\bMixed\b.*\bGood\b.*\bExcellent\b", pack, re.S)


def test_the_colour_of_the_company(done, hiring):
    (hiring / "theme" / "theme.yaml").write_text("colours: {accent: '#c8102e'}\n")
    done(f"generate {ROLE} --round coding --format html --edition interviewer --output out")
    assert "#c8102e" in (hiring / "out" / f"{CODING}-interviewer.html").read_text()


def test_a_loop_without_the_coding_round(done, hiring):
    drop = "drop: true}"
    own_role(hiring, f"competencies: [{{id: coding, {drop}]", f"rounds: [{{id: coding, {drop}]")
    answer = json.loads(done("plan mine --json --output out").stdout)
    assert [kit["round"] for kit in answer["kits"]] == [
        "ml-depth",
        "ml-system-design",
        "behavioral-and-project",
    ]


def test_one_question_replaced_and_all_others_kept(done, hiring):
    kit = f"out/{CODING}-kit.yaml"
    (before,) = json.loads(done(f"plan {ROLE} --round coding --json --output out").stdout)["kits"]
    asked = [question["id"] for question in before["questions"]]
    (first, *_) = json.loads(done(f"swap {kit} {asked[1]} --json").stdout)
    done(f"swap {kit} {asked[1]} --with {first['id']} --force")
    after = (hiring / kit).read_text()
    assert re.findall(r"^- id: (.+)$", after, re.M)[-2:] == [asked[0], first["id"]]


def test_questions_of_a_list(done, hiring):
    (hiring / "mine.csv").write_text(OWN_LIST)
    done("questions import mine.csv --category behavioral")
    listed = json.loads(done("questions list --status draft --text nobody --json").stdout)
    (own,) = [question["id"] for question in listed]
    include = f"--include {own} --round behavioral-and-project --drafts"
    done(f"generate {ROLE} {include} --format html --output out")
    name = f"{ROLE}-4-behavioral-and-project-candidate"
    assert ">DRAFT<" in (hiring / "out" / "for-candidates" / f"{name}.html").read_text()
    sheet = page(hiring / "out" / "for-candidates", name)
    assert "What would you switch off first?" in sheet
    assert "nobody reads" not in sheet


def test_other_anchors_for_one_question(done, hiring):
    own_role(
        hiring,
        "questions:",
        "  kmeans-from-scratch: {anchors: {3: Writes it and names its cost.}}",
    )
    done(
        "generate mine --round coding --include kmeans-from-scratch --format html "
        "--edition interviewer --output out"
    )
    assert "Writes it and names its cost." in page(hiring / "out", "mine-3-coding-interviewer")


def test_two_competencies_by_halves(done, hiring):
    own_role(
        hiring,
        "competencies: {only: {coding: 50 %, ml-fundamentals: 50 %}}",
        "rounds:",
        *(f"  - {{id: {name}, drop: true}}" for name in ("ml-system-design", "ml-depth")),
        "  - {id: behavioral-and-project, drop: true}",
    )
    done("generate mine --format html --edition scorecard --output out")
    assert page(hiring / "out", "mine-coding-scorecard").count("50 %") >= 2


def test_a_candidate_sheet_without_titles(done, hiring, bank):
    done(f"generate {ROLE} --round coding --format html --edition candidate --json --output out")
    sheet = page(hiring / "out" / "for-candidates", f"{CODING}-candidate")
    assert [q.title for q in bank.questions if q.kind == "coding" and q.title in sheet] == []


def test_three_versions(done, hiring):
    answer = json.loads(done("plan ml-engineer --forms 3 --json --output out").stdout)
    assert sorted({kit["form"] for kit in answer["kits"]}) == ["A", "B", "C"]


def test_kitgen_from_another_folder(done, tmp_path):
    done("init", tmp_path / "hiring")
    assert "search-engineer" in done("-C", tmp_path / "hiring", "roles", "list").stdout


def test_a_kit_changed_by_hand_is_checked_before_it_is_printed(run, done, hiring):
    kit = hiring / f"{CODING}-kit.yaml"
    shutil.copy(shipped("examples") / "kits" / kit.name, kit)
    text = kit.read_text()
    longer = re.sub(r"^(  difficulty: \d\n  minutes:) \d+", r"\1 70", text, count=1, flags=re.M)
    assert longer != text
    kit.write_text(longer)
    refused = run("kit", "seal", kit)
    assert refused.exit_code == 1
    assert f"{kit.name}:" in refused.stderr
    assert "minutes" in refused.stderr
    kit.write_text(text.replace("title: ", "title: My ", 1))
    assert "kitgen kit seal" in run("render", kit, "--format", "html").stderr
    done("kit seal", kit)
    done("render", kit, "--format", "html", "--edition", "candidate", "--output", hiring / "out")


OF_ANOTHER_FIELD = ("machine learning", "model", "ml", "engineer", "data", "training")


def test_no_word_of_machine_learning_where_a_field_is_another(done, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done("init clinic --field Nursing")
    monkeypatch.chdir(tmp_path / "clinic")
    done("questions new night-shift --category nursing")
    done("roles new ward-nurse")
    done("generate nursing-role --format html --output out")
    shown = [
        done(line).stdout for line in ("questions list", "roles list", "roles show ward-nurse")
    ]
    shown += [run("generate").stderr, run("generate", "nobody").stderr]
    shown += [run("questions", "new", "x", "--category", "nowhere").stderr]
    for path in sorted((tmp_path / "clinic").glob("*/**/*.*")):
        if path.suffix != ".json":
            shown.append(re.sub("<style>.*?</style>|<meta .*?>", "", path.read_text(), flags=re.S))
    text = " ".join(shown).lower()
    found = [
        word for word in OF_ANOTHER_FIELD if re.search(rf"(?<![\w/.-]){word}(?![\w/.-])", text)
    ]
    assert found == []
