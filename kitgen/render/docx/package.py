"""The zip that a Word file is: its parts in their order, without the clock."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = datetime(1980, 1, 1)  # the earliest date that a zip can contain


def parts_of(saved: BytesIO) -> Mapping[str, bytes]:
    """Return the parts of a Word file by their names."""
    with ZipFile(saved) as file:
        return {name: file.read(name) for name in file.namelist()}


def package(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts of a Word file as a zip that does not carry the clock."""
    result = BytesIO()
    with ZipFile(result, "w", ZIP_DEFLATED) as new:
        for name, content in parts.items():
            entry = ZipInfo(name, EPOCH.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            new.writestr(entry, content)
    return result.getvalue()
