"""Which key point or follow-up says what a part of an anchor says, by the words they share."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log

from kitgen.bank.question import Needed, Question
from kitgen.check.figures import figures
from kitgen.check.rubrics import anchors_in_force
from kitgen.check.words import content, plain, stem, words
from kitgen.errors import YamlPath

# Not before 'or', whose other side may be shown instead, or an example, and not in brackets.
_END = re.compile(
    r"(?:[.;:]\s+|,\s+(?!(?:or|such as|for (?:example|instance))\b)"
    r"(?:(?:and|but|then|so|with|which)\s+)?)(?![^()]*\))"
)
_AND = re.compile(r"\s+(?:and|but|then)\s+(?=(\w+)\b)")
# Words that say only that something is said, or how.
_TELLING_WORDS = """
hint hints minute minutes others unaided unprompted
add adds answer answers argues call calls compute computes conclude describe describes describing
explain explains find finds found get gets give gives giving hear hears keep keeps know knows
list lists mention mentions name names named put puts reach reaches read reads report reports say
says see sees show shows shown state states stated tell tells told use uses
"""
_TELLING = frozenset(stem(word) for word in _TELLING_WORDS.split())
# Words with meaning that a part has at least; a shorter one goes with the part before it.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Counted:
    """A key point or a follow-up: what it says, from which seniority it is needed, its place."""

    place: YamlPath
    text: str
    needed: Needed
    terms: frozenset[str]

    @property
    def name(self) -> str:
        """Which one it is, counted from 1."""
        kind, number = self.place
        return f"{'key point' if kind == 'key_points' else 'follow-up'} {int(number) + 1}"


def counted(question: Question) -> tuple[Counted, ...]:
    """Return the key points and the follow-ups of a question."""
    points = [
        Counted(("key_points", n), point.point, point.needed, terms(point.point))
        for n, point in enumerate(question.key_points)
    ]
    follow_ups = [
        Counted(("follow_ups", n), f.ask, f.needed, terms(f"{f.ask}\n{f.listen_for}"))
        for n, f in enumerate(question.follow_ups)
    ]
    return (*points, *follow_ups)


def terms(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning, and the figures as numbers."""
    stems = {word for word in content(text) if not any(map(str.isdigit, word))}
    return frozenset(stems - _TELLING) | {f"{figure.values[0]:g}" for figure in figures(text)}


def parts(anchor: str, verbs: frozenset[str]) -> tuple[str, ...]:
    """Return the clauses of an anchor; 'and' begins one before one of `verbs`."""
    found: list[str] = []
    for clause in _clauses(plain(anchor), verbs):
        if found and len(terms(clause)) < _FEWEST:
            found[-1] += f", {clause}"
        else:
            found.append(clause)
    return tuple(found)


def _clauses(anchor: str, verbs: frozenset[str]) -> Iterator[str]:
    for clause in _END.split(anchor.rstrip(".")):
        start = 0
        for found in _AND.finditer(clause):
            if found[1].lower() in verbs:
                yield clause[start : found.start()]
                start = found.end()
        yield clause[start:]


@dataclass(frozen=True, slots=True)
class Matcher:
    """Compares parts of anchors with what is counted, in the words of one bank."""

    verbs: frozenset[str]
    weights: Mapping[str, float]
    rarest: float

    @classmethod
    def of(cls, questions: Sequence[Question]) -> "Matcher":
        """Learn from the points, follow-ups and anchors of a bank what its words tell."""
        items = [item for question in questions for item in counted(question)]
        texts = [item.text for item in items]
        texts += [anchor.text for question in questions for anchor in anchors_in_force(question)]
        return cls(
            verbs=_verbs(texts),
            weights=weights(item.terms for item in items),
            rarest=log(1 + len(items)),
        )

    def parts(self, anchor: str) -> tuple[str, ...]:
        """Return the clauses of an anchor."""
        return parts(anchor, self.verbs)

    def share(self, part: frozenset[str], text: frozenset[str]) -> float:
        """Return the share of a part's terms that a text has, each as heavy as it is rare."""
        # Summed exactly, since the order of a set differs from run to run.
        whole = fsum(self.weights.get(term, self.rarest) for term in part)
        return fsum(self.weights.get(term, 0) for term in part & text) / whole if whole else 0

    def nearest(
        self, part: frozenset[str], items: Iterable[Counted]
    ) -> tuple[Counted | None, float]:
        """Return the item that has the largest share of a part's terms, and the share."""
        best = max(items, key=lambda item: self.share(part, item.terms), default=None)
        return best, self.share(part, best.terms) if best else 0


def _verbs(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that texts begin with and that end like a verb: 'computes', 'names'."""
    firsts = {word for text in texts for word in words(text)[:1]}
    return frozenset(word for word in firsts if word.endswith("s"))


def weights(texts: Iterable[frozenset[str]]) -> Mapping[str, float]:
    """Return how much each term tells: log((1 + n) / m) for one that m of n texts have.

    This is the inverse document frequency (Sparck Jones 1972, doi 10.1108/eb026526).
    """
    documents = list(texts)
    having = Counter(term for document in documents for term in document)
    return {term: log((1 + len(documents)) / count) for term, count in having.items()}
