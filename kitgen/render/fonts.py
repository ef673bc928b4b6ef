"""The fonts of a theme, from installed Python packages, and one of signs: alike on all machines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kitgen.errors import MissingFont
from kitgen.theme import Theme

MATHS_FONT = "STIX Two Math"  # has the signs that text fonts lack
# No package has it. Three signs are left out of its table of characters, の, 〒 and 〰: in Japanese
# texts they would be taken from it, and all else from another font.
MATHS_FILE = Path(__file__).parent / "stix" / "STIXTwoMath-Regular.ttf"
_UPRIGHT, _ITALIC = "normal", "italic"


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font of one style, and the weights that it is used for: a variable font has several."""

    family: str
    style: str
    path: Path
    weights: tuple[int, ...]


def font_files(theme: Theme) -> tuple[FontFile, ...]:
    """Return the files of the theme's fonts, and that of signs; raises MissingFont."""
    text, code = theme.tokens.fonts.text, theme.tokens.fonts.code
    return (
        *_own_or_packaged(theme, text, _UPRIGHT, (400, 600, 700)),
        *_own_or_packaged(theme, text, _ITALIC, (400, 600, 700)),
        *_own_or_packaged(theme, code, _UPRIGHT, (400, 600)),
        FontFile(MATHS_FONT, _UPRIGHT, MATHS_FILE, (400,)),
    )


def script_font_files(theme: Theme, family: str) -> tuple[FontFile, ...]:
    """Return the files of a font for another script, whose slanted letters are upright ones."""
    return tuple(_own_or_packaged(theme, family, _UPRIGHT, (400, 600, 700)))


def is_there(theme: Theme, family: str) -> bool:
    """Tell whether a file of the theme or a font package has a family."""
    import fontpkg

    if any(face.family == family for face in theme.typefaces):
        return True
    return fontpkg.slugify(family) in map(fontpkg.slugify, fontpkg.families())


@lru_cache(maxsize=32)
def signs(path: Path) -> frozenset[str]:
    """Return the characters that a font file has."""
    from uharfbuzz import Blob, Face

    return frozenset(map(chr, Face(Blob.from_file_path(str(path))).unicodes))


def face_rule(file: FontFile, address: str, weight: str) -> str:
    """Return the @font-face rule of a file; `weight` may be a range, or none for all it has."""
    weights = f"font-weight:{weight};" if weight else ""
    return (
        f"@font-face{{font-family:'{file.family}';src:url('{address}');"
        f"{weights}font-style:{file.style}}}"
    )


def _own_or_packaged(
    theme: Theme, family: str, style: str, weights: tuple[int, ...]
) -> Iterator[FontFile]:
    """Yield the files of a family: the theme's own where it has any, be none of them slanted."""
    own = [face for face in theme.typefaces if face.family == family]
    faces = [face for face in own if face.style == style]
    if not own:
        yield from _files(family, style, weights)
        return
    if faces:
        nearest = {w: min(faces, key=lambda face: face.distance(w)).path for w in weights}
        yield from _by_path(family, style, nearest)


def _files(family: str, style: str, weights: tuple[int, ...]) -> Iterator[FontFile]:
    yield from _by_path(family, style, {w: _path(family, w, style) for w in weights})


def _by_path(family: str, style: str, path_of_weight: Mapping[int, Path]) -> Iterator[FontFile]:
    """Yield each file once, with the weights that it is used for."""
    weights_of_path: dict[Path, list[int]] = {}
    for weight, path in path_of_weight.items():
        weights_of_path.setdefault(path, []).append(weight)
    for path, found in weights_of_path.items():
        yield FontFile(family, style, path, tuple(found))


def _path(family: str, weight: int, style: str) -> Path:
    import fontpkg

    try:
        return Path(fontpkg.path(family, weight, style, nearest=True))
    except fontpkg.FamilyNotInstalled:
        names = ", ".join(sorted(found.name for found in fontpkg.families().values()))
        raise MissingFont(
            f"font '{family}' is in no font package that is installed ({names})",
            "PDF and HTML are set in fonts of Python packages, named fontpkg-…, and in none of "
            "the machine: choose an installed one, name files of this font in the theme (fonts: "
            "files), or install its package, if there is one",
        ) from None
    except fontpkg.FontpkgError as error:
        raise MissingFont(f"font '{family}': {error}") from None
