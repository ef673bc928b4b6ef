"""What is asked of the pipeline, and what it passes on: requests, plans and packings."""

from dataclasses import dataclass, field
from pathlib import Path

from kitgen.bank.files import BUILT_IN
from kitgen.bank.load import QuestionBank
from kitgen.editions.edition import EDITIONS
from kitgen.editions.occasion import Occasion
from kitgen.errors import require_known
from kitgen.kit.kit import Kit
from kitgen.kit.names import NOT_PROTECTED, Slot, slots_of
from kitgen.literals import EditionName, Format
from kitgen.protection import Protection, require_protectable
from kitgen.render.formats import RENDERERS
from kitgen.role.options import RoleOptions
from kitgen.role.role import Round
from kitgen.selection import Selection, SelectionOptions, SelectionProblem
from kitgen.theme import Theme
from kitgen.words import Words, built_in_words


@dataclass(frozen=True, slots=True)
class Request:
    """What to plan.

    `role` is a name, looked for in the folder `roles` and then among the built-in ones, or a
    path; None plans a single round from `role_options` alone. `rounds` names those to make kits
    of; all when it is empty. The whole loop is selected in any case. With `rest`, the questions of
    so many recent runs in the record of use `exposure` stay out; with `most_used`, a question
    should be in at most so many percent of the loops recorded there. `drafts` admits drafts, whose
    kits are marked. `words` fill the blanks of scripts, and are the title where there is no role.
    """

    role: str | None = None
    banks: tuple[Path, ...] = (BUILT_IN,)
    roles: Path | None = None
    role_options: RoleOptions = field(default_factory=RoleOptions)
    selection_options: SelectionOptions = field(default_factory=SelectionOptions)
    rounds: tuple[str, ...] = ()
    rest: int = 0
    exposure: Path | None = None
    most_used: int | None = None
    drafts: bool = False
    words: Words = field(default_factory=built_in_words)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A request with its bank and role loaded, before anything is chosen.

    `rounds` are those to make kits of, and `slots` tell what these kits are for.
    """

    request: Request
    bank: QuestionBank
    problem: SelectionProblem
    rounds: tuple[Round, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """What the kits are for, in the order in which they are made."""
        return slots_of(self.problem.role, self.rounds, self.problem.options.form_names)


@dataclass(frozen=True, slots=True)
class Plan:
    """What was selected, one selection for each form, and the kits of the rounds asked for.

    `bank` is the bank as it was loaded, without what the role changes in it.
    """

    bank: QuestionBank
    problem: SelectionProblem
    selections: tuple[Selection, ...]
    kits: tuple[Kit, ...]


@dataclass(frozen=True, slots=True)
class Packing:
    """How kits are made into packs: for whom, in which formats and look, on which occasions.

    Each occasion, which is a candidate's, has packs with that name in them and in their files'.
    Files for candidates have a folder of their own, unless all are to be in `one_folder`. With a
    `protection` nobody reads the files without its password. `fillable` packs have fields to type
    in.
    """

    theme: Theme
    editions: tuple[EditionName, ...] = ("interviewer", "candidate")
    formats: tuple[Format, ...] = ("pdf",)
    occasions: tuple[Occasion, ...] = (Occasion(),)
    one_folder: bool = False
    protection: Protection | None = None
    fillable: bool = False

    @property
    def is_personal(self) -> bool:
        """Whether the packs are for candidates whose names are known."""
        return any(occasion.candidate for occasion in self.occasions)

    @property
    def kit_folder(self) -> str | None:
        """The folder, below that of the run, of kits: nothing protects these, and they say all."""
        return NOT_PROTECTED if self.protection else None

    def __post_init__(self) -> None:
        """Raise UnknownName for what there is not, BadRequest for what cannot be protected."""
        require_known("edition", self.editions, EDITIONS)
        require_known("format", self.formats, RENDERERS)
        if self.protection:
            require_protectable(self.formats)
