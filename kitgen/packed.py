"""ZIP files, which Word files and workbooks are: how much is packed into one, before it is read."""

from zipfile import ZipFile

from kitgen.limits import ARCHIVED_FILES, UNPACKED_BYTES


def excess(file: ZipFile) -> str | None:
    """Return what is too much in a ZIP file; None where nothing is."""
    entries = file.infolist()
    # What an entry says of its size is the most that is read of it.
    if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
        return f"more than {UNPACKED_BYTES // 1_000_000} MB are packed into this file"
    if len(entries) > ARCHIVED_FILES:
        return f"more than {ARCHIVED_FILES:,} files are packed into this file"
    return None
