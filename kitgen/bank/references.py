"""The works that a question cites, and the one that it was taken from."""

import operator
from typing import Annotated

from pydantic import Field

from kitgen.files.model import Line, Model

Doi = Annotated[str, Field(pattern=r"^10\.\d{4,9}/\S+$", examples=["10.1038/nature14539"])]
Url = Annotated[str, Field(pattern=r"^https://\S+$", examples=["https://arxiv.org/abs/1711.05101"])]
WebAddress = Annotated[str, Field(pattern=r"^https?://\S+$", examples=["https://example.org"])]


class Reference(Model):
    """A published source of a fact or figure."""

    title: Line = Field(
        description="Authors, title, where and when it was published.",
        examples=["Loshchilov & Hutter, Decoupled Weight Decay Regularization, ICLR 2019"],
    )
    doi: Doi | None = Field(default=None, description="Its DOI, without https://doi.org/.")
    url: Url | None = Field(default=None, description="Its address.")
    checked: bool = Field(
        default=True,
        exclude_if=operator.truth,  # kits of references without it keep their id
        description="False while nobody has looked it up.",
    )


class QuestionSource(Model):
    """The work that a question was taken from, and what its licence asks to print."""

    title: Line = Field(
        description="The work, as it is printed.", examples=["Interview questions of the ward"]
    )
    url: WebAddress | None = Field(default=None, description="Where it is published.")
    licence: Line | None = Field(
        default=None, description="Under which it may be used.", examples=["CC BY 4.0"]
    )
    attribution: Line | None = Field(
        default=None,
        description="Whom to name, also on the candidate's sheet.",
        examples=["Ada Lovelace and contributors"],
    )
