"""Paragraphs that begin with a question: in bold, or behind 'Q:'."""

import re
from dataclasses import dataclass

from kitgen.importing.asking import QUESTION, after_answer_label, is_named_question, is_question
from kitgen.importing.parsing import plain

_BOLD = re.compile(
    r"(?P<before>\W*?(?:\d+[.)]\s*)?)(\*\*|__)(?=\S)(?P<bold>.+?)(?<=\S)\2\s*(?P<rest>.*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Lead:
    """The question that a paragraph begins with, and what follows in the paragraph."""

    asked: str
    rest: str = ""


def lead_of(paragraph: str) -> Lead | None:
    """Return the question that a paragraph begins with, or None."""
    bold = _BOLD.fullmatch(paragraph)
    if bold:
        return _bold_lead(bold)
    if is_named_question(plain(paragraph)):
        return before_answer(paragraph)
    return None


def _bold_lead(found: re.Match[str]) -> Lead | None:
    asked, rest = found["bold"], found["rest"]
    words = plain(asked)
    # '**Q1.** What is …?' and '**Question:** What is …?' have only the number in bold.
    if is_named_question(f"{words} ") and not re.search(
        r"\w{3}", re.sub(QUESTION, "", words, flags=re.IGNORECASE)
    ):
        return Lead(*_split(f"{found['before']}{words} {rest}"))
    if not is_question(f"{found['before']}{words}"):
        return None
    return Lead(f"{found['before']}{asked}", _without_break(rest))


def before_answer(paragraph: str) -> Lead:
    """Split a paragraph before the line that announces the answer."""
    return Lead(*_split(paragraph))


def _split(paragraph: str) -> tuple[str, str]:
    lines = paragraph.split("\n")
    first = _without_break(lines[0])
    if len(lines) > 1 and first.endswith("?"):
        return first, "\n".join(lines[1:])
    for number, line in enumerate(lines[1:], 1):
        if after_answer_label(line) is not None:
            asked = _without_break("\n".join(lines[:number]))
            return asked, "\n".join(lines[number:])
    return paragraph, ""


def _without_break(text: str) -> str:
    """Return a text without the line breaks at its ends."""
    return re.sub(r"^(?:\\\n|<br>)\s*|(?:\\|<br>)\s*$", "", text.strip()).strip()
