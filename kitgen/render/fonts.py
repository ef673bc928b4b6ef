"""The theme's fonts: files of installed Python packages, the same on every machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kitgen.errors import MissingFont
from kitgen.theme import Theme

MATHS_FONT = "STIX Two Math"  # has the signs that text fonts lack
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
    import ziamath

    text, code = theme.tokens.fonts.text, theme.tokens.fonts.code
    maths = Path(ziamath.__file__).parent / "fonts" / "STIXTwoMath-Regular.ttf"
    return (
        *_files(text, _UPRIGHT, (400, 600, 700)),
        *_files(text, _ITALIC, (400, 600, 700)),
        *_files(code, _UPRIGHT, (400, 600)),
        FontFile(MATHS_FONT, _UPRIGHT, maths, (400,)),
    )


def font_families(theme: Theme) -> frozenset[str]:
    """Return the names of the theme's fonts."""
    return frozenset(file.family for file in font_files(theme))


def face_rule(file: FontFile, address: str, weight: str) -> str:
    """Return the @font-face rule of a file; `weight` may be a range, or none for all it has."""
    weights = f"font-weight:{weight};" if weight else ""
    return (
        f"@font-face{{font-family:'{file.family}';src:url('{address}');"
        f"{weights}font-style:{file.style}}}"
    )


def _files(family: str, style: str, weights: tuple[int, ...]) -> Iterator[FontFile]:
    weights_of_path: dict[Path, list[int]] = {}
    for weight in weights:
        weights_of_path.setdefault(_path(family, weight, style), []).append(weight)
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
            "the machine: choose an installed one, or install the package of this font, if there "
            "is one",
        ) from None
    except fontpkg.FontpkgError as error:
        raise MissingFont(f"font '{family}': {error}") from None
