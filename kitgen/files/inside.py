"""Files that another file names, such as pictures and fonts: in its folder, and not too large."""

from pathlib import Path

from kitgen.errors import KitgenError
from kitgen.paths import is_file, is_there, leads_inside


class Unusable(KitgenError):
    """Why a file that another one names cannot be read."""


def read_inside(folder: Path, name: str, what: str, owner: str, most: int) -> bytes:
    """Return the content of a file with at most so many bytes; raises Unusable.

    `what` it is and whose folder that is are words for the error: "a figure", "the bank".
    """
    path = folder / name
    if not leads_inside(path, folder):
        raise Unusable(f"{what} must be in the folder of {owner}")
    if not is_file(path):
        # A pipe is none either: its writer would be waited for.
        is_other = is_there(path) and not path.is_symlink()
        missing = f"there is no such file in the folder of {owner}"
        raise Unusable("is not a file" if is_other else missing)
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise Unusable(f"the file cannot be read: {error.strerror}") from None
    if len(content) > most:
        raise Unusable(f"{what} has at most {most:,} bytes")
    return content
