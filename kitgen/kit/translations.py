"""What of a kit candidates get in its own language, for want of a translation."""

from collections.abc import Iterator

from kitgen.kit.kit import Kit
from kitgen.kit.scripts import welcome_in
from kitgen.language import nearest
from kitgen.translation import is_same


def untranslated(kit: Kit, language: str) -> Iterator[str]:
    """Yield what a language lacks, cases and questions by their ids, unless it is the kit's own."""
    if kit.language and is_same(kit.language, language):
        return
    if welcome_in(kit, language) is None:
        yield "the welcome"
    for case in kit.cases:
        if nearest(language, case.translations) is None:
            yield case.id
    for question in kit.questions:
        if nearest(language, question.translations) is None:
            yield question.id
