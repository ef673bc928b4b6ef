"""What a question that is being written may leave out, and what takes its place until then."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from kitgen.bank.question import Question

# The text of what nobody has written yet; packs print words in its place.
NOTHING = "…"
# Fields of a question that loading sets, and no file has.
REMEMBERED = ("unwritten", "unfilled", "admitted")
NEUTRAL: Mapping[str, Any] = MappingProxyType(
    {
        "kind": "concept",
        "seniority": (NOTHING,),  # `for_seniorities` puts those of the bank in its place
        "competencies": (),
        "difficulty": 3,
        "minutes": 10,
        "answer": NOTHING,
        "key_points": (),
        "follow_ups": (),
        "signals": {"strong": (NOTHING,), "weak": (NOTHING,)},
        "rubric": {"default": {}},
    }
)


def unwritten_keys(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys that a draft leaves out; a question that is no draft must have them all."""
    if raw.get("status", "draft") != "draft":
        return ()
    return tuple(key for key in NEUTRAL if key not in raw)


def for_seniorities(question: Question, everybody: tuple[str, ...]) -> Question:
    """Return a question that suits everybody, where a draft does not tell whom it suits."""
    if "seniority" not in question.unwritten:
        return question
    return question.model_copy(update={"seniority": everybody})


def draft_words(question: Question) -> str:
    """Tell that a question is a draft, and what nobody has written, as a part of a sentence."""
    parts = []
    if question.unwritten:
        parts.append(f"lacks {', '.join(question.unwritten)}")
    if question.unfilled:
        parts.append(f"still has the skeleton's text in {', '.join(question.unfilled)}")
    status = "a draft" if question.status == "draft" else question.status
    return f"{status} and {' and '.join(parts)}" if parts else status
