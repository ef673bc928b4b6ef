"""Printable interview kits for hiring managers, from a YAML bank of questions.

The functions that the command line calls, for notebooks, web pages and other programs:

    request = Request(role="senior-ml-engineer", rounds=("ml-depth",))
    kits = plan(request).kits
    write(list(packs(kits, Packing(load_theme(), formats=("docx",)))), Path("out"), force=False)

Each raises KitgenError for what its caller can mend. Names are loaded when they are first used,
so that `import kitgen` takes no time.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kitgen.bank.load import load_bank
    from kitgen.editions.occasion import Occasion
    from kitgen.errors import KitgenError
    from kitgen.kit.kit import Kit
    from kitgen.kit.load import read_kit
    from kitgen.output import OutputFile, write
    from kitgen.pipeline import (
        calibration_packs,
        exercises,
        kit_file,
        packs,
        plan,
    )
    from kitgen.protection import Protection
    from kitgen.request import Packing, Plan, Request
    from kitgen.role.load import load_role
    from kitgen.role.options import RoleOptions
    from kitgen.selection import SelectionOptions
    from kitgen.theme import Theme, load_theme

__version__ = "0.1.0"

_HOMES = {
    "load_bank": "bank.load",
    "Occasion": "editions.occasion",
    "KitgenError": "errors",
    "Kit": "kit.kit",
    "read_kit": "kit.load",
    "OutputFile": "output",
    "write": "output",
    "Protection": "protection",
    "Packing": "request",
    "Plan": "request",
    "Request": "request",
    "calibration_packs": "pipeline",
    "exercises": "pipeline",
    "kit_file": "pipeline",
    "packs": "pipeline",
    "plan": "pipeline",
    "load_role": "role.load",
    "RoleOptions": "role.options",
    "SelectionOptions": "selection",
    "Theme": "theme",
    "load_theme": "theme",
}

__all__ = [
    "Kit",
    "KitgenError",
    "Occasion",
    "OutputFile",
    "Packing",
    "Plan",
    "Protection",
    "Request",
    "RoleOptions",
    "SelectionOptions",
    "Theme",
    "calibration_packs",
    "exercises",
    "kit_file",
    "load_bank",
    "load_role",
    "load_theme",
    "packs",
    "plan",
    "read_kit",
    "write",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kitgen' has no attribute '{name}'")
    return getattr(import_module(f"kitgen.{_HOMES[name]}"), name)
