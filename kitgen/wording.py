"""The groups of the printed words: what `words.yaml` has under each of its keys."""

from typing import Annotated

from pydantic import Field

from kitgen.files.blanks import with_blanks
from kitgen.files.model import Line, Model

Counted = Annotated[tuple[Annotated[Line, with_blanks("n")], ...], Field(min_length=1)]


class Unwritten(Model):
    """What a draft lacks: a sentence, and the names of its parts."""

    lead: Annotated[Line, with_blanks("parts", needed=True)]
    kind: Line
    seniority: Line
    competencies: Line
    difficulty: Line
    minutes: Line
    answer: Line
    key_points: Line
    follow_ups: Line
    signals: Line
    rubric: Line


class Filling(Model):
    """Buttons of an HTML page with fields to fill in."""

    save: Line
    open: Line


class Agenda(Model):
    """The lines of an agenda that are no questions."""

    opening: Line
    closing: Line


class CaseWords(Model):
    """What is printed about a case: above its text, in the agenda, and with its questions."""

    text: Annotated[Line, with_blanks("title", needed=True)]
    reading: Annotated[Line, with_blanks("title", needed=True)]
    about: Annotated[Line, with_blanks("title", needed=True)]


class Listed(Model):
    """How the items of a list follow each other."""

    last: Annotated[Line, with_blanks("first", "last", needed=True)]
    more: Annotated[Line, with_blanks("first", "rest", needed=True)]
    comma: str = Field(min_length=1)


class Counts(Model):
    """Things that are counted, each with its plural forms."""

    round: Counted
    question: Counted
    discussion: Counted
    follow_up: Counted
    hint: Counted
    point: Counted
    minute: Counted
    rating: Counted
    anchor: Counted


class Alike(Model):
    """What forms should have alike, before its round, kind or competency."""

    minutes: Line
    difficulty: Line
    kind: Line
    competency: Line
    main: Line


class Slots(Model):
    """Names that are written at the head of pages."""

    candidate: Line
    interviewer: Line
    date: Line


class Confidential(Model):
    """Whom a page is for that candidates must not see."""

    interviewer: Line
    manager: Line
    keepers: Line


class Scores(Model):
    """The scores that a verdict is given for."""

    below: Annotated[Line, with_blanks("high", needed=True)]
    between: Annotated[Line, with_blanks("low", "high", needed=True)]
    least: Annotated[Line, with_blanks("low", needed=True)]


class AsksFor(Model):
    """What kinds of questions ask for."""

    knowledge: Line
    past: Line
    situation: Line


class Kinds(Model):
    """The kinds of questions."""

    concept: Line
    coding: Line
    design: Line
    behavioral: Line
    situational: Line
    project: Line
    discussion: Line


class Allowance(Model):
    """How something is allowed, and how it is refused."""

    allowed: Line
    refused: Line


class CodingWords(Model):
    """What candidates may use in coding questions."""

    runs: Allowance
    documentation: Allowance
    assistant: Allowance


class ScriptWords(Model):
    """What fills the blanks of scripts."""

    questions: Counted
    numbers: tuple[Line, ...] = Field(description="From one on; greater ones are in digits.")
    same: Line
    equivalent: Line
    by_rules: Line
