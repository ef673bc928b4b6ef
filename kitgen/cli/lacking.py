"""Which competencies have fewer questions than they need, in lines for stderr."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kitgen.errors import counted, listed

if TYPE_CHECKING:
    from kitgen.selection.problem import Lack


def lacking(lacks: "Sequence[Lack]") -> Iterator[str]:
    """Yield a line for each weight that is not met, and one for those that rest on few answers."""
    few: dict[int, list[str]] = {}
    for lack in lacks:
        if lack.have < lack.need.share:
            yield _below_share(lack)
        else:
            few.setdefault(lack.have, []).append(lack.need.competency)
    for have, names in sorted(few.items()):
        yield _few(have, names)


def _below_share(lack: "Lack") -> str:
    return (
        f"{lack.need.competency} has {counted(lack.have, 'question')}, its weight asks for "
        f"{lack.need.share} of {lack.need.sure}; write evidence: by-weight in "
        "the role to make that a demand"
    )


def _few(have: int, names: Sequence[str]) -> str:
    """Say that competencies rest on so few questions, or that none shows what must be passed."""
    if have == 0:
        return (
            f"no question gives evidence of {listed(names)}, without which nobody passes; ask "
            "such questions, or add some to the bank"
        )
    number = "one question" if have == 1 else f"{have} questions"
    rest = f"rests on {number}" if len(names) == 1 else f"rest on {number} each"
    return (
        f"{listed(names)} {rest}; ask more such questions, add some to the bank, or write "
        f"observations: {have} in the role if that is enough"
    )
