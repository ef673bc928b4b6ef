"""The choice of questions for every round of a role: candidates → shortfall → assembly → check."""

from kitgen.bank import QuestionBank
from kitgen.role import Role
from kitgen.selection.assembly import assemble
from kitgen.selection.candidates import Choice, Selection, candidates, in_order
from kitgen.selection.check import check
from kitgen.selection.shortfall import explain_shortfall

__all__ = ["Choice", "Selection", "select"]


def select(bank: QuestionBank, role: Role, choice: Choice) -> Selection:
    """Choose the questions of all rounds together: the same input gives the same choice.

    No question and no enemies meet in one loop, counts are exact, and the minutes of a round's
    questions stay within its budget. Raises Shortfall, naming need against have, and UnknownName
    for an id to include or exclude that the bank does not hold.
    """
    pools = candidates(bank, role, choice)
    explain_shortfall(bank, role, choice, pools)
    chosen = assemble(role, choice, pools)
    check(role, choice, chosen)
    return Selection(
        tuple(in_order(r, q, choice) for r, q in zip(role.rounds, chosen, strict=True))
    )
