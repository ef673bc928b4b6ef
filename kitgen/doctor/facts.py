"""Versions and folders in use: what a report of a fault should tell."""

import platform
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

import kitgen
from kitgen.bank.files import BUILT_IN, BUILT_IN_NAME
from kitgen.errors import InvalidInput, MissingLibrary
from kitgen.render.pdf.pango import pango_version
from kitgen.resources import shipped
from kitgen.workspace.workspace import Workspace, find_workspace

SHIPPED = ("questions", "examples", "templates")


def requirements() -> tuple[Requirement, ...]:
    """Return the Python packages that kitgen needs here; none where it runs uninstalled."""
    try:
        lines = metadata.requires("kitgen") or ()
    except metadata.PackageNotFoundError:
        return ()
    wanted = map(Requirement, lines)
    return tuple(r for r in wanted if r.marker is None or r.marker.evaluate({"extra": ""}))


def installed_version(package: str) -> str | None:
    """Return the version of an installed package, None where it is not installed."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def versions() -> Mapping[str, str]:
    """Return what runs here, each with its version: equal versions give equal files."""
    packages = sorted({requirement.name for requirement in requirements()})
    return {
        "kitgen": kitgen.__version__,
        "Python": f"{platform.python_version()} ({sys.executable})",
        "system": platform.platform(),
        "Pango": _pango_version(),
        **{name: installed_version(name) or "not installed" for name in packages},
    }


def _pango_version() -> str:
    try:
        return pango_version()
    except (ImportError, MissingLibrary):
        return "not found"


def workspace_in_use(start: Path) -> Workspace:
    """Return the workspace that `start` is in, or what is used without one where it is faulty."""
    try:
        return find_workspace(start)
    except InvalidInput:
        return Workspace(folder=start)


def _name(bank: Path) -> str:
    return BUILT_IN_NAME if bank == BUILT_IN else str(bank)


def folders(start: Path) -> Mapping[str, str]:
    """Return where the workspace, its parts and the shipped files are."""
    here = workspace_in_use(start)
    return {
        "workspace": str(here.folder) if here.exposure else "none",
        "banks": ", ".join(_name(bank) for bank in here.banks),
        "roles": str(here.roles or "builtin"),
        "theme": str(here.theme or "builtin"),
        "record of use": str(here.exposure or "none"),
        **{f"shipped {name}": str(shipped(name)) for name in SHIPPED},
    }
