"""LaTeX as people type it → LaTeX that both libraries read, and read alike."""

import re
from collections.abc import Callable, Mapping

_LONGEST, _DEEPEST = 4000, 64  # far more than fits on a line; what the libraries survive
_OPENING = re.compile(r"(?<!\\)(?:\\\\)*(?:\{|\\left(?![a-z])|\\begin(?![a-z]))")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
# Numbers of equations would be counted anew in each text, so none is printed.
_UNNUMBERED = re.compile(r"\\(?:nonumber|notag)(?![a-zA-Z])|\\label\s*\{[^{}]*\}")
_TAG = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
_ENVIRONMENTS = {
    **dict.fromkeys(("align", "align*", "flalign", "flalign*", "split"), "aligned"),
    **dict.fromkeys(("eqnarray", "eqnarray*"), "aligned"),
    **dict.fromkeys(("gather", "gather*", "multline", "multline*"), "gathered"),
}
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([a-zA-Z]+\*?)\}")
_EQUATION = re.compile(r"\\(?:begin|end)\s*\{(?:equation\*?|displaymath|math)\}")
_ALIGNED_AT = re.compile(r"\\begin\s*\{(?:x?x?alignat\*?|alignedat)\}\s*\{\d+\}")
_END_OF_ALIGNED_AT = re.compile(r"\\end\s*\{(?:x?x?alignat\*?|alignedat)\}")
_SIGN_BETWEEN = re.compile(r"&\s*(=|<|>|\\[a-zA-Z]+)\s*&")  # as eqnarray has it
_ROWS = re.compile(r"\\\\")
_TEXT = re.compile(r"\\(?:text|textrm|textbf|textit|texttt|textsf|textnormal)\s*(?=\{)")
_BOLD = re.compile(r"\\(?:math(?:bf|rm|bb|cal|sf|it|tt|frak|scr)|boldsymbol|bm)\s*(?=\{)")
_OTHER_NAMES: Mapping[str, str] = {
    **dict.fromkeys(("cr", "newline"), r"\\"),
    **dict.fromkeys(("mbox", "hbox"), r"\text"),
    **dict.fromkeys(("pmb", "bold"), r"\boldsymbol"),
}
_OTHER_NAME = re.compile(rf"\\({'|'.join(_OTHER_NAMES)})(?![a-zA-Z])")
# `\alpha*x` is a product; these commands have a starred form.
_ROW_END = re.compile(r"\\\\(?:\*|\s*\[\s*-?[\d.]+\s*[a-z]{2}\s*\])")  # with the space after it
_PRODUCT = re.compile(r"(\\(?!(?:operatorname|hspace|tag)\*)[a-zA-Z]+)\*")


class FormulaFault(Exception):
    """LaTeX that cannot be set as a formula."""


def prepared(latex: str) -> str:
    """Return the LaTeX with its environments named alike, and without numbers of equations.

    Raises FormulaFault for what the libraries would guess at, or could not survive.
    """
    _check(latex)
    latex = _OTHER_NAME.sub(lambda found: _OTHER_NAMES[found[1]], latex)
    latex = _TAG.sub(r"\\qquad\\text{(\1)}", _UNNUMBERED.sub("", latex))
    latex = with_groups(latex, _TEXT, _as_text)
    latex = with_groups(latex, _BOLD, _as_one)
    latex = _ROW_END.sub(lambda _: r"\\", latex)
    latex = _PRODUCT.sub(r"\1 *", latex)
    if "eqnarray" in latex:
        latex = _SIGN_BETWEEN.sub(r"&\1 ", latex)
    latex = _EQUATION.sub("", latex)
    latex = _END_OF_ALIGNED_AT.sub(r"\\end{aligned}", _ALIGNED_AT.sub(r"\\begin{aligned}", latex))
    latex = _ENVIRONMENT.sub(_renamed, latex).strip()
    return _in_rows(latex)


def group_end(latex: str, start: int) -> int:
    """Return where the group that opens at `start` ends, behind its brace; -1 without one."""
    depth = 0
    for brace in _BRACE.finditer(latex, start):
        depth += {"{": 1, "}": -1}.get(brace.group(), 0)
        if depth == 0:
            return brace.end()
    return -1


def with_groups(
    latex: str, command: re.Pattern[str], change: Callable[[str, str, str], str]
) -> str:
    """Replace each command and its group by `change(command, content of the group, rest)`."""
    kept, found = "", command.search(latex)
    while found:
        end = group_end(latex, found.end())
        content, rest = latex[found.end() + 1 : end - 1], latex[end:]
        kept += latex[: found.start()] + change(found.group().strip(), content, rest)
        latex, found = rest, command.search(rest)
    return kept + latex


def _check(latex: str) -> None:
    if re.search(r"(?<!\\)%", latex):
        raise FormulaFault(r"% begins a comment in LaTeX; write \%")
    if not _balanced(latex):
        raise FormulaFault("not valid LaTeX maths, a brace is missing")
    if len(latex) > _LONGEST or len(_OPENING.findall(latex)) > _LONGEST // 4:
        raise FormulaFault(f"a formula of more than {_LONGEST} characters")
    if _depth(latex) > _DEEPEST:
        raise FormulaFault(f"a formula nested more than {_DEEPEST} deep")


def _balanced(latex: str) -> bool:
    """Tell whether every brace is closed; the libraries would guess."""
    depth = 0
    for brace in _BRACE.findall(latex):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            return False
    return depth == 0


def _depth(latex: str) -> int:
    depth = deepest = 0
    for part in re.findall(r"\\(?:left|right|begin|end)(?![a-zA-Z])|\\.|[{}]", latex, re.DOTALL):
        depth += {"{": 1, r"\left": 1, r"\begin": 1}.get(part, 0)
        depth -= {"}": 1, r"\right": 1, r"\end": 1}.get(part, 0)
        deepest = max(deepest, depth)
    return deepest


def _renamed(found: re.Match[str]) -> str:
    name = _ENVIRONMENTS.get(found.group(2), found.group(2))
    return rf"\{found.group(1)}{{{name}}}"


def _as_text(command: str, content: str, rest: str) -> str:
    r"""Return `\text{for $n$}` as `\text{for }{n}`, and underscores in words as such."""
    parts = re.split(r"(?<!\\)\$", content)
    if len(parts) % 2 == 0:
        raise FormulaFault("a dollar sign in a formula; write \\$")
    words = [re.sub(r"(?<!\\)[_^]", r"\\\g<0>", part) for part in parts[::2]]
    shown = [f"{command}{{{words[0]}}}"]
    for maths, text in zip(parts[1::2], words[1:], strict=True):
        shown += [f"{{{maths}}}", f"{command}{{{text}}}"]
    return "".join(shown)


def _as_one(command: str, content: str, rest: str) -> str:
    r"""Return `\mathbf{x_1}_i`, which has two subscripts, as `{\mathbf{x_1}}_i`."""
    whole = f"{command}{{{content}}}"
    has_scripts = re.search(r"[_^]", content) and re.match(r"\s*[_^]", rest)
    return f"{{{whole}}}" if has_scripts else whole


def _in_rows(latex: str) -> str:
    """Put a formula of several rows into the environment that shows them as such."""
    bare = _outside(latex)
    if not _ROWS.search(bare):
        return latex
    name = "aligned" if "&" in bare.replace(r"\&", "") else "gathered"
    return rf"\begin{{{name}}}{latex}\end{{{name}}}"


def _outside(latex: str) -> str:
    """Return what of the LaTeX is in no group and no environment."""
    kept, depth = "", 0
    for part in re.findall(r"\\(?:left|right|begin|end)(?![a-zA-Z])|\\.|.", latex, re.DOTALL):
        if part in {"}", r"\right", r"\end"}:
            depth -= 1
        elif part in {"{", r"\left", r"\begin"}:
            depth += 1
        elif depth == 0:
            kept += part
    return kept
