"""Word files and workbooks, which are ZIP files: how much is packed into them, before it is."""

from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from kitgen.errors import InvalidInput, Issue
from kitgen.files.text import read_bytes
from kitgen.limits import ARCHIVED_FILES, UNPACKED_BYTES


def read_archive(path: Path) -> BytesIO:
    """Return the content of a ZIP file; raises InvalidInput for one with too much in it.

    Of what is no ZIP file, its reader tells so.
    """
    content = BytesIO(read_bytes(path))
    try:
        entries = ZipFile(content).infolist()
    except (BadZipFile, ValueError, NotImplementedError, OverflowError):
        entries = []
    # What an entry says of its size is the most that is read of it.
    if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
        megabytes = UNPACKED_BYTES // 1_000_000
        raise _refused(path, f"more than {megabytes} MB are packed into this file")
    if len(entries) > ARCHIVED_FILES:
        raise _refused(path, f"more than {ARCHIVED_FILES:,} files are packed into this file")
    content.seek(0)
    return content


def _refused(path: Path, message: str) -> InvalidInput:
    return InvalidInput([Issue(str(path), 1, 1, message)])
