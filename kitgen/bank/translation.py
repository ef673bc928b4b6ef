"""What candidates read, in other languages than the bank's."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from kitgen.files.model import Line, Model, Prose
from kitgen.language import in_standard_form

# The form of a tag, for editors: which ones there are is looked up.
_TAG = r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
KnownLanguage = Annotated[
    str, AfterValidator(in_standard_form), Field(json_schema_extra={"pattern": _TAG})
]


class Translation(Model):
    """What a candidate reads of a question, in another language."""

    prompt: Prose = Field(description="Instead of the question's prompt.")
    handout: Prose | None = Field(
        default=None,
        description="Instead of the question's handout; left out where that has no words.",
    )


class CaseTranslation(Model):
    """A case in another language."""

    title: Line = Field(description="Instead of the case's title.")
    text: Prose = Field(description="Instead of the case's text.")


Translations = Mapping[KnownLanguage, Translation]
CaseTranslations = Mapping[KnownLanguage, CaseTranslation]
