"""How a prompt is put: yes or no, two questions in one, too long to read aloud."""

import re
from collections.abc import Iterator, Sequence

from kitgen.bank.question import Question
from kitgen.check.findings import Rule, each, in_english
from kitgen.check.words import content, sentences, words
from kitgen.errors import YamlPath

# English prose read aloud by adults, mean of 77 studies: Brysbaert 2019, How many words do we
# read per minute?, doi 10.1016/j.jml.2019.104047.
WORDS_A_MINUTE = 183
# The minutes belong to the answer; a fifth for the prompt is our own limit.
_READING_SHARE = 1 / 5

_AUXILIARY = (
    r"(?:is|are|was|were|do|does|did|can|could|will|would|have|has|had|should|may|might|isn't|"
    r"aren't|don't|doesn't|didn't|can't|haven't|hasn't|won't)"
)
_CLOSED = re.compile(rf"^(?:[^?]*[,:;] )?(?:and |or |so |but )?['\"]?{_AUXILIARY} [^?]*\?")
_KNOWN = re.compile(
    r"^(?:[^?]*[,:;] )?(?:do you know|are you familiar with|have you (?:ever )?heard)\b"
)
_OPEN = re.compile(
    r"\b(?:how|why|what|which|who|whom|whose|explain|describe|tell|walk|show|give|estimate|say)\b"
)
_TASK = re.compile(
    r"(?:^|[,;:] |\band |\bor |\bthen |\bplease )(?:explain|describe|tell|walk|write|show|give|"
    r"estimate|compute|calculate|derive|design|sketch|implement|say|name|list|compare|argue|prove|"
    r"choose|rank|review|find|propose|decide|plan|talk|discuss|draw|answer|take|rebuild|state|"
    r"debug|fix|repair|outline|suggest|define|complete|return|build|count|sort|print|create|measure|"
    r"train|predict|solve|make|test|merge|model)\b"
)
_ASK = re.compile(
    rf"^(?:and |also,? |then |finally,? )?(?:how|why|what|which|who|explain|define|{_AUXILIARY})\b"
)
_SECOND_CLAUSE = re.compile(r"[,;] and (?=(?:also )?(?:how|why|what|which|who)\b)", re.IGNORECASE)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|this|these|those|they|them|their|there|then|both|each|same|ones?|again|instead|"
    r"else|so|he|she|his|her|other|that(?= (?:is|was|would|will|mean|affect|change|happen|help)"
    r"|[?.,]))\b"
)


def find_yes_no(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield prompts that yes, no or one of two words would answer: nothing else is asked for."""
    spoken = [sentence.lower() for sentence in sentences(question.prompt)]
    asks = [sentence for sentence in spoken if sentence.endswith("?")]
    others = [sentence for sentence in spoken if not sentence.endswith("?")]
    sets_a_task = any(map(_TASK.search, others))
    if asks and all(map(_is_closed, asks)) and not sets_a_task:
        yield ("prompt",), f"a word is answer enough: '{asks[-1]}'"


def find_two_questions(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield prompts without a scenario, and follow-ups, that ask two things with no common word."""
    asks = [part for s in sentences(question.prompt) for part in _SECOND_CLAUSE.split(s)]
    if all(_ASK.match(ask.lower()) for ask in asks):
        yield from ((("prompt",), message) for message in _unrelated(asks))
    for number, follow_up in enumerate(question.follow_ups):
        asks = [s for s in sentences(follow_up.ask) if s.endswith("?")]
        yield from ((("follow_ups", number, "ask"), message) for message in _unrelated(asks))


def find_long_prompt(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield prompts that take more than a fifth of the question's minutes to read aloud."""
    count = len(words(question.prompt))
    reading = count / WORDS_A_MINUTE
    if reading > question.minutes * _READING_SHARE:
        yield (
            ("prompt",),
            f"{count} words take {reading:.1f} of the {question.minutes} minutes to read aloud, "
            f"at {WORDS_A_MINUTE} words a minute",
        )


def _is_closed(ask: str) -> bool:
    """Tell whether yes or no would do; 'Do you know what …' is closed in spite of its 'what'."""
    known = _KNOWN.search(ask)
    if known:
        return not _SECOND_CLAUSE.search(ask, known.end())
    return bool(_CLOSED.match(ask)) and not _OPEN.search(ask)


def _unrelated(asks: Sequence[str]) -> Iterator[str]:
    for number, ask in enumerate(asks[1:], 1):
        own = {word for word in content(ask) if not word.isdecimal()}
        related = own & content(" ".join(asks[:number])) or _POINTS_BACK.search(ask.lower())
        if _ASK.match(ask.lower()) and len(own) > 1 and not related:
            yield f"asks two things in one breath; the second is '{ask}'"


WORDING = (
    Rule(
        "yes-no",
        "warning",
        "A yes-or-no answer gives nothing to rate, and a guess is right half the time.",
        "Ask how, why or what, or add 'and why?'.",
        in_english(each(find_yes_no)),
    ),
    Rule(
        "two-questions",
        "note",
        "Candidates answer one part, and one rating cannot rate two answers.",
        "Make two questions or two follow-ups.",
        in_english(each(find_two_questions)),
    ),
    Rule(
        "long-prompt",
        "warning",
        "The time to answer is read away: more than a fifth of the minutes, at the 183 words a "
        "minute that adults read aloud (Brysbaert 2019, doi 10.1016/j.jml.2019.104047).",
        "Move facts to the handout, shorten the prompt, or give the question more minutes.",
        each(find_long_prompt),
    ),
)
