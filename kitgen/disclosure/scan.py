"""Looks for a kit's confidential texts in a finished file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kitgen.disclosure.contents import contents
from kitgen.disclosure.passages import Passage, public
from kitgen.disclosure.runs import Excerpt, Runs, repeated_runs, secret_runs
from kitgen.errors import BadRequest, Disclosure
from kitgen.kit.kit import Kit
from kitgen.paths import is_file


@dataclass(frozen=True, slots=True)
class Leak:
    """A confidential text of a kit, part of which is somewhere in a file."""

    file: str
    place: str
    excerpt: Excerpt

    def __str__(self) -> str:
        where = self.excerpt.passage.place
        return f"{self.file}: {self.place}: words of {where}: … {self.excerpt.words} …"


class Scanner:
    """Knows the confidential texts of some kits, and looks for them in as many files as wanted."""

    def __init__(self, kits: Sequence[Kit]) -> None:
        self._repeated = tuple(leak for kit in kits for leak in _repeated(kit))
        self._runs: Sequence[Runs] = tuple(map(secret_runs, kits))

    def leaks(self, name: str, content: bytes, password: str = "") -> Iterator[Leak]:
        """Yield what a file gives away, each passage once; raises what `contents` raises.

        A text that candidates may see, and that repeats a long part of an answer, counts in
        every file.
        """
        yield from self._repeated
        seen: set[Passage] = set()
        for part in contents(name, content, password):
            for runs in self._runs:
                for excerpt in runs.in_text(part.text):
                    if excerpt.passage not in seen:
                        seen.add(excerpt.passage)
                        yield Leak(name, part.place, excerpt)

    def require_none(self, name: str, content: bytes) -> None:
        """Raise Disclosure for a file that gives something away."""
        leaks = list(self.leaks(name, content))
        if leaks:
            raise Disclosure(
                "\n".join(map(str, leaks)),
                "nothing was written; take these words out of what the candidate sees",
            )


def file_content(file: Path) -> bytes:
    """Return the bytes of a file; raises BadRequest where it cannot be read."""
    if not is_file(file):
        raise BadRequest(f"no such file: {file}")
    try:
        return file.read_bytes()
    except OSError as error:
        raise BadRequest(f"cannot read {file}: {error.strerror}") from None


def _repeated(kit: Kit) -> Iterator[Leak]:
    """Yield what public texts of a kit repeat of its answers, whatever file they are in."""
    runs = repeated_runs(kit)
    for text in public(kit):
        for excerpt in runs.in_text(text.text):
            yield Leak(f"kit {kit.id}", text.place, excerpt)
