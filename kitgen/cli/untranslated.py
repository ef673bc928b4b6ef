"""Notes on what candidates get in the language of the bank, since nobody has translated it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kitgen.editions.occasion import Occasion
    from kitgen.kit.kit import Kit
    from kitgen.request import Packing


def echo_untranslated(
    kits: "Sequence[Kit]", packing: "Packing", occasions: "Iterable[Occasion]"
) -> None:
    """Print what candidates do not get in their languages: the sheet's words, and questions."""
    languages = dict.fromkeys(occasion.language for occasion in occasions)
    if "candidate" not in packing.editions:
        return
    for language in filter(None, languages):
        _echo(kits, packing, language)


def _echo(kits: "Sequence[Kit]", packing: "Packing", language: str) -> None:
    from kitgen.kit.translations import untranslated
    from kitgen.personal import in_language
    from kitgen.translation import is_same

    words = in_language(packing.theme, language).words.language
    if not is_same(words, language):
        click.echo(
            f"note: kitgen has no words in {language}: those of the sheet stay in {words}", err=True
        )
    lacking = dict.fromkeys(name for kit in kits for name in untranslated(kit, language))
    if lacking:
        note = f"not translated into {language}, so candidates get the original"
        click.echo(f"note: {note}: {', '.join(lacking)}", err=True)
