"""What forms of a kit do not have alike, as the kit's file tells it."""

from pydantic import Field

from kitgen.files.model import Line, Model
from kitgen.literals import Likeness


class KitUneven(Model):
    """What the forms that were chosen together do not have alike."""

    sort: Likeness = Field(
        description="Minutes or difficulty of a round, or how many questions of a kind, or of a "
        "competency, or mainly of it.",
    )
    subject: Line = Field(description="The round, the competency or the kind.")
    sums: tuple[int, ...] = Field(
        min_length=2, description="Of each form, in the order of the alphabet."
    )
