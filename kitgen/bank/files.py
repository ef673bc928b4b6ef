"""The folders of a bank and their files, before any is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kitgen.errors import BadRequest
from kitgen.files.text import sub_folders, yaml_files
from kitgen.paths import is_folder, resolved
from kitgen.resources import shipped

BUILT_IN = shipped("questions")  # the folder of the bank that comes with kitgen
BUILT_IN_NAME = "builtin"
VOCABULARY_FILE = "vocabulary.yaml"
REFUSED_FILE = "refused.yaml"  # topics that no question of the bank is about
NO_QUESTIONS = frozenset({VOCABULARY_FILE, REFUSED_FILE})
SAMPLES_FOLDER = "samples"  # in a bank's folder: sample answers, and no category


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """A file of questions: CATEGORY.yaml in the folder of a bank, or any in its folder CATEGORY."""

    folder: Path
    path: Path

    @property
    def category(self) -> str:
        """The id of the category of its questions."""
        has_folder = self.path.parent != self.folder
        return self.path.parent.name if has_folder else self.path.stem


def bank_folder(name: str, beside: Path = Path()) -> Path:
    """Return the folder of questions that `builtin` or a path from the folder `beside` means."""
    return BUILT_IN if name == BUILT_IN_NAME else beside / name


def named_once(folders: Sequence[Path]) -> tuple[Path, ...]:
    """Return the folders, one that is named twice, in any way, once."""
    return tuple({resolved(folder): folder for folder in folders}.values())


def question_files(folder: Path) -> list[QuestionFile]:
    """Return the files of questions in a bank's folder and in the folders of its categories.

    Raises BadRequest for no folder.
    """
    if not is_folder(folder):
        raise BadRequest(f"no such folder of questions: {folder}")
    paths = [file for file in yaml_files(folder) if file.name not in NO_QUESTIONS]
    for category in sub_folders(folder):
        if category.name != SAMPLES_FOLDER:
            paths += yaml_files(category)
    return [QuestionFile(folder, path) for path in paths]


def is_read_of(bank: Path, folder: Path) -> bool:
    """Tell whether YAML files in a folder are read as questions of a bank."""
    place, questions = resolved(folder), resolved(bank)
    return questions in (place, place.parent)


def how_to_add(key: str, folders: Sequence[Path]) -> str:
    """Return how a user adds a term of a list of the vocabulary, as part of a sentence."""
    own = [folder for folder in folders if folder != BUILT_IN]
    if not own:
        return "for others, start a bank of your own: kitgen init DIR"
    return f"others are listed under {key}: in {own[-1] / VOCABULARY_FILE}"
