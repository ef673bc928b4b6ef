"""Whether a question may be asked for a role."""

from kitgen.bank.question import Question
from kitgen.role.role import Role


def suits(question: Question, role: Role) -> bool:
    """Tell whether a question may be asked for a role without being named."""
    wanted = {weight.id for weight in role.competencies}
    return (
        question.status == "reviewed"
        and not {role.seniority, *role.borrow}.isdisjoint(question.seniority)
        and (not wanted or not wanted.isdisjoint(question.competencies))
    )
