"""What a calibration exercise is printed as: the sheet that each interviewer rates on, its key."""

from collections.abc import Sequence

from kitgen.calibration.exercise import Exercise
from kitgen.calibration.key import key_view
from kitgen.calibration.sheet import sheet_view
from kitgen.editions.edition import Edition
from kitgen.kit.names import stem


def _practised(exercises: Sequence[Exercise]) -> Sequence[Exercise]:
    """Return the exercises that have questions."""
    return [exercise for exercise in exercises if exercise.questions]


def _stem(exercise: Exercise) -> str:
    return stem(exercise.kit)


CALIBRATION: tuple[Edition[Exercise, Exercise], ...] = (
    Edition("calibration", _practised, sheet_view, _stem),
    Edition("calibration-key", _practised, key_view, _stem),
)
