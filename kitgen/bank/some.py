"""Lists of a question that must have an item, unless a draft leaves them out."""

from typing import Any

from pydantic import AfterValidator, ValidationInfo
from pydantic_core import PydanticKnownError


def _some_unless_unwritten(value: tuple[object, ...], info: ValidationInfo) -> tuple[object, ...]:
    """Refuse an empty list, unless a draft leaves out its key."""
    if not value and info.field_name not in info.data.get("unwritten", ()):
        raise PydanticKnownError(
            "too_short", {"field_type": "Tuple", "min_length": 1, "actual_length": 0}
        )
    return value


# A list of which only a draft may have none.
Some = AfterValidator(_some_unless_unwritten)
ONE_OR_MORE: dict[str, Any] = {"minItems": 1}  # the same rule for editors
