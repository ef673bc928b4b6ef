"""Straight quotation marks → those of the language of a text."""

# What the parser writes for a pair, and for a pair within a pair: characters that no text has.
MARKS = "\ufdd0\ufdd1\ufdd2\ufdd3"
_ENGLISH = "“”‘’"
_GUILLEMETS = "«»“”"
# Of the Unicode Common Locale Data Repository (delimiters), with the space of French printers.
_OF_LANGUAGE = {
    "cs": "„“‚‘",
    "de": "„“‚‘",
    "de-CH": "«»‹›",
    "es": _GUILLEMETS,
    "fi": "””’’",
    "fr": ("«\N{NARROW NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}»", "“", "”"),
    "it": _GUILLEMETS,
    "ja": "「」『』",
    "pl": "„”«»",
    "pt-PT": _GUILLEMETS,
    "ru": "«»„“",
    "sv": "””’’",
}


def quoted(html: str, language: str) -> str:
    """Return HTML of the parser with the quotation marks of a language, English ones for others."""
    primary = language.split("-")[0]
    marks = _OF_LANGUAGE.get(language) or _OF_LANGUAGE.get(primary, _ENGLISH)
    for mark, sign in zip(MARKS, marks, strict=True):
        html = html.replace(mark, sign)
    return html
