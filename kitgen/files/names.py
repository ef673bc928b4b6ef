"""Names that become names of files."""

from typing import Annotated
from unicodedata import normalize

from pydantic import AfterValidator

from kitgen.files.model import Line
from kitgen.files.portable import name_fault


def _file_stem(value: str) -> str:
    """Return a name in the one normal form, whichever its file system keeps names in."""
    name = normalize("NFC", value)
    fault = name_fault(name)
    if fault:
        raise ValueError(f"'{name}' cannot begin the name of a file: {fault}")
    return name


# The start of file names: it must not lead to another folder.
FileStem = Annotated[Line, AfterValidator(_file_stem)]
