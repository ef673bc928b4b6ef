"""What a question is rated by: anchors that tell levels apart, points not given away."""

from collections.abc import Iterator, Mapping

from kitgen.bank.load import BankSources, QuestionBank
from kitgen.bank.question import DEFAULT, Question
from kitgen.check.findings import Case, Rule, case, each, written
from kitgen.check.words import content, words
from kitgen.errors import YamlPath

_DEGREE_WORDS = """
a acceptable adequate advanced all almost always an average badly basic best better complete
decent deep deeper detailed excellent exceptional extremely fair fairly few full good great
highly inadequate incomplete insufficient limited little many minimal mixed most much often
outstanding partial perfect poor quite rarely rather reasonable satisfactory seldom several
solid some sometimes somewhat strong stronger sufficient superb the thorough very weak well
"""
_DEGREES = frozenset(_DEGREE_WORDS.split())
# Words in -ly that are about the matter, not about how well it is explained.
_SUBSTANCE_WORDS = """
analytically anomaly apply assembly correctly daily early empirically exponentially family
incorrectly independently jointly linearly logarithmically monthly numerically only quadratically
rely reply separately supply weekly wrongly
"""
_SUBSTANCE = frozenset(_SUBSTANCE_WORDS.split())
# A key point of at least four words, nearly all of them in the prompt.
_FEWEST, _GIVEN = 4, 0.85
# Letters in which 'criticism' and 'criticised' agree.
_ROOT = 5


def find_same_anchors(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield anchors that are the same at two levels."""
    for place, low, high, same in _alike(question):
        if same:
            yield place, f"levels {low} and {high} have the same anchor"


def find_degree_anchors(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield anchors that differ from another level's only in words of degree."""
    for place, low, high, same in _alike(question):
        if not same:
            yield place, f"levels {low} and {high} differ only in words such as 'well' or 'some'"


def find_repeated_anchors(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
    """Yield anchors that another question has too."""
    first: dict[tuple[str, ...], Question] = {}
    for question in written(bank, "rubric"):
        for place, text in _anchors(question):
            other = first.setdefault(words(text), question)
            if other is not question:
                message = f"'{other.id}' has the same anchor for level {place[-1]}"
                yield case(question, sources, message, *place)


def find_given_points(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield key points whose words are nearly all in the prompt."""
    prompt = content(question.prompt)
    for number, point in enumerate(question.key_points):
        own = content(point.point)
        if len(own) >= _FEWEST and len(own & prompt) >= _GIVEN * len(own):
            yield ("key_points", number, "point"), f"the prompt gives this away: '{point.point}'"


def find_telling_title(question: Question) -> Iterator[tuple[YamlPath, str]]:
    """Yield titles with a word of the answer and a needed key point that the candidate lacks."""
    given = {word[:_ROOT] for word in content(f"{question.prompt}\n{question.handout or ''}")}
    needed = frozenset[str]().union(*(content(p.point) for p in question.key_points if p.needed))
    for word in words(question.title):
        told = content(word) & needed & content(question.answer)
        if any(stem[:_ROOT] not in given for stem in told):
            yield ("title",), f"'{word}' is part of the answer and not of the prompt"


def _anchors(question: Question) -> Iterator[tuple[YamlPath, str]]:
    for name in (DEFAULT, *question.seniority):
        anchors = question.own_anchors(name)
        yield from ((("rubric", name, level), text) for level, text in anchors.items())


def _alike(question: Question) -> Iterator[tuple[YamlPath, int, int, bool]]:
    """Yield each level that a lower one is like, that one, and whether they are equal."""
    for seniority in question.seniority:
        own = question.own_anchors(seniority)
        anchors = question.anchors(seniority)
        for high in anchors:
            found = lower_like(anchors, high)
            if found:
                place: YamlPath = ("rubric", seniority if high in own else DEFAULT, high)
                yield place, found[0], high, found[1]


def lower_like(anchors: Mapping[int, str], high: int) -> tuple[int, bool] | None:
    """Return the highest level below with an anchor like that of `high`, equal ones first."""
    text = anchors[high]
    lower = [level for level in anchors if level < high]
    equal = [low for low in lower if words(anchors[low]) == words(text)]
    alike = equal or [low for low in lower if _bare(anchors[low]) == _bare(text)]
    return (max(alike), bool(equal)) if alike else None


def _bare(anchor: str) -> tuple[str, ...]:
    """Return the words that are left without articles, adverbs and words of degree."""
    return tuple(
        word
        for word in words(anchor)
        if word not in _DEGREES and (not word.endswith("ly") or word in _SUBSTANCE)
    )


SAME_ANCHORS = Rule(
    "same-anchors",
    "error",
    "Two levels with the same anchor cannot be told apart, so their ratings mean nothing.",
    "Say what is heard at the one level and not at the other.",
    each(find_same_anchors),
)

RUBRIC = (
    SAME_ANCHORS,
    Rule(
        "degree-anchors",
        "warning",
        "'Somewhat', 'well' and 'very well' mean something else to each interviewer.",
        "Say what is heard at the one level and not at the other.",
        each(find_degree_anchors),
    ),
    Rule(
        "repeated-anchors",
        "warning",
        "An anchor that fits two questions describes neither.",
        "Describe an answer to this question.",
        find_repeated_anchors,
    ),
    Rule(
        "given-key-point",
        "warning",
        "A point that the prompt already makes is credited to everybody.",
        "Leave it out of the prompt, or out of the key points.",
        each(find_given_points),
    ),
    Rule(
        "telling-title",
        "warning",
        "The title is in every pack but the candidate's sheet, and packs lie on the table.",
        "Name the situation, not the insight.",
        each(find_telling_title),
    ),
)
