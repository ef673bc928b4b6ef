"""What every edition shows: who meets whom and when, and the heading of its pages."""

import re
from dataclasses import dataclass

from kitgen.errors import BadRequest
from kitgen.files.portable import in_file_names
from kitgen.kit.kit import Kit
from kitgen.unseen import UNSEEN

# What Python calls not printable and names have: joiners of Persian, Arabic and Indian letters, the
# spaces that Word and web pages keep lines together with, and that of Japanese names.
_IN_NAMES = re.compile("[\u200c-\u200f\u00a0\u202f\u3000]")
_COMMON = {"\n": "a line break", "\t": "a tab"}


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
            sign = _not_printable(text)
            if sign:
                which = _COMMON.get(sign, f"U+{ord(sign):04X}")
                message = f"the {name} contains characters that cannot be printed: {which}"
                raise BadRequest(message, "write the name in one line, without them")

    @property
    def in_file_names(self) -> str:
        """The candidate's name as file names have it: letters and digits, joined by hyphens."""
        return in_file_names(self.candidate or "")


def _not_printable(text: str) -> str | None:
    """Return the first character that cannot be printed in a line."""
    unseen = UNSEEN.search(text)
    other = (sign for sign in _IN_NAMES.sub("", text) if not sign.isprintable())
    return unseen[0][0] if unseen else next(other, None)


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
