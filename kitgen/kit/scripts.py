"""What is read aloud and opens the candidate's sheet, with the names and numbers of a kit."""

from collections.abc import Mapping
from functools import lru_cache

from kitgen.bank.built_in import built_in_scripts
from kitgen.kit.kit import Kit, KitScripts
from kitgen.render.markdown import as_typed
from kitgen.wording import ScriptWords
from kitgen.words import Words, built_in_words, words_in


def spoken(kit: Kit, scripts: Mapping[str, str], words: Words) -> KitScripts:
    """Return scripts with the names and numbers of a kit in their blanks."""
    values = {
        "role": as_typed(kit.role.title),
        "round": as_typed(kit.round.title),
        "minutes": kit.round.minutes,
        "opening": kit.round.opening,
        "closing": kit.closing_minutes,
        "questions": words.questions_aloud(len(kit.questions)),
        "same": _who_gets_what(kit, words.scripts),
    }
    return KitScripts(**{name: text.format(**values) for name, text in scripts.items()})


def welcome_in(kit: Kit, language: str) -> str | None:
    """Return the welcome of a kit in another language.

    None where the kit does not have the built-in welcome, or where nobody has translated it.
    """
    is_built_in = _welcome(kit, kit.language) == kit.scripts.welcome
    return _welcome(kit, language) if is_built_in else None


def _welcome(kit: Kit, language: str | None) -> str | None:
    scripts = built_in_scripts(language)
    return None if scripts is None else spoken(kit, dict(scripts), _words(language)).welcome


@lru_cache(maxsize=16)
def _words(language: str | None) -> Words:
    return words_in(language, built_in_words())


def _who_gets_what(kit: Kit, words: ScriptWords) -> str:
    """Return what all candidates of a round get, as it is read to them."""
    if kit.form is None:
        return words.same
    return words.equivalent if kit.is_equivalent else words.by_rules
