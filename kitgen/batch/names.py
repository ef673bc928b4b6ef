"""Names of files by a pattern: `{form}/{candidate}/{edition}`, safe and distinct."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter

from kitgen.errors import BadRequest, require_known
from kitgen.files.portable import alike, allowed, in_file_names, name_fault

FIELDS = ("candidate", "interviewer", "date", "form", "row", "role", "round", "edition", "pack")


@dataclass(frozen=True, slots=True)
class Pattern:
    """What names are made of: texts, and fields in braces; the format is their ending."""

    parts: tuple[tuple[str, str | None], ...]

    @classmethod
    def of(cls, text: str, columns: Iterable[str]) -> "Pattern":
        """Read a pattern; the columns of the roster are fields too.

        Raises UnknownName for an unknown field, BadRequest for what could be no name of a file.
        """
        try:
            parsed = list(Formatter().parse(text))
        except ValueError as error:
            raise BadRequest(f"--name '{text}': {error}", "write fields as {candidate}") from None
        if any(spec or conversion for _, _, spec, conversion in parsed):
            raise BadRequest(f"--name '{text}': a field is a name in braces", "as in {candidate}")
        parts = tuple((literal, field) for literal, field, _, _ in parsed)
        fields = [field for _, field in parts if field is not None]
        require_known(
            "field of --name", fields, tuple(dict.fromkeys((*FIELDS, *filter(None, columns))))
        )
        _require_names(
            "".join(f"{literal}{'x' if field else ''}" for literal, field in parts), text
        )
        return cls(parts)

    def filled(self, values: Mapping[str, str]) -> str:
        """Return a name without its ending; values become letters, digits and hyphens."""
        texts = (literal + _safe(field, values) for literal, field in self.parts)
        return "/".join(map(allowed, "".join(texts).split("/")))


def _safe(field: str | None, values: Mapping[str, str]) -> str:
    """Return a value as part of a name; `pack`, which kitgen itself makes, as it is."""
    if field is None:
        return ""
    if field == "pack":
        return values[field]
    return in_file_names(values.get(field, "")) or f"no-{in_file_names(field)}"


def _require_names(sample: str, text: str) -> None:
    for name in sample.split("/"):
        fault = name_fault(name)
        if fault:
            raise BadRequest(
                f"--name '{text}' makes no names of files below the output folder: "
                f"of '{name}', {fault}",
                "such as {form}/{candidate}/{edition}",
            )


class Distinct:
    """Gives names, each once: another file of the same name gets a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def name(self, stem: str, ending: str) -> str:
        """Return the name with that ending, with a number where it was given before."""
        name = f"{stem}{ending}"
        while alike(name) in self._taken:
            number = self._last.get(alike(stem + ending), 1) + 1
            self._last[alike(stem + ending)] = number
            name = f"{stem}-{number}{ending}"
        self._taken.add(alike(name))
        return name
