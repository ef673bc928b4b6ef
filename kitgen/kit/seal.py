"""Kits that were changed by hand get the id of their content, and nothing else of them changes."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kitgen.errors import InvalidInput, Issue
from kitgen.files.edit import with_text
from kitgen.files.source import read
from kitgen.kit.kit import Kit
from kitgen.kit.load import kit_in
from kitgen.output import OutputFile, write


@dataclass(frozen=True, slots=True)
class Sealed:
    """A kit file with the id of its content, the id that it had before, and its new content."""

    file: Path
    kit: Kit
    before: str
    content: bytes

    @property
    def changed(self) -> bool:
        """Whether the kit is another than its id told."""
        return self.kit.id != self.before


def seal_kits(files: Sequence[Path]) -> tuple[Sealed, ...]:
    """Check kit files, and write the id of its content into each that has another one.

    Raises InvalidInput with every fault of all these files; then none is written.
    """
    sealed: list[Sealed] = []
    issues: list[Issue] = []
    for file in files:
        try:
            sealed.append(_sealed(file))
        except InvalidInput as error:
            issues += error.issues
    if issues:
        raise InvalidInput(issues)
    _write([kit for kit in sealed if kit.changed])
    return tuple(sealed)


def _sealed(file: Path) -> Sealed:
    source = read(file)
    kit = kit_in(source)
    content = with_text(source, ("id",), kit.digest)
    return Sealed(file, kit.model_copy(update={"id": kit.digest}), kit.id, content)


def _write(sealed: Sequence[Sealed]) -> None:
    """Write all of them together, from the folder that they have in common."""
    if not sealed:
        return
    paths = [kit.file.absolute() for kit in sealed]
    folder = Path(os.path.commonpath([path.parent for path in paths]))
    pairs = zip(sealed, paths, strict=True)
    files = [OutputFile(str(path.relative_to(folder)), kit.content) for kit, path in pairs]
    write(files, folder, force=True)
