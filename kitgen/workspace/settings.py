"""The settings of a workspace, as its file has them."""

from pydantic import Field

from kitgen.bank.files import BUILT_IN_NAME
from kitgen.bank.weights import Percent
from kitgen.files.model import Language, Line, Listed, Model


class Settings(Model):
    """The content of `kitgen.yaml`; folders count from the file."""

    banks: Listed[Line] = Field(
        default=(BUILT_IN_NAME,),
        min_length=1,
        description="Folders of questions; builtin is the bank that comes with kitgen. What a "
        "later folder defines takes the place of the same in an earlier one: terms of its "
        "vocabulary.yaml, and questions with `override: true`.",
        examples=[["builtin", "questions"]],
    )
    roles: Line | None = Field(
        default=None,
        description="The folder of your own roles; without it, `roles` where that is there.",
        examples=["roles"],
    )
    theme: Line | None = Field(
        default=None,
        description="The folder of your look, or the name of a built-in one.",
        examples=["theme"],
    )
    language: Language | None = Field(
        default=None,
        description="The language of what packs print besides the bank's texts; English without "
        "it. The option --language goes before it.",
        examples=["de"],
    )
    exposure: Percent | None = Field(
        default=None,
        description="In how many of the recorded loops of a role, and of all roles, a question "
        "should be at most. With it, what is chosen depends on the record of use as well as on "
        "the seed: questions that were asked less are preferred.",
        examples=["33 %"],
    )
