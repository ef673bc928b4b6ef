"""What a calibration exercise is printed as: the sheet that each interviewer rates on, its key."""

from collections.abc import Sequence

from kitgen.calibration.exercise import Exercise
from kitgen.calibration.key import key_view
from kitgen.calibration.sheet import sheet_view
from kitgen.editions.edition import Edition, each
from kitgen.kit.names import Slot, slot_of, stem


def _practised(exercises: Sequence[Exercise]) -> Sequence[Exercise]:
    """Return the exercises that have questions."""
    return [exercise for exercise in exercises if exercise.questions]


def _slot(exercise: Exercise) -> Slot:
    return slot_of(exercise.kit)


CALIBRATION: tuple[Edition[Exercise, Exercise], ...] = (
    Edition("calibration", _practised, each, _slot, sheet_view, stem),
    Edition("calibration-key", _practised, each, _slot, key_view, stem),
)
