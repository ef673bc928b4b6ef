"""The models that files are validated against, and the errors of doing so."""

from collections.abc import Mapping
from enum import Enum
from itertools import islice
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)

from kitgen.errors import InvalidInput, Issue, YamlPath
from kitgen.files.messages import explain
from kitgen.files.text import TAB
from kitgen.limits import FAULTS, LINE, PHRASE, PROSE
from kitgen.unseen import UNSEEN, has_unseen, refusal

M = TypeVar("M", bound="Model")
T = TypeVar("T")


class Model(BaseModel):
    """A value read from YAML: frozen, strict, unknown keys forbidden."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Markdown(Enum):
    """Marks a text as Markdown in a type: of blocks, or of the content of one paragraph."""

    BLOCKS = "blocks"
    INLINE = "inline"


def _printable(value: str) -> str:
    if has_unseen(value) and (found := UNSEEN.search(value)):
        raise ValueError(refusal(found[0]))
    return value


def _filled(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty")
    return value.strip()


def _without_tabs(value: str) -> str:
    if "\t" in value:
        raise ValueError(TAB)
    return value


def _one_line(value: str) -> str:
    line = _filled(_without_tabs(_printable(value)))
    if "\n" in line:
        raise ValueError("must be one line (fold it with '>-')")
    return line


def _code(value: str) -> str:
    """Keep the indentation of the first line."""
    return value.strip("\n").rstrip()


# The patterns are the same rules for editors.
_SOME = Field(json_schema_extra={"pattern": r"\S"})
_ONE_LINE = Field(json_schema_extra={"pattern": r"^\s*\S.*\s*$"})
# Markdown is read when it is printed or checked, not when it is loaded: a bank has thousands of
# texts. So its faults are not found here, and a tab outside of code is one of them.
Prose = Annotated[
    str,
    Field(max_length=PROSE),
    AfterValidator(_printable),
    AfterValidator(_filled),
    Markdown.BLOCKS,
    _SOME,
]
# For lines with another maximum: in a schema, the last of two counts.
OneLine = Annotated[str, AfterValidator(_one_line), _ONE_LINE]
Line = Annotated[str, Field(max_length=LINE), AfterValidator(_one_line), _ONE_LINE]
Phrase = Annotated[
    str, Field(max_length=PHRASE), AfterValidator(_one_line), Markdown.INLINE, _ONE_LINE
]
Code = Annotated[str, AfterValidator(_printable), AfterValidator(_code)]
# A language tag such as `en-GB` (RFC 5646), by its form alone.
Language = Annotated[str, Field(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", examples=["en-GB"])]


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str | int) else value


class _AlsoAlone:
    """Tells editors that one value may be written without a list."""

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        made = handler(schema)
        return {"anyOf": [made["items"], made]}


# A list of short names or numbers; one may be written without a list.
Listed = Annotated[tuple[T, ...], BeforeValidator(_listed), _AlsoAlone()]


class Located(Protocol):
    """A value that knows the place of each of its parts."""

    @property
    def value(self) -> Any:
        """The value."""

    def issue(self, place: YamlPath, message: str, *, key: bool = False) -> Issue:
        """Locate `message` at `place`."""


def validate(model: type[M], source: Located, place: YamlPath = (), **extra: Any) -> M:
    """Build `model` from the value at `place`, with `extra` fields that the file does not contain.

    Raises InvalidInput with one Issue for each fault of the value.
    """
    value = source.value
    for step in place:
        value = value[step]
    try:
        return model.model_validate({**value, **extra} if isinstance(value, Mapping) else value)
    except ValidationError as error:
        raise InvalidInput(
            source.issue(place + at, message, key=on_key)
            for at, message, on_key in islice(explain(error, model), FAULTS)
        ) from None
