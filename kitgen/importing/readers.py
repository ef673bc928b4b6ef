"""The formats that questions are imported from, by the endings of files."""

from collections.abc import Callable, Mapping
from pathlib import Path

from kitgen.errors import BadRequest
from kitgen.importing.columns import Columns
from kitgen.importing.markdown import read_markdown
from kitgen.importing.reading import Reading
from kitgen.importing.separated import read_separated
from kitgen.importing.word import read_word
from kitgen.importing.workbook import read_workbook

Reader = Callable[[Path, Columns], Reading]

READERS: Mapping[str, Reader] = {
    **dict.fromkeys((".md", ".markdown", ".txt"), read_markdown),
    **dict.fromkeys((".csv", ".tsv"), read_separated),
    ".xlsx": read_workbook,
    ".docx": read_word,
}
_SAVE_AS = {".xls": ".xlsx", ".ods": ".xlsx", ".doc": ".docx", ".odt": ".docx", ".rtf": ".docx"}


def read_questions_of(path: Path, columns: Columns) -> Reading:
    """Return the questions of a file in the format of its ending.

    Raises BadRequest for an unknown ending, InvalidInput for a file that cannot be read.
    """
    ending = path.suffix.lower()
    if ending not in READERS:
        other = _SAVE_AS.get(ending)
        hint = f"save it as {other}, and import that" if other else f"known: {', '.join(READERS)}"
        raise BadRequest(f"questions cannot be imported from {path}", hint)
    return READERS[ending](path, columns)
