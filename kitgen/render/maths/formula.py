"""A formula: LaTeX that both libraries read alike, as MathML that remembers its LaTeX."""

from functools import lru_cache

from lxml import etree

from kitgen.render.maths.agreement import agree
from kitgen.render.maths.drawing import drawing
from kitgen.render.maths.latex import FormulaFault, prepared
from kitgen.render.maths.mathml import mathml


@lru_cache(maxsize=1024)
def formula(latex: str, *, display: bool) -> str:
    """Return a formula as MathML, with its prepared LaTeX as `data-latex`.

    Raises FormulaFault for LaTeX that one of the libraries refuses, or that they read differently.
    """
    source = prepared(latex)
    maths = mathml(source, display=display)
    if not agree(maths, drawing(source, display=display).tree):
        raise FormulaFault("LaTeX that can be read in two ways; write it more simply")
    maths.set("display", "block" if display else "inline")
    maths.set("data-latex", source)
    return str(etree.tostring(maths, encoding="unicode"))
