"""What each row of a roster gets: packs, with their names and what they are made from."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

import kitgen
from kitgen.batch.names import Distinct, Pattern
from kitgen.batch.roster import Roster, Row
from kitgen.editions.edition import EDITIONS
from kitgen.editions.occasion import Occasion
from kitgen.kit.kit import Kit
from kitgen.kit.names import Slot
from kitgen.literals import Paper
from kitgen.printing import Printing, printings
from kitgen.request import Packing


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """What rows of one form and paper share: a kit, or a loop, in an edition, format and look.

    `printing` has no occasions yet. `kits` are the ids of its kits.
    """

    printing: Printing
    kits: tuple[str, ...]

    @property
    def edition(self) -> str:
        """The name of its edition."""
        return self.printing.edition.name

    @property
    def slot(self) -> Slot:
        """The round that it is for, or the first of the loop."""
        return self.printing.edition.slot(self.printing.subject)

    def is_for(self, row: Row) -> bool:
        """Tell whether a row gets it: one that names a round gets no other, and the loop."""
        return self.edition == "loop" or row.round in (None, self.slot.round)

    @property
    def pack(self) -> str:
        """What its files are called without a candidate's name, below the folder of its edition."""
        folder = self.printing.edition.folder
        name = f"{self.printing.edition.stem(self.slot)}-{self.edition}"
        return f"{folder}/{name}" if folder else name


@dataclass(frozen=True, slots=True)
class Pack:
    """A file to make: a piece for a row, its name, and a digest of all that it is made from."""

    piece: Piece
    name: str
    made_from: str


@dataclass(frozen=True, slots=True)
class Order:
    """The packs of a row."""

    row: Row
    packs: tuple[Pack, ...]


@dataclass(frozen=True)
class Batch:
    """Kits of each form, and how rows of a roster get packs of them."""

    kits: Sequence[Kit]
    packing: Packing
    pattern: Pattern

    def orders(self, roster: Roster) -> Iterator[Order]:
        """Yield the packs of each row, no two of them with one name.

        Raises NotALoop for a loop edition of kits that are not whole loops.
        """
        distinct = Distinct()
        pieces: dict[tuple[str | None, Paper | None], tuple[Piece, ...]] = {}
        for row in roster.rows:
            key = row.form, row.paper
            if key not in pieces:
                pieces[key] = tuple(self._pieces(*key))
            wanted = [piece for piece in pieces[key] if piece.is_for(row)]
            yield Order(row, tuple(self._pack(row, piece, distinct) for piece in wanted))

    def _pieces(self, form: str | None, paper: Paper | None) -> Iterator[Piece]:
        kits = [kit for kit in self.kits if kit.form == form]
        theme = self.packing.theme.on(paper) if paper else self.packing.theme
        editions = [EDITIONS[name] for name in self.packing.editions]
        look = replace(self.packing, theme=theme, occasions=(Occasion(),))
        for printing in printings(editions, kits, look):
            subject = printing.subject
            of_subject = subject if isinstance(subject, tuple) else (subject,)
            ids = tuple(kit.id for kit in of_subject)
            yield Piece(replace(printing, occasions=()), ids)

    def _pack(self, row: Row, piece: Piece, distinct: Distinct) -> Pack:
        slot, person = piece.slot, row.occasion
        values = {
            **row.cells,
            "candidate": person.candidate or "",
            "interviewer": person.interviewer or "",
            "date": person.date or "",
            "form": row.form or "A",
            "row": str(row.line),
            "role": slot.role,
            "round": "loop" if piece.edition == "loop" else slot.round,
            "edition": piece.edition,
            "pack": piece.pack,
        }
        name = distinct.name(self.pattern.filled(values), f".{piece.printing.format}")
        return Pack(piece, name, self._made_from(row, piece))

    def _made_from(self, row: Row, piece: Piece) -> str:
        """Return a digest of kitgen, look, kits, and what the row prints."""
        theme = piece.printing.theme
        parts = (
            kitgen.__version__,
            self._look,
            theme.tokens.model_dump(mode="json"),
            theme.words.language,
            sha256(theme.reference.content).hexdigest() if theme.reference else None,
            piece.edition,
            piece.printing.format,
            piece.kits,
            dict(row.cells),
            row.occasion.date,
            row.occasion.language,
            *(["protected"] if piece.printing.protection else []),
            piece.printing.fillable,
        )
        return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]

    @cached_property
    def _look(self) -> str:
        """A digest of the files of the theme, but for their folders' names."""
        found = sha256()
        for folder in self.packing.theme.folders:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                found.update(path.relative_to(folder).as_posix().encode() + b"\0")
                found.update(sha256(path.read_bytes()).digest())
        return found.hexdigest()
