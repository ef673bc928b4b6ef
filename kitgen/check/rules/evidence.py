"""Questions that give weak evidence of how the work will be done."""

import re
from collections.abc import Iterator

from kitgen.bank.question import Question
from kitgen.check.findings import Rule, each
from kitgen.check.texts import shown
from kitgen.check.topics import compiled, named, yours
from kitgen.check.words import plain
from kitgen.errors import YamlPath

_BRAINTEASER = re.compile(
    r"\bmanhole covers?\b|\b(?:golf|ping[- ]?pong|tennis) balls (?:fit|can|would|are|could)\b"
    r"|\bhow many (?:piano tuners|petrol stations|gas stations|barbers|dentists|pizzas)\b"
    r"|\bhow many windows (?:are there )?in (?:this|the|a|new)\b"
    r"|\bif you were an? (?:animal|tree|fruit|colou?r|kitchen|car|superhero|vegetable)\b"
    r"|\b(?:three|3) (?:light )?switches\b|\bburning ropes?\b"
    r"|\bropes? (?:that )?(?:takes?|burns?)\b"
    r"|\b(?:eight|nine|twelve|8|9|12) (?:identical )?(?:balls|coins|marbles)\b"
    r".{0,80}\b(?:weigh|scale)"
    r"|\b(?:100|hundred) prisoners\b|\bmonty hall\b|\bhands of (?:a|the) clock\b|\bclock hands\b"
    r"|\b25 horses\b|\b(?:two|2) (?:glass )?eggs\b.{0,80}\bfloors?\b"
    r"|\b(?:gallon|litre|liter)[- ]?(?:jugs?|buckets?)\b|\b(?:bridge|cross)\b.{0,80}\bone torch\b"
    r"|\bin(?:side)? a blender\b|\bweigh an? (?:elephant|aeroplane|airplane)\b"
)
_SELF_RATING = re.compile(
    r"\b(?:rate|score|describe|grade) yourself\b|\bhow would you (?:rate|score|describe) your\b"
    r"|\byour (?:(?:greatest|biggest|main|top|three|own) )*(?:strengths?|weakness(?:es)?)\b"
    r"|\bhow (?:good|strong|confident|experienced|comfortable|fluent) are you\b"
    r"|\b(?:scale (?:of|from)|from) (?:1|one) to (?:5|10|five|ten)\b[^.?!]{0,40}\byou(?:r|rself)?\b"
    r"|\bare you (?:a |an )?(?:\w+ )?(?:team player|perfectionist|hard worker|fast learner)\b"
    r"|\bwhy should we (?:hire|choose|pick) you\b|\bwhat makes you (?:the|a|special|unique)\b"
)
_WEAK = compiled(
    {
        "a five-year plan": (
            r"\bwhere do you see yourself\b",
            r"\byour (?:five|ten|5|10)-year plan\b",
        ),
        "pedigree": (
            r"\b(?:which|what) (?:university|college|school) (?:did|do) you\b",
            r"\bwhere did you (?:study|go to (?:university|college|school))\b",
            yours(r"gpa|grades|alma mater|degree classification"),
        ),
        "spare time": (
            r"\bin your (?:spare|free) time\b",
            yours(r"hobbies|hobby|side projects?|github (?:profile|account)"),
        ),
    }
)


def find_brainteaser(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield riddles."""
    return _matches(question, _BRAINTEASER, "a brainteaser")


def find_self_rating(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield requests to rate oneself."""
    return _matches(question, _SELF_RATING, "asks the candidate to rate themselves")


def find_weak_topic(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield topics that stand in for evidence."""
    for place, text in shown(question):
        for topic, found in named(text, _WEAK):
            yield place, f"asks for {topic}: '{found}'"


def _matches(
    question: Question, pattern: re.Pattern[str], what: str
) -> Iterator[tuple[YamlPath, str]]:
    for place, text in shown(question):
        if found := pattern.search(plain(text).lower()):
            yield place, f"{what}: '{found.group()}'"


EVIDENCE = (
    Rule(
        "brainteaser",
        "warning",
        "Riddles test whether one has met them; they say little of the work.",
        "Set a small problem of the work itself.",
        each(find_brainteaser),
    ),
    Rule(
        "self-rating",
        "warning",
        "What people think of themselves is no evidence, and rewards boasting.",
        "Ask for an example of what the candidate did, or set a task that shows it.",
        each(find_self_rating),
    ),
    Rule(
        "weak-topic",
        "warning",
        "Plans for life, the name of a school and spare time say little of how the work will be "
        "done, and favour those with means.",
        "Ask for a piece of work, wherever it was done, or set a task.",
        each(find_weak_topic),
    ),
)
