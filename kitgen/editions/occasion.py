"""What every edition shows: who meets whom and when, and the heading of its pages."""

import re
from dataclasses import dataclass

from kitgen.errors import BadRequest
from kitgen.files.portable import in_file_names
from kitgen.kit.kit import Kit
from kitgen.unseen import UNSEEN

# Between letters of Persian, Arabic and Indian names: Python calls them not printable.
_JOINERS = re.compile("[\u200c-\u200f]")


@dataclass(frozen=True, slots=True)
class Columns:
    """Further columns of a roster's row, by their names; the built-in templates use none."""

    _cells: tuple[tuple[str, str], ...] = ()

    def __getitem__(self, name: str) -> str:
        """Return a cell; raises KeyError where there is no such column."""
        return dict(self._cells)[name]


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who meets whom and when; what is None is printed as a blank to fill in.

    `columns` are for templates: `occasion.columns.NAME`, which is undefined without that column.
    Of a `protected` file each page names the interviewer, whose copy it is.
    `language` is that of the texts for candidates, where a question has it.
    """

    candidate: str | None = None
    interviewer: str | None = None
    date: str | None = None
    columns: Columns = Columns()
    protected: bool = False
    language: str | None = None

    def __post_init__(self) -> None:
        """Raise BadRequest for what cannot be printed on a line."""
        for name in ("candidate", "interviewer", "date"):
            text = getattr(self, name)
            if text is None:
                continue
            if not text.strip():
                raise BadRequest(f"the {name} is empty", "without it, a blank is printed")
            if UNSEEN.search(text) or not _JOINERS.sub("", text).isprintable():
                raise BadRequest(f"the {name} contains characters that cannot be printed")

    @property
    def in_file_names(self) -> str:
        """The candidate's name as file names have it: letters and digits, joined by hyphens."""
        return in_file_names(self.candidate or "")


@dataclass(frozen=True, slots=True)
class Heading:
    """What is printed on the cover and at the edge of each page of a round's packs.

    `draft` marks them all, since a question of the kit is not finished. `language` is that of the
    kit's texts, where it is known.
    """

    role: str
    round: str
    number: int
    of: int
    minutes: int
    kit_id: str
    form: str | None = None
    draft: bool = False
    language: str | None = None


def heading(kit: Kit) -> Heading:
    """Return the heading of the packs of a kit."""
    return Heading(
        role=kit.role.title,
        round=kit.round.title,
        number=kit.round.number,
        of=kit.round.of,
        minutes=kit.round.minutes,
        kit_id=kit.id,
        form=kit.form,
        draft=kit.draft,
        language=kit.language,
    )
