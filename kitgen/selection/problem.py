"""A selection to be made, and what comes of it."""

from dataclasses import dataclass, field
from string import ascii_uppercase

from kitgen.bank.load import QuestionBank
from kitgen.bank.question import Question
from kitgen.literals import Likeness
from kitgen.role.apply import RoleBank, apply_overrides
from kitgen.role.loaded import LoadedRole, Origins
from kitgen.role.role import Role

Pool = tuple[Question, ...]
Cell = tuple[int, str]  # number of a round from 0, and id of a question
Cells = frozenset[Cell]


@dataclass(frozen=True, slots=True)
class SelectionOptions:
    """What steers a selection beyond the role.

    Of several `forms`, two share at most `overlap` questions; None means as few as can be.
    `resting` are the questions of recent runs, the latest first: they stay out, or with
    `repeat` are chosen only where a round could not be filled otherwise. `usual` are the cells of
    each form of a choice of which as many as possible stay: that matters more than any target.
    """

    seed: int = 0
    forms: int = 1
    overlap: int | None = None
    resting: tuple[frozenset[str], ...] = ()
    repeat: bool = False
    usual: tuple[Cells, ...] = ()

    @property
    def form_names(self) -> tuple[str | None, ...]:
        """The names of the forms; a single one has none."""
        return tuple(ascii_uppercase[: self.forms]) if self.forms > 1 else (None,)

    @property
    def rested(self) -> frozenset[str]:
        """All questions that rest."""
        return frozenset().union(*self.resting)


@dataclass(frozen=True, slots=True)
class SelectionProblem:
    """A selection to be made, from the bank as the role wants it; `of` makes one.

    With `yielding`, evidence that the role wants where possible is aimed at, and no longer
    demanded.
    """

    bank: RoleBank
    role: Role
    options: SelectionOptions
    origins: Origins = field(default_factory=dict)
    yielding: bool = False

    @classmethod
    def of(
        cls, bank: QuestionBank, loaded: LoadedRole, options: SelectionOptions | None = None
    ) -> "SelectionProblem":
        """Bring bank, role and options together: the role's overrides are applied here."""
        role = loaded.role
        own = apply_overrides(bank, role)
        return cls(own, role, options or SelectionOptions(), loaded.origins)


@dataclass(frozen=True, slots=True)
class Need:
    """Of how many questions of a loop a competency needs evidence.

    Its weight asks for its `share` of the `sure` ones that the loop asks in any case, 0 where it
    has no weight. It needs so many `observations` whatever it weighs.
    """

    competency: str
    share: int
    sure: int
    observations: int

    @property
    def questions(self) -> int:
        """How many questions it needs."""
        return max(self.share, self.observations)


@dataclass(frozen=True, slots=True)
class Lack:
    """A need of a competency of which only `have` questions give evidence."""

    need: Need
    have: int

    @property
    def missing(self) -> int:
        """How many questions are missing."""
        return self.need.questions - self.have


@dataclass(frozen=True, slots=True)
class Cost:
    """Points of a choice: for what, and of which form, where it is not of all together."""

    words: str
    points: int
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Uneven:
    """What forms do not have alike, and how much of it each form has.

    `subject` is a round, a kind or a competency.
    """

    sort: Likeness
    subject: str
    sums: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen questions of each round of a role, in the order in which they are asked.

    `form` names it among several. All forms together cost `points`, for what `costs` tell, and no
    choice costs fewer than `least_points`; of equal points, lots decide. Two forms share at most
    `overlap` questions, and of any choice some two share `least_overlap` or more; None where the
    user set the limit. `uneven` is what the forms do not have alike. `lacks` is the evidence
    that the bank could not give. A `steady` one is the best of those in which most
    questions of a usual choice stay.
    """

    rounds: tuple[Pool, ...]
    form: str | None = None
    points: int = 0
    costs: tuple[Cost, ...] = ()
    least_points: int = 0
    overlap: int = 0
    least_overlap: int | None = 0
    uneven: tuple[Uneven, ...] = ()
    lacks: tuple[Lack, ...] = ()
    steady: bool = False
