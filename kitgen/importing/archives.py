"""Word files and workbooks, which are ZIP files: how much is packed into them, before it is."""

from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from kitgen.errors import InvalidInput, Issue
from kitgen.files.text import read_bytes
from kitgen.packed import excess


def read_archive(path: Path) -> BytesIO:
    """Return the content of a ZIP file; raises InvalidInput for one with too much in it.

    Of what is no ZIP file, its reader tells so.
    """
    content = BytesIO(read_bytes(path))
    try:
        found = excess(ZipFile(content))
    except (BadZipFile, ValueError, NotImplementedError, OverflowError):
        found = None
    if found:
        raise InvalidInput([Issue(str(path), 1, 1, found)])
    content.seek(0)
    return content
