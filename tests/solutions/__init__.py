"""Loads a reference solution the way a test of it needs: as a module, from the bank's folder."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

BANK = Path(__file__).parents[2] / "questions"
SOLUTIONS = BANK / "solutions"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SOLUTIONS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
