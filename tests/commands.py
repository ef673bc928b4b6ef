"""Commands as help and documentation show them, made cheap where a test does not read the PDF."""

import re


def as_html(command: str) -> str:
    """Return the command with HTML in place of PDF, which takes seconds a pack."""
    if not re.match("kitgen (generate|render|calibrate) ", command):
        return command
    if "--format" in command:
        return command.replace("--format pdf", "--format html")
    return f"{command} --format html"
