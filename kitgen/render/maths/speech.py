"""A formula in words, for those who hear it."""

import re
from collections.abc import Mapping

from kitgen.render.maths.drawing import drawing
from kitgen.render.maths.latex import FormulaFault, with_groups

_TRANSPOSED = re.compile(
    r"\^\s*(?:\\top|\\intercal|⊤|\{\s*(?:\\top|\\intercal|⊤)\s*\})(?![a-zA-Z])"
)
_UPRIGHT = re.compile(r"\\(?:mathrm|mathit|mathsf|mathtt)\s*(?=\{)")
_BOLD = re.compile(r"\\(?:mathbf|boldsymbol|bm|symbf)\s*(?=\{)")
_INDEPENDENT = re.compile(r"\\perp(?:\s|\\!)*\\perp(?![a-zA-Z])")
_NOT_PERPENDICULAR = re.compile(r"\\not\s*\\perp(?![a-zA-Z])")
# Bars that are no delimiters by a command before them.
_PLAIN = r"(?<!left)(?<!right)(?<!ig)(?<!igg)(?<!ig[lrm])(?<!igg[lrm])"
_BARS = rf"{_PLAIN}\\(?:\||[lr]?Vert(?![a-zA-Z]))"
_NORM = re.compile(rf"{_BARS}((?:(?!{_BARS}).)+?){_BARS}", re.DOTALL)
_BAR = rf"{_PLAIN}(?<!\\)\|"
_ABSOLUTE = re.compile(
    rf"(?<![\w)\]}}'])(?<![\w)\]}}'] ){_BAR}((?:(?!{_BAR}).)+?){_BAR}", re.DOTALL
)
_BETWEEN = re.compile(rf"(?<=[\w)\]}}'] ){_BAR}|(?<=[\w)\]}}']){_BAR}(?=\s*[\w\\])")  # P(A|B)
_WORD = re.compile(r"[A-Za-z]{2,}")


def speech(latex: str, *, display: bool, language: str, signs: Mapping[str, str]) -> str:
    """Return prepared LaTeX in the words of a language such as `fr`.

    `signs` are the words for what the library leaves as a sign. Raises FormulaFault.
    """
    try:
        spoken = drawing(_clearer(latex, signs), display=display, language=language).spoken
    except FormulaFault:  # what is clearer to hear may be what the library does not know
        spoken = drawing(latex, display=display, language=language).spoken
    if not signs:
        return spoken
    known = re.compile("|".join(map(re.escape, sorted(signs, key=len, reverse=True))))
    words = known.sub(lambda sign: f" {signs[sign[0]]} ", spoken)
    return re.sub(r" (?=[,;])", "", " ".join(words.split()))


def _clearer(latex: str, signs: Mapping[str, str]) -> str:
    """Return LaTeX that is spoken as it is meant, whatever it would look like."""
    latex = _TRANSPOSED.sub(r"\\text{ ⊤}", latex)
    latex = _NOT_PERPENDICULAR.sub(r"\\mathrel{\\text{⟂̸}}", latex)
    latex = _INDEPENDENT.sub(r"\\mathrel{\\text{⫫}}", latex)
    latex = _ABSOLUTE.sub(_absolute, _NORM.sub(_norm, latex))
    latex = _BETWEEN.sub(r"\\mid ", latex)
    latex = with_groups(latex, _UPRIGHT, _name)
    bold = signs.get("𝐱")
    return with_groups(latex, _BOLD, lambda *found: _bold(bold, *found)) if bold else latex


def _norm(found: re.Match[str]) -> str:
    if _is_whole(found[1]):
        return rf"\norm{{{found[1]}}}"
    bar = r"\mathrel{\text{‖}}"  # such as those of KL(p‖q) + KL(q‖p)
    return f"{bar}{found[1]}{bar}"


def _absolute(found: re.Match[str]) -> str:
    return rf"\abs{{{found[1]}}}" if _is_whole(found[1]) else found[0]


def _is_whole(latex: str) -> bool:
    """Tell whether every bracket that LaTeX closes was opened in it, and the other way round."""
    depth = 0
    for bracket in re.findall(r"[()\[\]{}]", latex):
        depth += 1 if bracket in "([{" else -1
        if depth < 0:
            return False
    return depth == 0


def _name(command: str, content: str, rest: str) -> str:
    """Return a word as the name of an operator, which is not spelled."""
    name = "operatorname" if _WORD.fullmatch(content.strip()) else command[1:]
    return rf"\{name}{{{content}}}"


def _bold(bold: str, command: str, content: str, rest: str) -> str:
    return rf"\text{{{bold} }}{command}{{{content}}}"
