"""The built-in scripts and scales in the language of a bank that words none itself."""

from collections.abc import Callable

from kitgen.bank.vocabulary import Scale, Scripts
from kitgen.resources import shipped

_WRITTEN_IN = "en"

# Returns a text in another language. The second value is the text's context in the catalogues.
Say = Callable[[str, str], str]


def say_in(language: str | None) -> Say:
    """Return what says built-in texts in a language: as they are where nobody translated them."""
    if language is None:
        return _as_it_is
    from kitgen.translation import translation_into

    translation = translation_into(language, _WRITTEN_IN, (shipped("templates"),))
    return _as_it_is if translation is None else translation.text


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
