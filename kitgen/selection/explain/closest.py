"""The choice that misses the constraints by as little as can be, and the questions it lacks."""

from collections.abc import Mapping
from dataclasses import dataclass

from kitgen.selection.explain.board import Board
from kitgen.selection.explain.slacks import Grip
from kitgen.selection.problem import Cell


@dataclass(frozen=True, slots=True)
class Closest:
    """How often each cell is asked in the choice, and how many of each sample are to be added."""

    asked: Mapping[Cell, int]
    copied: Mapping[str, int]


def closest(board: Board, most: Mapping[Grip, int], prices: Mapping[str, int]) -> Closest | None:
    """Return the choice that costs least; None where there is none, or none was found.

    `most` limits by how much some constraints may be missed; `prices` are those of a copy of each
    sample.
    """
    slacks = board.slacks.every
    costs = {slack.column: float(slack.price) for slack in slacks.values()}
    for name, columns in board.copies.items():
        costs.update(dict.fromkeys(columns, float(prices[name])))
    limits = {slack.column: (0.0, most.get(name, slack.limit)) for name, slack in slacks.items()}
    answer = board.answer(board.keys, costs, limits)
    if answer is None:
        return None
    values = [round(value) for value in answer.values]
    asked = {cell: values[column] for cell, column in board.formulation.forms[0].items()}
    copied = {name: sum(values[c] for c in columns) for name, columns in board.copies.items()}
    return Closest(asked, copied)
