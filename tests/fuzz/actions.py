"""What is done with an input: as a user's command does it, and what comes of it as a value."""

import contextlib
import re
import shutil
from functools import cache
from hashlib import sha256

from click.testing import CliRunner
from lxml.html import fragment_fromstring

from kitgen.bank.load import load_bank
from kitgen.batch.roster import read_roster
from kitgen.cli import main
from kitgen.editions.occasion import Occasion
from kitgen.errors import BadRequest, Shortfall
from kitgen.importing.columns import Columns
from kitgen.importing.run import Wanted, import_questions
from kitgen.kit.load import read_kit
from kitgen.pipeline import packs
from kitgen.render.document import Document
from kitgen.render.docx.maths import equation
from kitgen.render.formats import RENDERERS
from kitgen.render.markdown import rendered, to_html, to_inline_html
from kitgen.render.maths import FormulaFault, formula, speech
from kitgen.request import Packing
from kitgen.role.load import load_role
from kitgen.role.options import RoleOptions
from kitgen.theme import load_theme
from tests.faults import FOLDER, good
from tests.oracle.engine import Refused, answer
from tests.oracle.invent import invent

usual_theme = cache(load_theme)
usual_bank = cache(load_bank)


@cache
def small_bank():
    return load_bank([FOLDER / "good" / "bank"])


@cache
def good_kit():
    return read_kit(FOLDER / "good" / "kit.yaml")


def put(folder, name, content):
    """Write a file in a folder, and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def call(folder, *arguments):
    """Run a command in a folder; return its exit code and what it said. A traceback is raised."""
    with contextlib.chdir(folder):
        result = CliRunner().invoke(main, ["--no-cache", *arguments])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code in (0, 1, 2)
    return result.exit_code, result.output


def command(name, *arguments, **beside):
    """The action that writes a file among good ones, whose kinds are given, and runs a command."""

    def action(content, folder):
        for other, kind in beside.items():
            put(folder, other, good(kind).encode())
        put(folder, name, content)
        return call(folder, *arguments)

    return action


def role(content, folder):
    """Load a role with the built-in bank."""
    return load_role(str(put(folder, "role.yaml", content)), RoleOptions(), usual_bank()).role


def chosen(content, folder):
    """Choose for an invented case: its forms, or why there are none."""
    found = answer(invent(int(content)))
    if isinstance(found, Refused):
        raise Shortfall(re.sub(r"\S+/(?=role\.yaml)", "", found.words))  # of a temporary folder
    return [sorted(form) for form in found.forms]


def kit(*formats):
    """The action that seals a kit which was changed by hand, and prints it."""

    def action(content, folder):
        path = put(folder, "kit.yaml", content)
        sealed = call(folder, "kit", "seal", "kit.yaml")
        packing = Packing(usual_theme(), ("interviewer", "candidate", "scorecard"), formats)
        return sealed if sealed[0] else digests(packs([read_kit(path)], packing))

    return action


def digests(files):
    return [(file.name, sha256(file.content).hexdigest()) for file in files]


def roster(ending):
    """The action that reads a roster in a format."""

    def action(content, folder):
        file = put(folder, f"roster.{ending}", content)
        read = read_roster(file, ("A", "B"), Occasion(date="3 May"), ("evidence", "coding"))
        return read.rows, read.issues, read.refused

    return action


def imported(ending):
    """The action that makes drafts of a file in a format."""

    def action(content, folder):
        file = put(folder, f"list.{ending}", content)
        wanted = Wanted((file,), "ml-theory", None, Columns())
        made = import_questions(wanted, small_bank(), folder / "bank")
        return made.drafts, [str(note) for note in made.notes]

    return action


def themed(name, edition):
    """The action that prints a kit with a theme of which this is one file."""

    def action(content, folder):
        shutil.rmtree(folder / "theme", ignore_errors=True)
        put(folder, f"theme/{name}", content)
        packing = Packing(load_theme(folder / "theme"), (edition,), ("html", "docx"))
        return digests(packs([good_kit()], packing))

    return action


def page_of(html):
    head = "<html lang='en-GB'><head><title>A</title></head><body><header>b</header>"
    page = f"{head}<div class='answer'>{html}</div><footer>c</footer></body></html>"
    return Document.of(page, "x")


def markdown(content, folder):
    """Read a text in both ways; what is printed is checked as a part of a page."""
    text = content.decode()
    faults = [rendered(text, inline=inline).faults for inline in (False, True)]
    if all(faults):
        raise BadRequest(repr(faults))
    html = "" if faults[0] else to_html(text)
    page_of(html)
    return faults, html, "" if faults[1] else to_inline_html(text)


def markdown_in(format_):
    """The action that prints a text in a format."""

    def action(content, folder):
        made = RENDERERS[format_](page_of(to_html(content.decode())), usual_theme())
        return sha256(made).hexdigest()

    return action


def latex(content, folder):
    """Make a formula: as MathML, in Word and in words."""
    try:
        made = formula(content.decode(), display=len(content) % 2 == 0)
    except FormulaFault as fault:
        raise BadRequest(str(fault)) from None
    element = fragment_fromstring(made)
    equation(element)
    signs = usual_theme().words.signs
    source = element.get("data-latex")
    return made, speech(source, display=False, language="en-GB", signs=signs)
