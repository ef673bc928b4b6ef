"""What everybody hears alike: no help and no speed that nobody prints, nothing too long to keep."""

import re
from collections.abc import Iterator

from kitgen.bank.question import Question
from kitgen.check.figures import NUMBER_WORDS, numbers, spoken_numbers
from kitgen.check.findings import Rule, each
from kitgen.check.rubrics import anchors_in_force
from kitgen.check.topics import named
from kitgen.check.words import plain, sentences
from kitgen.errors import YamlPath

_HINT_NUMBER = re.compile(r"\bhint (\d)\b")
_SEVERAL_HINTS = re.compile(r"\b(?:both|two|2|second|either of the) hints?\b")
# Most figures that somebody keeps while listening; and most things that are asked in one breath.
_KEPT, _ASKED = 3, 3
_TIME = re.compile(r"\b(\w+)(?: to \w+)?[ -](minute|second)s?\b")
_DIGITS = {word: str(number) for number, word in enumerate(NUMBER_WORDS)}
_VERBS = (
    r"(?:tell me(?! about| as)|explain|describe|estimate|compute|calculate|derive|design|sketch|"
    r"implement|write|name|list|compare|prove|rank|propose|draw|argue|work out|say|sum up|give)\b"
)
_FIRST = r"(?:then|finally|first|also|please|now)"
# A sentence that sets a task; others tell of something, in the same words.
_TASK = re.compile(rf"(?:{_FIRST}[,:]? |(?:after|at|in|before|take)\b[^,]*, (?:then )?)*{_VERBS}")
# What asks for one more thing, at the beginning of a clause. What 'and' adds without a comma, 'why'
# alone and 'write it' belong to the thing before. 'Which is' and ', when' begin no question.
_ASKING = re.compile(
    rf"(?:^|[,;:] (?:and |or |but )?|\b{_FIRST},? )(?:(?:to|in|at|from|by|for|with|on) )?"
    r"(?P<asked>(?:how|what|who|whom|whose)\b|why \w+|(?<=, and )(?:where|when)\b|"
    r"which (?:of )?(?!(?:is|are|was|were|has|have|had|must|may|can|will|would|should)\b)\w+ "
    r"(?:\w+ )?(?:is|are|was|were|do|does|did|would|will|you|it|this|of|have|has)\b|"
    rf"{_VERBS}(?!,| (?:and|or|of|is|are)\b| it[,.;]))(?: \w+){{0,2}}"
)


def find_unscripted_hints(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield anchors that speak of help where none is scripted, and of hints that are not there."""
    for anchor in anchors_in_force(question):
        if question.hints:
            message = _missing_hint(anchor.text, len(question.hints))
            if message:
                yield anchor.place, message
            continue
        for topic, found in named(anchor.text, "unscripted-hint"):
            yield anchor.place, f"speaks of {topic}, and the question has no hints: '{found}'"


def _missing_hint(anchor: str, count: int) -> str | None:
    lower = plain(anchor).lower()
    for found in _HINT_NUMBER.finditer(lower):
        if not 1 <= int(found[1]) <= count:
            return f"there is no {found.group()}"
    several = _SEVERAL_HINTS.search(lower) if count == 1 else None
    return f"there is one hint only: '{several.group()}'" if several else None


def find_rated_speed(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield anchors with a time for answering that the prompt does not announce."""
    announced = _times(f"{question.prompt}\n{question.handout or ''}")
    for anchor in anchors_in_force(question):
        for _, found in named(anchor.text, "rated-speed"):
            if not _times(found) <= announced:
                yield anchor.place, f"rates speed, which the prompt does not announce: '{found}'"


def _times(text: str) -> set[tuple[str, str]]:
    """Return the times of a text: number and unit."""
    return {(_DIGITS.get(n, n), unit) for n, unit in _TIME.findall(plain(text).lower())}


def find_spoken_figures(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield follow-ups with more figures than a listener keeps, those on paper left out."""
    on_paper = numbers((question.prompt, question.handout or ""))
    for number, follow_up in enumerate(question.follow_ups):
        spoken = [text for text, value in spoken_numbers(follow_up.ask) if value not in on_paper]
        if len(spoken) > _KEPT:
            message = f"{len(spoken)} figures that are only heard: {', '.join(spoken)}"
            yield ("follow_ups", number, "ask"), message


def find_many_asks(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield prompts that ask more than three things."""
    asked = [part for sentence in sentences(question.prompt) for part in _asks(sentence)]
    if len(asked) > _ASKED:
        yield ("prompt",), f"asks {len(asked)} things: {'; '.join(asked)}"


def _asks(sentence: str) -> list[str]:
    """Return the clauses of a sentence that ask for something, each by its first words."""
    spoken = sentence.lower().strip("'\"")
    if not spoken.endswith("?") and not _TASK.match(spoken):
        return []
    return [spoken[found.start("asked") : found.end()] for found in _ASKING.finditer(spoken)]


SCRIPTED = (
    Rule(
        "unscripted-hint",
        "warning",
        "Interviewers read hints word for word; where none is scripted, one helps and another does "
        "not, and the same candidate gets two ratings.",
        "Script it under hints, or rate what is said without help.",
        each(find_unscripted_hints),
    ),
    Rule(
        "rated-speed",
        "warning",
        "Candidates are told to take their time, and speed shows nerves and reading as much as "
        "skill.",
        "Leave the time out, or announce it in the prompt.",
        each(find_rated_speed),
    ),
    Rule(
        "spoken-figures",
        "warning",
        "Nobody keeps more than three new figures while listening, so this tests memory.",
        "Make two follow-ups, drop a figure, or put them on the handout.",
        each(find_spoken_figures),
    ),
    Rule(
        "many-asks",
        "note",
        "Of more than three things asked at once, candidates forget some, and pass for not knowing "
        "them.",
        "Make the last ones follow-ups.",
        each(find_many_asks),
    ),
)
