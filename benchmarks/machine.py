"""What the figures were measured on: the machine, by its kind, and the versions."""

import os
import platform
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

_BYTES = 2**30


def machine() -> str:
    """Return processor, cores, memory and system in a line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _BYTES
    return f"{_processor()}, {cores} cores, {memory:.0f} GiB of memory, {_system()}"


def versions() -> str:
    """Return kitgen's version and those of what it runs on."""
    packages = ("weasyprint", "python-docx", "pydantic", "pyyaml")
    used = ", ".join(f"{name} {version(name)}" for name in packages)
    return f"kitgen {version('kitgen')} on Python {platform.python_version()} with {used}"


def _processor() -> str:
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _system() -> str:
    with suppress(OSError):
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    return f"{platform.system()} {platform.release()}"
