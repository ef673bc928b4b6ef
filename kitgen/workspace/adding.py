"""Adds to the files of a user's own bank, once the whole bank loads with what is new."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kitgen.bank.files import BUILT_IN
from kitgen.bank.load import QuestionBank, load_bank
from kitgen.errors import BadRequest, InvalidInput, OutputFault
from kitgen.files.append import with_items
from kitgen.output import OutputFile
from kitgen.paths import is_file, is_folder
from kitgen.role.load import load_role
from kitgen.role.options import RoleOptions
from kitgen.workspace.workspace import schema_line


def own_bank(banks: Sequence[Path]) -> Path:
    """Return the last bank that is not built in; raises BadRequest where there is none."""
    own = [folder for folder in banks if folder != BUILT_IN]
    if not own:
        raise BadRequest("no bank of your own to add to", "start one with: kitgen init DIR")
    return own[-1]


def with_questions(questions: Mapping[str, str], banks: Sequence[Path]) -> tuple[OutputFile, ...]:
    """Return the files of one's own bank with questions added, given as YAML by category.

    What is in a file stays as it is. Raises InvalidInput where the banks would not load with them,
    OutputFault where they cannot be copied to try that.
    """
    folder = own_bank(banks)
    files = tuple(_added(folder, name, text) for name, text in questions.items())
    _require_loads(files, folder, banks)
    return files


def _added(folder: Path, category: str, questions: str) -> OutputFile:
    file = folder / f"{category}.yaml"
    if not is_file(file):
        return OutputFile(file.name, (schema_line("question", folder) + questions).encode())
    return OutputFile(file.name, with_items(file, questions))


def _require_loads(files: Sequence[OutputFile], folder: Path, banks: Sequence[Path]) -> None:
    with TemporaryDirectory() as temporary:
        trial = Path(temporary).resolve() / folder.resolve().name
        _copy(folder, trial, "figures")
        for file in files:
            (trial / file.name).write_bytes(file.content)
        with _seen_in(folder, trial):
            load_bank([trial if bank == folder else bank for bank in banks])


def require_role_loads(file: OutputFile, folder: Path, bank: QuestionBank) -> None:
    """Raise InvalidInput for the faults that a role would have in a folder of roles."""
    with TemporaryDirectory() as temporary:
        trial = Path(temporary).resolve() / folder.resolve().name
        if is_folder(folder):
            _copy(folder, trial)
        trial.mkdir(exist_ok=True)
        (trial / file.name).write_bytes(file.content)
        with _seen_in(folder, trial):
            load_role(str(trial / file.name), RoleOptions(), bank)


def _copy(folder: Path, trial: Path, *left_out: str) -> None:
    """Copy what kitgen could read of a folder: nothing hidden, no pipe, no link without a target.

    Raises OutputFault where it cannot be copied.
    """

    def ignored(place: str, names: list[str]) -> set[str]:
        paths = [Path(place, name) for name in names]
        unread = {path.name for path in paths if not (is_file(path) or is_folder(path))}
        hidden = {name for name in names if name.startswith(".")}
        return unread | hidden.union(left_out)

    try:
        shutil.copytree(folder, trial, ignore=ignored)
    except shutil.Error as error:
        source, _, reason = error.args[0][0]
        raise OutputFault(f"cannot copy {source} to try what is new: {reason}") from None


@contextmanager
def _seen_in(folder: Path, trial: Path) -> Iterator[None]:
    """Locate in `folder` the faults of its copy."""
    try:
        yield
    except InvalidInput as error:
        raise InvalidInput(
            replace(issue, file=issue.file.replace(str(trial), str(folder)))
            for issue in error.issues
        ) from None
