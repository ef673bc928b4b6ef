"""What looks like a question, and what announces an answer."""

import re

_ASKING = """
a an are can compare compute could define derive describe design did differentiate discuss
distinguish do does draw estimate explain find give had has have how if imagine implement in is list
mention name outline prove say should show sketch state suppose tell was walk were what when where
which who whom whose why will with would write you your
"""
# Words that open a question only where it ends with a question mark.
_UNSURE = {"a", "an", "if", "in", "list", "name", "say", "show", "state", "with", "you", "your"}
_SURE = frozenset(_ASKING.split()) - _UNSURE
# What announces a question or an answer, in the languages that packs can have.
QUESTION = r"(?:question|frage|pregunta|質問|設問|問題)"
_ANSWER = (
    r"(?:answers?|solutions?|ans|a|(?:muster)?(?:antwort|lösung)(?:en)?|réponses?|corrigé"
    r"|respuestas?|solución|soluciones|(?:模範)?(?:回答|解答)|答え)"
)
# '12.', 'Q12:', 'Question 3 -', 'Q.', '#4', and '[ ]' of a list of tasks.
_SIGN = r"\s*(?:[.:)\]]+(?:\s+|(?=[^\W\d]))|[–—-]\s+|：\s*)"
_NUMBER = re.compile(
    rf"\s*(?:\[[ xX]?\]\s+)?(?:(?:Q|{QUESTION})(?:\s*#?\d+(?:\.\d+)*)?{_SIGN}"
    rf"|No\.?\s*\d+{_SIGN}|#?\d+(?:\.\d+)*{_SIGN}|#\d+\s+)|\s*\[[ xX]?\]\s+",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"\s*(?:Q|{QUESTION})(?:\s*#?\d+)?{_SIGN}", re.IGNORECASE)
_END = re.compile(r"[?？؟\u037e]['\"’”»)\]*_`\s]*(?:\([^()]*\)|[^\w?]*)\s*$")
_LABEL = (
    r"(?:(?:click (?:here )?(?:for|to (?:see|show|reveal))|show|see|view|reveal|the|sample|expected"
    rf"|model|possible|example|short|correct)\s+)*{_ANSWER}\b"
)
_ANSWER_ONLY = re.compile(rf"[\W_]*{_LABEL}[\W_]*", re.IGNORECASE)
_ANSWER_FIRST = re.compile(
    rf"\s*(?P<marks>[*_]{{0,3}}){_LABEL}\s*\d*(?:[*_]{{0,3}}\s*[:.)：][*_]{{0,3}})\s*",
    re.IGNORECASE,
)


def without_number(text: str) -> str:
    """Return a question without the number or the 'Q:' before it."""
    return _NUMBER.sub("", text, count=1).strip() or text.strip()


def is_named_question(text: str) -> bool:
    """Tell whether a text calls itself a question, as 'Q12: …' does."""
    return _NAMED.match(text) is not None


def is_question(text: str) -> bool:
    """Tell whether a heading, a bold line or an item of a list looks like a question."""
    if is_named_question(text):
        return True
    asked = without_number(text)
    if _END.search(asked):
        return True
    words = re.findall(r"[^\W_]+", asked.lower())
    return len(words) > 2 and words[0] in _SURE


def is_numbered(text: str) -> bool:
    """Tell whether a text has a number before it."""
    return _NUMBER.match(text) is not None


def after_answer_label(text: str) -> str | None:
    """Return what follows 'Answer:', which may be nothing; None where no answer is announced."""
    if _ANSWER_ONLY.fullmatch(text):
        return ""
    label = _ANSWER_FIRST.match(text)
    return text[label.end() :] if label else None
