"""Names of files by a pattern: `{form}/{candidate}/{edition}`, safe and distinct."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from string import Formatter
from unicodedata import normalize

from kitgen.editions.occasion import in_file_names
from kitgen.errors import BadRequest, require_known

USUAL = "{candidate}/{pack}"
FIELDS = ("candidate", "interviewer", "date", "form", "row", "role", "round", "edition", "pack")
_NOT_IN_NAMES = frozenset(r"\:*?\"<>|")  # what some file systems refuse, beside the slash
_LONGEST = 200  # bytes of a name, of the 255 allowed: an ending and a number follow
# What Windows takes for devices, with any ending.
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)))
)


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
        return "/".join(map(_allowed, "".join(texts).split("/")))


def _safe(field: str | None, values: Mapping[str, str]) -> str:
    """Return a value as part of a name; `pack`, which kitgen itself makes, as it is."""
    if field is None:
        return ""
    if field == "pack":
        return values[field]
    return in_file_names(values.get(field, "")) or f"no-{in_file_names(field)}"


def _allowed(name: str) -> str:
    """Return a name that file systems allow."""
    short = name.encode()[:_LONGEST].decode(errors="ignore")
    return f"{short}-" if short.partition(".")[0].casefold() in _DEVICES else short


def _require_names(sample: str, text: str) -> None:
    names = sample.split("/")
    is_bad = any(
        not n.strip() or n[0] == "." or n[-1] in ". " or not n.isprintable() for n in names
    )
    if is_bad or not _NOT_IN_NAMES.isdisjoint(sample) or PurePosixPath(sample).is_absolute():
        raise BadRequest(
            f"--name '{text}' makes no names of files below the output folder",
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
        while _key(name) in self._taken:
            number = self._last.get(_key(stem + ending), 1) + 1
            self._last[_key(stem + ending)] = number
            name = f"{stem}-{number}{ending}"
        self._taken.add(_key(name))
        return name


def _key(name: str) -> str:
    """Return what is the same for names that some file system takes for one."""
    return normalize("NFC", name.casefold())
