"""A role file and the roles it extends, laid over each other."""

from collections.abc import Collection, Mapping
from pathlib import Path
from shlex import quote as shell_quote
from unicodedata import normalize

from kitgen.errors import BadRequest, InvalidInput, UnknownName, quote, suggest
from kitgen.files.layers import Branch, Merged, layer, overlay
from kitgen.files.source import Source, read
from kitgen.files.text import yaml_files
from kitgen.paths import is_file, is_there, leads_inside
from kitgen.resources import shipped
from kitgen.role.only import check_only

_OF_FILES = frozenset({"extends"})  # keys about files, which are no part of a role
_OF_KITS = frozenset({"round", "seed", "questions"})  # what every kit has, and no role


def role_names(own: Path | None = None) -> tuple[str, ...]:
    """Return the names of the built-in roles and of those in the folder `own`, by the alphabet."""
    return tuple(sorted(_files_by_name(own)))


def _files_by_name(own: Path | None) -> Mapping[str, Path]:
    """Return the files of roles by name, those of the folder `own` before the built-in ones.

    A file system may keep an accented letter as two characters, which nobody types.
    """
    folders = (built_in_folder(), own) if own else (built_in_folder(),)
    files = [file for folder in folders for file in yaml_files(folder)]
    return {normalize("NFC", file.stem): file for file in files if file.suffix == ".yaml"}


def is_path(name: str) -> bool:
    """Tell whether a role is named by the path of its file."""
    path = Path(name)
    return path.suffix in {".yaml", ".yml"} or len(path.parts) > 1


def role_file(name: str, own: Path | None = None) -> Path:
    """Return the file of a role: by name, one of `own` before a built-in one, or by its path.

    Raises BadRequest for a path that leads nowhere, UnknownName for a name.
    """
    if is_path(name):
        if not is_there(Path(name)):
            raise BadRequest(f"no such role file: {name}")
        return Path(name)
    files = _files_by_name(own)
    if name not in files:
        raise UnknownName("role", name, sorted(files))
    return files[name]


def merged_role(path: Path) -> Merged:
    """Read a role file with all the roles it extends.

    Raises InvalidInput for a parent that is not there, a cycle, what is no mapping, and a faulty
    `competencies: {only: …}`.
    """
    oldest, *newer = reversed(_with_ancestors(_mapping(path)))
    check_only(oldest, ())
    root = layer(oldest, _OF_FILES)
    for source in newer:
        check_only(source, _competencies(root))
        root = overlay(root, layer(source, _OF_FILES))
    return Merged(root)


def parent_file(path: Path) -> Path | None:
    """Return the file of the role that a role extends, if it extends one."""
    source = _mapping(path)
    return _parent(source) if "extends" in source.value else None


def built_in_folder() -> Path:
    """Return the folder of the roles that come with kitgen."""
    return shipped("examples") / "roles"


def _competencies(role: Branch) -> Collection[str]:
    listed = role.children.get("competencies")
    return listed.kept.keys() if isinstance(listed, Branch) else ()


def _mapping(path: Path) -> Source:
    source = read(path)
    if not isinstance(source.value, Mapping):
        raise InvalidInput([source.issue((), "expected a role (key: value)")])
    if source.value.keys() >= _OF_KITS:
        message = f"this is a kit, not a role: kitgen render {shell_quote(str(path))} prints it"
        raise InvalidInput([source.issue((), message)])
    return source


def _with_ancestors(source: Source) -> tuple[Source, ...]:
    """Return a role and those it extends, nearest first."""
    sources, chain = [source], [source.path.resolve()]
    while "extends" in sources[-1].value:
        child = sources[-1]
        parent = _parent(child)
        if parent.resolve() in chain:
            names = " → ".join(path.stem for path in (*chain, parent))
            raise InvalidInput([child.issue(("extends",), f"a role cannot extend itself: {names}")])
        sources.append(_mapping(parent))
        chain.append(parent.resolve())
    return tuple(sources)


def _parent(source: Source) -> Path:
    """Return the file that `extends` means: one beside this file, or a built-in role.

    A role of somebody else must not be able to read any file of this machine.
    """
    name = source.value["extends"]
    if not isinstance(name, str):
        raise InvalidInput([source.issue(("extends",), "expected the name or path of a role")])
    folder = source.path.parent
    beside = folder / (name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
    built_in = built_in_folder() / f"{name}.yaml"
    if not leads_inside(beside, folder):
        message = f"{quote(name)} leads out of the folder of this role; copy the file into it"
        raise InvalidInput([source.issue(("extends",), message)])
    if is_file(beside) and (beside.resolve() != source.path.resolve() or not is_file(built_in)):
        return beside
    if is_file(built_in):
        return built_in
    message = f"no role {quote(name)} beside this file or built in{suggest(name, role_names())}"
    raise InvalidInput([source.issue(("extends",), message)])
