"""Prints docs/templates.md, made from the types of what templates are rendered with."""

from names import common_lines
from views import View, type_lines, view_lines

from kitgen.calibration.key import KeyView
from kitgen.calibration.sheet import SheetView
from kitgen.editions.candidate import CandidateView
from kitgen.editions.catalogue import CatalogueView
from kitgen.editions.interviewer import InterviewerView
from kitgen.editions.loop import LoopView
from kitgen.editions.scorecard import ScorecardView

_HEAD = """# What templates can print

`make renew` makes this page from types in the program. [Your own look](look.md) tells how to get
the templates and use yours.

Each template gets the variables of its table, and the same as `view`. A variable that is not listed
is an error with the template and its line, and so is one that an edition may not show: the
candidate's templates get no answers. What may be none is tested with `{% if name is not none %}`.
Texts of the bank are Markdown; the filters `markdown` and `inline` print them."""
_VIEWS = (
    View("interviewer.html", InterviewerView),
    View("candidate.html", CandidateView),
    View("scorecard.html", ScorecardView),
    View("loop.html", LoopView),
    View("calibration.html", SheetView),
    View("calibration-key.html", KeyView),
    View("catalogue.html", CatalogueView),
)

if __name__ == "__main__":
    print(_HEAD, *view_lines(_VIEWS), *common_lines(), *type_lines(_VIEWS), sep="\n")
