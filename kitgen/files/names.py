"""Names that become names of files."""

from typing import Annotated

from pydantic import AfterValidator

from kitgen.files.model import Line

# What a file system takes for part of a path, or refuses in a name.
_NOT_IN_NAMES = frozenset(r'/\:*?"<>|')


def _file_stem(value: str) -> str:
    if value.startswith(".") or not _NOT_IN_NAMES.isdisjoint(value):
        raise ValueError(f"'{value}' cannot begin the name of a file")
    return value


# The start of file names: it must not lead to another folder.
FileStem = Annotated[Line, AfterValidator(_file_stem)]
