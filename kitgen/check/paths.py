"""Checks files and folders by their paths, whatever they are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kitgen.bank.files import BUILT_IN, SAMPLES_FOLDER, VOCABULARY_FILE
from kitgen.bank.load import QuestionBank, load_bank
from kitgen.bank.vocabulary import Vocabulary
from kitgen.check.banks import check_banks
from kitgen.check.files import check_kit, check_role, check_samples, check_theme
from kitgen.check.findings import Finding, in_reading_order, load_faults
from kitgen.check.kinds import Kind, is_bank, kind_of
from kitgen.check.workspace import check_workspace
from kitgen.errors import BadRequest, InvalidInput, Issue
from kitgen.files.model import validate
from kitgen.files.source import read
from kitgen.files.text import current_folder, yaml_files
from kitgen.paths import is_there, resolved
from kitgen.workspace.workspace import find_workspace

Checked = tuple[QuestionBank | None, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Banks:
    """The banks that files are checked with: those given, or those of the workspace of a file.

    Banks that several files need are checked once.
    """

    given: tuple[Path, ...]
    checked: dict[tuple[Path, ...], Checked] = field(default_factory=dict)

    def of(self, folder: Path) -> tuple[Path, ...]:
        """Return the folders of the banks that go with what is in `folder`."""
        return self.given or find_workspace(folder).banks

    def with_bank(self, folder: Path) -> tuple[Path, ...]:
        """Return the folders that the bank in `folder` is loaded with, which may be it alone."""
        if resolved(folder) == BUILT_IN:
            return (BUILT_IN,)
        around = self.of(folder)
        known = resolved(folder) in map(resolved, around)
        return around if known else (*self.given, folder)

    def check(self, folders: tuple[Path, ...]) -> Checked:
        """Return what `check_banks` does."""
        if folders not in self.checked:
            self.checked[folders] = check_banks(folders)
        return self.checked[folders]

    def load(self, folders: tuple[Path, ...]) -> Checked:
        """Return banks that a file only needs, with what keeps them from being loaded."""
        if folders in self.checked:
            return self.checked[folders]
        try:
            return load_bank(folders, may_be_empty=True), ()
        except InvalidInput as error:
            return None, load_faults(error)


def check_paths(paths: Sequence[Path], banks: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """Return the findings of all `paths`, each once; places in the current folder relative to it.

    A path is what `kind_of` tells. A file of a bank is checked with the whole bank, and with the
    others of its workspace, or with `banks`; a role with the banks of its workspace, or `banks`.
    Raises BadRequest for a path that is none of these things.
    """
    with_banks = Banks(tuple(banks))
    found = [finding for path in paths for finding in _check(_absolute(path), with_banks)]
    here = current_folder()
    return in_reading_order(_seen_from(here, finding) for finding in found)


def _check(path: Path, banks: Banks) -> Iterable[Finding]:
    try:
        return list(_CHECKS[kind_of(path)](path, banks))
    except InvalidInput as error:
        return load_faults(error)


def _check_workspace(path: Path, banks: Banks) -> Iterable[Finding]:
    workspace = find_workspace(path)
    return check_workspace(replace(workspace, banks=banks.given or workspace.banks))


def _check_bank(folder: Path, banks: Banks) -> Iterable[Finding]:
    _, findings = banks.check(banks.with_bank(_bank_around(folder)))
    return _inside(folder, findings)


def _bank_around(folder: Path) -> Path:
    """Return the folder of the bank that a folder of questions is a category of, or is."""
    has_terms = is_there(folder / VOCABULARY_FILE)
    return folder.parent if not has_terms and is_bank(folder.parent) else folder


def _check_questions(file: Path, banks: Banks) -> Iterable[Finding]:
    """Check a file of a bank; where others keep the bank from loading, return their faults."""
    bank, findings = banks.check(banks.with_bank(_bank_around(file.parent)))
    own = _inside(file, findings)
    return findings if bank is None and not own else own


def _check_samples(file: Path, banks: Banks) -> Iterable[Finding]:
    """Check samples with the bank that their folder is in, elsewhere with the banks around."""
    folder = file.parent.parent
    of_a_bank = file.parent.name == SAMPLES_FOLDER and is_bank(folder)
    bank, findings = (
        banks.check(banks.with_bank(folder)) if of_a_bank else banks.load(banks.of(file.parent))
    )
    if bank is None:
        return [*findings, *check_samples(file, None)]
    return _inside(file, findings) if of_a_bank else check_samples(file, bank)


def _check_vocabulary(file: Path, banks: Banks) -> Iterable[Finding]:
    """Check a vocabulary with the questions beside it, if there are any."""
    if any(other.name != VOCABULARY_FILE for other in yaml_files(file.parent)):
        return _check_questions(file, banks)
    validate(Vocabulary, read(file))
    return ()


def _check_role(file: Path, banks: Banks) -> Iterable[Finding]:
    """Check a role; without a bank that loads, the faults of the bank are the role's too."""
    bank, findings = banks.load(banks.of(file.parent))
    faults = check_role(file, bank, find_workspace(file.parent).roles)
    return faults if bank else [*findings, *faults]


def _check_files(folder: Path, banks: Banks) -> Iterable[Finding]:
    return [finding for file in yaml_files(folder) for finding in _check_inside(file, banks)]


def _check_inside(file: Path, banks: Banks) -> Iterable[Finding]:
    """Check a file that nobody named: what it is not is a finding beside those of the others."""
    try:
        return _check(file, banks)
    except BadRequest as error:
        return load_faults(InvalidInput([Issue(str(file), 1, 1, f"{error}; {error.hint}")]))


_CHECKS: Mapping[Kind, Callable[[Path, Banks], Iterable[Finding]]] = {
    "workspace": _check_workspace,
    "workspace file": lambda file, banks: _check_workspace(file.parent, banks),
    "bank": _check_bank,
    "questions": _check_questions,
    "samples": _check_samples,
    "vocabulary": _check_vocabulary,
    "role": _check_role,
    "kit": lambda file, _: check_kit(file, find_workspace(file.parent).theme),
    "files": _check_files,
    "theme": lambda folder, _: check_theme(folder),
    "theme file": lambda file, _: check_theme(file.parent),
}


def _inside(path: Path, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings of a file, or of the files in a folder, links that lead out included."""
    place = resolved(path)
    files = ((Path(finding.issue.file), finding) for finding in findings)
    return [
        finding
        for file, finding in files
        if resolved(file).is_relative_to(place) or _absolute(file).is_relative_to(place)
    ]


def _absolute(path: Path) -> Path:
    """Return an absolute path; a file that is a link keeps its name, which may be its category."""
    return resolved(path) if path.name in {"", ".."} else resolved(path.parent) / path.name


def _seen_from(here: Path, finding: Finding) -> Finding:
    file = _absolute(Path(finding.issue.file))
    shown = file.relative_to(here) if file.is_relative_to(here) else file
    return replace(finding, issue=replace(finding.issue, file=str(shown)))
