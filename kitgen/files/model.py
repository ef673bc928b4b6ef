"""The models that files are validated against, and the errors of doing so."""

from collections.abc import Mapping
from typing import Annotated, Any, Protocol, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from kitgen.errors import InvalidInput, Issue, YamlPath
from kitgen.files.messages import explain
from kitgen.files.text import CONTROL

M = TypeVar("M", bound="Model")


class Model(BaseModel):
    """A value read from YAML: frozen, strict, unknown keys forbidden."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


def _text(value: str) -> str:
    if CONTROL.search(value):
        raise ValueError("control characters are not allowed")
    if not value.strip():
        raise ValueError("must not be empty")
    return value.strip()


def _line(value: str) -> str:
    if "\n" in value.strip():
        raise ValueError("must be one line (fold it with '>-')")
    return value


# The patterns say the same to editors.
Text = Annotated[str, AfterValidator(_text), Field(json_schema_extra={"pattern": r"\S"})]
Line = Annotated[
    str,
    AfterValidator(_text),
    AfterValidator(_line),
    Field(json_schema_extra={"pattern": r"^\s*\S.*\s*$"}),
]


class Located(Protocol):
    """A value that knows where each part of it stands."""

    @property
    def value(self) -> Any:
        """The value."""

    def issue(self, place: YamlPath, message: str, *, key: bool = False) -> Issue:
        """Locate `message` at `place`."""


def validate(model: type[M], source: Located, place: YamlPath = (), **extra: Any) -> M:
    """Build `model` from the value at `place`, with `extra` fields the file does not hold.

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
            for at, message, on_key in explain(error, model)
        ) from None
