"""Finds a question in the files of a user's own bank, so that it can be changed there."""

import re
from collections.abc import Sequence
from pathlib import Path

from kitgen.bank.files import BUILT_IN, question_files
from kitgen.bank.load import load_bank
from kitgen.errors import BadRequest, InvalidInput, Issue
from kitgen.files.text import read_code


def own_question(question_id: str, banks: Sequence[Path]) -> Issue:
    """Return the place of a question in one's own banks, which may have faults.

    Raises UnknownName, BadRequest for a built-in question, and InvalidInput where faults keep the
    banks from loading and no line has the id.
    """
    try:
        bank = load_bank(banks)
    except InvalidInput as error:
        place = _line_of(question_id, banks)
        if place is None:
            raise error from None
        return place
    bank.question(question_id)
    place = bank.origins[question_id].issue(question_id, "id")
    if Path(place.file).is_relative_to(BUILT_IN):
        raise BadRequest(
            f"'{question_id}' is built in",
            "change it for one role, under questions: in the role's file; or write a question of "
            "this id with 'override: true' in your own bank",
        )
    return place


def _line_of(question_id: str, banks: Sequence[Path]) -> Issue | None:
    """Return the first line in files of one's own banks that seems to begin the question."""
    begins = re.compile(rf"[\s{{-]*id: *['\"]?{re.escape(question_id)}\b(?!-)")
    for folder in (bank for bank in banks if bank != BUILT_IN):
        for file in question_files(folder):
            for number, line in enumerate(read_code(file.path).split("\n"), 1):
                if begins.match(line):
                    return Issue(str(file.path), number, 1, question_id)
    return None
