"""Packs made in chunks of rows by any executor, and written row by row."""

import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice

from kitgen.batch.manifest import Entry, Manifest
from kitgen.batch.orders import Order, Pack, Piece
from kitgen.editions.occasion import Occasion
from kitgen.errors import BorrowedFont, KitgenError, TemplateFault
from kitgen.output import OutputFile, write
from kitgen.printing import Printed, Printing, printed

# Packs of one kit and look cost little after the first, which the rows of a chunk share; but all
# files of a chunk are in memory at once.
_MOST_ROWS = 25
_MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class Crew:
    """Who makes packs: an executor, and how many work for it; without one they are made here."""

    executor: Executor | None = None
    number: int = 1

    def begin(self, task: Printing) -> "Future[Printed] | None":
        """Have a task begun elsewhere, if there is somebody."""
        return self.executor.submit(printed, task) if self.executor else None

    @property
    def enough(self) -> int:
        """How many tasks keep all of them at work while one is written."""
        return 2 * self.number if self.executor else 0


@dataclass(frozen=True, slots=True)
class Done:
    """A row whose files are written, or the error for which it has none."""

    order: Order
    error: KitgenError | None = None

    @property
    def name(self) -> str:
        """Whose row it is."""
        return self.order.row.occasion.candidate or ""


def make(orders: Sequence[Order], manifest: Manifest, crew: Crew) -> Iterator[Done]:
    """Make and write what is ordered, and yield each row when that is done.

    An error of a row stops no other; TemplateFault, which is no fault of a row, is raised.
    """
    begun: deque[_Chunk] = deque()
    for alike in _chunks(orders):
        begun.append(_Chunk.begin(alike, crew))
        if sum(len(chunk.tasks) for chunk in islice(begun, 1, None)) >= crew.enough:
            yield from begun.popleft().finish(manifest, crew)
    while begun:
        yield from begun.popleft().finish(manifest, crew)


_Files = dict[str, bytes | KitgenError]  # by their names


@dataclass(frozen=True, slots=True)
class _Task:
    """A piece that is being made for the rows that lack it."""

    piece: Piece
    packs: tuple[tuple[Pack, Occasion], ...]
    printing: Printing
    future: "Future[Printed] | None"

    @classmethod
    def begin(cls, piece: Piece, packs: Sequence[tuple[Pack, Occasion]], crew: Crew) -> "_Task":
        occasions = tuple(occasion for _, occasion in packs)
        printing = replace(piece.printing, occasions=occasions)
        return cls(piece, tuple(packs), printing, crew.begin(printing))

    def finish(self, crew: Crew) -> _Files:
        """Return the files; where one fails, each is made alone to find out which."""
        try:
            done = self.future.result() if self.future else printed(self.printing)
        except TemplateFault:
            raise
        except KitgenError as error:
            return self._apart(error, crew)
        for note in done.notes:
            warnings.warn(BorrowedFont(note), stacklevel=1)
        pairs = zip(self.packs, done.files, strict=True)
        return {pack.name: file.content for (pack, _), file in pairs}

    def _apart(self, error: KitgenError, crew: Crew) -> _Files:
        if len(self.packs) == 1:
            return {self.packs[0][0].name: error}
        files: _Files = {}
        for task in [_Task.begin(self.piece, [pack], crew) for pack in self.packs]:
            files |= task.finish(crew)
        return files


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Rows whose packs are being made."""

    orders: tuple[Order, ...]
    tasks: tuple[_Task, ...]

    @classmethod
    def begin(cls, orders: tuple[Order, ...], crew: Crew) -> "_Chunk":
        wanted: dict[Piece, list[tuple[Pack, Occasion]]] = {}
        for order in orders:
            for pack in order.packs:
                wanted.setdefault(pack.piece, []).append((pack, order.row.occasion))
        return cls(orders, tuple(_Task.begin(p, packs, crew) for p, packs in wanted.items()))

    def finish(self, manifest: Manifest, crew: Crew) -> Iterator[Done]:
        """Write the files of each row and yield it."""
        files: _Files = {}
        for task in self.tasks:
            files |= task.finish(crew)
        for order in self.orders:
            contents = [files.pop(pack.name) for pack in order.packs]
            error = next((c for c in contents if isinstance(c, KitgenError)), None)
            if error is None:
                _write(order, [c for c in contents if isinstance(c, bytes)], manifest)
            yield Done(order, error)


def _chunks(orders: Sequence[Order]) -> Iterator[tuple[Order, ...]]:
    """Yield orders that share their pieces, as many as a chunk may have."""
    open_: dict[tuple[object, ...], list[Order]] = {}
    for order in orders:
        key = (order.row.form, order.row.paper)
        chunk = open_.setdefault(key, [])
        chunk.append(order)
        files = sum(len(one.packs) for one in chunk)
        if len(chunk) == _MOST_ROWS or files + len(order.packs) > _MOST_FILES:
            yield tuple(open_.pop(key))
    yield from map(tuple, open_.values())


def _write(order: Order, contents: Sequence[bytes], manifest: Manifest) -> None:
    """List the files of a row in the manifest, then write all of them or none."""
    pairs = list(zip(order.packs, contents, strict=True))
    manifest.add(_entry(order, pack, content) for pack, content in pairs)
    files = [OutputFile(pack.name, content) for pack, content in pairs]
    write(files, manifest.folder, force=True)


def _entry(order: Order, pack: Pack, content: bytes) -> Entry:
    row, person = order.row, order.row.occasion
    return Entry(
        row=str(row.line),
        candidate=person.candidate or "",
        interviewer=person.interviewer or "",
        form=row.form or "A",
        kit=" ".join(pack.piece.kits),
        file=pack.name,
        sha256=sha256(content).hexdigest(),
        made_from=pack.made_from,
    )
