"""Commands that install what kitgen needs: of this system's package manager, and of pip."""

import os
import shlex
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec


@dataclass(frozen=True, slots=True)
class SystemPackage:
    """Something that pip cannot install, by the names it has in package managers."""

    name: str
    page: str
    names: Mapping[str, str]


# HarfBuzz-Subset: WeasyPrint 70 announces that later versions will not start without it.
PANGO = SystemPackage(
    "Pango",
    "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html#installation",
    {
        "apt-get": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "dnf": "pango",
        "pacman": "pango",
        "apk": "pango harfbuzz-subset fontconfig",
        "brew": "pango",
    },
)
LIBREOFFICE = SystemPackage(
    "LibreOffice",
    "https://www.libreoffice.org/download/",
    {
        "apt-get": "libreoffice-writer libreoffice-math fonts-crosextra-carlito",
        "dnf": "libreoffice-writer libreoffice-math google-carlito-fonts",
        "pacman": "libreoffice-fresh ttf-carlito",
        "apk": "libreoffice-writer libreoffice-math font-carlito",
        "brew": "--cask libreoffice",
    },
)
POPPLER = SystemPackage(
    "Poppler",
    "https://poppler.freedesktop.org/",
    {
        "apt-get": "poppler-utils",
        "dnf": "poppler-utils",
        "pacman": "poppler",
        "apk": "poppler-utils",
        "brew": "poppler",
    },
)
CHROMIUM = SystemPackage(
    "Chromium",
    "https://www.chromium.org/getting-involved/download-chromium/",
    {
        "apt-get": "chromium",
        "dnf": "chromium",
        "pacman": "chromium",
        "apk": "chromium",
        "brew": "--cask google-chrome",
    },
)
# Of scripts and signs that the built-in theme's fonts lack.
FONTS = SystemPackage(
    "Noto fonts",
    "https://fonts.google.com/noto",
    {
        "apt-get": "fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji",
        "dnf": "google-noto-sans-cjk-fonts google-noto-emoji-fonts",
        "pacman": "noto-fonts noto-fonts-cjk noto-fonts-emoji",
        "apk": "font-noto font-noto-cjk font-noto-emoji",
        "brew": "--cask font-noto-sans-cjk font-noto-emoji",
    },
)

_INSTALL = {
    "apt-get": "apt-get install -y",
    "dnf": "dnf install -y",
    "pacman": "pacman -S --noconfirm",
    "apk": "apk add",
    "brew": "brew install",
}


def install_command(package: SystemPackage) -> str:
    """Return the command that installs a package here, or where to read how."""
    manager = next((name for name in _INSTALL if shutil.which(name)), None)
    if manager is None:
        return f"see {package.page}"
    command = f"{_INSTALL[manager]} {package.names[manager]}"
    return command if manager == "brew" or _is_root() else f"sudo {command}"


def pip_install(requirement: str) -> str:
    """Return the command that installs a Python package into the environment that runs this."""
    if find_spec("pip") is None and shutil.which("uv"):  # uv makes environments without pip
        return shlex.join(("uv", "pip", "install", "--python", sys.executable, requirement))
    return shlex.join((sys.executable, "-m", "pip", "install", requirement))


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0
