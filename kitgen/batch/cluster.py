"""A Dask cluster as an executor: packs are made on its workers, and written here."""

from collections.abc import Iterator
from contextlib import contextmanager

import kitgen
from kitgen.batch.chunks import Crew
from kitgen.errors import BadRequest, MissingLibrary

_PATIENCE = 10  # seconds to wait for a scheduler


@contextmanager
def cluster(address: str) -> Iterator[Crew]:
    """Give the workers of the cluster whose scheduler has that address.

    Raises MissingLibrary without the library, BadRequest where no scheduler answers, where it has
    no workers, or where these have another kitgen.
    """
    try:
        from distributed import Client
    except ImportError:
        raise MissingLibrary(
            "--scheduler needs the library distributed", "pip install 'kitgen[dask]'"
        ) from None
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise BadRequest(
            f"no Dask scheduler answers at {address}: {error}", "start one with: dask scheduler"
        ) from None
    with client:
        versions = client.run(_version)
        _require_same_version(versions)
        yield Crew(client.get_executor(), len(versions))


def _version() -> str:
    """Return the version of kitgen where this is called."""
    return kitgen.__version__


def _require_same_version(found: dict[str, str]) -> None:
    if not found:
        raise BadRequest("the Dask scheduler has no workers", "start some with: dask worker")
    others = sorted(worker for worker, version in found.items() if version != kitgen.__version__)
    if others:
        raise BadRequest(
            f"another version of kitgen is installed at {', '.join(others)}",
            f"install {kitgen.__version__} there",
        )
