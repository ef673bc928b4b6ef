"""The best choice of a programme of any size, and how far from the best it may be."""

import json
from dataclasses import asdict, astuple, replace
from typing import TYPE_CHECKING

from kitgen.cache import kept
from kitgen.errors import SolverLimit
from kitgen.selection.model import PROOF, Answer, Effort, Model, Relaxed
from kitgen.selection.programme import Programme

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FEW = 500  # variables are solved as they are: that takes less time than choosing among them
_FIRST = 300  # of more, so many are tried first: several times what a loop asks, and soon solved
_WIDER = 4  # times as many are tried next, so that the last, largest try takes most of the time
_TINY = 1e-6  # less than two choices can differ by, and more than the solver's tolerances


def minimise(programme: Programme, effort: Effort = PROOF) -> Answer | None:
    """Return a choice of least cost, or as near to it as the effort allows; None for none.

    Raises SolverLimit where the effort was spent before any choice was found.
    """
    if not programme.costs:
        rows = zip(programme.lowers, programme.uppers, strict=True)
        met = all(low <= 0 <= high for low, high in rows)
        return Answer((), 0.0, 0.0) if met else None
    name = programme.name(*map(str, astuple(effort)))
    found = json.loads(kept("answers", name, lambda: _as_text(_minimised(programme, effort))))
    return found and Answer(tuple(found["values"]), found["cost"], found["least"])


def _as_text(answer: Answer | None) -> bytes:
    return json.dumps(answer and asdict(answer)).encode()


def _minimised(programme: Programme, effort: Effort) -> Answer | None:
    """Solve anew.

    Of many variables most stay at 0. The relaxation shows that this loses nothing: its least
    cost and the reduced cost of such a variable are together more than the choice found costs.
    """
    model = Model(programme)
    if len(programme.costs) <= _FEW:
        return model.minimise(effort=effort)
    relaxed = model.relaxed()
    return None if relaxed is None else _widened(model, relaxed, effort)


def _widened(model: Model, relaxed: Relaxed, effort: Effort) -> Answer | None:
    """Solve for the variables of least reduced cost, and for more until no other can help.

    Pricing: the reduced cost of a variable is what using it adds to the least cost of the
    relaxation. So a choice with any variable that is not kept costs `without` or more, and where
    the answer costs no more than that, it is the best of all.
    """
    import numpy as np

    reduced = relaxed.reduced
    count = len(reduced)
    ordered = np.sort(reduced)
    limit = float(ordered[min(_FIRST, count - 1)])
    answer: Answer | None = None
    while True:
        kept = reduced <= limit
        answer = _solved(model, kept, effort, answer)
        if kept.all():
            return answer
        more = float(ordered[min(_WIDER * int(np.count_nonzero(kept)), count - 1)])
        if answer is None:
            limit = more
            continue
        without = relaxed.cost + float(reduced[~kept].min())
        # Variables that add more than the answer costs above the least are in no better choice.
        enough = answer.cost - relaxed.cost
        if without >= answer.cost - _TINY or limit >= enough:
            return replace(answer, least=min(answer.least, without))
        limit = min(enough, more)


def _solved(
    model: Model, kept: "NDArray[np.bool_]", effort: Effort, before: Answer | None
) -> Answer | None:
    """Solve with every variable that is not kept at 0; the answer before is a start."""
    left_out = {int(n): (0.0, 0.0) for n in (~kept).nonzero()[0]}
    start = before.values if before else None
    try:
        return model.minimise(columns=left_out, effort=effort, start=start)
    except SolverLimit:
        if not left_out:
            raise
        return None
