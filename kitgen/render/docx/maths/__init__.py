"""Formulas as native Word equations (Office Math, ECMA-376 part 1, section 22.1).

equation  a formula as an equation in a sentence, or on a line by itself
grouping  puts together what MathML has side by side: brackets, sums and their terms, functions
fences    which brackets and bars belong together
writing   each element → its structure in Office Math
tables    matrices, cases and aligned rows
tokens    letters, signs, words and spaces → runs
omml      elements of Office Math
"""

from kitgen.render.docx.maths.equation import equation

__all__ = ["equation"]
