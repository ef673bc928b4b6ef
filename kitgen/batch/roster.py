"""A roster: a table with a row for each interview, its faults with their places."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from unicodedata import normalize

from kitgen.editions.occasion import Columns, Occasion
from kitgen.errors import BadRequest, InvalidInput, Issue, KitgenError, cut, quote, suggest
from kitgen.files.formulas import is_formula
from kitgen.importing.records import Cell, Record, read_records
from kitgen.language import standard_tag
from kitgen.limits import COLUMNS, ROWS
from kitgen.literals import PAPERS, Paper
from kitgen.unseen import UNSEEN, refusal

CANDIDATE = "candidate"
_KNOWN = (
    CANDIDATE,
    "interviewer",
    "date",
    "form",
    "paper",
    "round",
)  # the other columns are templates'
_LONGEST = 1_000  # characters of a cell


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its line, whom its packs are for, which form they have, their paper if given.

    With a `round`, they are of that round alone. `cells` has all columns by name.
    """

    line: int
    occasion: Occasion
    form: str | None
    paper: Paper | None
    round: str | None
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Roster:
    """The rows of a file that are right, the faults of the others, and how many those are."""

    path: Path
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    issues: tuple[Issue, ...]
    refused: int

    def issue(self, row: Row, error: KitgenError) -> Issue:
        """Return an error of a row's packs as a fault of that row."""
        return Issue(str(self.path), row.line, 1, " ".join(str(error).split()))


@dataclass(slots=True)
class _Rotation:
    """Gives candidates the forms in turn; one who comes again gets the same form."""

    forms: Sequence[str | None]
    given: dict[str, str | None] = field(default_factory=dict)

    def of(self, candidate: str) -> str | None:
        following = self.forms[len(self.given) % len(self.forms)]
        return self.given.setdefault(candidate, following)


def read_roster(
    path: Path, forms: Sequence[str | None], usual: Occasion, rounds: Sequence[str]
) -> Roster:
    """Read a roster of candidates who get these forms of these rounds.

    Date and language of the `usual` occasion are for rows without.

    Raises InvalidInput for a file or a head that cannot be read, BadRequest for one without rows.
    """
    head, *records = read_records(path, CANDIDATE) or (Record(1, ()),)
    _require_few(path, head, records)
    columns = _columns(head, path)
    if not records:
        raise BadRequest(f"{path} has no row below the names of its columns")
    rotation = _Rotation(forms)
    readings = [_Reading(path, record, columns) for record in records]
    rows = tuple(reading.row(rotation, usual, rounds) for reading in readings)
    issues = tuple(issue for reading in readings for issue in reading.issues)
    return Roster(path, columns, tuple(filter(None, rows)), issues, rows.count(None))


def _require_few(path: Path, head: Record, records: Sequence[Record]) -> None:
    if len(head.cells) > COLUMNS:
        message = f"{len(head.cells):,} columns; a roster may have {COLUMNS}"
        raise InvalidInput([Issue(str(path), head.line, 1, message)])
    if len(records) > ROWS:
        message = f"a roster may have {ROWS:,} rows; divide it into several files"
        raise InvalidInput([Issue(str(path), records[ROWS].line, 1, message)])


def _columns(head: Record, path: Path) -> tuple[str, ...]:
    """Return the names of the columns as templates have them: `Employee no.` is employee_no."""
    names = [re.sub(r"\W+", "_", cell.text.casefold()).strip("_") for cell in head.cells]
    issues = list(head.faults)
    if CANDIDATE not in names and not issues:
        given = ", ".join(filter(None, names)) or "none"
        message = f"no column is called candidate; there are: {cut(given)}"
        issues.append(Issue(str(path), head.line, 1, message))
    for number, (name, cell) in enumerate(zip(names, head.cells, strict=True)):
        if name and name in names[:number]:
            message = f"a second column is called {quote(name)}"
            issues.append(Issue(str(path), cell.line, cell.column, message))
    if issues:
        raise InvalidInput(issues)
    return tuple(names)


class _Reading:
    """A row that is being read, and the faults that were found in it."""

    def __init__(self, path: Path, record: Record, columns: Sequence[str]) -> None:
        blank = Cell("", record.line, 1)
        cells = (*record.cells, *[blank] * len(columns))
        self.path, self.record = path, record
        self.named = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
        self.beyond = [cell for cell in record.cells[len(columns) :] if cell.text.strip()]
        self.issues = list(record.faults)

    def row(self, rotation: _Rotation, usual: Occasion, rounds: Sequence[str]) -> Row | None:
        """Return the row; None where it has a fault."""
        for cell in self.record.cells:
            self._look_at(cell)
        for cell in self.beyond[:1]:
            self._fault(cell, "a cell beyond the last column; put a text with commas in quotes")
        # One person, whichever of two ways a letter with an accent is written in a row.
        texts = {name: normalize("NFC", cell.text.strip()) for name, cell in self.named.items()}
        paper = cast("Paper | None", self._among("paper", PAPERS))
        round_ = self._among("round", rounds)
        form = self._form(rotation, texts[CANDIDATE])
        language = self._language() or usual.language
        occasion = None if self.issues else self._occasion(texts, usual.date, language)
        if occasion is None:
            return None
        return Row(self.record.line, occasion, form, paper, round_, texts)

    def _look_at(self, cell: Cell) -> None:
        text = cell.text.strip()
        unseen = UNSEEN.search(text)
        if len(text) > _LONGEST:
            self._fault(cell, f"{len(text):,} characters; a cell may have {_LONGEST:,}")
        elif unseen:
            self._fault(cell, refusal(unseen[0]))
        elif is_formula(text):
            self._fault(cell, f"{quote(text)} looks like a formula; write a text")

    def _form(self, rotation: _Rotation, candidate: str) -> str | None:
        """Return the form that the row names, else the next in turn.

        A row that cannot be read has its turn as well, so that no form changes when it is mended.
        """
        forms = rotation.forms
        named = self._among("form", ["A" if form is None else form for form in forms])
        if named:
            return None if forms[0] is None else named
        return rotation.of(candidate or f"\n{self.record.line}")

    def _among(self, name: str, valid: Sequence[str]) -> str | None:
        """Return a cell as it is spelt among the valid words; None where it is empty."""
        cell = self.named.get(name)
        if cell is None or not cell.text.strip():
            return None
        text = cell.text.strip()
        known = {word.casefold(): word for word in valid}
        if text.casefold() not in known:
            near = suggest(text, valid) or f"; known: {', '.join(valid)}"
            self._fault(cell, f"unknown {name} {quote(text)}{near}")
        return known.get(text.casefold())

    def _language(self) -> str | None:
        """Return the language that the row names, as a tag."""
        cell = self.named.get("language")
        if cell is None or not cell.text.strip():
            return None
        try:
            return standard_tag(cell.text.strip())
        except ValueError as error:
            self._fault(cell, str(error))
            return None

    def _occasion(
        self, texts: Mapping[str, str], date: str | None, language: str | None
    ) -> Occasion | None:
        further = tuple((name, text) for name, text in texts.items() if name not in _KNOWN)
        interviewer = texts.get("interviewer") or None
        try:
            return Occasion(
                texts[CANDIDATE],
                interviewer,
                texts.get("date") or date,
                Columns(further),
                language=language,
            )
        except BadRequest as error:
            message = str(error)
        cell = next(cell for name, cell in self.named.items() if f"the {name} " in message)
        self._fault(cell, message)
        return None

    def _fault(self, cell: Cell, message: str) -> None:
        self.issues.append(Issue(str(self.path), cell.line, cell.column, message))
