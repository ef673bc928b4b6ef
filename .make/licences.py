"""Prints what kitgen needs to run, with the licence of each, and refuses what may not be used."""

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).parent.parent / "pyproject.toml"
HEAD = """\
# Licences

kitgen is under the MIT licence. What it needs to run is installed with it, and is under these
licences, all of which allow any use and ask a company that uses kitgen for nothing. Where there is
a choice of licences, one of them does. PDFs also need Pango, a library of the system, under the
LGPL.

`make check` refuses a licence that is not known to be of this kind. `make renew` writes this list,
and `make sbom` a bill of materials (CycloneDX) of the locked versions.

| package | licence |
|---|---|
"""
# Permissive, or, as the MPL, asking to publish changes of the library's own files alone.
ALLOWED = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "HPND",
    "ISC",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "MPL-1.1",
    "MPL-2.0",
    "OFL-1.1",
    "PSF-2.0",
    "Python-2.0",
    "Unlicense",
    "Zlib",
}
# What packages tell by their files of licences alone, which were read.
READ = {
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "resvg-py": "MIT",
}
# What packages write that name no licence by its SPDX identifier.
SAME = {
    "Apache Software License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


def needed(requirement: Requirement, seen: dict[str, Distribution]) -> None:
    """Note a package, and all that it needs on this machine with the extras that are asked for."""
    package = distribution(requirement.name)
    is_new = canonicalize_name(requirement.name) not in seen
    if not is_new and not requirement.extras:
        return
    seen[canonicalize_name(requirement.name)] = package
    for further in map(Requirement, package.requires or ()):
        if any(_applies(further, extra) for extra in ("", *requirement.extras)):
            needed(further, seen)


def _applies(requirement: Requirement, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({"extra": extra})


def licence(package: Distribution) -> str:
    """Return what a package says its licence is, by SPDX identifiers where it can be told."""
    expressions = _told(package, "License-Expression")
    if expressions:
        return expressions[0]
    name = canonicalize_name(package.name)
    if name in READ:
        return READ[name]
    begin = "License :: OSI Approved :: "
    classifiers = _told(package, "Classifier")
    told = [text.removeprefix(begin) for text in classifiers if text.startswith(begin)]
    told += [text.split("\n")[0] for text in _told(package, "License")]
    known = [SAME.get(text, text) for text in told]
    return next(filter(is_allowed, known), "; ".join(known))


def _told(package: Distribution, key: str) -> list[str]:
    return package.metadata.get_all(key) or []


def is_allowed(expression: str) -> bool:
    """Tell whether all licences of an SPDX expression are allowed, or one that may be chosen."""
    names = re.split(r" AND | OR ", expression.replace("(", "").replace(")", ""))
    enough = any if " AND " not in expression else all
    return enough(name in ALLOWED for name in names)


def rows() -> Iterator[tuple[str, str]]:
    """Yield the name and the licence of each package."""
    packages: dict[str, Distribution] = {}
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    for requirement in map(Requirement, project["dependencies"]):
        if _applies(requirement, ""):
            needed(requirement, packages)
    for name, package in sorted(packages.items()):
        yield name, licence(package)


def main() -> int:
    """Print the list; return 1 for a licence that is not allowed."""
    listed = list(rows())
    page = HEAD + "".join(f"| {name} | {stated} |\n" for name, stated in listed)
    wrong = [f"{name}: '{stated}'" for name, stated in listed if not is_allowed(stated)]
    if wrong:
        print("licences to look at, see .make/licences.py:", *wrong, sep="\n", file=sys.stderr)
        return 1
    print(page, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
