"""LaTeX maths → MathML, a drawing and words, which HTML, Word and PDF are made of.

Two independent libraries read each formula: one writes MathML, the other draws and speaks it. A
formula is refused when either refuses it or when they differ in what they read.

formula    a formula, read by both
latex      LaTeX as it is typed → LaTeX that both libraries read alike
mathml     the MathML of one library, cleaned, in a closed vocabulary
drawing    what the other library makes of it: SVG, a line of text, words
agreement  whether both read the same
speech     words for what the library does not speak
plain      arithmetic that needs no formula
"""

from kitgen.render.maths.drawing import Drawing, drawing
from kitgen.render.maths.formula import formula
from kitgen.render.maths.latex import FormulaFault
from kitgen.render.maths.mathml import MATHS
from kitgen.render.maths.plain import plain
from kitgen.render.maths.speech import speech

__all__ = ["MATHS", "Drawing", "FormulaFault", "drawing", "formula", "plain", "speech"]
