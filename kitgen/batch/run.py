"""A run of a batch: what is left to make in its folder, made, zipped and listed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kitgen.batch.chunks import Crew, Done, make
from kitgen.batch.manifest import MANIFEST, Manifest
from kitgen.batch.orders import Order
from kitgen.batch.zips import By, write_zips, zip_names
from kitgen.errors import BadRequest
from kitgen.kit.kit import Kit
from kitgen.kit.load import read_kit
from kitgen.kit.names import KIT_ENDING, NOT_PROTECTED
from kitgen.output import OutputFile, unwritten, write
from kitgen.paths import is_there
from kitgen.pipeline import kit_file


@dataclass(frozen=True)
class Run:
    """Packs of all rows, their kits, and the manifest of what was made before.

    `by` tells whom to write zips for, and `kit_folder` where below the folder kits are.
    """

    orders: Sequence[Order]
    kits: Sequence[Kit]
    manifest: Manifest
    by: By | None = None
    kit_folder: str | None = None

    @property
    def folder(self) -> Path:
        """The folder that is written to."""
        return self.manifest.folder

    @cached_property
    def left(self) -> tuple[Order, ...]:
        """What is not there as it would be made now."""
        is_made = self.manifest.is_made
        orders = (
            replace(
                order,
                packs=tuple(p for p in order.packs if not is_made(p.name, p.made_from)),
            )
            for order in self.orders
        )
        return tuple(order for order in orders if order.packs)

    def require_password(self) -> None:
        """Raise BadRequest where a pack that was made before has another password."""
        for order in self.orders:
            for pack in order.packs:
                protection = pack.piece.printing.protection
                is_made = protection and self.manifest.is_made(pack.name, pack.made_from)
                path = self.folder / pack.name
                if protection and is_made and not protection.opens(path.read_bytes()):
                    raise BadRequest(
                        f"{path} was made with another password",
                        "give that one, or --output for another folder",
                    )

    @property
    def made_before(self) -> int:
        """How many rows have all their packs already."""
        return len(self.orders) - len(self.left)

    @property
    def new_names(self) -> tuple[str, ...]:
        """The names of files that will be written, of which none may be there yet."""
        return (
            *(file.name for file in self._kit_files),
            *(pack.name for order in self.left for pack in order.packs),
            *(name for name in self._zips.values() if not self.manifest.is_made(name)),
        )

    @cached_property
    def _zips(self) -> Mapping[str, str]:
        """The names of zips, by those of people."""
        return zip_names(self.orders, self.by) if self.by else {}

    @cached_property
    def _kit_files(self) -> tuple[OutputFile, ...]:
        files = (kit_file(kit, self.kit_folder) for kit in self.kits)
        return unwritten(files, self.folder)

    def make(self, crew: Crew) -> Iterator[Done]:
        """Write kits, then the packs that are left, row by row; see `chunks.make`."""
        self.manifest.add(())  # first of all, since it tells that a batch was begun here
        write(self._kit_files, self.folder, force=True)
        yield from make(self.left, self.manifest, crew)

    def finish(self, failed: Collection[Order]) -> Iterator[Path]:
        """Write zips without the rows that failed, and the manifest in the order of the rows.

        Yield their paths, after those of the kits that were written.
        """
        yield from (self.folder / file.name for file in self._kit_files)
        lines = {order.row.line for order in failed}
        whole = [order for order in self.orders if order.row.line not in lines]
        packs = (pack.name for order in whole for pack in order.packs)
        if self.by:
            yield from write_zips(whole, self.by, self._zips, self.manifest)
        self.manifest.finish((*packs, *self._zips.values()))
        yield self.folder / MANIFEST


def seed_of(folder: Path) -> int | None:
    """Return the seed of the batch that was begun in a folder; None where none was.

    Raises InvalidInput for a kit that cannot be read.
    """
    if not is_there(folder / MANIFEST):
        return None
    places = (folder, folder / NOT_PROTECTED)
    kits = (path for place in places for path in place.glob(f"*{KIT_ENDING}"))
    seeds = {read_kit(path).seed for path in sorted(kits)}
    return seeds.pop() if len(seeds) == 1 else None
