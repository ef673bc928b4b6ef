"""What candidates may use in coding questions."""

from pydantic import Field

from kitgen.files.model import Model


class CodingRules(Model):
    """What a role allows in coding questions; read aloud and printed, so that all know it."""

    runs: bool = Field(description="Whether candidates may run their code.")
    documentation: bool = Field(description="Whether they may look things up.")
    assistant: bool = Field(description="Whether they may use an AI assistant.")
