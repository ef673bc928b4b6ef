"""Texts with blanks such as `{role}`, which are filled in later."""

from string import Formatter

from pydantic import AfterValidator

from kitgen.errors import suggest


def with_blanks(*known: str, needed: bool = False) -> AfterValidator:
    """Return a validator that refuses blanks which nothing fills in, and formats of blanks.

    With `needed`, it refuses a text that lacks one of them: what fills it in would be lost.
    """

    def check(text: str) -> str:
        found = _blanks(text)
        missing = [name for name in known if needed and name not in dict(found)]
        if missing:
            raise ValueError(f"lacks the blank {{{missing[0]}}}")
        for blank, form in found:
            if blank not in known:
                names = ", ".join(f"{{{name}}}" for name in known)
                unknown = f"{{{blank}}}{suggest(blank, known)}"
                raise ValueError(f"nothing is known to fill in {unknown} (known: {names})")
            # A format could fail for the value that is filled in, or print a million spaces.
            if form:
                raise ValueError(f"write {{{blank}}} without a format")
        return text

    return AfterValidator(check)


def _blanks(text: str) -> list[tuple[str, str]]:
    """Return the blanks of a text, each with its format and conversion, if it has any."""
    try:
        parts = list(Formatter().parse(text))
    except ValueError as error:
        raise ValueError(f"{error}; write {{{{ and }}}} for braces") from None
    return [
        (blank, f"{form}{conversion or ''}")
        for _, blank, form, conversion in parts
        if blank is not None
    ]
