"""The order of asking, and what a question requires to be asked before it."""

from collections.abc import Iterable, Mapping, Sequence

from kitgen.bank.question import Question
from kitgen.role.role import Role, Round
from kitgen.role.rows import Require
from kitgen.selection.lot import lot
from kitgen.selection.problem import Pool, SelectionProblem

Needs = Mapping[str, set[str]]


def in_order(problem: SelectionProblem, number: int, questions: Iterable[Question]) -> Pool:
    """Order by section of the blueprint, inside a section from easy to hard.

    A question that another one requires comes before it, unless each requires the other. The
    questions of a case follow one another in the order of the bank, in the place of the first.
    """
    round_, seed = problem.role.rounds[number], problem.options.seed
    asked = tuple(questions)
    needs = requirements(problem.role, number, asked)
    blocks = [_after_required([(q,) for q in block], needs) for block in _blocks(problem, asked)]
    blocks.sort(key=lambda block: _place(round_, block[0], seed))
    return _after_required(blocks, needs)


def _blocks(problem: SelectionProblem, asked: Sequence[Question]) -> list[Pool]:
    """Return the questions of each case in the order of the bank, and each other one alone."""
    places = {question.id: place for place, question in enumerate(problem.bank.questions)}
    blocks: dict[str, list[Question]] = {}
    for question in sorted(asked, key=lambda q: places.get(q.id, len(places))):
        name = f"case {question.case}" if question.case else question.id
        blocks.setdefault(name, []).append(question)
    return [tuple(block) for block in blocks.values()]


def _after_required(blocks: Sequence[Pool], needs: Needs) -> Pool:
    """Return the questions of blocks in their order, but after the blocks that they require."""
    home = {question.id: block for block in blocks for question in block}
    ordered: dict[str, Question] = {}

    def ask(block: Pool, waiting: frozenset[str]) -> None:
        waiting |= {question.id for question in block}
        for before in sorted(_required(block, needs) & home.keys()):
            if before not in ordered and before not in waiting:
                ask(home[before], waiting)
        for question in block:
            ordered.setdefault(question.id, question)

    for block in blocks:
        ask(block, frozenset())
    return tuple(ordered.values())


def _required(block: Pool, needs: Needs) -> set[str]:
    """Return what the questions of a block require."""
    return {name for question in block for name in needs.get(question.id, ())}


def requirements(role: Role, number: int, questions: Iterable[Question]) -> dict[str, set[str]]:
    """Return what each of these questions requires in a round, by the bank and by the role."""
    needs = {q.id: set(q.requires) for q in questions}
    for placed in role.rows():
        row = placed.row
        if isinstance(row, Require) and number in placed.rounds and row.question in needs:
            needs[row.question].update(row.requires)
    return {name: required for name, required in needs.items() if required}


def _place(round_: Round, question: Question, seed: int) -> tuple[int, int, int]:
    """Return what to sort by; a question of no section, which was included, comes last."""
    sections = [section.category or () for section in round_.sections]
    own = [n for n, categories in enumerate(sections) if question.category in categories]
    section = own[0] if own else len(sections)
    return section, question.difficulty, lot(question.id, round_.id, seed)
