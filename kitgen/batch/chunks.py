"""Packs made in chunks of rows by any executor, and written row by row."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from hashlib import sha256

from kitgen.batch.manifest import Entry, Manifest
from kitgen.batch.orders import Order, Pack, Piece
from kitgen.editions.edition import EDITIONS
from kitgen.editions.occasion import Occasion
from kitgen.errors import KitgenError, OutputFault, TemplateFault
from kitgen.output import OutputFile, write
from kitgen.render.formats import RENDERERS
from kitgen.render.html import render_html

# Packs of one kit and look cost little after the first, which is shared by the rows of a chunk;
# but all files of a chunk are in memory at once.
_MOST_ROWS = 25
_MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class Done:
    """A row whose files are written, or the error for which it has none."""

    order: Order
    error: KitgenError | None = None


def make(
    orders: Sequence[Order], manifest: Manifest, executor: Executor, ahead: int
) -> Iterator[Done]:
    """Make and write what is ordered, and yield each row when that is done.

    At most so many chunks are `ahead` of the one that is written. An error of a row stops no
    other; TemplateFault, which is no fault of a row, is raised.
    """
    begun: deque[_Chunk] = deque()
    try:
        for alike in _chunks(orders):
            begun.append(_Chunk.begin(alike, executor))
            if len(begun) > ahead:
                yield from begun.popleft().finish(manifest, executor)
        while begun:
            yield from begun.popleft().finish(manifest, executor)
    except BrokenExecutor:
        raise OutputFault(
            "a process that made packs was ended by the system",
            "give fewer --jobs if memory is short; the same command goes on where it stopped",
        ) from None
    finally:
        for chunk in begun:
            chunk.cancel()


def rendered(piece: Piece, occasions: Sequence[Occasion]) -> list[bytes]:
    """Return the files of one piece for each occasion, in any process."""
    found = []
    for occasion in occasions:
        view = EDITIONS[piece.edition].view(piece.subject, occasion)
        document = render_html(piece.edition, view, piece.theme)
        found.append(RENDERERS[piece.format](document, piece.theme))
    return found


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


_Files = dict[str, bytes | KitgenError]  # by their names


@dataclass(frozen=True, slots=True)
class _Task:
    """A piece that is being made for the rows that lack it."""

    piece: Piece
    packs: tuple[tuple[Pack, Occasion], ...]
    future: "Future[list[bytes]]"

    @classmethod
    def begin(
        cls, piece: Piece, packs: Sequence[tuple[Pack, Occasion]], executor: Executor
    ) -> "_Task":
        occasions = tuple(occasion for _, occasion in packs)
        return cls(piece, tuple(packs), executor.submit(rendered, piece, occasions))

    def finish(self, executor: Executor) -> _Files:
        """Return the files; where one fails, each is made alone to find out which."""
        try:
            contents = self.future.result()
        except TemplateFault:
            raise
        except KitgenError as error:
            if len(self.packs) == 1:
                return {self.packs[0][0].name: error}
            alone = [_Task.begin(self.piece, [pack], executor) for pack in self.packs]
            return {name: file for task in alone for name, file in task.finish(executor).items()}
        names = (pack.name for pack, _ in self.packs)
        return dict(zip(names, contents, strict=True))


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Rows whose packs are being made."""

    orders: tuple[Order, ...]
    tasks: tuple[_Task, ...]

    @classmethod
    def begin(cls, orders: tuple[Order, ...], executor: Executor) -> "_Chunk":
        wanted: dict[Piece, list[tuple[Pack, Occasion]]] = {}
        for order in orders:
            for pack in order.packs:
                wanted.setdefault(pack.piece, []).append((pack, order.row.occasion))
        return cls(orders, tuple(_Task.begin(p, packs, executor) for p, packs in wanted.items()))

    def finish(self, manifest: Manifest, executor: Executor) -> Iterator[Done]:
        """Write the files of each row and yield it."""
        files: _Files = {}
        for task in self.tasks:
            files |= task.finish(executor)
        for order in self.orders:
            contents = [files.pop(pack.name) for pack in order.packs]
            error = next((c for c in contents if isinstance(c, KitgenError)), None)
            if error is None:
                _write(order, [c for c in contents if isinstance(c, bytes)], manifest)
            yield Done(order, error)

    def cancel(self) -> None:
        for task in self.tasks:
            task.future.cancel()


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
