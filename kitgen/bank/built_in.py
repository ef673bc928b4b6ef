"""The built-in scripts and scales in the language of a bank that words none itself."""

from collections.abc import Callable
from functools import lru_cache

from kitgen.bank.vocabularies import generic_vocabulary
from kitgen.bank.vocabulary import Scale, Scripts
from kitgen.resources import shipped

_WRITTEN_IN = "en"

# Returns a text in another language. The second value is the text's context in the catalogues.
Say = Callable[[str, str], str]


def say_in(language: str | None) -> Say:
    """Return what says built-in texts in a language: as they are where nobody translated them."""
    return _known(language) or _as_it_is


@lru_cache(maxsize=16)
def built_in_scripts(language: str | None) -> Scripts | None:
    """Return the built-in scripts in a language; None where nobody translated them."""
    say = _known(language)
    written = Scripts(**dict(generic_vocabulary().scripts))
    return None if say is None else said_scripts(written, say)


def _known(language: str | None) -> Say | None:
    """Return what says texts in a language; None where nobody translated them."""
    if language is None:
        return _as_it_is
    from kitgen.translation import is_same, translation_into

    if is_same(language, _WRITTEN_IN):
        return _as_it_is
    translation = translation_into(language, _WRITTEN_IN, (shipped("templates"),))
    return None if translation is None else translation.text


def _as_it_is(text: str, _context: str) -> str:
    return text


def said_scripts(scripts: Scripts, say: Say) -> Scripts:
    """Return scripts in the words of `say`."""
    said = {name: say(text, f"vocabulary.scripts.{name}") for name, text in dict(scripts).items()}
    return Scripts(**said)


def said_scale(scale: Scale, say: Say) -> Scale:
    """Return a scale with its labels and its rule in the words of `say`."""
    levels = [
        level.model_copy(update={"label": say(level.label, "vocabulary.level")})
        for level in scale.levels
    ]
    verdicts = [
        verdict.model_copy(update={"label": say(verdict.label, "vocabulary.verdict")})
        for verdict in scale.verdicts
    ]
    rule = scale.rule and say(scale.rule, "vocabulary.rule")
    said = {"levels": tuple(levels), "verdicts": tuple(verdicts), "rule": rule}
    return scale.model_copy(update=said)
