"""The bar: what its anchor asks for is counted, its figures explained, and it can be met."""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import comb

from kitgen.bank.load import BankSources, QuestionBank
from kitgen.bank.question import Question
from kitgen.bank.vocabulary import Scale
from kitgen.check.figures import figures, numbers
from kitgen.check.findings import Case, Rule, case, reported, whole
from kitgen.check.matching import Counted, Matcher, counted, terms
from kitgen.check.rubrics import bars_in_force, count_needed
from kitgen.errors import listed

# Somebody who shows each needed point with this probability should nearly always meet the bar.
_SHOWN, _MEETS = 0.9, 0.8
# Shares of a part's words, by weight, tried on the built-in bank before and after its anchors were
# rewritten: of which a point is like the part; by which it is clearly more like it than all needed
# ones together; of which one has said it; of which nothing is like it, if it has so many words.
_LIKE, _CLEARLY, _SAID, _UNLIKE, _TERMS = 0.3, 0.1, 0.5, 0.2, 3
_ALL_NEEDED = re.compile(r"\ball (?:of )?(?:the )?needed\b", re.IGNORECASE)
# What an anchor names by number: other anchors, hints, follow-ups, tests.
_NAMED = re.compile(
    r"\b(?:as|all of|level|hint|hints|follow-up|question|case|test|step|part) \d+\b", re.IGNORECASE
)


def find_bar_without_point(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
    """Yield parts of the bar that no needed point or follow-up says, and another one, or none does.

    A part is compared by the words it shares, rare ones weighing more, so the finding is a guess.
    """
    questions = whole(bank)
    matcher = Matcher.of(questions)
    for question in questions:
        items = counted(question)
        for anchor in bars_in_force(question, bank.scale.bar):
            for part in matcher.parts(anchor.text):
                messages = {
                    s: _uncounted(matcher, part, *_divided(bank, items, s))
                    for s in anchor.seniorities
                }
                for message, seniorities in _by_message(messages):
                    text = f"the bar for {seniorities} asks for '{part}', {message}"
                    yield case(question, sources, text, *anchor.place)


def _uncounted(
    matcher: Matcher, part: str, needed: Sequence[Counted], others: Sequence[Counted]
) -> str | None:
    """Say what is wrong with a part of the bar, where only `needed` is counted."""
    if _ALL_NEEDED.search(part):
        return None
    own = terms(part)
    # Several needed points together may say what the part says.
    heard = frozenset[str]().union(*(item.terms for item in needed))
    if _has_its_figures(own, heard):
        return None
    said = matcher.share(own, heard)
    _, said_by_one = matcher.nearest(own, needed)
    other, share = matcher.nearest(own, others)
    if other and _tells(own & other.terms) and _is_like(share, said, said_by_one):
        return f"which is in {other.name}, not needed: '{other.text}'"
    if max(said, share) < _UNLIKE and len(own) >= _TERMS:
        return "which no key point and no follow-up says"
    return None


def _divided(
    bank: QuestionBank, items: Sequence[Counted], seniority: str
) -> tuple[list[Counted], list[Counted]]:
    """Return what is needed for a seniority, and what is not."""
    needed = [item for item in items if bank.is_needed(item.needed, seniority)]
    return needed, [item for item in items if item not in needed]


def _is_like(share: float, said: float, said_by_one: float) -> bool:
    """Tell whether a part is rather in what is not needed, by the shares that each has of it."""
    if said < _SAID:
        return share >= max(_LIKE, said + _CLEARLY)
    return said_by_one < _SAID <= share


def _has_its_figures(part: frozenset[str], heard: frozenset[str]) -> bool:
    """Tell whether a part's figures, of three characters or more, are all in what is needed."""
    telling = {term for term in part if term[0].isdigit() and len(term) > 2}
    return bool(telling) and telling <= heard


def _tells(shared: frozenset[str]) -> bool:
    """Tell whether shared terms are more than one word that may be there by chance."""
    return len(shared) > 1 or any(term[0].isdigit() for term in shared)


def _by_message(
    messages: Mapping[str, str | None],
) -> Iterator[tuple[str, str]]:
    """Yield each message, with the seniorities that have it."""
    for message in dict.fromkeys(message for message in messages.values() if message):
        yield message, listed([name for name in messages if messages[name] == message])


def find_bar_figures(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
    """Yield figures of the bar that nothing else in the question has; a rounded one may be."""
    for question in reported(whole(bank), bank, sources):
        for anchor in bars_in_force(question, bank.scale.bar):
            messages = {
                s: _unknown_figures(anchor.text, numbers(_texts(bank, question, s)))
                for s in anchor.seniorities
            }
            for message, seniorities in _by_message(messages):
                text = f"the bar for {seniorities} has {message}"
                yield case(question, sources, text, *anchor.place)


def _unknown_figures(anchor: str, known: frozenset[float]) -> str | None:
    found = [f.text for f in figures(_NAMED.sub("", anchor)) if not f.is_among(known)]
    if not found:
        return None
    texts = "answer, key points, prompt, handout and follow-ups that must be asked have not"
    return f"{', '.join(dict.fromkeys(found))}, which {texts}"


def find_bar_odds(bank: QuestionBank, sources: BankSources) -> Iterator[Case]:
    """Yield numbers of needed points with which the bar is luck, or a level below cannot occur."""
    if bank.scale.rule is None:
        return
    for question in reported(whole(bank), bank, sources):
        needed = {s: count_needed(bank, question, s) for s in question.seniority}
        messages = {s: odds(bank.scale, number) for s, number in needed.items()}
        for message, seniorities in _by_message(messages):
            yield case(question, sources, f"for {seniorities}, {message}", "key_points")


def odds(scale: Scale, needed: int) -> str | None:
    """Say what is wrong with a number of needed points and follow-ups on a scale, if anything."""
    least = 2 * (scale.may_miss + 1)
    if needed < least:
        return (
            f"{needed} needed points and follow-ups: with {scale.may_miss + 1} missing, fewer than "
            f"half are left; at least {least} are needed"
        )
    probability = meets_bar(needed, scale.may_miss)
    if probability < _MEETS:
        return (
            f"{needed} needed points and follow-ups: somebody who shows each with probability "
            f"{_SHOWN} meets the bar with {probability:.2f}"
        )
    return None


def meets_bar(needed: int, may_miss: int, shown: float = _SHOWN) -> float:
    """Return how probable it is that at most `may_miss` of `needed` points are missing.

    Each is shown with probability p, and whether one is says nothing about another. So the number
    of missing ones is binomial: P = sum over k from 0 to `may_miss` of C(n, k) (1 - p)^k p^(n - k).
    """
    return sum(
        comb(needed, missing) * (1 - shown) ** missing * shown ** (needed - missing)
        for missing in range(min(may_miss, needed) + 1)
    )


def _texts(bank: QuestionBank, question: Question, seniority: str) -> Iterator[str]:
    yield from (question.prompt, question.handout or "", question.answer)
    yield from (point.point for point in question.key_points)
    for follow_up in question.follow_ups:
        if bank.is_needed(follow_up.needed, seniority):
            yield from (follow_up.ask, follow_up.listen_for)


BAR_ODDS = Rule(
    "bar-odds",
    "warning",
    "With too many needed points a good candidate misses the bar by bad luck; with too few, "
    "a level between the lowest and the bar cannot occur.",
    "Change which points and follow-ups are needed for that seniority.",
    find_bar_odds,
)

BAR = (
    Rule(
        "bar-without-point",
        "warning",
        "Raters count the needed points and read the anchor: what only one of the two asks for is "
        "counted by some and not by others.",
        "Make it needed for that seniority, ask for it in a follow-up that is needed, or leave it "
        "to the level above.",
        find_bar_without_point,
    ),
    Rule(
        "bar-figures",
        "warning",
        "Raters cannot tell a right figure that they find nowhere explained, and candidates cannot "
        "reach one that is asked nowhere.",
        "Correct it, say in the answer where it comes from, or mark its follow-up as needed.",
        find_bar_figures,
    ),
    BAR_ODDS,
)
