"""The messages of templates and words.yaml, as `make catalogues` finds them."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

_SPEC = spec_from_file_location(
    "catalogues", Path(__file__).parent.parent / ".make" / "catalogues.py"
)
_MODULE = module_from_spec(_SPEC)
_SPEC.loader.exec_module(_MODULE)
messages = _MODULE.messages
