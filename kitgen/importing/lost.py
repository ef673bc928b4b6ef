"""What of a file is neither in a draft nor in the report: found by plain counting, and reported."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from kitgen.importing.reading import Note, Place

# Signs of emphasis, code and what is raised do not part a word: H<sub>2</sub>O is one.
_INSIDE_WORDS = re.compile(
    r"(?<=[^\W_])(?:\*+|`|</?(?:b|i|em|strong|code|kbd|u|su[bp])>)+(?=[^\W_])"
)


def words_of(text: str) -> list[str]:
    """Return the words and numbers of a text, case and signs aside."""
    joined = _INSIDE_WORDS.sub("", text)
    simple = unicodedata.normalize("NFKC", unescape(joined)).casefold()
    return re.findall(r"[^\W_]+", simple)


def lost_words(texts: Sequence[tuple[Place, str]], kept: Iterable[str]) -> Iterator[Note]:
    """Yield a note for each place of a file with words that `kept` texts do not have as often."""
    there = Counter(word for text in kept for word in words_of(text))
    for place, text in texts:
        missing = []
        for word in words_of(text):
            there[word] -= 1
            if there[word] < 0:
                missing.append(word)
        if missing:
            yield Note(place, "dropped", f"words: {' '.join(missing)}")
