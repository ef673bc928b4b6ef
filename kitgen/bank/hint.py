"""A hint of a question."""

from pydantic import Field

from kitgen.files.model import Model, Phrase


class Hint(Model):
    """Help that everybody who is stuck at the same place gets in the same words."""

    when: Phrase = Field(
        description="What the interviewer sees or hears before giving it.",
        examples=["No number after two minutes"],
    )
    say: Phrase = Field(description="Read aloud, word for word.")
