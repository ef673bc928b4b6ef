"""Finds questions by words, wherever these are in a question; case and accents do not matter."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kitgen.bank.index import Row, folded, relevance
from kitgen.bank.question import Question
from kitgen.files.fields import markdown_texts

# The fields that are searched besides the Markdown ones, and how good a place each is for a word.
_NAMES = ("title", "id")
_ASKED = ("prompt", "handout")
_WHOLE, _BEGUN = 0, 1
_BEFORE = 6  # words of an excerpt before the one that was looked for


@dataclass(frozen=True, slots=True)
class Found:
    """A question, and the field besides title and id that has most of the words.

    The excerpt is of that field, from one of the words on; both are empty where none has any.
    """

    question: Question
    field: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words to look for, each from its start: `calibrat` finds `Calibration` and `calibrated`."""

    text: str = ""

    def are_in(self, question: Question) -> bool:
        """Tell whether a question has all of the words."""
        return self._rank(question) is not None

    def search(
        self, questions: Sequence[Question], bank: Sequence[Question], content: str = ""
    ) -> tuple[Found, ...]:
        """Return those of some questions of a bank, with this `content`, that have all words.

        Those with them in the title come first, then those that ask about them; of these, those
        for which the words are most relevant, as the whole bank tells.
        """
        scores = _scores(bank, content, folded(self.text).split())
        found = [
            (rank, scores[question.id], question)
            for question in questions
            if question.id in scores and (rank := self._rank(question)) is not None
        ]
        found.sort(key=lambda ranked: ranked[:2])
        return tuple(self._found(question) for _, _, question in found)

    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(map(_pattern, folded(self.text).split()))

    def _rank(self, question: Question) -> int | None:
        """Return how far from the best places the words are; None where one is nowhere."""
        patterns = self._patterns()
        if not patterns:
            return 0
        texts = [(_place(name), folded(text)) for name, text in _texts(question)]
        ranks = [_rank_of(pattern, texts) for pattern in patterns]
        known = [rank for rank in ranks if rank is not None]
        return sum(known) if len(known) == len(ranks) else None

    def _found(self, question: Question) -> Found:
        patterns = self._patterns()
        texts = [(name, text) for name, text in _texts(question) if name not in _NAMES]
        # Of two with as many words, max takes the first: a prompt is before its answer.
        field, text = max(texts, key=lambda named: _count(patterns, named[1]))
        if not _count(patterns, text):
            return Found(question, "", "")
        return Found(question, field, _excerpt(text, patterns))


def _scores(bank: Sequence[Question], content: str, words: Sequence[str]) -> Mapping[str, float]:
    """Return how relevant words are, low for the best, for each question that may have them."""
    scores = relevance(content, lambda: map(_row, bank), words)
    if scores is None:
        return {question.id: 0.0 for question in bank}
    return {bank[place].id: score for place, score in scores.items()}


def _row(question: Question) -> Row:
    columns: tuple[list[str], list[str], list[str]] = ([], [], [])
    for name, text in _texts(question):
        columns[_place(name)].append(text)
    return Row(*map("\n".join, columns))


def _pattern(word: str) -> re.Pattern[str]:
    """Return the pattern of a folded word: from the start of a word, where a script parts words.

    Without that, `ai` would be in `train`. Chinese and Japanese write words without spaces.
    """
    start = r"(?<!\w)" if word[0].isascii() and word[0].isalnum() else ""
    return re.compile(rf"{start}{re.escape(word)}(?P<rest>\w?)")


def _texts(question: Question) -> Iterator[tuple[str, str]]:
    """Yield the texts of a question, each with the name of its field."""
    yield "title", question.title
    yield "id", question.id
    for text in markdown_texts(question):
        yield str(text.place[0]), text.text
    yield "category", question.category
    yield "tags", " ".join(question.tags)
    yield "competencies", " ".join(question.competencies)
    yield "references", " ".join(reference.title for reference in question.references)
    yield "covers", " ".join(question.covers)


def _place(field: str) -> int:
    """Return how good a field is for a word, 0 for the best."""
    if field in _NAMES:
        return 0
    return 1 if field in _ASKED else 2


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
