"""The checks of a machine: what each finds, or what is lacking and the command that mends it."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from packaging.requirements import Requirement

from kitgen.doctor.facts import SHIPPED, installed_version, requirements, workspace_in_use
from kitgen.errors import KitgenError, MissingLibrary
from kitgen.render.fonts import font_files
from kitgen.render.pdf.pango import pango_version
from kitgen.resources import shipped
from kitgen.system import (
    CHROMIUM,
    LIBREOFFICE,
    PANGO,
    POPPLER,
    SystemPackage,
    install_command,
    pip_install,
)
from kitgen.theme import Theme, load_theme
from kitgen.workspace.exposure import uses
from kitgen.workspace.workspace import find_workspace


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found, or the fault and its remedy: a command where there is one."""

    name: str
    found: str = ""
    fault: str = ""
    remedy: str = ""


Check = Callable[[Path], Sequence[Result]]

_REINSTALL = "install kitgen again"


def examine(start: Path, *, tests: bool = False) -> tuple[Result, ...]:
    """Check what kitgen needs when it runs in the folder `start`, and what its tests need too."""
    checks = {**CHECKS, **TEST_CHECKS} if tests else CHECKS
    return tuple(result for name in checks for result in _results(name, checks[name], start))


def _results(name: str, check: Check, start: Path) -> Sequence[Result]:
    """Run a check; an error that the user can fix, or a package that is missing, is its result."""
    try:
        return check(start)
    except KitgenError as error:
        return [Result(name, fault=str(error), remedy=error.hint)]
    except ImportError as error:
        return [Result(name, fault=f"cannot be tried: {error}", remedy=_REINSTALL)]


def _packages(_: Path) -> Sequence[Result]:
    results = [_package(requirement) for requirement in requirements()]
    faults = [result for result in results if result.fault]
    return faults or [Result("packages", f"{len(results)} Python packages")]


def _package(wanted: Requirement) -> Result:
    version = installed_version(wanted.name)
    remedy = pip_install(f"{wanted.name}{wanted.specifier}")
    if version is None:
        return Result("packages", fault=f"{wanted.name} is not installed", remedy=remedy)
    if not wanted.specifier.contains(version, prereleases=True):
        fault = f"{wanted.name} {version} is installed, {wanted.specifier} is needed"
        return Result("packages", fault=fault, remedy=remedy)
    return Result("packages", version)


def _shipped_files(_: Path) -> Sequence[Result]:
    missing = [str(shipped(name)) for name in SHIPPED if not shipped(name).is_dir()]
    if missing:
        return [Result("shipped files", fault=f"no {', '.join(missing)}", remedy=_REINSTALL)]
    return [Result("shipped files", ", ".join(SHIPPED))]


def _pango(_: Path) -> Sequence[Result]:
    try:
        return [Result("Pango", pango_version())]
    except MissingLibrary as error:
        return [Result("Pango", fault=str(error), remedy=install_command(PANGO))]


def _workspace(start: Path) -> Sequence[Result]:
    here = find_workspace(start)
    return [Result("workspace", str(here.folder) if here.exposure else "none")]


def _theme(start: Path) -> Sequence[Result]:
    theme = load_theme(workspace_in_use(start).theme, None)
    families = dict.fromkeys((theme.tokens.fonts.text, theme.tokens.fonts.code))
    fonts = (_font(theme, family) for family in families)
    return [Result("theme", str(theme.folders[0])), *fonts]


def _font(theme: Theme, family: str) -> Result:
    """Look for one family alone, since a theme's fonts are loaded up to the first fault."""
    fonts = theme.tokens.fonts.model_copy(update={"text": family, "code": family})
    alone = replace(theme, tokens=theme.tokens.model_copy(update={"fonts": fonts}))
    try:
        font_files(alone)
    except KitgenError as error:
        return Result("font", fault=str(error), remedy=error.hint)
    return Result("font", family)


def _record_of_use(start: Path) -> Sequence[Result]:
    file = workspace_in_use(start).exposure
    if file is None or not file.exists():
        return [Result("record of use", "none")]
    return [Result("record of use", f"{len(uses(file))} questions used")]


def _test_programs(_: Path) -> Sequence[Result]:
    return [
        _program(POPPLER, "pdftotext"),
        _program(LIBREOFFICE, "soffice"),
        _program(CHROMIUM, "chromium", "google-chrome"),
    ]


def _program(package: SystemPackage, *commands: str) -> Result:
    """Look for one of a program's commands."""
    path = next(filter(None, map(shutil.which, commands)), None)
    if path is None:
        fault = f"there is no program {' or '.join(commands)}"
        return Result(package.name, fault=fault, remedy=install_command(package))
    return Result(package.name, path)


CHECKS: dict[str, Check] = {
    "packages": _packages,
    "shipped files": _shipped_files,
    "Pango": _pango,
    "workspace": _workspace,
    "theme": _theme,
    "record of use": _record_of_use,
}
TEST_CHECKS: dict[str, Check] = {"test programs": _test_programs}
