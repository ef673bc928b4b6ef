"""The work that imported questions are taken from, as the options name it."""

from pydantic import ValidationError

from kitgen.bank.references import QuestionSource
from kitgen.errors import BadRequest


def source_of(
    title: str | None, url: str | None, licence: str | None, attribution: str | None
) -> QuestionSource | None:
    """Return the source that the options name, None for none; raises BadRequest."""
    given = {"url": url, "licence": licence, "attribution": attribution}
    if title is None:
        if any(given.values()):
            raise BadRequest(
                "an address, a licence or an attribution needs the work that it is of",
                "add --source 'The title of the work'",
            )
        return None
    try:
        return QuestionSource(title=title, **given)
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        option = {"url": "--source-url", "title": "--source"}.get(name, f"--{name}")
        hint = "an address begins with https://" if name == "url" else "write it in one line"
        raise BadRequest(f"{option} cannot be printed as it is", hint) from None
