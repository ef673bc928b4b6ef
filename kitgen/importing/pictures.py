"""Pictures that an imported text shows → figures in the folder of the bank."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from kitgen.errors import InvalidInput
from kitgen.files.portable import allowed
from kitgen.files.text import read_bytes
from kitgen.importing.inline import picture
from kitgen.importing.naming import slug
from kitgen.importing.parsing import parse
from kitgen.importing.reading import Note, Outcome, Place
from kitgen.paths import is_inside

FOLDER = "figures"
_ENDINGS = {
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".svg",
    ".webp",
    ".bmp",
    ".tif",
    ".tiff",
    ".emf",
    ".wmf",
}


@dataclass(slots=True)
class Figures:
    """The pictures of one file that a bank gets; `files` has their names and contents.

    `inside` are pictures that the file itself contains; all others are looked for beside it.
    """

    beside: Path
    bank: Path
    inside: Mapping[str, bytes]
    files: dict[str, bytes] = field(default_factory=dict)

    def placed(self, text: str, place: Place, notes: list[Note]) -> str:
        """Return a Markdown text with the pictures that were found as figures of the bank."""
        for shown in reversed(parse(text).constructs if "![" in text else ()):
            if shown.name == "image":
                words = text[shown.start + 2 : shown.label_end]
                target = self._target(shown.target, place, notes)
                instead = picture(words, target) if target else words
                text = text[: shown.start] + instead + text[shown.end :]
        return text

    def _target(self, address: str, place: Place, notes: list[Note]) -> str:
        """Return where a picture is from now on; empty where that cannot be written down."""
        if re.match(r"https?://[^/]", address):
            notes.append(Note(place, "changed", f"picture left where it is: {address}"))
            return address
        content = self._content(unquote(address))
        if content is None:
            is_address = ":" in address or address.startswith(("/", "#", "?"))
            what: Outcome = "dropped" if is_address else "changed"
            notes.append(Note(place, what, f"no such picture beside the file: {address}"))
            return "" if is_address else address
        name = self._name(Path(unquote(address)), content)
        if self._existing(name) is None:
            self.files[name] = content
        notes.append(Note(place, "changed", f"picture copied: {address} to {name}"))
        return name

    def _content(self, address: str) -> bytes | None:
        path = self.beside / address
        if path.suffix.lower() not in _ENDINGS:
            return None
        if address in self.inside:
            return self.inside[address]
        if not is_inside(path, self.beside):
            return None
        try:
            return read_bytes(path)
        except InvalidInput:
            return None

    def _name(self, path: Path, content: bytes) -> str:
        """Return a name that no other picture has; the same one for the same picture."""
        stem = allowed(slug(path.stem)) or "picture"
        number, name = 1, f"{FOLDER}/{stem}{path.suffix.lower()}"
        while self._existing(name) not in (None, content):
            number += 1
            name = f"{FOLDER}/{stem}-{number}{path.suffix.lower()}"
        return name

    def _existing(self, name: str) -> bytes | None:
        if name in self.files:
            return self.files[name]
        path = self.bank / name
        return path.read_bytes() if path.is_file() else None
