"""Finds questions by words, wherever these are in a question; case and accents do not matter."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from kitgen.bank.index import NAMES, Index, Texts, column, folded, opened_index
from kitgen.bank.overview import Entry, Overview

_WHOLE, _BEGUN = 0, 1
_BEFORE = 6  # words of an excerpt before the one that was looked for


@dataclass(frozen=True, slots=True)
class Found:
    """A question, and the field besides title and id that has most of the words.

    The excerpt is of that field, from one of the words on; both are empty where none has any.
    """

    entry: Entry
    field: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words to look for, each from its start: `calibrat` finds `Calibration` and `calibrated`."""

    text: str = ""

    def are_in(self, texts: Texts) -> bool:
        """Tell whether the texts of a question have all of the words."""
        return self._rank(texts) is not None

    def choose(self, entries: tuple[Entry, ...], overview: Overview) -> tuple[Entry, ...]:
        """Return those of some questions of a bank that have all words, in their order."""
        if not self._words:
            return entries
        with _index(overview) as index:
            # The index knows where words start, which not every script shows.
            known = index.relevance(self._words if self.text.isascii() else ())
            return tuple(
                entry
                for entry in entries
                if entry.place in known and self.are_in(index.texts(entry.place))
            )

    def search(self, entries: Sequence[Entry], overview: Overview) -> tuple[Found, ...]:
        """Return those of some questions of a bank that have all words.

        Those with them in the title come first, then those that ask about them; of these, those
        for which the words are most relevant, as the whole bank tells.
        """
        with _index(overview) as index:
            scores = index.relevance(self._words)
            texts = {e.place: index.texts(e.place) for e in entries if e.place in scores}
        found = [
            (rank, scores[entry.place], entry)
            for entry in entries
            if entry.place in texts and (rank := self._rank(texts[entry.place])) is not None
        ]
        found.sort(key=lambda ranked: ranked[:2])
        return tuple(self._found(entry, texts[entry.place]) for _, _, entry in found)

    @property
    def _words(self) -> Sequence[str]:
        return folded(self.text).split()

    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(_pattern, self._words))

    def _rank(self, texts: Texts) -> int | None:
        """Return how far from the best places the words are; None where one is nowhere."""
        patterns = self._patterns()
        if not patterns:
            return 0
        plain = [(column(name), folded(text)) for name, text in texts]
        ranks = [_rank_of(pattern, plain) for pattern in patterns]
        known = [rank for rank in ranks if rank is not None]
        return sum(known) if len(known) == len(ranks) else None

    def _found(self, entry: Entry, texts: Texts) -> Found:
        patterns = self._patterns()
        others = [(name, text) for name, text in texts if name not in NAMES]
        # Of two with as many words, max takes the first: a prompt is before its answer.
        field, text = max(others, key=lambda named: _count(patterns, named[1]))
        if not _count(patterns, text):
            return Found(entry, "", "")
        return Found(entry, field, _excerpt(text, patterns))


@contextmanager
def _index(overview: Overview) -> Iterator[Index]:
    def texts() -> Iterator[Texts]:
        from kitgen.bank.texts import searched_texts  # it knows the models of questions

        return (tuple(searched_texts(question)) for question in overview.bank().questions)

    with opened_index(overview.content, texts) as index:
        yield index


def _pattern(word: str) -> re.Pattern[str]:
    """Return the pattern of a folded word: from the start of a word, where a script parts words.

    Without that, `ai` would be in `train`. Chinese and Japanese write words without spaces.
    """
    start = r"(?<!\w)" if word[0].isascii() and word[0].isalnum() else ""
    return re.compile(rf"{start}{re.escape(word)}(?P<rest>\w?)")


def _rank_of(pattern: re.Pattern[str], texts: Sequence[tuple[int, str]]) -> int | None:
    """Return the rank of the best place of a word: by its field, then whether it is whole."""
    ranks: list[int] = []
    for place, text in texts:
        found = list(pattern.finditer(text))
        if found:
            is_whole = any(not match["rest"] for match in found)
            ranks.append(2 * place + (_WHOLE if is_whole else _BEGUN))
    return min(ranks, default=None)


def _count(patterns: Sequence[re.Pattern[str]], text: str) -> int:
    """Return how many of the words are in a text."""
    plain = folded(text)
    return sum(pattern.search(plain) is not None for pattern in patterns)


def _excerpt(text: str, patterns: Sequence[re.Pattern[str]]) -> str:
    """Return a text from a few words before the first one that was looked for."""
    words = text.split()
    first = next((n for n, word in enumerate(words) if _count(patterns, word)), 0)
    start = max(first - _BEFORE, 0)
    return " ".join(("…", *words[start:]) if start else words)
