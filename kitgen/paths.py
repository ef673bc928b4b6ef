"""Where paths lead. Users name them, and files of others do: no file system may have such a one.

Path's own methods raise errors for names that are too long, and for links in a loop.
"""

import errno
from os.path import abspath
from pathlib import Path


def is_file(path: Path) -> bool:
    """Tell whether there is such a file; there is none of a name that no file could have."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Tell whether there is such a folder; there is none of a name that no folder could have."""
    try:
        return path.is_dir()
    except OSError:
        return False


def resolved(path: Path) -> Path:
    """Return a path without links; one that cannot be followed as it is: reading it tells why."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links before Python 3.13, a NUL
        return Path(abspath(path))  # noqa: PTH100 (resolve is what failed)


def leads_inside(path: Path, folder: Path) -> bool:
    """Tell whether a path stays in a folder, whatever links are on the way."""
    return resolved(path).is_relative_to(resolved(folder))


def is_inside(path: Path, folder: Path) -> bool:
    """Tell whether a path leads to a file in a folder."""
    return leads_inside(path, folder) and is_file(path)


def is_there(path: Path) -> bool:
    """Tell whether a folder has an entry of that name, be it a link that leads nowhere.

    Where the folder must not be looked into, assume so: reading the file tells why it fails.
    """
    try:
        return path.is_symlink() or path.exists()
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG
