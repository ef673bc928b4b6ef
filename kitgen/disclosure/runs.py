"""Runs of letters and digits that two texts share, however each of them is spaced and set."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain

from kitgen.disclosure.passages import Passage, confidential, public
from kitgen.kit.kit import Kit

# Letters and digits, about six words: of the shipped bank's answers, 11 questions of 180 have as
# many in common with their own prompts, by chance.
SHORTEST = 30
# About a dozen words: none has as many. A prompt with so many words of an answer gives it away.
REPEATED = 60
_WORDS = 6  # at least, in so many letters
# A text that has a run has a part of it at one of every so many places: few of its parts are
# compared, and where none is known nothing more is. Shorter parts are known by chance more often.
_PART = 12

# The line before or after code, which is not printed: the name of its language is in no file.
_FENCE = re.compile(r"^ *(?:`{3,}|~{3,}).*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The words of a passage that a run is of."""

    passage: Passage
    words: str


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of some passages, each with the words that it is of; all of one length."""

    length: int
    excerpts: Mapping[str, Excerpt]
    parts: frozenset[str]

    @classmethod
    def of(cls, excerpts: Mapping[str, Excerpt], length: int) -> "Runs":
        """Return runs that are looked for in many texts."""
        starts = range(length - _PART + 1)
        parts = frozenset(run[start : start + _PART] for run in excerpts for start in starts)
        return cls(length, excerpts, parts)

    def in_text(self, text: str) -> list[Excerpt]:
        """Return the excerpts whose run a text has."""
        found = letters(text)
        every = self.length - _PART + 1
        known = (at for at in range(0, len(found), every) if found[at : at + _PART] in self.parts)
        starts = (start for at in known for start in range(max(0, at - every + 1), at + 1))
        near = {found[start : start + self.length] for start in starts}
        return [self.excerpts[run] for run in sorted(near & self.excerpts.keys())]


def secret_runs(kit: Kit) -> Runs:
    """Return what no file for a candidate may have: runs of confidential texts alone."""
    texts = [passage.text for passage in public(kit)]
    printed = (_FENCE.sub("", text) for text in texts)
    told = set(chain.from_iterable(windows(text, SHORTEST) for text in [*texts, *printed]))
    found = _excerpts(confidential(kit), SHORTEST)
    return Runs.of({run: found[run] for run in found.keys() - told}, SHORTEST)


def repeated_runs(kit: Kit) -> Runs:
    """Return what candidates may not be told by public texts either: long runs of answers.

    Not of solutions, which begin with the code that candidates are given, nor of figures, which
    draw the same letters, nor of a long name or two.
    """
    answers = (text for text in confidential(kit) if not _is_code(text))
    found = _excerpts(answers, REPEATED)
    told = {run: one for run, one in found.items() if len(one.words.split()) >= _WORDS}
    return Runs.of(told, REPEATED)


def _is_code(passage: Passage) -> bool:
    return passage.place.endswith(": solution") or passage.place.startswith("figures.")


def letters(text: str) -> str:
    """Return the letters and digits of a text, small: what is left whatever the typesetting."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded))


def windows(text: str, length: int) -> set[str]:
    """Return all runs of a text."""
    found = letters(text)
    return {found[start : start + length] for start in range(len(found) - length + 1)}


def _excerpts(passages: Iterable[Passage], length: int) -> dict[str, Excerpt]:
    """Return the runs of passages that begin with a word, with their words."""
    return dict(chain.from_iterable(_runs(passage, length) for passage in passages))


def _runs(passage: Passage, length: int) -> Iterator[tuple[str, Excerpt]]:
    """Yield the runs that begin with a word, with their words."""
    words = [word for word in passage.text.split() if letters(word)]
    small = [letters(word) for word in words]
    ends = list(accumulate(map(len, small)))
    whole = "".join(small)
    for first, word in enumerate(small):
        start = ends[first] - len(word)
        if start + length <= len(whole):
            last = bisect_left(ends, start + length)
            excerpt = Excerpt(passage, " ".join(words[first : last + 1]))
            yield whole[start : start + length], excerpt
