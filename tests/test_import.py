"""Questions of other files become drafts; what is kept, changed and left out is reported."""

import csv
import io
import re
import shutil
import unicodedata
from html import escape, unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from docx import Document
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from kitgen.bank.load import load_bank
from kitgen.files.fields import markdown_texts
from kitgen.proof import text_faults
from tests.reading import html_text

LOST = ": dropped: words: "  # what no reader accounts for
LISTS = Path(__file__).parent / "imports"


@pytest.fixture
def workspace(run, tmp_path, monkeypatch):
    """A folder with a workspace, and the current one."""
    assert run("init", tmp_path / "here").exit_code == 0
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


@pytest.fixture
def imported(run, workspace):
    """Import files in the workspace; return the drafts by id, and the report."""

    def call(*arguments):
        result = run("questions", "import", *arguments, "--category", "behavioral")
        assert result.exit_code == 0, result.stderr
        return drafts_of(workspace), result.stderr

    return call


def drafts_of(workspace, category="behavioral"):
    file = workspace / "questions" / f"{category}.yaml"
    return {q["id"]: q for q in yaml.safe_load(file.read_text(encoding="utf-8"))}


def prompts(drafts):
    return [draft["prompt"] for draft in drafts.values()]


def sheet(path, rows, **more):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for name, others in more.items():
        page = book.create_sheet(name)
        for row in others:
            page.append(row)
    book.save(path)
    return path


def test_headings_are_questions_and_what_is_beneath_their_answers(imported, workspace):
    drafts, report = imported(LISTS / "headings.md")
    triage, handover, doses = drafts.values()
    assert triage["title"] == triage["prompt"] == "What is triage?"
    assert triage["tags"] == ["safety"]
    for kept in (
        "[national guide](https://example.org/triage)",
        "[this\npage](https://example.org/sbar)",
        "our notes (notes/triage.md)",
        "![Five colours](figures/triage.png)",
        "> Treat first what cannot wait.",
        r"\$5, or 3\$ in bulk; $x_1 < y$ and H<sub>2</sub>O, vector<int>, `Esc`.<br>New line.",
        "#### Levels",
        'echo "$HOME"',
    ):
        assert kept in triage["answer"]
    assert handover["answer"].startswith("with SBAR\n\n| letter | word |")
    assert doses["prompt"] == r"Explain why 20 % of the doses were wrong when $p = 5\%$"
    assert doses["answer"] == r"`$$\frac{a}{b$$`"
    figure = workspace / "questions" / "figures" / "triage.png"
    assert figure.read_bytes() == (LISTS / "pictures" / "triage.png").read_bytes()
    for line in (
        "headings.md:17: kept: triage: 1. What is triage?",
        "headings.md:1: dropped: front matter: --- layout: page keywords: hiring ---",
        "headings.md:58: dropped: section without questions: Licence",
        "headings.md:50: dropped: HTML that is not seen: checked in spring",
        'headings.md:22: changed: HTML made Markdown: <p align="center">…</p>',
    ):
        assert line in report.splitlines()
    assert LOST not in report


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Frage 1: ", "Antwort: "),
        ("**Frage 1:** ", "**Musterlösung:** "),
        ("Question 1 : ", "Réponse : "),
        ("Pregunta 1. ", "SOLUCIÓN: "),
        ("質問1：", "模範解答："),
    ],
)
def test_labels_may_be_in_the_languages_of_packs(imported, workspace, question, answer):
    asked = "Der Dienst weckt jede Nacht jemanden, und Sie gehen der Sache nach."
    (workspace / "a.md").write_text(f"{question}{asked}\n\n{answer}Zuerst die Ursache.\n", "utf-8")
    drafts, _ = imported("a.md")
    assert [(d["prompt"], d["answer"]) for d in drafts.values()] == [(asked, "Zuerst die Ursache.")]


@pytest.mark.parametrize(
    ("head", "hard"),
    [
        (("Frage", "Antwort", "Schwierigkeit", "Zeit"), "Schwer"),
        (("Question", "Réponse attendue", "Difficulté", "Durée"), "difficile"),
        (("Pregunta", "Respuesta", "Dificultad", "Duración"), "difícil"),
        (("質問", "回答", "難易度", "時間"), "難"),
    ],
)
def test_columns_may_be_in_the_languages_of_packs(imported, workspace, head, hard):
    sheet(workspace / "a.xlsx", [head, ("Was fällt aus?", "Der Strom.", hard, 12)])
    drafts, report = imported("a.xlsx")
    (draft,) = drafts.values()
    assert (draft["prompt"], draft["answer"]) == ("Was fällt aus?", "Der Strom.")
    assert (draft["difficulty"], draft["minutes"]) == (4, 12)
    assert ": dropped: " not in report


def test_bold_lines_and_lines_that_begin_with_q_are_questions(imported):
    drafts, report = imported(LISTS / "bold.md")
    assert {d["title"]: d["answer"] for d in drafts.values()} == {
        "What is a change of shift?": "The hour in which mistakes happen.",
        "Who signs the plan?": "The nurse in charge.",
        "Why do we count twice?": "- Two people see more.\n- One of them is awake.",
        "What is the dose?": "5 mg per day.",
        "How would you calm a relative?": "By listening first.",
    }
    assert "bold.md:1: dropped: in no question: Collected by the team." in report
    assert LOST not in report


def test_items_of_lists_are_questions_with_or_without_answers(imported):
    drafts, report = imported(LISTS / "lists.md")
    assert [(d["prompt"], d.get("answer"), d["tags"]) for d in drafts.values()] == [
        ("How do you tell bad news?", None, ["communication"]),
        ("What do you write down?", "At least the time.", ["communication"]),
        ("Describe your last conflict", None, ["communication"]),
        ("What is sepsis?", "Blood poisoning, in short.", ["technique"]),
        ("How fast must it be treated?", None, ["technique"]),
        ("What is a placebo?", None, ["technique", "medicines"]),
        ("Which drugs need two signatures?", None, ["technique", "medicines"]),
    ]
    assert "lists.md:22: dropped: in no question: See you soon." in report
    assert LOST not in report


def test_folded_answers_and_folded_questions_are_read(imported):
    drafts, report = imported(LISTS / "folded.md")
    printed, a_list, a_tuple = drafts.values()
    assert printed["prompt"].endswith("- A: `aa`\n- B: an error")
    assert printed["answer"] == "A\n\nText is *repeated*."
    assert a_list["prompt"] == "What is a `list`?"
    assert a_tuple["answer"].split("\n\n") == [
        "- It is **frozen**\n- and ordered\n   - by place",
        "```\nt = (1, 2)\nu = t < t\n```",
        "| a | b |\n| --- | --- |\n| 1 | x \\| y |",
    ]
    assert LOST not in report


def test_a_table_in_markdown_is_read_by_its_columns(imported):
    drafts, report = imported(LISTS / "table.md")
    shift, leads = drafts.values()
    assert (shift["answer"], shift["difficulty"]) == ("Eight hours,<br>mostly", 2)
    assert leads["answer"] == "The nurse `in charge`"
    assert "table.md:5: dropped: column 'Comment': old" in report
    assert "table.md:7: dropped: no question in this row: An orphan" in report
    assert LOST not in report


@pytest.mark.parametrize("level", ["0", "6", "9" * 5_000])
def test_a_number_that_is_no_difficulty_is_dropped_however_long_it_is(imported, tmp_path, level):
    file = tmp_path / "questions.csv"
    file.write_text(f"question,difficulty\nIs it open?,{level}\n")
    drafts, report = imported(file)
    assert [draft.get("difficulty") for draft in drafts.values()] == [None]
    assert f"questions.csv:2: dropped: unknown difficulty: {level[:50]}" in report


@pytest.mark.parametrize(("sign", "encoding"), [(",", "utf-8"), (";", "cp1252"), ("\t", "utf-16")])
def test_csv_is_read_by_its_columns_whatever_its_separator_and_encoding(
    imported, tmp_path, sign, encoding
):
    rows = [
        ("No", "Question", "Expected answer", "Level", "Minutes", "Follow-ups", "Skills"),
        (
            "7",
            "Wie groß ist ein Café?",
            '"Two lines:\nso & <b>so</b>"',
            "senior",
            "10 min",
            '"Why?\nHow?"',
            "Communication",
        ),
        ("8", "1. Is it open?", "", "easy", "999", "", "Juggling"),
    ]
    file = tmp_path / "questions.csv"
    file.write_bytes("\r\n".join(map(sign.join, rows)).encode(encoding))
    drafts, report = imported(file)
    big, is_open = drafts.values()
    assert big["prompt"] == "Wie groß ist ein Café?"
    assert big["answer"] == "Two lines:\\\nso & **so**"
    assert big["seniority"] == ["senior"]
    assert big["minutes"] == 10
    assert big["competencies"] == ["communication"]
    assert [follow_up["ask"] for follow_up in big["follow_ups"]] == ["Why?", "How?"]
    assert (is_open["prompt"], is_open["difficulty"]) == ("Is it open?", 2)
    assert "questions.csv:2: dropped: column 'No': 7" in report
    assert "questions.csv:5: dropped: unknown minutes: 999" in report
    assert "questions.csv:5: dropped: unknown competency: Juggling" in report
    assert ("read as Windows-1252" in report) == (encoding == "cp1252")
    assert LOST not in report


def test_a_column_of_another_name_is_mapped(run, imported, tmp_path):
    file = tmp_path / "q.csv"
    file.write_text("Wortlaut,Notiz\nWhat now?,nothing\n", encoding="utf-8")
    refused = run("questions", "import", file, "--category", "behavioral")
    assert refused.exit_code == 1
    assert (
        "q.csv:1:1: no column is called question or prompt; the columns are called: Wortlaut, Notiz"
        in refused.stderr
    )
    assert '--map "Wortlaut=prompt"' in refused.stderr
    drafts, report = imported(file, "--map", "Wortlaut=prompt")
    assert prompts(drafts) == ["What now?"]
    assert "q.csv:2: dropped: column 'Notiz': nothing" in report


def test_each_sheet_of_a_workbook_is_read_and_what_is_beside_its_cells_is_said(imported, tmp_path):
    file = sheet(
        tmp_path / "bank.xlsx",
        [
            ["Our bank"],
            ["Question", "Answer", "Topic"],
            ["Why us?", 3.0, "C++"],
            ["And then?", "=A1", "C++"],
        ],
        More=[["prompt"], ["What else?"]],
        Notes=[["only words"]],
    )
    book = load_workbook(file)
    book.active["A3"].comment = Comment("ask kindly", "Ada")
    book.active["A3"].hyperlink = "https://example.org/why"
    book.active.merge_cells("C3:C4")
    book.save(file)
    drafts, report = imported(file)
    why, then, other = drafts.values()
    assert why["prompt"] == "[Why us?](https://example.org/why)"
    assert (why["answer"], why["tags"], then["tags"]) == ("3", ["cpp"], ["cpp"])
    assert "answer" not in then
    assert other["prompt"] == "What else?"
    for line in (
        "bank.xlsx, sheet Sheet, row 1: dropped: before the names of the columns: Our bank",
        "bank.xlsx, sheet Sheet, row 3: dropped: comment of A3: ask kindly",
        "bank.xlsx, sheet Notes, row 1: dropped: in no table of questions: only words",
    ):
        assert line in report, report
    assert "B4 is a formula without a stored value (=A1)" in report


def word_file(path, picture):
    document = Document()
    document.core_properties.title = "x"
    document.add_heading("Questions", 0)
    document.add_heading("Safety", 1)
    document.add_heading("What is triage?", 2)
    answer = document.add_paragraph("Sorting by ")
    answer.add_run("urgency ").bold = True
    answer.add_run("in H")
    answer.add_run("2").font.subscript = True
    answer.add_run("O, a_b * c and array[0].")
    document.add_paragraph("red", style="List Bullet")
    document.add_paragraph("green", style="List Bullet")
    code = document.add_paragraph().add_run("x = 1\nprint(x)")
    code.font.name = "Courier New"
    document.add_picture(str(picture), width=Pt(20))
    document.add_heading("Team", 1)
    for asked in ("How do you hand over?", "Describe a conflict"):
        document.add_paragraph(asked, style="List Number")
    document.add_paragraph().add_run("Why do you count twice?").bold = True
    document.add_paragraph("Two see more.")
    table = document.add_table(rows=0, cols=2)
    for cells in (("Question", "Answer"), ("Who signs?", "The nurse.")):
        row = table.add_row().cells
        row[0].text, row[1].text = cells
    document.sections[0].header.paragraphs[0].text = "Confidential"
    document.save(path)
    return path


def test_headings_lists_bold_lines_and_tables_of_word_documents_are_read(
    imported, workspace, tmp_path
):
    file = word_file(tmp_path / "bank.docx", LISTS / "pictures" / "triage.png")
    drafts, report = imported(file)
    assert {d["prompt"]: d.get("answer") for d in drafts.values()} == {
        "What is triage?": "Sorting by **urgency** in H<sub>2</sub>O, a_b * c and array[0].\n\n"
        "- red\n- green\n\n```\nx = 1\nprint(x)\n```\n\n![image1](figures/image1.png)",
        "How do you hand over?": None,
        "Describe a conflict": None,
        "Why do you count twice?": "Two see more.",
        "Who signs?": "The nurse.",
    }
    assert (workspace / "questions" / "figures" / "image1.png").is_file()
    assert "bank.docx, header 1: dropped: Confidential" in report
    assert LOST not in report


def test_what_the_bank_has_already_is_named_and_left_out(run, imported, workspace, tmp_path):
    first, _ = imported(LISTS / "bold.md")
    again = run("questions", "import", LISTS / "bold.md", "--category", "behavioral")
    assert (again.exit_code, again.stdout) == (0, "")
    same = "bold.md:3: dropped: the same question as 'change-of-shift' of the bank: "
    assert f"{same}Q1. What is a change of shift?" in again.stderr.splitlines()
    assert ": kept: " not in again.stderr
    assert drafts_of(workspace) == first
    file = tmp_path / "more.csv"
    rows = ("who signs the plan,Nobody,safety,9", "Who signs this plan?,All,safety,9")
    file.write_text("\n".join(("question,answer,tags,minutes", *rows)))
    drafts, report = imported(file)
    assert len(drafts) == len(first) + 1
    assert "more.csv:2: dropped: the same question as 'signs-the-plan' of the bank: " in report
    assert " Its answer differs: Nobody Its tags: safety Its minutes: 9\n" in report
    assert "more.csv:3: kept: 'signs-this-plan' is nearly the same as 'signs-the-plan'" in report


def test_ids_and_titles_are_made_of_questions(imported, tmp_path):
    long = (
        "How would you tell a family that an operation was moved to another day for the third time?"
    )
    file = tmp_path / "q.csv"
    rows = (f'"{long}",,', f'"{long[:-1]} now?",,', "为什么？,,", "Why?,MY ID,My Title")
    file.write_text("\n".join(["question,id,title", *rows]), encoding="utf-8")
    drafts, _ = imported(file)
    assert {name: draft["title"] for name, draft in drafts.items()} == {
        "family-that-an-operation": "How would you tell a family that an operation…",
        "family-that-an-operation-2": "How would you tell a family that an operation…",
        "behavioral-question": "为什么？",
        "my-id": "My Title",
    }


def test_the_source_is_printed_and_where_it_names_people_for_the_candidate_too(
    run, imported, workspace, tmp_path
):
    named = ("--source", "The list", "--source-url", "https://example.org/l", "--licence", "MIT")
    drafts, _ = imported(LISTS / "bold.md", *named, "--attribution", "Ada Lovelace")
    source = {"title": "The list", "url": "https://example.org/l", "licence": "MIT"}
    assert [d["source"] for d in drafts.values()] == [source | {"attribution": "Ada Lovelace"}] * 5
    chosen = ("--seniority", "senior", "--category", "behavioral=1", "--include", "signs-the-plan")
    options = ("--drafts", "--format", "html", "--output", tmp_path / "out")
    made = run("generate", *chosen, *options)
    assert made.exit_code == 0, made.stderr
    packs = {
        path.stem.rsplit("-", 1)[1]: html_text(path.read_text())
        for path in (tmp_path / "out").rglob("*.html")
    }
    line = "Question from: The list, Ada Lovelace, https://example.org/l. Licence: MIT"
    for edition in ("interviewer", "candidate"):  # a link is a text apart
        assert "".join(line.split()) in "".join(packs[edition].split())


CONFLICT = b"<<<<<<< HEAD\nWhy?\n=======\nWhy not?\n>>>>>>> theirs\n"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("q.md", b"# Only words", "no question found in"),
        ("q.pdf", b"", "questions cannot be imported from"),
        ("q.xls", b"", "save it as .xlsx, and import that"),
        ("q.xlsx", b"no zip", "q.xlsx:1:1: this is no Excel workbook that can be read"),
        ("q.docx", b"no zip", "q.docx:1:1: this is no Word document that can be read"),
        ("q.csv", b"a\0b", "q.csv:1:1: this is no text"),
        ("q.csv", b"\xff\xfea", "q.csv:1:1: this is no text"),
        ("q.csv", b"question\n" + CONFLICT, "q.csv:2:1: Git could not merge two versions"),
        ("q.md", b"# Why?\n" + CONFLICT, "q.md:2:1: Git could not merge two versions"),
        ("q.csv", b"", "q.csv:1:1: no column is called question or prompt"),
        ("q.csv", b"Bank of 2019\nNo.,Domanda\n1,Chi?\n", "are called: No., Domanda;"),
        (
            "q.csv",
            b'question,answer\nWhy?,a\n"How?,b\nWhen?,c\n',
            "q.csv:3:1: not valid CSV: a quote",
        ),
    ],
)
def test_a_file_without_questions_is_refused_and_the_bank_stays_as_it_is(
    run, workspace, tmp_path, name, content, message
):
    (tmp_path / name).write_bytes(content)
    result = run("questions", "import", tmp_path / name, "--category", "behavioral")
    assert result.exit_code == 1
    assert message in result.stderr
    assert not (workspace / "questions" / "behavioral.yaml").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--licence", "MIT"), "needs the work that it is of"),
        (("--source", "x", "--source-url", "example.org"), "--source-url cannot be printed"),
        (("--map", "Wortlaut"), "'Wortlaut' maps no column"),
        (
            ("--map", "Wortlaut=promt"),
            "unknown field of a question 'promt'; did you mean 'prompt'?",
        ),
        (("--category", "behaviour"), "unknown category 'behaviour'; did you mean 'behavioral'?"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(run, workspace, options, message):
    result = run("questions", "import", LISTS / "bold.md", "--category", "behavioral", *options)
    assert result.exit_code == 1
    assert message in result.stderr


def test_a_picture_outside_of_the_folder_of_its_list_is_left_there(imported, workspace, tmp_path):
    (tmp_path / "secret.png").write_bytes(b"x")
    (tmp_path / "list").mkdir()
    text = "## Why?\n![a](../secret.png) ![b](https://example.org/b.png) ![](none.png)\n"
    (tmp_path / "list" / "q.md").write_text(text)
    drafts, report = imported(tmp_path / "list" / "q.md")
    assert not (workspace / "questions" / "figures").exists()
    assert "no such picture beside the file: ../secret.png" in report
    assert drafts["why"]["answer"].endswith("![none](none.png)")


SIGNS = "ab1é中 *_`$<>&[](){}|\\\"'#-+.!?~:=/%\t"
WORDS = st.text(SIGNS, max_size=20)
SHAPES = st.sampled_from(
    (
        "{0}",
        "# {0}",
        "## What is {0}?",
        "### 3. {0}",
        "**Q1. {0}?** {1}",
        "- {0}?",
        "  - {0}",
        "1. Why {0}?",
        "> {0}",
        "```{0}\n{1}\n```",
        "    {0}",
        "Answer: {0}",
        "A: {0}",
        "***",
        "",
        "<details><summary>{0}</summary>",
        "</details>",
        "<p align='{0}'>{1}</p>",
        "<b>{0}</b> {1}",
        "x <i>{0}</i><br/>{1}<sub>{0}</sub>",
        "<!-- {0} -->",
        "<a href='https://a.org/{0}'>{1}</a>",
        "[{0}](https://a.org/{1})",
        "[{0}](#{1})",
        "[{0}][ref]",
        "[ref]: https://a.org/{0} '{1}'",
        "![{0}]({1}.png)",
        "| Question | {0} |\n|---|---|\n| {1}? | {0} |",
        "${0}$ and {1}",
        "$${0}$$",
        "<ul><li>{0}<li>{1}</ul>",
        "<pre>{0}\n{1}</pre>",
        "<table><tr><td>{0}<td>{1}</table>",
        "<h2>What {0}?</h2>",
        "<script>{0}</script>",
        "<code>{0}</code>",
        "<img src='{0}' alt='{1}'>",
    )
)
MARKDOWN = st.lists(st.builds(str.format, SHAPES, WORDS, WORDS), min_size=1, max_size=12)


def words_in(text):
    simple = unicodedata.normalize("NFKC", unescape(text)).casefold()
    return set(re.findall(r"[^\W_]+", simple))


@pytest.fixture(scope="module")
def small_bank(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bank")
    (folder / "ml-theory.yaml").write_text('- {id: one, title: One, prompt: "Only this?"}\n')
    return folder


@pytest.mark.promise("files")
@settings(max_examples=60)
@given(lines=MARKDOWN, gap=st.sampled_from(["\n", "\n\n"]))
def test_every_word_of_a_markdown_file_is_in_a_draft_or_in_the_report(run, small_bank, lines, gap):
    text = gap.join(["## What is asked here?", *lines])
    assert_nothing_is_lost(run, small_bank, "list.md", text.encode(), text)


def test_names_of_which_markdown_prints_nothing_are_told(imported, workspace):
    names = "```bash,[a]: b,<b>,***"
    (workspace / "a.csv").write_text(f'question,tags,minutes\nWhy so?,"{names}",```soon\n')
    drafts, report = imported("a.csv")
    assert [draft["tags"] for draft in drafts.values()] == [["bash", "a-b", "b"]]
    for line in ("tag made bash: ```bash", "tag made nothing: ***", "unknown minutes: ```soon"):
        assert f": {line}" in report


@pytest.mark.promise("files")
@settings(max_examples=30)
@given(rows=st.lists(st.lists(MARKDOWN.map("\n".join), min_size=3, max_size=4), max_size=3))
def test_every_word_of_a_csv_file_is_in_a_draft_or_in_the_report(run, small_bank, rows):
    file = io.StringIO()
    csv.writer(file).writerows([("Question", "Answer", "Topics"), ("Why so?", "", ""), *rows])
    cells = "\n".join(cell for row in rows for cell in row)
    assert_nothing_is_lost(run, small_bank, "list.csv", file.getvalue().encode(), cells)


@pytest.mark.promise("files")
@settings(max_examples=25)
@given(rows=st.lists(st.lists(MARKDOWN.map("\n".join), min_size=2, max_size=4), max_size=3))
def test_every_word_of_a_workbook_is_in_a_draft_or_in_the_report(run, small_bank, rows):
    book, file = Workbook(), io.BytesIO()
    for row in (("Question", "Answer"), ("Why so?", ""), *rows):
        book.active.append(list(row))
    book.save(file)
    cells = "\n".join(cell for row in rows for cell in row)
    assert_nothing_is_lost(run, small_bank, "list.xlsx", file.getvalue(), cells)


# What is around the words of a Word paragraph, as XML; {} is a run of them.
AROUND = {
    "nothing": "{}",
    "an insertion": "<w:ins>{}</w:ins>",
    "a deletion": "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>",
    "an equation": "<m:oMath><m:r><m:t>{}</m:t></m:r></m:oMath>",
    "a text box": "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{}</w:p></w:txbxContent>"
    "</v:textbox></v:shape></w:pict></w:r>",
    "a field": "<w:fldSimple w:instr='PAGE'>{}</w:fldSimple>",
    "a form": "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "bold type": "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>",
}
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)


def word_paragraph(paragraph, around, words):
    """Put words into a paragraph, with what is around them."""
    text = escape(words)
    has_text = {"a deletion", "an equation", "bold type"}
    inside = text if around in has_text else f"<w:r><w:t>{text}</w:t></w:r>"
    made = parse_xml(f"<w:p {NAMESPACES}>{AROUND[around].format(inside)}</w:p>")
    paragraph._p.extend(made)


PARAGRAPHS = st.lists(
    st.tuples(
        st.sampled_from(["Normal", "Heading 2", "List Bullet", "List Number 2", "in a table"]),
        st.sampled_from(sorted(AROUND)),
        WORDS.map(lambda words: words.replace("\t", " ")),
    ),
    max_size=8,
)


def word_list(paragraphs):
    """A Word document with a question, and then these paragraphs."""
    document, file = Document(), io.BytesIO()
    document.add_heading("What is asked here?", 2)
    for style, around, words in paragraphs:
        if style == "in a table":
            paragraph = document.add_table(rows=1, cols=1).cell(0, 0).paragraphs[0]
        else:
            paragraph = document.add_paragraph(style=style)
        word_paragraph(paragraph, around, words)
    document.save(file)
    return file.getvalue()


@pytest.mark.promise("files")
@settings(max_examples=40)
@given(paragraphs=PARAGRAPHS)
def test_every_word_of_a_word_document_is_in_a_draft_or_in_the_report(run, small_bank, paragraphs):
    text = "\n".join(words for _, _, words in paragraphs)
    assert_nothing_is_lost(run, small_bank, "list.docx", word_list(paragraphs), text)


@pytest.mark.parametrize(
    ("around", "report"),
    [
        ("a deletion", "dropped: deleted text: urgency"),
        ("an equation", "changed: equation as plain text: urgency"),
        ("a text box", "dropped: text box: urgency"),
    ],
)
def test_what_word_has_beside_running_text_is_named(imported, tmp_path, around, report):
    file = tmp_path / "list.docx"
    file.write_bytes(word_list([("Normal", "nothing", "Sorting."), ("Normal", around, "urgency")]))
    drafts, said = imported(file)
    assert report in said
    (answer,) = [d["answer"] for d in drafts.values() if d["prompt"] == "What is asked here?"]
    assert answer == ("Sorting.\n\nurgency" if around == "an equation" else "Sorting.")


def test_comments_and_footnotes_of_a_word_document_are_named(imported, tmp_path):
    document = Document()
    document.add_heading("What is triage?", 2)
    paragraph = document.add_paragraph("Sorting.")
    document.add_comment(paragraph.runs, text="Too short", author="Ada")
    note = f"<w:footnote {NAMESPACES}><w:p><w:r><w:t>See page 3</w:t></w:r></w:p></w:footnote>"
    notes = f"<w:footnotes {NAMESPACES}>{note}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, notes, document.part.package)
    document.part.relate_to(part, RT.FOOTNOTES)
    document.save(tmp_path / "list.docx")
    _, said = imported(tmp_path / "list.docx")
    assert "list.docx, comment 1: dropped: Too short" in said
    assert "list.docx, footnote 1: dropped: See page 3" in said
    assert LOST not in said


def assert_nothing_is_lost(run, bank, name, content, text):
    """Import a file, and compare its words with the drafts, all of which can be printed."""
    with TemporaryDirectory() as folder:
        shutil.copytree(bank, folder, dirs_exist_ok=True)
        file = Path(folder) / name
        file.write_bytes(content)
        options = ("--category", "ml-theory", "--bank", folder)
        result = run("questions", "import", file, *options)
        assert result.exit_code == 0, result.stderr
        drafts = (Path(folder) / "ml-theory.yaml").read_text(encoding="utf-8")
        loaded = load_bank([Path(folder)]).questions
    texts = [text for question in loaded for text in markdown_texts(question)]
    assert [fault for text in texts for fault in text_faults(text)] == []
    values = str(yaml.safe_load(drafts)).replace("\\n", " ")
    kept = words_in(f"{values} {drafts} {result.stderr}")
    whole = words_in(re.sub("[*_`]", "", text)) & kept  # *1*a is the tag 1a
    lost = [word for word in words_in(text) - kept if not any(word in other for other in whole)]
    assert lost == []
