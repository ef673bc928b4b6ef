"""Elements of Office Math."""

from collections.abc import Iterable
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def built(name: str, properties: Any, *slots: tuple[str, Iterable[Any]]) -> Any:
    """Return a structure: its properties, if any, and its parts, each with its content."""
    made = OxmlElement(f"m:{name}")
    if properties is not None:
        made.append(properties)
    for slot, content in slots:
        part = OxmlElement(f"m:{slot}")
        part.extend(content)
        made.append(part)
    return made


def properties(name: str, **values: object) -> Any:
    """Return the properties of a structure, in the order given, which the schema prescribes."""
    made = OxmlElement(f"m:{name}Pr")
    made.extend(valued(key, value) for key, value in values.items())
    return made


def valued(name: str, value: object) -> Any:
    """Return an element with a value."""
    made = OxmlElement(f"m:{name}")
    made.set(qn("m:val"), str(value))
    return made
